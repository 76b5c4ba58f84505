"""One line more in the count, or one struck: entries are added and never changed."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from initiatives.deeds.neighbourhood.asked import WHO, first_day, open_check
from initiatives.models import SupportEntry
from initiatives.models.choices import Audience, Opinion, SupportMethod
from initiatives.models.tally import votes_of
from initiatives.statuses import Status
from initiatives.workflow.action import Action, Done, Situation, Text
from initiatives.workflow.asking import choice, count, day, depends, line, pick, text, today
from initiatives.workflow.counted import in_numbers

# Ways of which the answers come one by one, with a code.
ONE_BY_ONE = (SupportMethod.LETTER, SupportMethod.PAGE)
COUNTED = tuple(way for way in SupportMethod if way not in ONE_BY_ONE)
NUMBERS = ("votes_for", "votes_against", "votes_neutral")
# Words in which somebody may be named stay with the entry, where they are forgotten in time.
STAY_WITH_THE_ENTRY = ("note", "tellers", "struck_because")


def _entry_check(s: Situation) -> Mapping[str, Text]:
    """A kernoverleg has an opinion, the rest has numbers; a count in a room has two tellers."""
    wrong: dict[str, Text] = {}
    numbers = [s.inputs[name] for name in NUMBERS]
    if s.inputs["way"] == SupportMethod.KERNOVERLEG:
        if not s.inputs["opinion"]:
            wrong["opinion"] = _("Kies wat het kernoverleg ervan vindt.")
    elif any(number is None for number in numbers):
        wrong["votes_for"] = _("Vul de drie aantallen in. Is er niemand? Schrijf 0.")
    if s.inputs["way"] == SupportMethod.MEETING:
        wrong |= _meeting_check(s, sum(number or 0 for number in numbers))
    return wrong | _day_check(s)


def _meeting_check(s: Situation, answers: int) -> dict[str, Text]:
    """Two people counted, and not more hands than people."""
    wrong: dict[str, Text] = {}
    if len(_tellers(s)) < 2:
        wrong["tellers"] = _("Noem de twee mensen die telden, met een komma ertussen.")
    if s.inputs["reached"] is not None and answers > s.inputs["reached"]:
        wrong["reached"] = _("Er zijn meer stemmen dan mensen in de zaal. Kijk de aantallen na.")
    return wrong


def _day_check(s: Situation) -> dict[str, Text]:
    """Between the first and the last day of the question."""
    check, heard_on = open_check(s), s.inputs["noted_on"]
    if heard_on < first_day(check):
        return {"noted_on": _("Toen was de vraag aan de buurt nog niet begonnen.")}
    if heard_on > check.closes_on:
        late = gettext("De buurt kon antwoorden tot en met %s. Stel eerst de laatste dag uit.")
        return {"noted_on": late % check.closes_on.strftime("%d-%m-%Y")}
    return {}


def _tellers(s: Situation) -> set[str]:
    """Who counted, each once."""
    return {name.strip().lower() for name in s.inputs["tellers"].split(",") if name.strip()}


def _enter(s: Situation) -> Done:
    """One line more in the count."""
    counted = {name: s.inputs[name] for name in NUMBERS}
    if None in counted.values():
        counted = dict.fromkeys(NUMBERS)
    row = SupportEntry.objects.create(
        poll=open_check(s),
        entered_by=s.user,
        entered_at=s.at,
        form_key=uuid4(),
        **{name: value for name, value in s.inputs.items() if name not in NUMBERS},
        **counted,
    )
    return Done(about=row)


def _kept(s: Situation) -> Mapping[str, Any]:
    """The numbers, the way, the place and the day."""
    return {name: value for name, value in s.inputs.items() if name not in STAY_WITH_THE_ENTRY}


def standing(s: Situation) -> QuerySet[SupportEntry]:
    """What counts now, the last first: a mistake is mostly seen at once."""
    rows = SupportEntry.objects.filter(poll__initiative=s.initiative, poll__closed_at=None, struck_at=None)
    return rows.order_by("-pk")


def say_entry(entry: SupportEntry) -> str:
    """One entry on one line."""
    return f"{entry.get_way_display()}, {entry.place}, {entry.noted_on:%d-%m-%Y}: {say_what(entry)}"


def say_what(entry: SupportEntry) -> str:
    """The opinion, the numbers, or both."""
    numbers = "" if entry.votes_for is None else in_numbers(votes_of(entry))
    return "; ".join(part for part in (entry.get_opinion_display(), numbers) if part)


def _something_stands(s: Situation) -> Text | None:
    """There is something to strike."""
    return None if standing(s).exists() else _("Er is nog geen telling ingevoerd.")


def _strike(s: Situation) -> Done:
    """It stays where it is, with a line through it and the reason; it does not count any more."""
    row: SupportEntry = s.inputs["entry"]
    row.struck_at, row.struck_by, row.struck_because = s.at, s.user, s.inputs["struck_because"]
    row.save(update_fields=["struck_at", "struck_by", "struck_because"])
    return Done(about=row)


DEEDS = (
    Action(
        name="enter_support",
        button=_("Telling invoeren"),
        explains=_("Wat op één plek of één dag is gehoord. De aantallen worden vanzelf opgeteld."),
        may=WHO,
        sources=(Status.SUPPORT_CHECK,),
        inputs=(
            choice("way", _("Hoe is dit gehoord?"), COUNTED),
            line("place", _("Waar?"), help_text=_("Een straat, zaal of lijst. Geen namen van mensen.")),
            day("noted_on", _("Wanneer?"), latest=today, initial=today),
            *depends(
                count("votes_for", _("Aantal voor")),
                count("votes_against", _("Aantal tegen")),
                count("votes_neutral", _("Aantal maakt niet uit")),
                choice("opinion", _("Mening van het kernoverleg"), Opinion, required=False),
                line("tellers", _("Wie telden er?"), required=False, help_text=_("Bij een telling in een zaal: twee.")),
            ),
            count("reached", _("Bij hoeveel huishoudens is aangebeld, of hoeveel mensen waren er?")),
            text("note", _("Opmerking"), most=500, required=False),
        ),
        check=_entry_check,
        effect=_enter,
        keeps=_kept,
        audience=Audience.INTERNAL,
    ),
    Action(
        name="strike_support",
        button=_("Telling doorhalen"),
        explains=_("Een vergissing telt niet meer mee, maar blijft te lezen. Voer daarna de goede telling in."),
        may=WHO,
        sources=(Status.SUPPORT_CHECK,),
        inputs=(
            pick("entry", _("Welke telling?"), standing, says=say_entry),
            line("struck_because", _("Waarom?"), help_text=_("Bijvoorbeeld: twee keer ingevoerd. Geen namen.")),
        ),
        guards=(_something_stands,),
        effect=_strike,
        keeps=_kept,
        audience=Audience.INTERNAL,
    ),
)
