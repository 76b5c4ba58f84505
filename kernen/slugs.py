"""The name of a place or a domain as an address knows it."""

from collections.abc import Container

from django.utils.text import slugify

LONGEST = 80


def make_slug(name: str, *, taken: Container[str], longest: int = LONGEST, dash: str = "-") -> str:
    """A free slug for this name; empty when the name holds no letter or digit."""
    plain = slugify(name).replace("-", dash)[: longest - 3].strip(dash)
    candidates = (plain, *(f"{plain}{dash}{number}" for number in range(2, 100)))
    return next((slug for slug in candidates if slug not in taken), plain) if plain else ""
