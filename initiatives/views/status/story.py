"""All that the resident's page says of one initiative, read once and put in plain words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from initiatives.deeds.decision import DECISIONS
from initiatives.deeds.resident import ASK_FOR_CALL, SAID_BY_RESIDENT, TELL_MUNICIPALITY, to_evaluate
from initiatives.deeds.timeline import corrections_among
from initiatives.letters.tells import CORRECT, SHOWN_ONCE_TOLD
from initiatives.letters.turn import whose_turn
from initiatives.models import Condition, Decision, Event, InfoRequest, Initiative, Referral
from initiatives.models.choices import Audience
from initiatives.models.decision import ConditionOwner
from initiatives.statuses import RUNNING, Ball, Status
from initiatives.views import telling
from initiatives.views.contact import Contact, contact_for
from initiatives.views.heard import Heard, last_heard
from initiatives.views.status.outcome import (
    Agreed,
    Verdict,
    agreed_with,
    referred_to,
    told_decision,
    verdict_on,
    why_it_ended,
)
from initiatives.views.status.steps import Step, steps_of
from initiatives.views.status.talk import Talk, read_talk
from initiatives.views.telling import Text
from initiatives.workflow.sentences import long_day

FOR_RESIDENTS = (Audience.RESIDENT, Audience.PUBLIC)
OWNERS = {ConditionOwner.INITIATOR: _lazy("U"), ConditionOwner.MUNICIPALITY: _lazy("De gemeente")}


@dataclass(frozen=True, kw_only=True)
class Happening:
    """One line of what happened so far; `is_dutch` where the reader's language has no words for it."""

    title: Text
    date: str
    iso: str
    text: str
    is_dutch: bool


class ToDo(NamedTuple):
    """Something the resident has to do; `typed` is what a colleague wrote, in Dutch."""

    text: str
    typed: str = ""


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
    turn_is_typed: bool
    now: Text
    when: str
    to_do: list[ToDo]
    steps: list[Step]
    happenings: list[Happening]
    contact: Contact
    question: InfoRequest | None
    appointment: Talk | None
    conditions: list[ToArrange]
    heard: Heard | None
    verdict: Verdict | None
    agreed: Agreed | None
    elsewhere: Referral | None
    asked: list[str]
    may_tell: bool
    may_evaluate: bool
    may_stop: bool


def read_story(initiative: Initiative, *, today: date) -> Story:
    """The page of this initiative on this day."""
    untold = initiative.is_untold
    label = str(telling.DECIDED_LABEL if untold else initiative.state.public_label)
    history, question = _history(initiative), open_question(initiative)
    appointment = read_talk(initiative, today=today)
    # What was decided stays unread until it was told, and so does what it asks for.
    decision = told_decision(initiative)
    standing = list(Condition.objects.standing(initiative)) if initiative.informed_at else []
    conditions = [_to_arrange(condition) for condition in standing] if initiative.is_running else []
    contact = contact_for(initiative, on=today)
    team = "" if untold else _team_at_work(initiative)
    return Story(
        label=label,
        turn=team or str(capfirst(whose_turn(initiative, standing=standing))),
        turn_is_typed=bool(team),
        now=_now(initiative, history=history, decision=decision),
        when=_when(initiative, today=today),
        to_do=_to_do(initiative, question=question, appointment=appointment, conditions=conditions),
        steps=steps_of(initiative, moves=[(event.target, event.at) for event in history if event.target], label=label),
        happenings=[_happening(event) for event in _readable(history, initiative)],
        contact=contact,
        question=question,
        appointment=appointment,
        conditions=conditions,
        heard=last_heard(initiative),
        verdict=verdict_on(decision, standing=standing, history=history, today=today) if decision else None,
        agreed=agreed_with(initiative, today=today),
        elsewhere=referred_to(initiative),
        asked=_asked(initiative, history=history, contact=contact),
        may_tell=may_tell(initiative),
        may_evaluate=initiative.status == Status.COMPLETED and to_evaluate(initiative) is not None,
        may_stop=may_stop(initiative),
    )


def may_stop(initiative: Initiative) -> bool:
    """While it runs; between a decision and the call there is no button, or it would give the answer away."""
    return initiative.status in RUNNING and not initiative.is_untold


def may_tell(initiative: Initiative) -> bool:
    """The same: what is over is talked about by phone, and after a decision we call anyway."""
    return may_stop(initiative)


ANSWERS: dict[str, Text] = {
    ASK_FOR_CALL: _lazy("U vroeg ons om te bellen. %(who)s belt u uiterlijk op %(day)s."),
    TELL_MUNICIPALITY: _lazy("U heeft iets aan ons doorgegeven. %(who)s leest het uiterlijk op %(day)s."),
}


def open_question(initiative: Initiative) -> InfoRequest | None:
    """What we want to know; only while the idea waits for the answer there can be one."""
    if initiative.status != Status.INFO_REQUESTED:
        return None
    return initiative.info_requests.filter(closed_at=None).first()


