"""What stands on the page of a support check: the rule and how far it is, what to watch, and every line that counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from initiatives.deeds.neighbourhood.counting import say_what
from initiatives.models import Initiative, SupportCheck, SupportEntry, SupportVoice
from initiatives.models.choices import InitiatorKind, Opinion, SupportAnswer, SupportMethod
from initiatives.models.tally import Tally, add_up
from initiatives.views.heard import Heard
from initiatives.workflow.counted import OPINIONS, in_numbers
from kernen.models import Enough

# A way as it stands before a number: shorter than in the list one chooses from.
SHORT = {
    SupportMethod.KERNOVERLEG: gettext_lazy("Bespreking in het kernoverleg"),
    SupportMethod.LIST: gettext_lazy("Papieren lijst"),
    SupportMethod.MEETING: gettext_lazy("Telling in een zaal"),
    SupportMethod.DOOR_TO_DOOR: gettext_lazy("Huis aan huis"),
    SupportMethod.LETTER: gettext_lazy("Brief met een code"),
    SupportMethod.PAGE: gettext_lazy("De open pagina op de website"),
}


def stand_of(heard: Heard) -> dict[str, Any]:
    """The count as colleagues read it: the rule, how far it is, per way and together."""
    check, tally = heard.check, heard.tally
    return {
        "heard": heard,
        "rule": say_rule(check.enough, check.enough_number, check),
        "now": say_now(check, tally),
        "opinions": [_("Het kernoverleg %s.") % OPINIONS[Opinion(entry.opinion)] for entry in tally.opinions],
        "per_way": [(str(SHORT[way]), in_numbers(votes)) for way, votes in tally.per_way.items()],
    }


# ---- the rule ------------------------------------------------------------------------------------------


def say_rule(enough: str, number: int | None, check: SupportCheck | None = None) -> str:
    """What counts as enough, in people and households; never a bare percentage."""
    if enough == Enough.NUMBER:
        return ngettext("Genoeg is: %s mens voor.", "Genoeg is: %s mensen voor.", number or 0) % (number or 0)
    if enough == Enough.SHARE:
        said = _("Genoeg is: minstens %s van de 100 huishoudens voor") % number
        if check is None or not check.households:
            return f"{said}."
        of = {"needed": check.needed, "households": check.households}
        return f"{said}, {_('dat zijn er %(needed)s van %(households)s') % of}."
    if enough == Enough.OPINION:
        return _("De mening van het kernoverleg weegt hier het zwaarst. De gemeente beslist.")
    return _("Er is geen vast aantal. U weegt alles wat de buurt zei en legt uit waarom het genoeg is, of niet.")


def say_now(check: SupportCheck, tally: Tally) -> str:
    """How far it is; empty where there is nothing to count towards."""
    if check.enough == Enough.OPINION:
        opinions = ", ".join(str(Opinion(entry.opinion).label) for entry in tally.opinions)
        return _("Nu: %s.") % (opinions or _("nog geen mening"))
    return "" if check.needed is None else _("Nu: %s.") % tally.all.pro


def is_short_of(check: SupportCheck, tally: Tally) -> bool:
    """Whether the rule asks for more people than were in favour until now."""
    return check.needed is not None and tally.all.pro < check.needed


# ---- what to watch -------------------------------------------------------------------------------------


def warn_before(initiative: Initiative) -> list[str]:
    """What to think of while the ways are being chosen."""
    if initiative.initiator_kind == InitiatorKind.KERNOVERLEG:
        return [_("Het kernoverleg heeft dit idee zelf ingebracht. Vraag de buurt dan ook op een andere manier.")]
    return []


def warn(check: SupportCheck) -> list[str]:
    """Who is not asked, as the ways were chosen."""
    if set(check.ways) != {SupportMethod.KERNOVERLEG}:
        return []
    if check.initiative.initiator_kind == InitiatorKind.KERNOVERLEG:
        return [
            _("Het kernoverleg heeft dit idee zelf ingebracht, en alleen het kernoverleg wordt gevraagd. ")
            + _("Vraag ook andere mensen in de buurt.")
        ]
    return [_("Alleen het kernoverleg wordt gevraagd. Wie daar niet komt, wordt niet gehoord.")]


def warn_at_the_end(check: SupportCheck, tally: Tally) -> list[str]:
    """The same, and who was not heard; with the rule as it came out."""
    said = warn(check)
    if tally.is_empty:
        said.append(_("Er is nog niets ingevoerd. Niemand is gehoord."))
    elif not tally.all.total and not said:
        said.append(_("Alleen het kernoverleg is gehoord. Van andere mensen in de buurt is geen antwoord ingevoerd."))
    if is_short_of(check, tally):
        said.append(_("Het aantal dat genoeg is, is niet gehaald. Kiest u toch “voldoende steun”? Leg uit waarom."))
    return said


# ---- every line that counts ----------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing that was entered, as it stands in the list."""

    pk: int
    way: str
    place: str
    on: date
    what: str
    more: list[str]
    who: str
    struck_because: str


def lines_of(check: SupportCheck) -> list[Line]:
    """Everything that was entered, the newest day first; what was struck stays where it is."""
    rows = check.entries.select_related("entered_by").order_by("-noted_on", "-pk")
    return [_line(entry) for entry in rows]


def _line(entry: SupportEntry) -> Line:
    """One entry in words."""
    return Line(
        pk=entry.pk,
        way=str(SHORT[SupportMethod(entry.way)]),
        place=entry.place,
        on=entry.noted_on,
        what=say_what(entry),
        more=_more(entry),
        who=str(entry.entered_by or ""),
        struck_because=entry.struck_because,
    )


def _more(entry: SupportEntry) -> list[str]:
    """What was noted beside the numbers."""
    said = []
    if entry.reached is not None:
        at_doors = entry.way == SupportMethod.DOOR_TO_DOOR
        doors = ngettext("%s huishouden aangebeld", "%s huishoudens aangebeld", entry.reached)
        people = ngettext("%s mens aanwezig", "%s mensen aanwezig", entry.reached)
        said.append((doors if at_doors else people) % entry.reached)
    if entry.tellers:
        said.append(_("geteld door %s") % entry.tellers)
    return [*said, *([entry.note] if entry.note else [])]


@dataclass(frozen=True, kw_only=True)
class Apart:
    """Answers that came in one by one, added up for one way."""

    way: str
    numbers: str


@dataclass(frozen=True, kw_only=True)
class Words:
    """What one neighbour wrote, and nothing about who it was."""

    answer: str
    why: str


def apart_of(voices: Iterable[SupportVoice]) -> list[Apart]:
    """One line per way, so that the list adds up to the count."""
    per_way = add_up((), voices).per_way
    return [Apart(way=str(SHORT[way]), numbers=in_numbers(votes)) for way, votes in per_way.items()]


def words_of(voices: Iterable[SupportVoice]) -> list[Words]:
    """Grouped by answer, in an order that says nothing about when it came in."""
    order = list(SupportAnswer.values)
    said = sorted((order.index(voice.answer), voice.why) for voice in voices if voice.why)
    return [Words(answer=str(SupportAnswer(order[at]).label), why=why) for at, why in said]
