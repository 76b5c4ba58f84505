"""A small component drawn once for the same words, for lists that show it on every line."""

from functools import lru_cache

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()


@register.simple_tag
def piece(name: str, **inputs: object) -> SafeString:
    """`components/<name>.html` with these inputs, all of them words; the same as an include with `only`."""
    # Plain, so that what somebody typed never meets markup that was marked as safe.
    said = tuple((key, str.__str__(f"{value}")) for key, value in inputs.items())
    draw = _draw.__wrapped__ if settings.DEBUG else _draw
    return draw(name, said, get_language())


@lru_cache(maxsize=4096)
def _draw(name: str, said: tuple[tuple[str, str], ...], _language: str | None) -> SafeString:
    """As the language of the moment says it."""
    return render_to_string(f"components/{name}.html", dict(said))
