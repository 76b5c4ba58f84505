"""Who may enter /beheer/, and how every list and form there behaves."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Any, ClassVar, TypeVar, cast

from django import forms
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, reverse
from django.utils.decorators import method_decorator
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from accounts.second_step import Step, second_step
from kernen.admin.overwriting import SEEN, NotOverwritten
from kernen.kept import forget_all
from kernen.roles import roles_of

M = TypeVar("M", bound=models.Model)
View = TypeVar("View", bound=Callable[..., HttpResponseBase])
# Doors of Django's own that are not used: signing in and passwords have one place, and it is not here.
SHUT = {"logout", "password_change", "password_change_done", "autocomplete", "jsi18n", "view_on_site"}


class Beheer(admin.AdminSite):
    """Django's admin, for who holds the role of functional administrator today; a superuser flag opens nothing."""

    site_title = site_header = gettext_lazy("Beheer")
    index_title = gettext_lazy("Beheer")
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        """The role, and a second step in this session; asked for every model of a page, so kept for the request."""
        asked = vars(request)
        if "_enters_beheer" not in asked:
            asked["_enters_beheer"] = roles_of(request.user).is_functional_admin and second_step(request) is Step.PASSED
        return bool(asked["_enters_beheer"])

    def admin_view(self, view: View, cacheable: bool = False) -> View:
        """To anybody else who is signed in there is nothing here."""
        guarded = super().admin_view(view, cacheable)

        def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.user.is_authenticated and not self.has_permission(request):
                raise Http404
            answer = guarded(request, *args, **kwargs)
            if request.method == "POST":
                forget_all()
            return answer

        return cast(View, update_wrapper(enter, guarded))

    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """There is one place to sign in; Django's own form never shows."""
        if not request.user.is_authenticated:
            return redirect_to_login(request.GET.get("next") or reverse("admin:index"))
        if self.has_permission(request):
            return redirect("admin:index")
        raise Http404

    def get_urls(self) -> list[URLResolver | URLPattern]:
        """Django's, less the doors that are shut."""
        return [url for url in super().get_urls() if getattr(url, "name", None) not in SHUT]


beheer = Beheer(name="admin")


def field_options(db_field: models.Field[Any, Any]) -> dict[str, Any]:
    """Plain browser inputs: they work with a keyboard, a screen reader, and without JavaScript."""
    if isinstance(db_field, models.DateTimeField):
        return {"widget": forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")}
    if isinstance(db_field, models.DateField):
        return {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
    if isinstance(db_field, models.TextField):
        return {"widget": forms.Textarea(attrs={"rows": 5})}
    if isinstance(db_field, models.ManyToManyField):
        return {"widget": forms.CheckboxSelectMultiple}
    if isinstance(db_field, models.ImageField):
        return {"widget": forms.FileInput}
    return {}


class Plain:
    """What lists, forms and inlines share: the site decides who may, inputs are plain, labels have a capital."""

    admin_site: Beheer

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Whoever is in, may look around."""
        return self.admin_site.has_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever is in, may look."""
        return self.admin_site.has_permission(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever is in, may add."""
        return self.admin_site.has_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever is in, may change."""
        return self.admin_site.has_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing is deleted, unless a table says otherwise: history keeps its names."""
        return False

    def formfield_for_dbfield(self, db_field: models.Field[Any, Any], request: HttpRequest, **kwargs: Any) -> Any:
        """Without Django's own admin inputs, which need JavaScript or fail a screen reader."""
        field = db_field.formfield(**field_options(db_field) | kwargs)
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = self.choices_for(db_field.name, field.queryset)
        if field:
            field.label = capfirst(str(field.label))
        return field

    def choices_for(self, name: str, rows: Any) -> Any:
        """What may be chosen; a table with an archive leaves out what is in it."""
        return rows.current() if hasattr(rows, "current") and hasattr(rows.model, "is_archived") else rows


class BeheerAdmin(Plain, admin.ModelAdmin[M]):  # type: ignore[misc]
    """A table of reference data."""

    actions = None
    view_on_site = False
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    list_per_page = 100
    # A sentence or two above the list.
    explanation: ClassVar[StrOrPromise] = ""

    def tools(self, request: HttpRequest, obj: M) -> list[tuple[str, str]]:
        """What else can be done with this row: (label, address)."""
        return [(_("Geschiedenis"), self.address("history", obj))]

    def list_tools(self) -> list[tuple[str, str]]:
        """What else can be done with the whole list: (label, address)."""
        return []

    def address(self, what: str, obj: M | None = None) -> str:
        """The address of a page about this table, or about one row of it."""
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_{what}"
        return reverse(name, args=[obj.pk] if obj else [])

    def page_context(self, request: HttpRequest, obj: M | None, **more: Any) -> dict[str, Any]:
        """What every page of our own about a row needs."""
        back = self.address("change", obj) if obj else self.address("changelist")
        return {**self.admin_site.each_context(request), "opts": self.opts, "original": obj, "back": back, **more}

    def find(self, request: HttpRequest, object_id: str) -> M:
        """The row of this address, or 404."""
        obj = self.get_object(request, object_id)
        if obj is None:
            raise Http404
        return obj

    def get_form(self, request: HttpRequest, obj: M | None = None, change: bool = False, **kwargs: Any) -> Any:
        """The form of a row knows what stood on the page that is sent."""
        form = super().get_form(request, obj, change, **kwargs)
        seen = {"seen_on_page": request.POST.get(SEEN, "")}
        return type(form.__name__, (NotOverwritten, form), seen) if change else form

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """Who saves a row has it to themselves, from reading what stands in it."""
        with transaction.atomic():
            obj = self.get_object(request, object_id) if object_id and request.method == "POST" else None
            if obj is not None:
                self.model._default_manager.select_for_update().get(pk=obj.pk)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """The list, with its explanation and what can be done with it."""
        more = {"tools": self.list_tools(), "explanation": self.explanation}
        return super().changelist_view(request, more | (extra_context or {}))

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        """The form, with what else can be done with this row."""
        obj: M | None = kwargs.get("obj")
        context["tools"] = self.tools(request, obj) if obj and obj.pk else []
        return super().render_change_form(request, context, *args, **kwargs)
