"""Out of use instead of deleted: the pages that ask first, say what follows, and bring back."""

from typing import Any, Protocol

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kernen.admin.site import BeheerAdmin, M


class Archivable(Protocol):
    """A row that is taken out of use on a day."""

    pk: Any
    archived_on: Any

    @property
    def is_archived(self) -> bool: ...


class InUse(admin.SimpleListFilter):
    """Shows what is in use, unless the archive is asked for."""

    title = gettext_lazy("archief")
    parameter_name = "archief"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """The choices besides the first."""
        return [("ja", _("Gearchiveerd")), ("alles", _("Alles"))]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        """In use, archived, or all."""
        if self.value() == "alles":
            return queryset
        return queryset.filter(archived_on__isnull=self.value() != "ja")

    def choices(self, changelist: Any) -> Any:
        """With 'in use' where Django says 'all'."""
        first, *others = super().choices(changelist)
        return [first | {"display": _("In gebruik")}, *others]


class ArchiveAdmin(BeheerAdmin[M]):
    """A table whose rows are archived."""

    list_filter = (InUse,)

    def get_urls(self) -> list[URLPattern]:
        """Two more pages per row."""
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        enter = self.admin_site.admin_view
        return [
            path("<int:object_id>/archive/", enter(self.archive_view), name=f"{name}_archive"),
            path("<int:object_id>/restore/", enter(self.restore_view), name=f"{name}_restore"),
            *super().get_urls(),
        ]

    def tools(self, request: HttpRequest, obj: M) -> list[tuple[str, str]]:
        """Into the archive, or out of it."""
        archived = getattr(obj, "archived_on", None)
        label, what = (_("Terughalen uit het archief"), "restore") if archived else (_("Archiveren"), "archive")
        return [(label, self.address(what, obj)), *super().tools(request, obj)]

    def archive_form(self, obj: M, data: Any = None) -> forms.Form:
        """What is asked at archiving; most rows ask nothing."""
        return forms.Form(data)

    def consequences(self, obj: M) -> list[str]:
        """What follows from archiving, a sentence each."""
        return [_("De naam blijft staan bij alles wat al vastligt."), _("U kunt dit later terugdraaien.")]

    def archive(self, obj: Any, form: forms.Form) -> None:
        """Take it out of use today."""
        obj.archived_on = timezone.localdate()
        obj.save(update_fields=["archived_on"])

    def restore(self, obj: Any) -> None:
        """Take it into use again."""
        obj.archived_on = None
        obj.save(update_fields=["archived_on"])

    def archive_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Ask, with what follows; then do it."""
        obj = self.find(request, str(object_id))
        form = self.archive_form(obj, request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            self.archive(obj, form)
            return self._done(request, obj, _("%(name)s is gearchiveerd."))
        title = _("%(name)s archiveren") % {"name": obj}
        return self._ask(
            request, obj, form=form, title=title, consequences=self.consequences(obj), label=_("Archiveren")
        )

    def restore_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Ask; then do it."""
        obj = self.find(request, str(object_id))
        if request.method == "POST":
            self.restore(obj)
            return self._done(request, obj, _("%(name)s is weer in gebruik."))
        title = _("%(name)s terughalen uit het archief") % {"name": obj}
        consequences = [_("Hij is weer te kiezen bij nieuwe initiatieven, rollen en kernoverleggen.")]
        return self._ask(request, obj, form=forms.Form(), title=title, consequences=consequences, label=_("Terughalen"))

    def _ask(self, request: HttpRequest, obj: M, **more: Any) -> HttpResponse:
        return render(request, "admin/ask.html", self.page_context(request, obj, **more))

    def _done(self, request: HttpRequest, obj: M, sentence: str) -> HttpResponse:
        said = sentence % {"name": obj}
        self.log_change(request, obj, said)
        messages.success(request, said)
        return HttpResponseRedirect(self.address("changelist"))
