"""The terms of the selection list in /beheer/: set by the functional administrator, with a source and a history."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.models import RetentionRule
from archive.models.retention import Disposition
from initiatives.admin import beheer
from kernen.admin.site import BeheerAdmin

__all__ = ["RetentionRuleAdmin", "beheer"]

FIELDS = ("disposition", "months", "list_number", "source")


@admin.register(RetentionRule, site=beheer)
class RetentionRuleAdmin(BeheerAdmin[RetentionRule]):
    """What happens to which result; the list of results is fixed, and nothing is destroyed that nobody decided."""

    fields = ("result", *FIELDS)
    readonly_fields = ("result",)
    list_display = ("result", "disposition", "months", "list_number", "source")
    ordering = ("pk",)
    explanation = gettext_lazy(
        "Vul in wat de selectielijst van uw gemeente zegt; laat de archivaris het nakijken. Zolang iets niet bepaald "
        "is, blijft het bewaard. Vernietigen gaat altijd via een lijst die de een voorstelt en een ander goedkeurt."
    )

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The software knows how an initiative can end."""
        return False

    def construct_change_message(self, request: HttpRequest, form: Any, formsets: Any, add: bool = False) -> Any:
        """From what to what, in words, for who reads the history later."""
        changed = [name for name in form.changed_data if name in FIELDS]
        said = [self._from_to(form, name) for name in changed]
        return "; ".join(said) or _("Niets veranderd.")

    def _from_to(self, form: Any, name: str) -> str:
        """One column: what it is called, what stood there and what stands there now."""
        return _("%(what)s: van “%(before)s” naar “%(after)s”") % {
            "what": form.fields[name].label,
            "before": _in_words(name, form.initial.get(name)),
            "after": _in_words(name, form.cleaned_data[name]),
        }


def _in_words(name: str, value: Any) -> str:
    """A choice by its label, nothing as nothing."""
    if value in (None, ""):
        return _("leeg")
    return str(Disposition(value).label) if name == "disposition" else str(value)
