"""A term that cannot be met: a new date, a reason, and a word to the resident (Awb 4:14)."""

from datetime import date, timedelta

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from initiatives.letters.readers import Reader
from initiatives.models.choices import Audience
from initiatives.relations import Relation
from initiatives.statuses import INTERRUPTS, OPEN, Status
from initiatives.workflow.action import Action, Done, Situation, Text
from initiatives.workflow.asking import day, line, text, today, tomorrow
from initiatives.workflow.inputs import last_review
from initiatives.workflow.sentences import long_day, whole

EXTENDABLE = (
    *(s for s in OPEN if s not in (Status.DRAFT, Status.EXPLORING, Status.SUBMITTED, Status.SUPPORT_CHECK)),
    *INTERRUPTS,
)


def _after_the_old_date(s: Situation) -> date:
    """Later than what was said before."""
    due_on = s.initiative.due_on
    return max(tomorrow(s), due_on + timedelta(days=1)) if due_on else tomorrow(s)


def _latest(s: Situation) -> date:
    """What is put aside is looked at again within the term for that; the rest within a year."""
    return last_review(s) if s.initiative.status == Status.ON_HOLD else s.today + timedelta(days=366)


def _extend(s: Situation) -> Done:
    """The new date stands from now on, also for the question or the second look that waited for it."""
    new = s.inputs["new_date"]
    s.initiative.info_requests.filter(closed_at=None).update(due_on=new)
    s.initiative.tasks.filter(leads_to="resume", done_at=None).update(due_on=new)
    return Done(due_on=s.inputs["new_date"])


def _says(s: Situation) -> str:
    """Later than said, why, and when then."""
    return gettext("Het duurt langer dan wij zeiden. %(why)s De nieuwe datum is %(day)s.") % {
        "why": whole(s.inputs["sentence"]),
        "day": long_day(s.inputs["new_date"]),
    }


def _is_formal(s: Situation) -> Text | None:
    """Once an application, always an application."""
    return _("Dit is al een aanvraag.") if s.initiative.is_formal else None


def _make_formal(_s: Situation) -> Done:
    """From now on legal terms run, and a decision is a letter with a way to object."""
    return Done(is_formal=True)


DEEDS = (
    Action(
        name="mark_formal", button=_("Dit is een aanvraag (Awb)"), audience=Audience.INTERNAL,
        sources=(Status.SUBMITTED, Status.ASSIGNED, Status.IN_REVIEW),
        may={Relation.INTERNAL_COORDINATOR: "SA", Relation.LEAD_OFFICER: "A"},
        explains=_("Er is formeel subsidie gevraagd. Vanaf nu gelden de wettelijke termijnen en is bezwaar mogelijk."),
        inputs=(
            line("reason", _("Waaruit blijkt dat?"), help_text=_("Bijvoorbeeld: brief van 3 november.")),
            day(
                "received_on", _("Wanneer kwam de aanvraag binnen?"), latest=today, initial=today, required=False,
                help_text=_("Vanaf die dag telt de wettelijke termijn. Niets ingevuld: vandaag."),
            ),
        ),
        guards=(_is_formal,), effect=_make_formal,
    ),
    Action(
        name="extend_term", button=_("Termijn verlengen"), sources=EXTENDABLE,
        may={Relation.INTERNAL_COORDINATOR: "AW", Relation.LEAD_OFFICER: "AW"},
        explains=_("De bewoner leest de nieuwe datum en waarom."),
        inputs=(
            day("new_date", _("Nieuwe datum"), earliest=_after_the_old_date, latest=_latest),
            text("reason", _("Reden (intern)"), most=500),
            text("sentence", _("Wat leest de bewoner?"), most=300, for_resident=True),
        ),
        effect=_extend, says=_says, tells=(Reader.INITIATOR, Reader.EXTERNAL_COORDINATOR),
    ),
)  # fmt: skip
