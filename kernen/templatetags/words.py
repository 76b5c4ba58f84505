"""A text in the words of this municipality, for templates."""

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from kernen.models import Word
from kernen.words import say_here

register = template.Library()
# How a list starts that has no answer yet; any other first line is an answer in itself.
NO_ANSWER = ("", "---------", _("Kies"))


@register.filter
def here(text: object, called: dict[str, Word]) -> str:
    """What we call a kern, a municipality may call a wijk."""
    return say_here(str(text or ""), called)


@register.filter
def may_stay_empty(field: BoundField) -> bool:
    """Whether the label says so: not of a list that always has an answer, nor where another answer decides it."""
    asked = field.field
    if asked.required or getattr(asked, "depends", False):
        return False
    widget = asked.widget
    if isinstance(widget, forms.Select) and not widget.allow_multiple_selected:
        first = next(iter(widget.choices), ("", ""))
        return str(first[1]) in map(str, NO_ANSWER)
    return True
