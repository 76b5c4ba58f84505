"""What neighbours said, entered as it came in: counts, opinions and concerns of a support check."""

from collections.abc import Mapping
from uuid import uuid4

from django.utils.translation import gettext_lazy as _

from initiatives.models import SupportCheck, SupportEntry
from initiatives.models.choices import Audience, Opinion, SupportMethod
from initiatives.relations import Relation
from initiatives.statuses import Status
from initiatives.workflow.action import Action, Done, Situation, Text
from initiatives.workflow.asking import choice, count, day, depends, line, text, today

WHO = {
    Relation.LEAD_OFFICER: "A",
    Relation.INTERNAL_COORDINATOR: "A",
    Relation.KERNAMBTENAAR: "A",
    Relation.EXTERNAL_COORDINATOR: "A",
}
# Ways of which the answers come one by one, with a code.
ONE_BY_ONE = (SupportMethod.LETTER, SupportMethod.PAGE)
COUNTED = tuple(way for way in SupportMethod if way not in ONE_BY_ONE)
NUMBERS = ("votes_for", "votes_against", "votes_neutral")


def open_check(s: Situation) -> SupportCheck:
    """The check that is going on."""
    return s.initiative.support_checks.get(closed_at=None)


def _entry_check(s: Situation) -> Mapping[str, Text]:
    """A kernoverleg has an opinion, the rest has numbers; a count in a room has two tellers."""
    wrong: dict[str, Text] = {}
    numbers = [s.inputs[name] for name in NUMBERS]
    if s.inputs["way"] == SupportMethod.KERNOVERLEG:
        if not s.inputs["opinion"]:
            wrong["opinion"] = _("Kies wat het kernoverleg ervan vindt.")
    elif any(number is None for number in numbers):
        wrong["votes_for"] = _("Vul de drie aantallen in. Is er niemand? Schrijf 0.")
    if s.inputs["way"] == SupportMethod.MEETING and len(_tellers(s)) < 2:
        wrong["tellers"] = _("Noem de twee mensen die telden, met een komma ertussen.")
    if s.inputs["noted_on"] < open_check(s).started_at.date():
        wrong["noted_on"] = _("Toen was de vraag aan de buurt nog niet begonnen.")
    return wrong


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
        entered_by=s.actor.user,
        entered_at=s.at,
        form_key=uuid4(),
        **{name: value for name, value in s.inputs.items() if name not in NUMBERS},
        **counted,
    )
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
        audience=Audience.INTERNAL,
    ),
)
