"""What an appointment brings along: calendars that agree, colleagues who know at once, one reminder."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from accounts.models import User
from initiatives.letters.calendar import Entry, Method, Standing, write_calendar
from initiatives.letters.colleague import mail_to
from initiatives.letters.facts import say_of_talk
from initiatives.letters.readers import Reader, people_of, staff_for
from initiatives.models import Appointment, ContactPerson, Event, Initiative, Message, Task
from initiatives.models.appointment import STANDING, Meeting
from initiatives.models.choices import Channel
from initiatives.models.message import MessageState
from kernen.municipality import get_municipality

BEFORE = timedelta(hours=72)
# Everybody may know these; what is typed for the others is somebody's home, number or link.
PUBLIC_PLACES = (Meeting.VILLAGE_HALL, Meeting.TOWN_HALL)
# Written down, and the reader does not have it yet.
NOT_ARRIVED = (MessageState.QUEUED, MessageState.HELD, MessageState.TASK, MessageState.FAILED)


# ---- in words -----------------------------------------------------------------------------------------


def moment_words(starts_at: datetime) -> str:
    """Day and hour as one says them."""
    start = timezone.localtime(starts_at)
    return _("%(day)s om %(time)s uur") % {
        "day": formats.date_format(start, "l j F Y"),
        # How a clock is read: 19.30 in Dutch, 19:30 in English.
        "time": formats.date_format(start, _("H.i")),
    }


def where_words(meeting: str, place: str) -> str:
    """Where one goes, or that we call, as a sentence."""
    where = where_to(meeting, place)
    if meeting in (Meeting.PHONE, Meeting.VIDEO):
        return f"{where}."
    return _("Plaats: %s.") % where


def where_to(meeting: str, place: str) -> str:
    """The same in a few words, under the question where."""
    if meeting == Meeting.PHONE:
        return _("Wij bellen u op %s") % place if place else _("Wij bellen u")
    if meeting == Meeting.VIDEO:
        return _("Via beeldbellen: %s") % place if place else _("Via beeldbellen. Wij sturen u hoe dat gaat")
    return place


def place_of(talk: Appointment, *, outside: bool = False) -> str:
    """The place for a calendar; in what is read `outside`, by other companies, stands nobody's home or number."""
    if outside and talk.meeting not in PUBLIC_PLACES:
        return str(talk.get_meeting_display())
    return talk.place or str(talk.get_meeting_display())


# ---- calendars ----------------------------------------------------------------------------------------


def calendar_for(talk: Appointment, *, method: Method, reader: str, at: datetime, staff: bool = False) -> str:
    """The invitation or cancellation of one reader; nobody else's name or address stands in it."""
    initiative, starts_at = talk.initiative, talk.starts_at or _first_moment(talk)
    summary = _("Gesprek %s") if staff else _("Gesprek over uw idee %s")
    entry = Entry(
        key=f"afspraak-{talk.pk}",
        starts_at=starts_at or at,
        minutes=talk.minutes,
        summary=summary % initiative.reference,
        place=place_of(talk, outside=staff),
        written_at=at,
        sequence=staff_sequence(talk) if staff else talk.sequence,
        standing=Standing.CANCELLED if method == Method.CANCEL else Standing.CONFIRMED,
        reader=reader,
        url=f"{settings.SITE_URL}{initiative.get_absolute_url()}" if staff else "",
    )
    return write_calendar([entry], method=method, municipality=get_municipality())


def staff_sequence(talk: Appointment) -> int:
    """How often it changed for colleagues: each time the work goes to another counts as well (RFC 5546, 2.1.4)."""
    return talk.sequence + sum(turn.ended_at is not None for turn in talk.initiative.assignments.all())


def _first_moment(talk: Appointment) -> datetime | None:
    """The earliest of the moments that were offered instead."""
    return talk.moments.order_by("starts_at").values_list("starts_at", flat=True).first()


# ---- sending ------------------------------------------------------------------------------------------


def send_along(event: Event, *, talk: Appointment, method: Method | None) -> None:
    """Residents' mails of this event carry the calendar and do not wait; colleagues know at once; one reminder waits.

    Without a method nobody's calendar changes: there is only something to choose from.
    """
    drop_older(talk, at=event.at, but=event)
    for letter in Message.objects.filter(event=event, person__isnull=False, channel=Channel.EMAIL):
        letter.asks = True
        if method:
            with translation.override(letter.language):
                letter.calendar = calendar_for(talk, method=method, reader=letter.address, at=event.at)
        if letter.state == MessageState.QUEUED:
            letter.next_try_at = event.at
        letter.save(update_fields=["asks", "calendar", "next_try_at"])
    tell_colleagues(talk, method=method, at=event.at, event=event)
    if method == Method.REQUEST:
        plan_reminders(event, talk)


def tell_colleagues(talk: Appointment, *, method: Method | None, at: datetime, event: Event | None = None) -> None:
    """The officer, also who did it, and a copy for the external coordinator; at once, not with the round of today."""
    initiative, today = talk.initiative, timezone.localdate(at)
    officer = [] if talk.officer.has_ended(today) else [talk.officer]
    readers = {user.pk: user for user in [*officer, *staff_for(Reader.EXTERNAL_COORDINATOR, initiative, on=today)]}
    if method is None and event is not None:
        readers.pop(event.actor_id or 0, None)
    # Whatever language the resident reads who did it.
    with translation.override(settings.LANGUAGE_CODE):
        rows = [to_colleague(user, talk, method=method, at=at, event=event) for user in readers.values()]
    Message.objects.bulk_create(rows)


