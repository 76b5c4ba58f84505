"""When: the date each status must be over, whose turn it is, and the next date of an initiative."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from initiatives.models import Condition, Event, Initiative
from initiatives.models.appointment import AppointmentState
from initiatives.models.facts import Facts
from initiatives.models.parts import part_of
from initiatives.relations import Relation
from initiatives.statuses import INTERRUPTS, UNDECIDED, Status
from kernen.terms import Duration, durations
from kernen.workdays import Calendar, load_calendar

# The term a status starts with; the others get their date from what was filled in.
TERM_OF = {
    Status.DRAFT: "draft",
    Status.EXPLORING: "explore",
    Status.SUBMITTED: "route",
    Status.ASSIGNED: "accept",
    Status.IN_REVIEW: "review",
    Status.DECISION_PENDING: "decide",
    Status.APPROVED: "start",
    Status.IN_REALISATION: "update",
}


class Clocks:
    """The terms and the calendar of the municipality, each asked of the database at most once."""

    @cached_property
    def calendar(self) -> Calendar:
        """Holidays and closed days."""
        return load_calendar()

    @cached_property
    def terms(self) -> dict[str, Duration]:
        """Every term by key."""
        return durations()

    def after(self, key: str, start: date) -> date:
        """The last day of this term when it starts after this day."""
        return self.calendar.add(start, self.terms[key])

    def due_on(self, status: Status, entered: date) -> date | None:
        """The last day a status may take when it is entered on this day; None where it has no term of its own."""
        return self.after(TERM_OF[status], entered) if status in TERM_OF else None

    def day_of(self, moment: datetime) -> date:
        """The day of a moment in the town hall."""
        return timezone.localdate(moment)

    def before(self, day: date, key: str) -> date:
        """The day on which this term, counted back from a day, begins."""
        return self.calendar.subtract(day, self.terms[key])

    def due_after_pause(self, *, phase_due_on: date, paused_on: date, resumed_on: date) -> date:
        """The phase goes on with the working days it had left; one that was late already stays late."""
        if phase_due_on < paused_on:
            return phase_due_on
        return self.calendar.add_working_days(resumed_on, self.calendar.working_days_between(paused_on, phase_due_on))


def load_clocks() -> Clocks:
    """Clocks for one request."""
    return Clocks()


@dataclass(frozen=True, kw_only=True, order=True)
class Due:
    """Something with a date."""

    on: date
    what: str


def open_clocks(initiative: Initiative, *, internal: bool = True, today: date | None = None) -> list[Due]:
    """Everything of this initiative that has a date, the earliest first; advice among colleagues is internal.

    The term of the law is among them where `today` is said: while it stands still it moves on with the days.
    """
    return sorted(_dues(initiative, internal=internal, today=today))


def _dues(initiative: Initiative, *, internal: bool, today: date | None) -> Iterable[Due]:
    """One by one, each kind asked once."""
    if initiative.due_on:
        yield Due(on=initiative.due_on, what=str(initiative.get_status_display()))
    for task in part_of(initiative, "tasks").filter(done_at=None, is_moot=False):
        # The title of a letter or call names a resident; these dates are read by more people than may read that.
        # What the internal coordinator still arranges, such as another officer, is between colleagues.
        inside = task.term_key or task.for_function == Relation.INTERNAL_COORDINATOR
        is_plain = task.message_id is None and (internal or not inside)
        yield Due(on=task.due_on, what=task.title if is_plain else task.get_kind_display())
    for meeting in part_of(initiative, "appointments").filter(state=AppointmentState.PLANNED):
        yield Due(on=timezone.localdate(meeting.starts_at), what=str(_("afspraak")))
    for advice in part_of(initiative, "co_advices").filter(answered_at=None) if internal else ():
        yield Due(on=advice.due_on, what=str(_("medeadvies")))
    if initiative.is_running:
        for condition in Condition.objects.standing(initiative):
            yield Due(on=condition.due_on, what=condition.text)
    if today and (legal := legal_term(initiative, today=today, clocks=load_clocks())):
        yield Due(on=legal.due_on, what=str(_("besluit op de aanvraag (Awb)")))


def next_date(initiative: Initiative) -> date | None:
    """The earliest open clock; an ended initiative may have none."""
    dues = open_clocks(initiative)
    return dues[0].on if dues else None


@dataclass(frozen=True, kw_only=True)
class LegalTerm:
    """By when the law wants a decision on an application (Awb 4:13), and how long that term stood still (4:15)."""

    received_on: date
    due_on: date
    suspended_days: int
    stands_still_since: date | None


def legal_term(initiative: Initiative, *, today: date, clocks: Clocks, facts: Facts | None = None) -> LegalTerm | None:
    """The term of an application that is not decided yet, computed anew from its rows; None for anything else.

    Those rows are asked here, unless they are among the `facts` already.
    """
    if not initiative.is_formal or (initiative.return_status or initiative.status) not in UNDECIDED:
        return None
    facts = facts or Facts([initiative])
    events = facts.noted.get(initiative.pk, ())
    received_on = _received_on(initiative, events)
    spans = [(row.starts_on, row.ends_on) for row in facts.suspensions.get(initiative.pk, ())]
    days = suspended_days(spans, today=today)
    due_on = clocks.calendar.end_of_legal_term(received_on, clocks.terms["decision_formal"].days + days)
    for event in events:
        # A later date only counts when it was told in time (Awb 4:14).
        if event.action == "extend_term" and clocks.day_of(event.at) <= due_on:
            due_on = max(due_on, _day_in(event, "new_date") or due_on)
    open_since = next((start for start, end in spans if end is None), None)
    return LegalTerm(received_on=received_on, due_on=due_on, suspended_days=days, stands_still_since=open_since)


def suspended_days(spans: Iterable[tuple[date, date | None]], *, today: date) -> int:
    """The days on which the term stood still; days that two suspensions share count once."""
    days, until = 0, date.min
    for start, end in sorted(spans, key=lambda span: span[0]):
        begin, stop = max(start, until), max(end or today, start)
        days += max((stop - begin).days, 0)
        until = max(until, stop)
    return days


def _received_on(initiative: Initiative, events: Iterable[Event]) -> date:
    """The day the application came in; where nobody wrote it down, the day it was called one, or logged."""
    for event in events:
        if event.action == "mark_formal":
            return _day_in(event, "received_on") or timezone.localdate(event.at)
    return timezone.localdate(initiative.logged_at or initiative.created_at)


def _day_in(event: Event, name: str) -> date | None:
    """A day that was filled in; None where the words were taken away."""
    said = event.text.inputs.get(name)
    return date.fromisoformat(said) if said else None


def paused_days(events: Iterable[Event], *, since: datetime, today: date, clocks: Clocks) -> int:
    """The working days after a moment on which it waited for an answer or was put aside, read from what happened."""
    days, paused_on = 0, None
    for step in events:
        if not step.target or step.at < since:
            continue
        if step.target in INTERRUPTS:
            paused_on = paused_on or clocks.day_of(step.at)
        elif paused_on:
            days += clocks.calendar.working_days_between(paused_on, clocks.day_of(step.at))
            paused_on = None
    return days + (clocks.calendar.working_days_between(paused_on, today) if paused_on else 0)


class Lateness:
    """How a term stands, in words and a tone (never by colour alone)."""

    ON_TIME, SOON, LATE, VERY_LATE = (
        (_("op tijd"), "ok"),
        (_("bijna"), "warning"),
        (_("te laat"), "error"),
        (_("drie keer te laat"), "error"),
    )


def lateness(*, entered: date, due_on: date | None, today: date) -> tuple[str | StrPromise, str] | None:
    """Words and tone for a term; 'bijna' in its last three days, 'drie keer' when it took thrice as long."""
    if due_on is None:
        return None
    if today <= due_on:
        return Lateness.SOON if (due_on - today).days <= 3 else Lateness.ON_TIME
    allowed = max((due_on - entered).days, 1)
    return Lateness.VERY_LATE if (today - entered).days >= 3 * allowed else Lateness.LATE
