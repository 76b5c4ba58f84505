"""A letter to look at: of an idea and a person that do not exist, so that nobody's story is shown."""

from datetime import date

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import override

from initiatives.letters.facts import Facts, nothing_to_do, site_to_follow
from initiatives.letters.templates import fill
from initiatives.letters.turn import whose_turn
from initiatives.models import Initiative
from initiatives.statuses import Status
from kernen.municipality import get_municipality

SOME_DAY = date(2026, 12, 18)


def example_letter(*, body: str, language: str) -> str:
    """These words, filled in for the example; the municipality in it is the real one."""
    with override(language):
        return fill(body, _example_facts())


def _example_facts() -> Facts:
    """An idea that is looked at, kept nowhere."""
    municipality = get_municipality()
    initiative = Initiative(reference=f"{municipality.prefix}-{SOME_DAY.year}-0042", status=Status.IN_REVIEW)
    return Facts(
        name=_("mevrouw Voorbeeld"),
        sentence=_("Een medewerker bekijkt uw idee en belt u voor %s.") % formats.date_format(SOME_DAY, "j F Y"),
        reference=initiative.reference or "",
        title=_("Een bank bij de kerk"),
        label=initiative.resident_label,
        turn=whose_turn(initiative),
        next_date=formats.date_format(SOME_DAY, "j F Y"),
        to_do=nothing_to_do(),
        contact=_("de coördinator van uw dorp"),
        phone=municipality.phone,
        hours=municipality.phone_hours,
        municipality=municipality.name,
        site=site_to_follow(),
    )
