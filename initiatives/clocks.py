"""When: the date each status must be over, whose turn it is, and the next date of an initiative."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from initiatives.models import Appointment, CoAdvice, Condition, Initiative, Task
from initiatives.models.advice import AppointmentState
from initiatives.statuses import Ball, Status
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


def open_clocks(initiative: Initiative) -> list[Due]:
    """Everything of this initiative that has a date, the earliest first."""
    return sorted(_dues(initiative))


def _dues(initiative: Initiative) -> Iterable[Due]:
    """One by one, each kind asked once."""
    if initiative.due_on:
        yield Due(on=initiative.due_on, what=str(initiative.get_status_display()))
    for task in Task.objects.filter(initiative=initiative, done_at=None, is_moot=False):
        # The title of a letter or call names a resident; these dates are read by more people than may read that.
        yield Due(on=task.due_on, what=task.title if task.message_id is None else task.get_kind_display())
    for meeting in Appointment.objects.filter(initiative=initiative, state=AppointmentState.PLANNED):
        yield Due(on=timezone.localdate(meeting.starts_at), what=str(_("afspraak")))
    for advice in CoAdvice.objects.filter(initiative=initiative, answered_at=None):
        yield Due(on=advice.due_on, what=str(_("medeadvies")))
    if initiative.is_running:
        for condition in Condition.objects.filter(decision__initiative=initiative, met_at=None):
            yield Due(on=condition.due_on, what=condition.text)


def next_date(initiative: Initiative) -> date | None:
    """The earliest open clock; an ended initiative may have none."""
    dues = open_clocks(initiative)
    return dues[0].on if dues else None


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


def ball_of(initiative: Initiative) -> Ball:
    """Whose turn it is, from its status."""
    return initiative.state.ball
