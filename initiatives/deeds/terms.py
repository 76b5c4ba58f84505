"""A term that cannot be met: a new date, a reason, and a word to the resident (Awb 4:14)."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from initiatives.letters.readers import Reader
from initiatives.relations import Relation
from initiatives.statuses import INTERRUPTS, OPEN, Status
from initiatives.workflow.action import Action, Done, Situation
from initiatives.workflow.asking import day, text, tomorrow
from initiatives.workflow.sentences import long_day

EXTENDABLE = (
    *(s for s in OPEN if s not in (Status.DRAFT, Status.EXPLORING, Status.SUBMITTED, Status.SUPPORT_CHECK)),
    *INTERRUPTS,
)


def _extend(s: Situation) -> Done:
    """The new date stands from now on."""
    return Done(due_on=s.inputs["new_date"])


def _says(s: Situation) -> str:
    """Later than said, why, and when then."""
    return gettext("Het duurt langer dan wij zeiden. %(why)s De nieuwe datum is %(day)s.") % {
        "why": s.inputs["sentence"].strip(),
        "day": long_day(s.inputs["new_date"]),
    }


DEEDS = (
    Action(
        name="extend_term", button=_("Termijn verlengen"), sources=EXTENDABLE,
        may={Relation.INTERNAL_COORDINATOR: "AW", Relation.LEAD_OFFICER: "AW"},
        explains=_("De bewoner leest de nieuwe datum en waarom."),
        inputs=(
            day("new_date", _("Nieuwe datum"), earliest=tomorrow),
            text("reason", _("Reden (intern)"), most=500),
            text("sentence", _("Wat leest de bewoner?"), most=300),
        ),
        effect=_extend, says=_says, tells=(Reader.INITIATOR, Reader.EXTERNAL_COORDINATOR),
    ),
)  # fmt: skip