def to_colleague(
    user: User, talk: Appointment, *, method: Method | None, at: datetime, event: Event | None = None, title: str = ""
) -> Message:
    """One colleague's mail, with no resident in it."""
    initiative = talk.initiative
    titles = {
        Method.REQUEST: _("afspraak voor uw agenda"),
        Method.CANCEL: title or _("afspraak vervalt"),
        None: _("momenten voorgesteld"),
    }
    facts = {
        "initiative": initiative,
        "title": titles[method],
        "moments": [moment_words(time) for time in talk.times],
        "place": place_of(talk, outside=True),
        "site": settings.SITE_URL,
    }
    return mail_to(
        user,
        subject=f"{initiative.reference}: {titles[method]}",
        body=render_to_string("letters/appointment_staff.txt", facts),
        at=at,
        initiative=initiative,
        event=event,
        calendar=calendar_for(talk, method=method, reader=user.email, at=at, staff=True) if method else "",
        asks=True,
    )


# ---- the reminder -------------------------------------------------------------------------------------


def reminder_at(starts_at: datetime) -> datetime:
    """Three days before at the same hour on the wall, also when the clock is changed in between."""
    return timezone.localtime(starts_at) - BEFORE


def plan_reminders(event: Event, talk: Appointment) -> None:
    """Who reads mail is reminded once, by a mail that waits; so near by, the invitation is enough."""
    if talk.starts_at is None or (due := reminder_at(talk.starts_at)) <= event.at:
        return
    people = [person for person in people_of(event.initiative) if person.channel == Channel.EMAIL]
    rows = [_reminder(person, talk, event, due=due) for person in people]
    Message.objects.bulk_create(rows, ignore_conflicts=True)


def _reminder(person: ContactPerson, talk: Appointment, event: Event, *, due: datetime) -> Message:
    """One resident's reminder; the status is left out, as it may be another by then."""
    with translation.override(person.language):
        facts: dict[str, object] = {
            "moment": moment_words(talk.starts_at or due),
            "where": where_words(talk.meeting, talk.place),
        }
        row = letter_to(person, event.initiative, "letters/appointment_reminder.txt", facts, at=event.at)
        row.subject = _("Uw idee %s: denk aan onze afspraak") % event.initiative.reference
    row.event, row.next_try_at = event, due
    row.once = _reminder_key(talk, person)
    return row


def _reminder_key(talk: Appointment, person: ContactPerson) -> str:
    """Once for each moment and person."""
    return f"reminder-{talk.pk}-{talk.sequence}-{person.pk}"


def reminder_keys(talk: Appointment, people: Iterable[ContactPerson]) -> set[str]:
    """The letters that remind all these people; who has none of its own reads no mail, or it was agreed too late."""
    return {_reminder_key(talk, person) for person in people}


# ---- when it changes ----------------------------------------------------------------------------------


def drop_older(talk: Appointment, *, at: datetime, but: Event | None = None, is_over: bool = False) -> None:
    """What was still to be sent, called or reminded of an earlier moment is not true any more.

    Of a talk that `is_over` a mail that is on its way may still arrive; calls and reminders are no use.
    """
    about = Q(event__object_type="appointment", event__object_id=talk.pk)
    rows = Message.objects.filter(about, initiative=talk.initiative_id, person__isnull=False, state__in=NOT_ARRIVED)
    if but:
        rows = rows.exclude(event=but)
    if is_over:
        rows = rows.exclude(once=None, state=MessageState.QUEUED)
    keys: Iterable[int] = list(rows.values_list("pk", flat=True))
    Task.objects.filter(message__in=keys, done_at=None).update(is_moot=True, done_at=at)
    Message.objects.filter(pk__in=keys).update(state=MessageState.DROPPED, next_try_at=None)
    _say_it_in_what_waits(talk.initiative)


def _say_it_in_what_waits(initiative: Initiative) -> None:
    """A letter about something else that did not go yet says of the talk what is true now."""
    talk = initiative.appointments.filter(state__in=STANDING).first()
    for letter in Message.objects.filter(initiative=initiative, person__isnull=False, state__in=NOT_ARRIVED):
        with translation.override(letter.language):
            body = say_of_talk(letter.body, talk)
        if body != letter.body:
            letter.body = body
            letter.save(update_fields=["body"])
            Task.objects.filter(message=letter, done_at=None).update(text_ready=body)


def letter_to(
    person: ContactPerson, initiative: Initiative, template: str, facts: dict[str, object], *, at: datetime
) -> Message:
    """A mail to one resident, in the words of this template; the caller says what it is about."""
    known = {"person": person, "initiative": initiative, "municipality": get_municipality()}
    return Message(
        initiative=initiative,
        person=person,
        channel=Channel.EMAIL,
        recipient=person.name,
        address=person.email,
        body=render_to_string(template, known | facts),
        language=person.language,
        asks=True,
        created_at=at,
        next_try_at=at,
    )
