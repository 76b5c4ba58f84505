"""The one municipality of this installation."""

from copy import copy
from datetime import datetime

from django.core.exceptions import ImproperlyConfigured
from django.db.models import F

from kernen.kept import Kept
from kernen.models import Municipality, Outage

# The one row there is.
kept_municipality = Kept(lambda: Municipality.objects.filter(pk=1).first())
# Those that last longest first; of the others nobody has to know here.
kept_outages = Kept(lambda: list(Outage.objects.order_by(F("ends_at").desc(nulls_first=True), "-pk")[:50]))


def find_municipality() -> Municipality | None:
    """The municipality, or None on an installation that is still empty; a copy, for whoever changes it."""
    return copy(kept_municipality())


def outages_at(moment: datetime) -> list[Outage]:
    """What does not work at this moment."""
    return [one for one in kept_outages() if one.starts_at <= moment and (one.ends_at is None or one.ends_at > moment)]


def get_municipality() -> Municipality:
    """The municipality; raises ImproperlyConfigured where nobody has described it yet."""
    municipality = find_municipality()
    if municipality is None:
        raise ImproperlyConfigured("Beschrijf eerst de gemeente in /beheer/.")
    return municipality
