"""An appointment when the initiative itself stops or changes hands: it falls away, or goes along."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import User
from initiatives.letters.calendar import Method
from initiatives.letters.compose import TASK_OF, make_task_of
from initiatives.letters.invitations import (
    calendar_for,
    drop_older,
    letter_to,
    moment_words,
    tell_colleagues,
    to_colleague,
)
from initiatives.letters.readers import Reader, people_of, staff_for
from initiatives.models import Appointment, ContactPerson, Initiative, Message
from initiatives.models.appointment import STANDING, AppointmentState
from initiatives.models.choices import Channel
from initiatives.models.message import MessageState


def call_off_standing(initiative: Initiative, *, at: datetime, goes_on: bool) -> None:
    """What stands falls away because the initiative itself stops, or changes hands.

    Where it `goes_on` nobody tells the residents anything else, so that who reads no mail is called as well.
    """
    talk = initiative.appointments.filter(state__in=STANDING).select_related("officer").first()
    if talk is None:
        return
    was_planned = talk.state == AppointmentState.PLANNED
    talk.state, talk.recorded_at, talk.sequence = AppointmentState.CANCELLED, at, talk.sequence + 1
    talk.save(update_fields=["state", "recorded_at", "sequence"])
    drop_older(talk, at=at)
    if not was_planned or talk.starts_at is None or talk.starts_at <= at:
        return
    tell_colleagues(talk, method=Method.CANCEL, at=at)
    for person in people_of(initiative):
        if person.channel == Channel.EMAIL:
            _falls_away(person, talk, at=at).save()
        elif goes_on:
            message = _falls_away(person, talk, at=at)
            message.save()
            make_task_of(message, kind=TASK_OF[Channel(person.channel)], at=at)


def hand_on_standing(talk: Appointment, *, to: User, at: datetime) -> None:
    """The talk to come is with this colleague now: into one calendar and out of the other; the resident's stays."""
    before, today = talk.officer, timezone.localdate(at)
    if before == to:
        return
    talk.officer = to
    if talk.planned_by == before:
        # One's own calendar also shows what one made for others; this is theirs no more.
        talk.planned_by = to
    talk.save(update_fields=["officer", "planned_by"])
    is_planned = talk.state == AppointmentState.PLANNED
    keeps_copy = before in staff_for(Reader.EXTERNAL_COORDINATOR, talk.initiative, on=today)
    with translation.override(settings.LANGUAGE_CODE):
        rows = [to_colleague(to, talk, method=Method.REQUEST if is_planned else None, at=at)]
        if is_planned and not keeps_copy and not before.has_ended(today):
            title = _("de afspraak gaat naar een collega")
            rows.append(to_colleague(before, talk, method=Method.CANCEL, at=at, title=title))
    Message.objects.bulk_create(rows)


def _falls_away(person: ContactPerson, talk: Appointment, *, at: datetime) -> Message:
    """One resident hears that nobody comes, and what to do with questions."""
    with translation.override(person.language):
        said = _("Onze afspraak op %s gaat niet door.") % moment_words(talk.starts_at or at)
        row = letter_to(person, talk.initiative, "letters/appointment_off.txt", {"said": said}, at=at)
        row.subject = _("Uw idee %s: onze afspraak gaat niet door") % talk.initiative.reference
        if person.channel == Channel.EMAIL:
            row.calendar = calendar_for(talk, method=Method.CANCEL, reader=person.email, at=at)
            return row
    row.channel, row.state, row.next_try_at = person.channel, MessageState.TASK, None
    row.address = person.phone or person.address_line
    return row
