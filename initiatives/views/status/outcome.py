"""What came of it, in plain words: the decision, what was agreed at the hand-over, and where one is better off."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from initiatives.deeds.decision import DECISIONS, TELL
from initiatives.deeds.timeline import corrections_among
from initiatives.models import Condition, Decision, Event, Handover, Initiative, Referral
from initiatives.models.choices import SENSITIVE_REFERRALS, RejectReason, WithdrawReason
from initiatives.models.decision import Outcome
from initiatives.statuses import Status
from initiatives.views.telling import Text
from initiatives.workflow.sentences import long_day

# Where the last decision still stands; after another look there is none yet.
DECIDED_SINCE = (
    Status.APPROVED, Status.REJECTED, Status.IN_REALISATION, Status.HANDED_OVER, Status.COMPLETED,
)  # fmt: skip
# An end is said as it is: who stopped, and why.
STOPPED: dict[str, Text] = {
    WithdrawReason.NO_CONTACT: gettext_lazy(
        "Uw idee is gestopt. Het lukte ons niet om u te spreken. U mag altijd terugkomen. Bel dan uw contactpersoon."
    ),
    WithdrawReason.GROUP_STOPPED: gettext_lazy(
        "Uw idee is gestopt, omdat de groep is gestopt. Wilt u later toch verder? Bel dan uw contactpersoon."
    ),
    WithdrawReason.CONDITIONS: gettext_lazy(
        "Uw idee is gestopt. Het lukte niet om alles te regelen wat nodig was. Wilt u erover praten? Bel ons."
    ),
    WithdrawReason.NOT_FEASIBLE: gettext_lazy(
        "Uw idee is gestopt. Het bleek toch niet te kunnen. Wilt u weten waarom? Bel ons."
    ),
}
NO_MONEY = gettext_lazy("Uw idee kan nu niet doorgaan, want er is geen geld. Hieronder leest u wat wel kan.")


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """A decision that was told."""

    answer: Text
    why: str
    instead: str
    disagree: str
    put_right: list[str]


@dataclass(frozen=True, kw_only=True)
class Agreed:
    """What was agreed when the municipality let go."""

    agreements: str
    helps: str
    calls: str


def told_decision(initiative: Initiative) -> Decision | None:
    """The last yes or no, once a person told it."""
    if initiative.informed_at is None or (initiative.return_status or initiative.status) not in DECIDED_SINCE:
        return None
    taken = initiative.decisions.filter(outcome__in=(Outcome.YES, Outcome.YES_IF, Outcome.NO))
    return taken.order_by("-decided_at", "-pk").first()


def verdict_on(decision: Decision, *, standing: Sequence[Condition], history: Sequence[Event], today: date) -> Verdict:
    """What was told, with what can be done about it; `standing`: the conditions still to be arranged."""
    return Verdict(
        answer=_answer(decision, waits=bool(standing)),
        why=decision.explanation,
        instead=decision.alternative,
        disagree=_disagree(decision, today=today),
        put_right=_put_right(history),
    )


def _put_right(history: Sequence[Event]) -> list[str]:
    """What turned out to be wrong in the last decision: told with the call, or after it."""
    last = max((event.pk for event in history if event.action in DECISIONS), default=0)
    lines = [event.pk for event in history if event.pk >= last and event.action in (*DECISIONS, TELL)]
    language = get_language() or settings.LANGUAGE_CODE
    return [said for event in corrections_among(history, lines) if (said := event.text.said_in(language))]


def _answer(decision: Decision, *, waits: bool) -> str:
    """Yes, yes but, or no."""
    if decision.outcome == Outcome.NO:
        if decision.reject_reason == RejectReason.NO_MONEY:
            return _("Nee, nu niet. Er is nu geen geld voor uw idee.")
        return _("Nee, uw idee kan niet doorgaan.")
    if waits:
        return _("Ja, uw idee kan doorgaan. Er moet nog wel iets gebeuren.")
    return _("Ja, uw idee kan doorgaan.")


def _disagree(decision: Decision, *, today: date) -> str:
    """Objecting is for what was decided on an application; talking is for everybody."""
    until = decision.objection_until
    if decision.is_formal and until:
        if until < today:
            return _("Bezwaar maken kon tot en met %s. Bel ons als u erover wilt praten.") % long_day(until)
        return _("U kunt bezwaar maken tot en met %s. In onze brief staat hoe u dat doet. Of bel ons eerst.") % (
            long_day(until)
        )
    if decision.outcome == Outcome.NO:
        return _("Bel ons. Wij leggen het uit en denken met u mee.")
    return ""


def agreed_with(initiative: Initiative, *, today: date) -> Agreed | None:
    """The agreements under which the group goes on by itself."""
    if initiative.status not in (Status.HANDED_OVER, Status.COMPLETED):
        return None
    row: Handover | None = initiative.handovers.filter(taken_back_at=None).order_by("-at").first()
    if row is None:
        return None
    helps = _("Wij helpen tot en met %s.") if row.support_ends_on >= today else _("Wij hielpen tot en met %s.")
    calls = _("Wij bellen u op %s.") % long_day(row.check_in_on) if row.check_in_on >= today else ""
    return Agreed(agreements=row.agreements, helps=helps % long_day(row.support_ends_on), calls=calls)


def referred_to(initiative: Initiative) -> Referral | None:
    """Where one is helped; of what is sensitive nothing is said."""
    if initiative.status != Status.REFERRED:
        return None
    return initiative.referrals.exclude(kind__in=SENSITIVE_REFERRALS).order_by("-pk").first()


def why_it_ended(initiative: Initiative, *, history: Sequence[Event], decision: Decision | None) -> Text:
    """An end in words of its own, where there is more to say than that it ended; `history`: the oldest first."""
    if initiative.status == Status.WITHDRAWN:
        event = next((event for event in reversed(history) if event.action == "withdraw"), None)
        return STOPPED.get(event.text.inputs.get("reason", ""), "") if event else ""
    if decision is None or initiative.status != Status.REJECTED:
        return ""
    return NO_MONEY if decision.reject_reason == RejectReason.NO_MONEY else ""
