"""Talked over in the platform of kernambtenaren: asked for, taken off again, and what came of it."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils import formats
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from initiatives.models.choices import Audience
from initiatives.models.task import TaskKind
from initiatives.relations import Relation
from initiatives.statuses import RUNNING, Status, in_groups
from initiatives.workflow.action import Action, Done, Input, Situation, Text
from initiatives.workflow.asking import choice, day, depends, line, text, today
from initiatives.workflow.effects import make_task

AT_THE_TOWN_HALL = tuple(status for status in RUNNING if status not in (Status.DRAFT, Status.EXPLORING))
WHO_ASKS = {Relation.INTERNAL_COORDINATOR: "SAW", Relation.KERNAMBTENAAR: "AW", Relation.LEAD_OFFICER: "AW"}
MOST_ACTIONS = 3
ACTIONS = tuple(f"action_{number}" for number in range(1, MOST_ACTIONS + 1))


class NotedAs(models.TextChoices):
    """What was said in the platform is a decision, or something to know."""

    DECIDED = "decided", _("besluit")
    NOTED = "noted", _("notitie")


class ActionBy(models.TextChoices):
    """Who does what the platform agreed on; each is a colleague."""

    INTERNAL_COORDINATOR = Relation.INTERNAL_COORDINATOR.value, _("de interne coördinator")
    KERNAMBTENAAR = Relation.KERNAMBTENAAR.value, _("de kernambtenaar")
    OFFICER = Relation.LEAD_OFFICER.value, _("de beleidsmedewerker")


def _action(name: str) -> tuple[Input, ...]:
    """One thing to do: what, who, and by when."""
    return (
        line(name, _("Wat gebeurt er?"), required=False),
        *depends(
            choice(f"{name}_by", _("Wie doet dit?"), ActionBy, required=False),
            day(f"{name}_on", _("Voor wanneer?"), earliest=today, required=False),
        ),
    )


def _not_marked(s: Situation) -> Text | None:
    """Once is enough."""
    return _("Het staat al op de lijst voor het platform.") if s.initiative.platform_since else None


def _marked(s: Situation) -> Text | None:
    """Only what was asked for can be taken back."""
    return None if s.initiative.platform_since else _("Het staat niet op de lijst voor het platform.")


def _whole_actions(s: Situation) -> Mapping[str, Text]:
    """An action is whole, or not there; an officer does something only where there is one."""
    wrong: dict[str, Text] = {}
    for name in ACTIONS:
        parts = (name, f"{name}_by", f"{name}_on")
        if any(s.inputs[part] for part in parts):
            wrong |= {part: _("Vul dit ook in.") for part in parts if not s.inputs[part]}
        if s.inputs[f"{name}_by"] == ActionBy.OFFICER and not s.initiative.officer_id:
            wrong[f"{name}_by"] = _("Er is nog geen beleidsmedewerker. Kies iemand anders.")
    return wrong


def _note(s: Situation) -> Done:
    """It was talked over, so it no longer waits for that; what was agreed is somebody's task."""
    for name in ACTIONS:
        if s.inputs[name]:
            # The words stand in the text: more people read a title than may read those.
            make_task(
                s, kind=TaskKind.CHECK, title=gettext("Doen wat het platform kernambtenaren afsprak"),
                text=s.inputs[name], due_on=s.inputs[f"{name}_on"], for_function=Relation(s.inputs[f"{name}_by"]),
            )  # fmt: skip
    return Done(platform_since=None)


def actions_in_words(inputs: Mapping[str, Any]) -> list[str]:
    """What, who and when, a line each."""
    return [
        gettext("%(what)s (%(who)s, voor %(day)s)")
        % {
            "what": inputs[name].rstrip(". "),
            "who": ActionBy(inputs[f"{name}_by"]).label,
            "day": formats.date_format(inputs[f"{name}_on"], "j F Y"),
        }
        for name in ACTIONS
        if inputs[name]
    ]


def _kept(s: Situation) -> Mapping[str, Any]:
    """What was said, and who does what, as one reads it."""
    return {
        "noted_as": s.inputs["noted_as"],
        "note": s.inputs["note"],
        "actions": "; ".join(actions_in_words(s.inputs)),
    }


DEEDS = (
    Action(
        name="ask_platform", button=_("Bespreken in platform"), sources=AT_THE_TOWN_HALL, audience=Audience.INTERNAL,
        explains=_("Het komt op de lijst voor het overleg van de kernambtenaren. De bewoner leest dit niet."),
        may=WHO_ASKS, inputs=(line("reason", _("Waarom?")),), guards=(_not_marked,),
        effect=lambda s: Done(platform_since=s.at),
    ),
    Action(
        name="unask_platform", button=_("Toch niet bespreken in platform"), sources=AT_THE_TOWN_HALL,
        audience=Audience.INTERNAL, explains=_("Het hoeft niet meer op de lijst voor de kernambtenaren."),
        may=WHO_ASKS, inputs=(line("reason", _("Waarom niet meer?")),), guards=(_marked,),
        effect=lambda _s: Done(platform_since=None),
    ),
    Action(
        name="note_in_platform", button=_("Besproken in platform"), audience=Audience.INTERNAL,
        sources=(*AT_THE_TOWN_HALL, *in_groups("X")),
        explains=_("Wat de kernambtenaren besloten of opmerkten. Wat iemand doet, wordt een taak. Blijft intern."),
        may={Relation.INTERNAL_COORDINATOR: "SAWX", Relation.KERNAMBTENAAR: "AW"},
        inputs=(
            choice("noted_as", _("Wat is dit?"), NotedAs),
            text("note", _("Wat is er gezegd of besloten?"), most=1000),
            *(asked for name in ACTIONS for asked in _action(name)),
        ),
        check=_whole_actions, effect=_note, keeps=_kept,
    ),
)  # fmt: skip
