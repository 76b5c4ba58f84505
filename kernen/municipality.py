"""The one municipality of this installation."""

from copy import copy
from datetime import datetime
from typing import TypedDict

from django.core.exceptions import ImproperlyConfigured
from django.db.models import Exists
from django_stubs_ext import WithAnnotations

from kernen.kept import Kept
from kernen.models import Municipality, Outage

# The one row there is.
kept_municipality = Kept(lambda: Municipality.objects.filter(pk=1).first())


def find_municipality() -> Municipality | None:
    """The municipality, or None on an installation that is still empty; a copy, for whoever changes it."""
    return copy(kept_municipality())


class AtThisMoment(TypedDict):
    """What is asked along with the municipality, so that no page asks the database once more for it."""

    has_outage: bool


def municipality_at(moment: datetime) -> "WithAnnotations[Municipality, AtThisMoment] | None":
    """The municipality, and whether something does not work at this moment."""
    rows = Municipality.objects.filter(pk=1).annotate(has_outage=Exists(Outage.objects.at(moment)))
    return rows.first()


def get_municipality() -> Municipality:
    """The municipality; raises ImproperlyConfigured where nobody has described it yet."""
    municipality = find_municipality()
    if municipality is None:
        raise ImproperlyConfigured("Beschrijf eerst de gemeente in /beheer/.")
    return municipality
