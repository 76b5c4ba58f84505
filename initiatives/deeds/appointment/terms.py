"""When there is something to do about an appointment: pick one, remind of it, write it down, own up to a missed one."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext

from initiatives.deeds.moments import Case, Moment
from initiatives.letters.invitations import lacks_reminder, moment_words, reminder_at, where_words
from initiatives.models import Appointment, Event
from initiatives.models.appointment import AppointmentState

# What gave an appointment the moment it has.
SETTLED_BY = ("plan_appointment", "pick_appointment")
DAYS_BEFORE = timedelta(days=3)
# Beside the recording of a talk that the municipality missed.
SEEN_AT_ONCE = "on_mt_list"


def of_talk(case: Case) -> Iterator[Moment]:
    """Taken up, and no talk took place within the term, nor does one lie ahead."""
    ends = case.after_accept("appointment")
    if ends is None or case.initiative.appointments.filter(state=AppointmentState.HELD).exists():
        return
    if ahead := _last_day(case.appointment):
        ends = max(ends, ahead)
    yield case.breach(ends)


def of_pick(case: Case) -> Iterator[Moment]:
    """Moments were offered, the first is near, and nobody chose; somebody calls."""
    talk = case.appointment
    if talk is None or talk.state != AppointmentState.OFFERED:
        return
    times = sorted(offered.starts_at for offered in talk.moments.all())
    if times:
        first = timezone.localdate(times[0])
        text = "\n".join(moment_words(time) for time in times)
        yield Moment(ends=first, starts=first - DAYS_BEFORE, due=first, mark=_mark(talk), text=text)


def of_reminder_call(case: Case) -> Iterator[Moment]:
    """Who has no mail waiting is called three days before; made so late, the call about the talk itself is enough."""
    talk = case.appointment
    if talk is None or talk.starts_at is None or timezone.localdate(talk.starts_at) < case.today:
        return
    due = reminder_at(talk.starts_at)
    if _settled_after(talk, due) or not lacks_reminder(talk):
        return
    text = gettext("Denk aan onze afspraak op %s.") % moment_words(talk.starts_at)
    yield Moment(
        ends=timezone.localdate(talk.starts_at),
        starts=timezone.localdate(due),
        due=timezone.localdate(due),
        mark=_mark(talk),
        text=f"{text} {where_words(talk.meeting, talk.place)}",
    )


def of_writing_down(case: Case) -> Iterator[Moment]:
    """It was yesterday or longer ago, and nobody wrote how it went."""
    talk = case.appointment
    if talk and talk.starts_at:
        yield case.breach(timezone.localdate(talk.starts_at), mark=_mark(talk))


def of_missed(case: Case) -> Iterator[Moment]:
    """We did not turn up: what the managers could not see at once, they see the next morning."""
    seen = Event.objects.filter(initiative=case.initiative, **{f"text__inputs__{SEEN_AT_ONCE}": True})
    rows = case.initiative.appointments.filter(state=AppointmentState.MISSED, missed_by_municipality=True)
    rows = rows.exclude(pk__in=seen.values("object_id"))
    for talk in rows.exclude(recorded_at=None).order_by("pk"):
        day = timezone.localdate(talk.recorded_at)
        yield Moment(ends=day, starts=day, due=day, mark=_mark(talk))


def _mark(talk: Appointment) -> str:
    """Another moment is another term."""
    return f"{talk.pk}-{talk.sequence}-"


def _last_day(talk: Appointment | None) -> date | None:
    """Until when one can wait for the talk that stands."""
    if talk is None:
        return None
    times = [talk.starts_at] if talk.starts_at else [offered.starts_at for offered in talk.moments.all()]
    return max((timezone.localdate(time) for time in times), default=None)


def _settled_after(talk: Appointment, due: datetime) -> bool:
    """Whether it got its moment when the day to remind of it had come already."""
    events = Event.objects.filter(object_type="appointment", object_id=talk.pk, action__in=SETTLED_BY)
    return events.filter(initiative=talk.initiative_id, at__gte=due).exists()
