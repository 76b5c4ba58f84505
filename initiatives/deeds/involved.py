"""Who has a stake in an initiative says so, without a reason; the internal coordinator finds somebody else."""

from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from initiatives.letters.readers import Reader, staff_for
from initiatives.models import Task
from initiatives.models.choices import REPORT_CONFLICT, Audience
from initiatives.models.stake import forget_stakes
from initiatives.models.task import TaskKind
from initiatives.relations import Relation, relations_of
from initiatives.statuses import Status, in_groups
from initiatives.workflow.action import Action, Done, Situation
from initiatives.workflow.effects import make_task
from kernen.roles import roles_of


def _step_aside(s: Situation) -> Done:
    """A task for each function that somebody else has to take over."""
    mine = relations_of(roles_of(s.user), s.initiative)
    tasks = [_choose_officer(s)] if Relation.LEAD_OFFICER in mine else []
    if Relation.DECIDER in mine:
        tasks.append(_find_decider(s) if s.initiative.status == Status.DECISION_PENDING else _look_again(s))
    forget_stakes(s.initiative)
    return Done(about=tasks[0])


def _choose_officer(s: Situation) -> Task:
    """Done with handing over; the work waits until then."""
    text = gettext(
        "De beleidsmedewerker is zelf betrokken. Draag het initiatief over aan een collega."
        " Een afspraak die dan staat, gaat mee."
    )
    return _task(s, title=gettext("Kies een andere beleidsmedewerker"), text=text, leads_to="reassign")


def _find_decider(s: Situation) -> Task:
    """Over as soon as somebody decides; with who could."""
    text = f"{gettext('Een beslisser is zelf betrokken.')} {_who_else(s)}"
    return _task(s, title=gettext("Zorg dat een ander beslist"), text=text, leads_to="approve")


def _who_else(s: Situation) -> str:
    """The other people whose mandate reaches."""
    names = [user.name for user in staff_for(Reader.DECIDER, s.initiative, on=s.today) if user != s.user]
    if not names:
        return gettext("Niemand anders heeft een mandaat dat hoog genoeg is.")
    return gettext("Dit kunnen ook beslissen: %s.") % ", ".join(names)


def _look_again(s: Situation) -> Task:
    """It was decided already; whether that can stand, a person judges."""
    text = gettext("Een beslisser is zelf betrokken. Het besluit is al genomen.")
    return _task(s, title=gettext("Ga na of het besluit zo kan blijven"), text=text)


def _task(s: Situation, *, title: str, text: str, leads_to: str = "") -> Task:
    """For the internal coordinators, within the term in which an officer takes work up."""
    due_on: date = s.clocks.after("accept", s.today)
    return make_task(
        s, kind=TaskKind.CHECK, title=title, text=text, due_on=due_on, leads_to=leads_to,
        for_function=Relation.INTERNAL_COORDINATOR,
    )  # fmt: skip


DEEDS = (
    Action(
        name=REPORT_CONFLICT, button=_("Ik ben betrokken"), sources=in_groups("A"), audience=Audience.INTERNAL,
        explains=_(
            "Woont u in deze straat, of bent u familie? De interne coördinator zoekt een ander."
            " U hoeft niet te zeggen waarom. De bewoner leest hier niets van."
            " Daarna kunt u dit initiatief niet meer behandelen en er niet over beslissen. Dat blijft zo."
        ),
        may={Relation.LEAD_OFFICER: "A", Relation.DECIDER: "A"},
        effect=_step_aside, tells=(Reader.INTERNAL_COORDINATOR,),
    ),
)  # fmt: skip
