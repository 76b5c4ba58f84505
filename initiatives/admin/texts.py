"""The words of letters in /beheer/: per step, with what is filled in by itself and how it will read."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin import helpers
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives.forms.letter_text import LetterTemplateForm, StandardTextForm
from initiatives.letters.example import example_letter
from initiatives.letters.first_texts import fill_texts
from initiatives.models import LetterTemplate, StandardText
from kernen.admin.site import BeheerAdmin, beheer
from kernen.models import PolicyDomain

PREVIEW = "_preview"


class TextAdmin(BeheerAdmin[Any]):
    """Words that may go again: without them, ours stand."""

    change_form_template = "admin/text_form.html"
    # What is offered besides saving: (name of the button, its label).
    extra_buttons: Sequence[tuple[str, Any]] = ()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing that was written before changes by it."""
        return self.admin_site.has_permission(request)

    def choices_for(self, name: str, rows: Any) -> Any:
        """Domains by their name."""
        rows = super().choices_for(name, rows)
        return rows.order_by("name") if rows.model is PolicyDomain else rows

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        """With the buttons besides saving."""
        context["extra_buttons"] = self.extra_buttons
        return super().render_change_form(request, context, *args, **kwargs)


@admin.register(LetterTemplate, site=beheer)
class LetterTemplateAdmin(TextAdmin):
    """What residents are written after a step."""

    form = LetterTemplateForm
    fields = ("action", "domain", "language", "level", "body")
    list_display = ("step", "domain", "language_name", "level", "changed_at")
    list_select_related = ("domain",)
    ordering = ("action", "domain__name", "language", "level")
    extra_buttons = ((PREVIEW, gettext_lazy("Bekijk hoe het wordt")),)
    explanation = gettext_lazy(
        "Zonder eigen tekst gebruikt Burgerkracht zijn eigen tekst. Een tekst voor een stap en een domein gaat voor "
        "een tekst voor alleen die stap, en die gaat voor een tekst voor alle stappen."
    )

    @admin.display(description=gettext_lazy("na welke stap"), ordering="action")
    def step(self, row: LetterTemplate) -> str:
        """By the name of its button."""
        return LetterTemplateForm.name_of(row.action)

    @admin.display(description=gettext_lazy("taal"), ordering="language")
    def language_name(self, row: LetterTemplate) -> str:
        """As its readers call it."""
        return LetterTemplateForm.language_of(row.language)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> LetterTemplate | None:
        """It goes by the name of its step."""
        row: LetterTemplate | None = super().get_object(request, object_id, from_field)
        if row is not None:
            row.step_name = self.step(row)
        return row

    def tools(self, request: HttpRequest, obj: LetterTemplate) -> list[tuple[str, str]]:
        """Deleting is going back to our own words."""
        return [(_("Terug naar de standaardtekst"), self.address("delete", obj)), *super().tools(request, obj)]

    def save_model(self, request: HttpRequest, obj: LetterTemplate, form: Any, change: bool) -> None:
        """Who wrote it last is known."""
        obj.changed_by_id = request.user.pk
        super().save_model(request, obj, form, change)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """Looking first keeps nothing."""
        if request.method == "POST" and PREVIEW in request.POST:
            return self._look(request, self.find(request, object_id) if object_id else None)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _look(self, request: HttpRequest, obj: LetterTemplate | None) -> HttpResponse:
        """The form as it was filled in, and the letter of an example that is nobody's."""
        form: Any = self.get_form(request, obj, change=obj is not None)(request.POST, instance=obj)
        letter = example_letter(**form.for_example()) if form.is_valid() else ""
        fieldsets: Any = self.get_fieldsets(request, obj)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Brieftekst"),
            "adminform": helpers.AdminForm(form, fieldsets, {}, (), model_admin=self),
            "inline_admin_formsets": [],
            "errors": helpers.AdminErrorList(form, []),
            "original": obj,
            "letter": letter,
        }
        # The name on the page is the one that is kept, whatever was typed.
        if obj is not None:
            obj.refresh_from_db()
            obj.step_name = self.step(obj)
        page: HttpResponse = self.render_change_form(request, context, add=obj is None, change=obj is not None, obj=obj)
        return page

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Our own words, so that one changes rather than starts from nothing."""
        return super().get_changeform_initial_data(request) | LetterTemplateForm.first_values(request.GET)


@admin.register(StandardText, site=beheer)
class StandardTextAdmin(TextAdmin):
    """What colleagues may put in a box with one click, and then change."""

    form = StandardTextForm
    fields = ("title", "text", "actions", "domain", "is_active")
    list_display = ("title", "domain", "is_active")
    list_select_related = ("domain",)
    search_fields = ("title", "text")
    ordering = ("title",)
    explanation = gettext_lazy(
        "Collega’s zien deze teksten naast het vak waarin zij aan bewoners schrijven. Zij kunnen er altijd van af."
    )

    def get_urls(self) -> list[URLPattern]:
        """One more page: the first texts of a new installation."""
        enter = self.admin_site.admin_view
        return [path("first/", enter(self.first_view), name="initiatives_standardtext_first"), *super().get_urls()]

    def list_tools(self) -> list[tuple[str, str]]:
        """To begin with, while there is nothing."""
        is_empty = not StandardText.objects.exists()
        return [(_("Beginnen met zes voorbeelden"), self.address("first"))] if is_empty else []

    def first_view(self, request: HttpRequest) -> HttpResponse:
        """Ask; then put them there."""
        if request.method == "POST":
            fill_texts()
            return HttpResponseRedirect(self.address("changelist"))
        consequences = [_("U kunt elke tekst daarna veranderen of verwijderen.")]
        title, label = _("Beginnen met zes voorbeelden"), _("Toevoegen")
        context = self.page_context(
            request, None, form=forms.Form(), title=title, consequences=consequences, label=label
        )
        return render(request, "admin/ask.html", context)
