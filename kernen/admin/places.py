"""Municipality, kernen and kernoverleggen in /beheer/."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kernen.admin.archive import ArchiveAdmin
from kernen.admin.import_view import import_kernen
from kernen.admin.site import BeheerAdmin, Plain, beheer
from kernen.forms import ArchiveKernForm, KernForm, MunicipalityForm
from kernen.models import CbsArea, Kern, Kernoverleg, Municipality, RoleHolding


@admin.register(Municipality, site=beheer)
class MunicipalityAdmin(BeheerAdmin[Municipality]):
    """One row, which the list leads to."""

    form = MunicipalityForm
    fieldsets = (
        (None, {"fields": ("name", "prefix", "gm_code")}),
        (
            gettext_lazy("Bereikbaar"),
            {"fields": ("phone", "phone_hours", "email", "visiting_address", "visiting_hours", "website")},
        ),
        (gettext_lazy("Berichten"), {"fields": ("releases_messages", "digest_hours")}),
        (gettext_lazy("Ik heb een idee"), {"fields": ("takes_signals",)}),
        (gettext_lazy("Uiterlijk"), {"fields": ("theme", "logo", "remove_logo")}),
        (gettext_lazy("Teksten"), {"fields": ("privacy_text", "accessibility_text", "accessibility_statement")}),
        (
            gettext_lazy("Privacy en beveiliging"),
            {"fields": ("privacy_officer", "privacy_officer_email", "security_contact", "security_policy")},
        ),
        (gettext_lazy("Grenzen"), {"fields": ("four_eyes_from", "escalate_after", "representative_under")}),
    )

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Once."""
        return super().has_add_permission(request) and not Municipality.objects.exists()

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """A list of one needs no page."""
        only = Municipality.objects.first()
        return HttpResponseRedirect(self.address("change", only) if only else self.address("add"))

    def save_model(self, request: HttpRequest, obj: Municipality, form: Any, change: bool) -> None:
        """The one row has number 1."""
        obj.pk = 1
        super().save_model(request, obj, form, change)


class CbsAreaInline(Plain, admin.StackedInline[CbsArea, Kern]):  # type: ignore[misc]
    """Which wijken and buurten of Statistics Netherlands lie in a kern."""

    model = CbsArea
    extra = 1

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A code that does not belong may go."""
        return self.admin_site.has_permission(request)


@admin.register(Kern, site=beheer)
class KernAdmin(ArchiveAdmin[Kern]):
    """The kernen, with their archive and their import."""

    form = KernForm
    inlines = (CbsAreaInline,)
    list_display = ("name", "inhabitants", "inhabitants_year", "households", "archived_on")
    search_fields = ("name",)
    ordering = ("name",)
    explanation = gettext_lazy(
        "Kernen zijn de dorpen en wijken zoals de gemeente ze zelf kent. Een kern die verdwijnt, archiveert u: "
        "de naam blijft staan bij alles wat al vastligt."
    )

    def get_urls(self) -> list[URLPattern]:
        """The import besides the rest."""
        enter = self.admin_site.admin_view
        return [path("import/", enter(self.import_view), name="kernen_kern_import"), *super().get_urls()]

    def list_tools(self) -> list[tuple[str, str]]:
        """The import."""
        return [(_("Kernen inlezen uit een bestand"), self.address("import"))]

    def import_view(self, request: HttpRequest) -> HttpResponse:
        """Kernen from a spreadsheet."""
        context = self.page_context(request, None, title=_("Kernen inlezen"))
        return import_kernen(request, context=context, list_url=self.address("changelist"))

    def archive_form(self, obj: Kern, data: Any = None) -> forms.Form:
        """Asks who follows up."""
        return ArchiveKernForm(data, kern=obj)

    def consequences(self, obj: Kern) -> list[str]:
        """With the roles that are held there."""
        held = RoleHolding.objects.current(timezone.localdate()).filter(kern=obj).count()
        roles = ngettext(
            "%(count)d persoon heeft hier een rol; die loopt door tot u hem beëindigt bij het account.",
            "%(count)d personen hebben hier een rol; die lopen door tot u ze beëindigt bij het account.",
            held,
        )
        return [*([roles % {"count": held}] if held else []), *super().consequences(obj)]

    def archive(self, obj: Kern, form: forms.Form) -> None:
        """With its successors."""
        obj.archive(on=timezone.localdate(), successors=list(form.cleaned_data["successors"]))

    def restore(self, obj: Kern) -> None:
        """Who is back has no successors."""
        super().restore(obj)
        obj.successors.clear()


@admin.register(Kernoverleg, site=beheer)
class KernoverlegAdmin(BeheerAdmin[Kernoverleg]):
    """The residents' platforms."""

    list_display = ("name", "kind", "chair_name", "rhythm", "is_active")
    search_fields = ("name", "chair_name")
    ordering = ("name",)
    fieldsets = (
        (None, {"fields": ("name", "kind", "kernen", "rhythm", "is_active")}),
        (gettext_lazy("Voorzitter"), {"fields": ("chair_name", "chair_email", "chair_phone")}),
    )
    explanation = gettext_lazy("De voorzitter is een naam met een telefoonnummer of e-mailadres en heeft geen account.")
