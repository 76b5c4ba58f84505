"""A meeting of which the chair has the agenda does not take place: the link stops working, and the chair hears it."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from initiatives.models import Message
from initiatives.models.choices import Channel
from initiatives.models.message import MessageState
from initiatives.workflow.sentences import long_day
from kernen.municipality import get_municipality
from overleg.deeds import planning
from overleg.deeds.chair import agenda_mails, revoke_links
from overleg.models import Meeting


def has_agenda(meeting: Meeting) -> bool:
    """The chair has the agenda in the mailbox, with a link that works."""
    if meeting.kernoverleg is None or not meeting.kernoverleg.chair_email:
        return False
    mails = agenda_mails(meeting)
    arrived = any(mail.state == MessageState.SENT for mail in mails)
    return arrived and meeting.chair_links.filter(revoked_at=None).exists()


@transaction.atomic
def call_off(meeting: Meeting, *, at: datetime) -> bool:
    """It does not take place; what still waited to be sent stays here. Pressed twice, the chair gets one mail. True
    where a mail goes.
    """
    planning.call_off(meeting, at=at)
    told = has_agenda(meeting)
    revoke_links(meeting, at=at)
    if told:
        _tell(meeting, at=at)
    return told


def _tell(meeting: Meeting, *, at: datetime) -> None:
    """By the way the agenda went."""
    group = meeting.kernoverleg
    with translation.override(settings.LANGUAGE_CODE):
        facts = {"meeting": meeting, "day": long_day(meeting.held_on), "municipality": get_municipality()}
        Message.objects.create(
            channel=Channel.EMAIL,
            recipient=meeting.group_name,
            address=group.chair_email if group else "",
            subject=_("De vergadering van %s gaat niet door") % long_day(meeting.held_on),
            body=render_to_string("letters/chair_off.txt", facts),
            asks=True,
            drop_after_sending=True,
            once=f"chair off {meeting.pk} {at.isoformat()}",
            created_at=at,
            next_try_at=at,
        )
