"""Terms of our own, shorter than those of the selection list: what goes by itself, and what stays of it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_stubs_ext import StrPromise

from initiatives.clocks import load_clocks
from initiatives.models import Referral
from initiatives.models.choices import SENSITIVE_REFERRALS
from kernen.models.term import Unit
from kernen.terms import Duration, durations

# Term, what is kept so long, what stays afterwards.
SHORT: tuple[tuple[str, StrPromise, StrPromise], ...] = (
    ("draft", gettext_lazy("Een concept dat niemand vastlegde"), gettext_lazy("niets")),
    ("signal_kept", gettext_lazy("Een signaal of tip"), gettext_lazy("alleen dat er een was, en waar")),
    (
        "reaction_kept",
        gettext_lazy("Reacties en stemmen van buren, na afloop van de peiling"),
        gettext_lazy("aantallen voor, tegen en maakt niet uit"),
    ),
    (
        "referral_kept",
        gettext_lazy("Naar wie een hulpvraag, klacht of burenconflict ging"),
        gettext_lazy("alleen dat er een was: soort, plaats en dag"),
    ),
)


@dataclass(frozen=True, kw_only=True)
class ShortTerm:
    """One term of our own, in words: what, how long, and what stays."""

    key: str
    what: str
    term: str
    stays: str


def short_terms() -> list[ShortTerm]:
    """All of them as this municipality set them; one query."""
    mine = durations()
    return [
        ShortTerm(key=key, what=str(what), term=in_words(mine[key]), stays=str(stays)) for key, what, stays in SHORT
    ]


def in_words(duration: Duration) -> str:
    """A number of days as one says it."""
    if duration.unit == Unit.WORKING:
        return ngettext("%s werkdag", "%s werkdagen", duration.days) % duration.days
    return ngettext("%s dag", "%s dagen", duration.days) % duration.days


def forget_referrals(*, now: datetime) -> str:
    """Of a quarrel, a cry for help or a complaint only the count stays after its term; for the night round."""
    before = load_clocks().before(timezone.localdate(now), "referral_kept")
    over = Referral.objects.filter(kind__in=SENSITIVE_REFERRALS, referred_on__lt=before)
    told = over.exclude(initiative=None, receiver="", receiver_phone="", form_key=None)
    number = told.update(initiative=None, receiver="", receiver_phone="", form_key=None)
    return _("%s doorverwijzingen tot een aantal teruggebracht") % number if number else ""
