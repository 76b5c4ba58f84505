"""How long things may take: the first values, and the municipality's own."""

from dataclasses import dataclass

from kernen.kept import Kept
from kernen.models import Term
from kernen.models.term import Unit


@dataclass(frozen=True, kw_only=True)
class Duration:
    """A number of days and how they are counted."""

    days: int
    unit: str


@dataclass(frozen=True, kw_only=True)
class FirstValue:
    """A term as a new installation starts with it; every one is editable (`Term`)."""

    name: str
    days: int
    unit: str


W, C = Unit.WORKING, Unit.CALENDAR
# The terms municipalities were found to work with; decision_formal is Awb 4:13 (8 weeks).
FIRST_VALUES = {
    "receipt": FirstValue(name="ontvangstbewijs", days=1, unit=W),
    "draft": FirstValue(name="concept bewaren", days=90, unit=C),
    "explore": FirstValue(name="verkennen", days=60, unit=W),
    "route": FirstValue(name="toewijzen", days=5, unit=W),
    "accept": FirstValue(name="oppakken", days=5, unit=W),
    "accept_reminder": FirstValue(name="herinneren aan oppakken", days=3, unit=W),
    "first_contact": FirstValue(name="eerste contact na oppakken", days=10, unit=W),
    "domain_unknown": FirstValue(name="domein nog te bepalen", days=10, unit=W),
    "appointment": FirstValue(name="afspraak na oppakken", days=15, unit=W),
    "review": FirstValue(name="behandelen", days=30, unit=W),
    "answer": FirstValue(name="antwoord op een vraag", days=14, unit=C),
    "answer_reminder": FirstValue(name="herinneren aan een vraag, vooraf", days=3, unit=C),
    "answer_again": FirstValue(name="antwoord op een vraag, tweede keer", days=14, unit=C),
    "support": FirstValue(name="buurt vragen", days=14, unit=C),
    "support_kernoverleg": FirstValue(name="kernoverleg vragen", days=21, unit=C),
    "decide": FirstValue(name="besluiten", days=10, unit=W),
    "decision_formal": FirstValue(name="besluit op een aanvraag (Awb 4:13)", days=56, unit=C),
    "decision_informal": FirstValue(name="besluit zonder aanvraag", days=42, unit=C),
    "decision_soon": FirstValue(name="besluit op een aanvraag nadert", days=10, unit=W),
    "objection": FirstValue(name="bezwaar (Awb 6:7)", days=42, unit=C),
    "heartbeat": FirstValue(name="iets laten horen", days=28, unit=C),
    "hold_review": FirstValue(name="aanhouden, hooguit", days=92, unit=C),
    "update": FirstValue(name="bericht tijdens de uitvoering", days=28, unit=C),
    "start": FirstValue(name="beginnen na akkoord", days=60, unit=W),
    "signal": FirstValue(name="reageren op een signaal", days=5, unit=W),
    "signal_kept": FirstValue(name="signaal bewaren", days=365, unit=C),
    "reaction_kept": FirstValue(name="reacties van buren bewaren, na afloop", days=42, unit=C),
    "agenda": FirstValue(name="agenda naar de voorzitter, vooraf", days=7, unit=C),
    "chair_link": FirstValue(name="formulier van de voorzitter open, na de vergadering", days=30, unit=C),
    "kern_digest": FirstValue(name="overzicht voor de kernambtenaar, vooraf", days=2, unit=W),
    "leaving": FirstValue(name="werk van wie weggaat, vooraf", days=30, unit=C),
    "check_in_min": FirstValue(name="navragen na overdracht, op zijn vroegst", days=90, unit=C),
    "check_in_max": FirstValue(name="navragen na overdracht, op zijn laatst", days=366, unit=C),
    "referral_kept": FirstValue(name="doorverwijzing van zorg, ruzie of klacht bewaren", days=92, unit=C),
    "destruction_wait": FirstValue(name="wachten na goedkeuring van een vernietigingslijst", days=14, unit=C),
}


# The municipality's own, by key.
kept_terms = Kept(lambda: {one.key: Duration(days=one.days, unit=one.unit) for one in Term.objects.all()})


def durations() -> dict[str, Duration]:
    """Every term of this municipality by key; one query at most."""
    mine = kept_terms()
    return {key: mine.get(key) or Duration(days=first.days, unit=first.unit) for key, first in FIRST_VALUES.items()}
