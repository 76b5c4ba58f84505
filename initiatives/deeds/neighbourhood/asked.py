"""The check that is going on: which it is, who may work on it, and why it takes no answers (any more)."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from initiatives.models import SupportCheck
from initiatives.models.choices import SupportConclusion
from initiatives.relations import Relation
from initiatives.statuses import Status
from initiatives.workflow.action import Situation
from initiatives.workflow.sentences import long_day

WHO = {
    Relation.LEAD_OFFICER: "A",
    Relation.INTERNAL_COORDINATOR: "A",
    Relation.KERNAMBTENAAR: "A",
    Relation.EXTERNAL_COORDINATOR: "A",
}


def open_check(s: Situation) -> SupportCheck:
    """The check that is going on."""
    return s.initiative.support_checks.get(closed_at=None)


def first_day(check: SupportCheck) -> date:
    """The day on which the neighbourhood could begin to answer."""
    return timezone.localdate(check.started_at)


def why_closed(check: SupportCheck) -> str:
    """What happened with the answers, for a neighbour who comes after it was closed; nothing while it is open."""
    if check.closed_at is None:
        return ""
    if check.conclusion == SupportConclusion.STOPPED:
        return _("Dit idee is gestopt. Wij doen niets meer met de antwoorden.")
    day = long_day(timezone.localdate(check.closed_at))
    if check.forgotten_at:
        return _("Wij sloten deze vraag op %s. De aantallen bewaren wij. De losse antwoorden zijn weg.") % day
    return _("Wij sloten deze vraag op %s. Wij telden alle antwoorden. Op deze pagina leest u wat eruit kwam.") % day


def why_no_answers(check: SupportCheck, *, on: date) -> str:
    """Why a neighbour cannot answer on this day, in plain words; nothing while one can."""
    if check.closed_at is not None:
        return why_closed(check)
    if on > check.closes_on:
        return _("U kon antwoorden tot en met %s. Wij tellen nu de antwoorden.") % long_day(check.closes_on)
    if check.initiative.status != Status.SUPPORT_CHECK:
        return _("Dit idee staat even stil. U kunt nu niet antwoorden. Probeer het later nog eens.")
    return ""
