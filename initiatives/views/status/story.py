"""All that the resident's page says of one initiative, read once and put in plain words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import formats, timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from initiatives.deeds.decision import DECISIONS
from initiatives.letters.readers import first_contact
from initiatives.models import Appointment, Condition, Event, InfoRequest, Initiative, SupportCheck
from initiatives.models.appointment import AppointmentState
from initiatives.models.choices import Audience
from initiatives.models.decision import ConditionOwner
from initiatives.models.task import TaskKind
from initiatives.statuses import RUNNING, Ball, Status
from initiatives.views import telling
from initiatives.views.status.steps import Step, steps_of
from initiatives.views.telling import Text, is_untold
from initiatives.workflow.sentences import long_day
from kernen.models import Municipality, Word
from kernen.municipality import get_municipality
from kernen.words import words

FOR_RESIDENTS = (Audience.RESIDENT, Audience.PUBLIC)
# Of a decision one reads when one was told, in the words that were frozen then.
SHOWN_ONCE_TOLD = "meet_condition"
OWNERS = {ConditionOwner.INITIATOR: _lazy("U"), ConditionOwner.MUNICIPALITY: _lazy("De gemeente")}


@dataclass(frozen=True, kw_only=True)
class Happening:
    """One line of what happened so far."""

    title: Text
    date: str
    iso: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Contact:
    """Whom to call."""

    function: str
    phone: str
    hours: str
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class ToArrange:
    """A condition that is still open."""

    text: str
    who: str
    day: str
    is_mine: bool


@dataclass(frozen=True, kw_only=True)
class Story:
    """What stands on the page."""

    label: str
    turn: str
    now: Text
    when: str
    to_do: list[str]
    steps: list[Step]
    happenings: list[Happening]
    contact: Contact
    question: InfoRequest | None
    appointment: Appointment | None
    conditions: list[ToArrange]
    support: SupportCheck | None
    may_stop: bool


def read_story(initiative: Initiative, *, today: date) -> Story:
    """The page of this initiative on this day."""
    untold = is_untold(initiative)
    label = str(telling.DECIDED_LABEL if untold else initiative.state.public_label)
    question = initiative.info_requests.filter(closed_at=None).first()
    appointment = _appointment(initiative, today=today)
    conditions = _conditions(initiative)
    moves = initiative.events.exclude(target="").order_by("at", "pk").values_list("target", "at")
    contact = contact_for(initiative, on=today)
    return Story(
        label=label,
        turn=_turn(initiative, conditions, called=words()),
        now=_now(initiative),
        when=_when(initiative, today=today),
        to_do=_to_do(initiative, question=question, appointment=appointment, conditions=conditions),
        steps=steps_of(initiative, moves=moves, label=label),
        happenings=[_happening(event) for event in _events(initiative)],
        contact=contact,
        question=question,
        appointment=appointment,
        conditions=conditions,
        support=initiative.support_checks.order_by("-started_at").first(),
        may_stop=may_stop(initiative),
    )


def may_stop(initiative: Initiative) -> bool:
    """While it runs; between a decision and the call there is no button, or it would give the answer away."""
    return initiative.status in RUNNING and not is_untold(initiative)


def contact_for(initiative: Initiative, *, on: date) -> Contact:
    """The external coordinator of the kern, the one who wrote it down first; else the municipality itself."""
    user = first_contact(initiative, on=on)
    if user is None:
        return municipal_contact(get_municipality())
    function = words()["external_coordinator"].singular
    return Contact(function=function, name=user.name, phone=user.phone, hours=user.phone_hours)


def municipal_contact(municipality: Municipality) -> Contact:
    """The number that always answers."""
    return Contact(
        function=_("Gemeente %s") % municipality.name, phone=municipality.phone, hours=municipality.phone_hours
    )


def _events(initiative: Initiative) -> Iterable[Event]:
    """What residents may read, newest first; never internal, never for partners only, no decision before the call."""
    shown = initiative.events.filter(audience__in=FOR_RESIDENTS).exclude(text__sentence="")
    shown = shown.exclude(action__in=DECISIONS)
    if initiative.informed_at is None:
        shown = shown.exclude(action=SHOWN_ONCE_TOLD)
    return shown.select_related("text").order_by("-at", "-pk")


def _happening(event: Event) -> Happening:
    """One event in words."""
    day = timezone.localdate(event.at)
    return Happening(
        title=telling.TITLES.get(event.action, telling.TITLE_OF_ANY),
        date=long_day(day),
        iso=day.isoformat(),
        text=event.text.sentence,
    )


def _appointment(initiative: Initiative, *, today: date) -> Appointment | None:
    """The talk that is still to come."""
    planned = initiative.appointments.filter(state=AppointmentState.PLANNED).select_related("officer")
    ahead = [talk for talk in planned.order_by("starts_at") if timezone.localdate(talk.starts_at) >= today]
    return ahead[0] if ahead else None


def _conditions(initiative: Initiative) -> list[ToArrange]:
    """What still has to be arranged, once the decision was told."""
    if initiative.informed_at is None or not initiative.is_running:
        return []
    return [
        ToArrange(
            text=condition.text,
            who=str(OWNERS.get(ConditionOwner(condition.owner), _("Een andere organisatie"))),
            day=long_day(condition.due_on),
            is_mine=condition.owner == ConditionOwner.INITIATOR,
        )
        for condition in Condition.objects.standing(initiative)
    ]


def _now(initiative: Initiative) -> Text:
    """What happens now."""
    if is_untold(initiative):
        return telling.DECIDED_NOW
    if initiative.merged_into:
        return _(
            "Uw idee gaat samen verder met een ander idee. Het nieuwe nummer is %s."
            " Vraag uw contactpersoon om de kaart bij dat nummer."
        ) % last_reference(initiative)
    return telling.NOW[Status(initiative.status)]


def last_reference(initiative: Initiative) -> str:
    """The number under which a merged idea goes on, also when that one went on under another."""
    while initiative.merged_into:
        initiative = initiative.merged_into
    return initiative.reference or ""


def _when(initiative: Initiative, *, today: date) -> str:
    """When one hears something; a date that has passed is owned up to."""
    if is_untold(initiative):
        call = initiative.tasks.filter(kind=TaskKind.CALL, message=None, done_at=None).order_by("due_on").first()
        return telling.DECIDED_WHEN % {"day": long_day(call.due_on)} if call and call.due_on >= today else ""
    sentence = telling.WHEN.get(Status(initiative.status))
    if sentence is None or initiative.due_on is None:
        return ""
    if initiative.due_on < today:
        sentence = telling.ANSWER_LATE if initiative.state.ball == Ball.INITIATOR else telling.LATE
    return sentence % {"day": long_day(initiative.due_on)}


def _to_do(
    initiative: Initiative,
    *,
    question: InfoRequest | None,
    appointment: Appointment | None,
    conditions: list[ToArrange],
) -> list[str]:
    """What the resident has to do; empty when nothing."""
    asked = [_("Beantwoord onze vraag. U kunt ook bellen met uw antwoord.")] if question else []
    agreed = [_("U heeft een afspraak op %s.") % moment(appointment)] if appointment else []
    mine = [
        _("Regel dit voor %(day)s: %(what)s") % {"day": condition.day, "what": condition.text}
        for condition in conditions
        if condition.is_mine
    ]
    return asked + agreed + mine + _going_on(initiative)


def _going_on(initiative: Initiative) -> list[str]:
    """What one does while it is being carried out."""
    if initiative.state.ball == Ball.TOGETHER:
        return [_("Doe wat wij met u hebben afgesproken.")]
    if initiative.status == Status.HANDED_OVER:
        return [_("Ga verder met uw groep. Lukt iets niet? Bel uw contactpersoon.")]
    return []


def moment(appointment: Appointment) -> str:
    """Day and hour as one says them."""
    start = timezone.localtime(appointment.starts_at)
    return _("%(day)s om %(time)s uur") % {"day": formats.date_format(start, "l j F"), "time": start.strftime("%H.%M")}


def _turn(initiative: Initiative, conditions: list[ToArrange], *, called: dict[str, Word]) -> str:
    """Whose turn it is."""
    if is_untold(initiative):
        return _("De gemeente")
    ball = initiative.state.ball
    if ball == Ball.CONDITIONS and conditions:
        first, *others = dict.fromkeys(condition.who for condition in conditions)
        return _(" en ").join((first, *(other[:1].lower() + other[1:] for other in others)))
    if ball == Ball.OFFICER and initiative.officer and initiative.officer.function_title:
        return str(capfirst(initiative.officer.function_title))
    return str(capfirst(_who(ball, called)))


def _who(ball: Ball, called: dict[str, Word]) -> str:
    """The turn in general words."""
    return {
        Ball.COORDINATOR: called["external_coordinator"].the,
        Ball.INTERNAL_COORDINATOR: _("%s op het gemeentehuis") % called["internal_coordinator"].the,
        Ball.OFFICER: called["beleidsmedewerker"].the,
        Ball.NEIGHBOURHOOD: _("de buurt"),
        Ball.TOGETHER: _("u en de gemeente samen"),
        Ball.INITIATOR: _("u"),
        Ball.REASON: _("niemand, uw idee wacht"),
        Ball.OTHER_PARTY: _("een andere organisatie"),
        Ball.NOBODY: _("niemand"),
    }.get(ball, _("de gemeente"))