def _asked(initiative: Initiative, *, history: Sequence[Event], contact: Contact) -> list[str]:
    """What the resident asked or told us that still lies with us: who does something with it, and by when."""
    said = [event for event in history if event.action in SAID_BY_RESIDENT and event.object_type == "task"]
    action_of = {event.object_id: event.action for event in said if event.object_id}
    waiting = initiative.tasks.filter(pk__in=action_of, done_at=None).order_by("due_on", "pk") if action_of else ()
    return list(dict.fromkeys(promise(action_of[task.pk], contact=contact, day=task.due_on) for task in waiting))


def promise(action: str, *, contact: Contact, day: date) -> str:
    """Who does something with what a resident asked or told, and by when."""
    return str(ANSWERS[action]) % {"who": capfirst(contact.name) or _("De gemeente"), "day": long_day(day)}


def _history(initiative: Initiative) -> Sequence[Event]:
    """Every step, what is for residents, what they asked of us and what was put right; the oldest first."""
    told = Q(audience__in=FOR_RESIDENTS) | Q(action__in=(*SAID_BY_RESIDENT, CORRECT)) | ~Q(target="")
    return list(initiative.events.filter(told).select_related("text").order_by("at", "pk"))


def _readable(history: Sequence[Event], initiative: Initiative) -> list[Event]:
    """For residents, the newest first; never internal, never for partners only, no decision before the call, and what
    puts a line right no sooner than that line.
    """
    actions = DECISIONS if initiative.informed_at else (*DECISIONS, SHOWN_ONCE_TOLD)
    hidden = [event for event in history if event.action in actions]
    hidden += corrections_among(history, [event.pk for event in hidden])
    worded = [event for event in reversed(history) if event.audience in FOR_RESIDENTS and event.text.sentence]
    return [event for event in worded if event not in hidden]


def _happening(event: Event) -> Happening:
    """One event in words."""
    day, language = timezone.localdate(event.at), get_language() or settings.LANGUAGE_CODE
    return Happening(
        title=telling.TITLES.get(event.action, telling.TITLE_OF_ANY),
        date=long_day(day),
        iso=day.isoformat(),
        text=event.text.said_in(language),
        is_dutch=event.text.is_dutch_in(language),
    )


def _to_arrange(condition: Condition) -> ToArrange:
    """What still has to be arranged."""
    return ToArrange(
        text=condition.text,
        who=str(OWNERS.get(ConditionOwner(condition.owner), _("Een andere organisatie"))),
        day=long_day(condition.due_on),
        is_mine=condition.owner == ConditionOwner.INITIATOR,
    )


def _now(initiative: Initiative, *, history: Sequence[Event], decision: Decision | None) -> Text:
    """What happens now."""
    if initiative.is_untold:
        return telling.DECIDED_NOW
    if initiative.merged_into:
        return _(
            "Uw idee gaat samen verder met een ander idee. Het nieuwe nummer is %s."
            " Vraag uw contactpersoon om de kaart bij dat nummer."
        ) % last_reference(initiative)
    return why_it_ended(initiative, history=history, decision=decision) or telling.NOW[Status(initiative.status)]


def last_reference(initiative: Initiative) -> str:
    """The number under which a merged idea goes on, also when that one went on under another."""
    while initiative.merged_into:
        initiative = initiative.merged_into
    return initiative.reference or ""


def _when(initiative: Initiative, *, today: date) -> str:
    """When one hears something; a date that has passed is owned up to."""
    if initiative.is_untold:
        call = initiative.tasks.filter(leads_to="inform_initiator", done_at=None).order_by("due_on").first()
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
    appointment: Talk | None,
    conditions: list[ToArrange],
) -> list[ToDo]:
    """What the resident has to do; empty when nothing."""
    asked = [ToDo(_("Beantwoord onze vraag. U kunt ook bellen met uw antwoord."))] if question else []
    agreed = [ToDo(appointment.to_do)] if appointment and appointment.to_do else []
    mine = [
        ToDo(_("Regel dit voor %(day)s:") % {"day": condition.day}, condition.text)
        for condition in conditions
        if condition.is_mine
    ]
    return asked + agreed + mine + _going_on(initiative)


def _going_on(initiative: Initiative) -> list[ToDo]:
    """What one does while it is being carried out."""
    if initiative.state.ball == Ball.TOGETHER:
        return [ToDo(_("Doe wat wij met u hebben afgesproken."))]
    if initiative.status == Status.HANDED_OVER:
        return [ToDo(_("Ga verder met uw groep. Lukt iets niet? Bel uw contactpersoon."))]
    return []


def _team_at_work(initiative: Initiative) -> str:
    """The officer whose turn it is, as the municipality calls that function."""
    officer = initiative.officer if initiative.state.ball == Ball.OFFICER else None
    return str(capfirst(officer.function_title)) if officer else ""
