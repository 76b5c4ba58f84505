"""More time for the neighbourhood: a later last day, and why."""

from datetime import date, timedelta

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from initiatives.deeds.neighbourhood.asked import open_check
from initiatives.letters.readers import Reader
from initiatives.models.choices import Audience
from initiatives.relations import Relation
from initiatives.statuses import Status
from initiatives.workflow.action import Action, Done, Situation
from initiatives.workflow.asking import day, text, tomorrow
from initiatives.workflow.sentences import long_day, whole


def _after_the_last_day(s: Situation) -> date:
    """Later than what was said before, and still to come."""
    return max(tomorrow(s), open_check(s).closes_on + timedelta(days=1))


def _within_a_year(s: Situation) -> date:
    """A question that stays open longer is another question."""
    return s.today + timedelta(days=366)


def _postpone(s: Situation) -> Done:
    """The check, the term of the initiative and the task to close it all move along."""
    check, last_day = open_check(s), s.inputs["closes_on"]
    check.closes_on = last_day
    check.save(update_fields=["closes_on"])
    s.initiative.tasks.filter(leads_to="close_support", done_at=None).update(due_on=last_day)
    return Done(about=check, due_on=last_day)


def _says(s: Situation) -> str:
    """Until when, and why."""
    return gettext("De buurt heeft meer tijd om te antwoorden: tot en met %(day)s. %(why)s") % {
        "day": long_day(s.inputs["closes_on"]),
        "why": whole(s.inputs["reason"]),
    }


DEEDS = (
    Action(
        name="postpone_support",
        button=_("Meer tijd geven"),
        explains=_("De buurt en het kernoverleg kunnen langer antwoorden. Iedereen leest tot wanneer en waarom."),
        may={Relation.LEAD_OFFICER: "A", Relation.INTERNAL_COORDINATOR: "A", Relation.KERNAMBTENAAR: "A"},
        sources=(Status.SUPPORT_CHECK,),
        inputs=(
            day("closes_on", _("Nieuwe laatste dag"), earliest=_after_the_last_day, latest=_within_a_year),
            text(
                "reason",
                _("Waarom krijgt de buurt meer tijd?"),
                most=300,
                help_text=_("Schrijf een hele zin."),
                for_resident=True,
            ),
        ),
        effect=_postpone,
        says=_says,
        audience=Audience.PUBLIC,
        tells=(Reader.INITIATOR, Reader.EXTERNAL_COORDINATOR, Reader.KERNAMBTENAAR, Reader.KERNOVERLEG),
    ),
)
