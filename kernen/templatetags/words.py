"""A text in the words of this municipality, for templates."""

from django import template

from kernen.models import Word
from kernen.words import say_here

register = template.Library()


@register.filter
def here(text: object, called: dict[str, Word]) -> str:
    """What we call a kern, a municipality may call a wijk."""
    return say_here(str(text or ""), called)
