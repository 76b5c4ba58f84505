"""When there is something to do about an appointment: pick one, remind of it, write it down, own up to a missed one."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext

from initiatives.deeds.case import Case, Moment
from initiatives.letters.invitations import moment_words, reminder_at, reminder_keys, where_words
from initiatives.models import Appointment
from initiatives.models.appointment import AppointmentState

# What gave an appointment the moment it has.
SETTLED_BY = ("plan_appointment", "pick_appointment")
DAYS_BEFORE = timedelta(days=3)
# What tells how a talk went, and what stands beside it when the managers saw at once that we missed it.
MISSED_BY, SEEN_AT_ONCE = "record_appointment", "on_mt_list"


def of_talk(case: Case) -> Iterator[Moment]:
    """Taken up, and no talk took place within the term, nor does one lie ahead."""
    ends = case.after_accept("appointment")
    if ends is None or any(talk.state == AppointmentState.HELD for talk in case.talks):
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
    if _settled_after(case, talk, due) or reminder_keys(talk, case.people) <= case.sent_once:
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
    seen = {event.object_id for event in case.noted(MISSED_BY) if event.text.inputs.get(SEEN_AT_ONCE) is True}
    for talk in case.talks:
        is_ours = talk.state == AppointmentState.MISSED and talk.missed_by_municipality
        if not is_ours or talk.recorded_at is None or talk.pk in seen:
            continue
        day = timezone.localdate(talk.recorded_at)
        yield Moment(ends=day, starts=day, due=day, mark=_mark(talk))


def _mark(talk: Appointment) -> str:
    """Another moment is another term."""
    return f"{talk.pk}-{talk.sequence}-"


def _last_day(talk: Appointment | None) -> date | None:
    """Until when one can wait for the talk that stands."""
    if talk is None:
        return None
    return max((timezone.localdate(time) for time in talk.times), default=None)


def _settled_after(case: Case, talk: Appointment, due: datetime) -> bool:
    """Whether it got its moment when the day to remind of it had come already."""
    about = (event for event in case.events if event.object_type == "appointment" and event.object_id == talk.pk)
    return any(event.action in SETTLED_BY and event.at >= due for event in about)
