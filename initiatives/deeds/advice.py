"""Advice from other domains, and saying yes to work taken over."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from initiatives.models import CoAdvice
from initiatives.models.choices import Audience
from initiatives.relations import Relation
from initiatives.statuses import RUNNING, Status
from initiatives.workflow.action import Action, Done, Situation, Text
from initiatives.workflow.asking import day, pick, text, tick, tomorrow
from initiatives.workflow.effects import confirm_assignment
from initiatives.workflow.inputs import advisers, officer_line

AT_WORK = tuple(status for status in RUNNING if status not in (Status.DRAFT, Status.EXPLORING, Status.SUBMITTED))
ASKERS = {Relation.INTERNAL_COORDINATOR: "AW", Relation.LEAD_OFFICER: "AW"}


def _not_the_officer(s: Situation) -> Mapping[str, Text]:
    """Advice comes from somebody else."""
    if s.inputs["adviser"].pk == s.initiative.officer_id:
        return {"adviser": _("Deze medewerker behandelt het initiatief zelf.")}
    return {}


def _ask(s: Situation) -> Done:
    """A concrete question, with a date."""
    row = CoAdvice.objects.create(initiative=s.initiative, asked_by=s.user, asked_at=s.at, **s.inputs)
    return Done(about=row)


def _asked_of_me(s: Situation) -> Text | None:
    """Only who was asked, answers."""
    mine = CoAdvice.objects.filter(initiative=s.initiative, adviser=s.actor.user, answered_at=None)
    return None if mine.exists() else _("Er staat geen vraag aan u open.")


def _answer(s: Situation) -> Done:
    """The advice; always internal."""
    row = CoAdvice.objects.filter(initiative=s.initiative, adviser=s.user, answered_at=None).earliest("asked_at")
    row.answer, row.answered_at = s.inputs["answer"], s.at
    row.save(update_fields=["answer", "answered_at"])
    return Done(about=row)


def _not_confirmed(s: Situation) -> Text | None:
    """Somebody handed it over and it is not confirmed yet."""
    if s.initiative.confirmed_at or s.initiative.status == Status.ASSIGNED:
        return _("Er valt niets te bevestigen.")
    return None


DEEDS = (
    Action(
        name="confirm_assignment", button=_("Overname bevestigen"), may={Relation.LEAD_OFFICER: "AW"}, sources=AT_WORK,
        explains=_("U neemt het initiatief over van uw collega."), audience=Audience.INTERNAL,
        inputs=(tick("no_conflict", _("Ik ben hier zelf niet bij betrokken"), required=True),),
        guards=(_not_confirmed,), effect=confirm_assignment,
    ),
    Action(
        name="ask_co_advice", button=_("Medeadvies vragen"), may=ASKERS, sources=AT_WORK, audience=Audience.INTERNAL,
        explains=_("Een collega van een ander domein krijgt uw vraag met een datum."),
        inputs=(
            pick("adviser", _("Aan wie?"), advisers, says=officer_line),
            text("question", _("Uw vraag"), most=1000),
            day("due_on", _("Antwoord voor"), earliest=tomorrow),
        ),
        check=_not_the_officer, effect=_ask,
    ),
    Action(
        name="answer_co_advice", button=_("Medeadvies geven"), audience=Audience.INTERNAL, sources=AT_WORK,
        may={Relation.CO_ADVISER: "AW", Relation.GGD_ADVISER: "AW"},
        explains=_("Uw advies is alleen voor collega’s."), inputs=(text("answer", _("Uw advies"), most=4000),),
        guards=(_asked_of_me,), effect=_answer,
    ),
)  # fmt: skip
