"""When each term of the table of overdue terms runs out, computed from rows and events and never typed by hand."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from django.utils import timezone

from accounts.models import User
from initiatives.clocks import Clocks, LegalTerm, legal_term, paused_days
from initiatives.models import Appointment, CoAdvice, Condition, Event, Initiative, Message
from initiatives.models.appointment import STANDING
from initiatives.models.choices import Audience
from initiatives.models.message import MessageState
from initiatives.models.task import TaskKind

# What an officer does that a resident notices; ticking 'gebeld' counts as well.
CONTACT = ("message_resident", "plan_appointment", "record_appointment", "request_info")
THIRD = 3


@dataclass(frozen=True, kw_only=True)
class Moment:
    """One term: the day it ends, the day from which there is something to do about it, and until when."""

    ends: date
    starts: date
    due: date
    mark: str = ""
    user: User | None = None
    text: str = ""

    @property
    def key(self) -> str:
        """What tells this term from every other of its kind on the same initiative."""
        return f"{self.mark}{self.ends:%Y%m%d}"


@dataclass(frozen=True, kw_only=True)
class Case:
    """One initiative on one day."""

    initiative: Initiative
    today: date
    clocks: Clocks

    @cached_property
    def legal(self) -> LegalTerm | None:
        """The term of the law, for an application that is not decided yet."""
        return legal_term(self.initiative, today=self.today, clocks=self.clocks)

    @cached_property
    def appointment(self) -> Appointment | None:
        """The talk that stands, offered or planned."""
        return self.initiative.appointments.filter(state__in=STANDING).first()

    @property
    def entered(self) -> date:
        """The day it came where it stands."""
        return timezone.localdate(self.initiative.entered_at)

    def breach(self, ends: date, *, mark: str = "", user: User | None = None, text: str = "") -> Moment:
        """A term that is over: the day after there is something to do, at once."""
        starts = ends + timedelta(days=1)
        return Moment(
            ends=ends, starts=starts, due=self.clocks.after("receipt", starts), mark=mark, user=user, text=text
        )

    def after_accept(self, key: str) -> date | None:
        """The end of a term that began when the officer took it up; days on which it waited do not count."""
        taken = self.initiative.confirmed_at
        if taken is None:
            return None
        ends = self.clocks.after(key, timezone.localdate(taken))
        waited = paused_days(self.initiative, since=taken, today=self.today, clocks=self.clocks)
        return self.clocks.calendar.add_working_days(ends, waited)


def of_status(case: Case) -> Iterator[Moment]:
    """The term of the status itself is over."""
    if case.initiative.due_on:
        yield case.breach(case.initiative.due_on)


def of_status_again(case: Case) -> Iterator[Moment]:
    """Over for as long again as the resident was given to answer."""
    if case.initiative.due_on:
        yield case.breach(case.clocks.after("answer_again", case.initiative.due_on))


def of_status_twice(case: Case) -> Iterator[Moment]:
    """Nobody was chosen within a second routing term either."""
    if case.initiative.due_on:
        yield case.breach(case.clocks.after("route", case.initiative.due_on))


def of_domain(case: Case) -> Iterator[Moment]:
    """At the town hall, and no domain was ever chosen."""
    if case.initiative.lead_domain_id is None:
        yield case.breach(case.clocks.after("domain_unknown", case.entered))


def of_reminder(case: Case) -> Iterator[Moment]:
    """Asked some days ago, and neither taken up nor given back."""
    if ends := case.initiative.due_on:
        asked = case.clocks.after("accept_reminder", case.entered)
        yield Moment(ends=ends, starts=asked, due=ends)


def of_first_contact(case: Case) -> Iterator[Moment]:
    """Kindly there from the day it was taken up, until the resident heard from a person."""
    ends, taken = case.after_accept("first_contact"), case.initiative.confirmed_at
    if ends and taken and not _heard(case.initiative, since=taken):
        yield Moment(ends=ends, starts=timezone.localdate(taken), due=ends)


def of_first_contact_missed(case: Case) -> Iterator[Moment]:
    """Taken up, and the resident heard from nobody within the term."""
    for moment in of_first_contact(case):
        yield case.breach(moment.ends)


def _heard(initiative: Initiative, *, since: datetime) -> bool:
    """Whether somebody called, wrote or met the resident since then."""
    events = Event.objects.filter(initiative=initiative, at__gte=since)
    called = initiative.tasks.filter(kind=TaskKind.CALL, is_moot=False, done_at__gte=since)
    return events.filter(action__in=CONTACT).exists() or called.exists()


def of_receipt(case: Case) -> Iterator[Moment]:
    """The receipt was mailed, and the mail has not left."""
    receipts = Message.objects.filter(initiative=case.initiative, event__action="log", person__isnull=False)
    for message in receipts.filter(state=MessageState.QUEUED).order_by("pk"):
        ends = case.clocks.after("receipt", timezone.localdate(message.created_at))
        yield case.breach(ends, mark=f"{message.pk}-", text=message.body)


def of_silence(case: Case) -> Iterator[Moment]:
    """Too long ago that the resident read anything."""
    initiative = case.initiative
    if initiative.silenced_at is not None:
        return
    said = Event.objects.filter(initiative=initiative, audience__in=(Audience.RESIDENT, Audience.PUBLIC))
    last = said.exclude(text__sentence="").order_by("-at").values_list("at", flat=True).first()
    since = last or initiative.logged_at or initiative.created_at
    yield case.breach(case.clocks.after("heartbeat", timezone.localdate(since)))


def of_update(case: Case) -> Iterator[Moment]:
    """During the work nothing was told for four weeks; after a death nothing is."""
    if case.initiative.silenced_at is None:
        yield from of_status(case)


def of_decision(case: Case) -> Iterator[Moment]:
    """The proposal has waited longer than a decision may take."""
    if not case.initiative.is_formal:
        yield case.breach(case.clocks.after("decision_informal", case.entered))


def of_law_soon(case: Case) -> Iterator[Moment]:
    """The end of the legal term is near."""
    if case.legal:
        ends = case.legal.due_on
        yield Moment(ends=ends, starts=case.clocks.before(ends, "decision_soon"), due=ends)


def of_law(case: Case) -> Iterator[Moment]:
    """The legal term is over, and it does not stand still."""
    if case.legal and case.legal.stands_still_since is None:
        yield case.breach(case.legal.due_on)


def of_third_pause(case: Case) -> Iterator[Moment]:
    """Put aside, or left aside for longer, for the third time."""
    events = Event.objects.filter(initiative=case.initiative)
    pauses = events.filter(action="hold").count()
    pauses += events.filter(action="extend_term", at__gte=case.initiative.entered_at).count()
    if pauses >= THIRD:
        yield Moment(ends=case.entered, starts=case.entered, due=case.entered)


def of_advice(case: Case) -> Iterable[Moment]:
    """A colleague was asked for advice and has not given it."""
    asked = CoAdvice.objects.filter(initiative=case.initiative, answered_at=None).select_related("adviser")
    for row in asked.order_by("pk"):
        yield case.breach(row.due_on, mark=f"{row.pk}-", user=row.adviser, text=row.question)


def of_conditions(case: Case) -> Iterable[Moment]:
    """Something that had to be arranged is not arranged."""
    for row in Condition.objects.standing(case.initiative):
        yield case.breach(row.due_on, mark=f"{row.pk}-", text=row.text)
