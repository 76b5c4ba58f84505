"""The one municipality of this installation."""

from django.core.exceptions import ImproperlyConfigured

from kernen.models import Municipality


def find_municipality() -> Municipality | None:
    """The municipality, or None on an installation that is still empty."""
    return Municipality.objects.filter(pk=1).first()


def get_municipality() -> Municipality:
    """The municipality; raises ImproperlyConfigured where nobody has described it yet."""
    municipality = find_municipality()
    if municipality is None:
        raise ImproperlyConfigured("Beschrijf eerst de gemeente in /beheer/.")
    return municipality
