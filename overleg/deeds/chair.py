"""The chair has no account: the agenda by mail, with a link to the one form of that one meeting."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.conf import settings
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from initiatives.clocks import load_clocks
from initiatives.deeds.mail_link import TOKEN_BYTES, hash_token
from initiatives.letters.wanted import drop
from initiatives.models import Message
from initiatives.models.choices import Channel
from initiatives.models.message import MessageState
from initiatives.workflow.action import Refused
from initiatives.workflow.sentences import long_day
from kernen.municipality import get_municipality
from overleg.deeds.record import Point, points_of
from overleg.models import ChairLink, Meeting
from overleg.models.meeting import Reason


def send_agendas(*, now: datetime) -> str:
    """The night round: every meeting that comes near and of which the chair has nothing yet; how many went out."""
    today, clocks = timezone.localdate(now), load_clocks()
    coming = Meeting.objects.of_groups().to_come(today).filter(chair_links=None)
    rows = coming.exclude(kernoverleg__chair_email="").select_related("kernoverleg").order_by("held_on", "pk")
    due = [meeting for meeting in rows if clocks.before(meeting.held_on, "agenda") <= today]
    sent = sum(_send_once(meeting, at=now, once=f"{_once(meeting)}night") for meeting in due)
    return f"{sent} agenda’s naar een voorzitter"


def send_agenda(meeting: Meeting, *, at: datetime, form_key: UUID) -> None:
    """By hand, as often as somebody wants; an earlier link stops working. Raises Refused where no mail can go."""
    if reason := why_no_mail(meeting):
        raise Refused(reason)
    _send_once(meeting, at=at, once=f"{_once(meeting)}{form_key}")


def _send_once(meeting: Meeting, *, at: datetime, once: str) -> bool:
    """One press is one mail, and so is one night, also where two rounds walk at the same moment."""
    if Message.objects.filter(once=once).exists():
        return False
    try:
        _send(meeting, at=at, once=once)
    except IntegrityError:
        return False
    return True


def why_no_mail(meeting: Meeting) -> str:
    """What stands in the way of a mail to the chair; nothing when it can go."""
    if meeting.kernoverleg is None or not meeting.kernoverleg.chair_email:
        return _("Bel of print: de voorzitter heeft geen e-mail.")
    if meeting.is_closed or meeting.is_called_off:
        return _("Deze vergadering is voorbij of gaat niet door.")
    return ""


@transaction.atomic
def _send(meeting: Meeting, *, at: datetime, once: str) -> None:
    """A new link, and the mail that brings it; only the digest of the link is kept."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    revoke_links(meeting, at=at)
    expires_on = load_clocks().after("chair_link", max(meeting.held_on, timezone.localdate(at)))
    ChairLink.objects.create(meeting=meeting, token_hash=hash_token(token), created_at=at, expires_on=expires_on)
    group = meeting.kernoverleg
    with translation.override(settings.LANGUAGE_CODE):
        Message.objects.create(
            channel=Channel.EMAIL,
            recipient=meeting.group_name,
            address=group.chair_email if group else "",
            subject=_("De vergadering van %s") % long_day(meeting.held_on),
            body=_body(meeting, token),
            asks=True,
            drop_after_sending=True,
            once=once,
            created_at=at,
            next_try_at=at,
        )


def _body(meeting: Meeting, token: str) -> str:
    """The short list and the link; without names and without anything internal."""
    points = points_of(meeting)
    asked = [(point, _until(point)) for point in points if point.check or point.item.reason == Reason.OPINION]
    facts = {
        "meeting": meeting,
        "day": long_day(meeting.held_on),
        "new": [point for point in points if point.item.reason == Reason.NEW and point.check is None],
        "asked": asked,
        "others": len(points),
        "link": settings.SITE_URL + reverse("chair_link", args=[token]),
        "municipality": get_municipality(),
    }
    return render_to_string("letters/chair_agenda.txt", facts)


def _until(point: Point) -> str:
    """Until when the opinion is wanted."""
    return long_day(point.check.closes_on) if point.check else ""


def revoke_links(meeting: Meeting, *, at: datetime) -> None:
    """What was sent before opens nothing any more; what still waited to be sent stays here."""
    meeting.chair_links.filter(revoked_at=None).update(revoked_at=at)
    drop(Message.objects.filter(once__startswith=_once(meeting), state=MessageState.QUEUED))


def find_link(token: str, *, at: datetime) -> ChairLink | None:
    """The link behind this token, while it opens something."""
    return still_open(ChairLink.objects.filter(token_hash=hash_token(token)).first(), at=at)


def still_open(link: ChairLink | None, *, at: datetime) -> ChairLink | None:
    """Until it is revoked, its days are over, or the meeting is closed or called off."""
    if link is None or link.revoked_at is not None or link.expires_on < timezone.localdate(at):
        return None
    return None if link.meeting.is_closed or link.meeting.is_called_off else link


def _once(meeting: Meeting) -> str:
    """How the mails of this meeting begin."""
    return f"chair {meeting.pk} "


def agenda_mails(meeting: Meeting) -> Sequence[Message]:
    """What was sent to the chair, the newest first."""
    return list(Message.objects.filter(once__startswith=_once(meeting)).order_by("-pk"))


def needs_paper(meeting: Meeting) -> str:
    """Why somebody has to call the chair or bring the agenda on paper; empty where the mail does it."""
    if meeting.kernoverleg is None or meeting.is_closed or meeting.is_called_off:
        return ""
    if not meeting.kernoverleg.chair_email:
        return _("Bel of print: de voorzitter heeft geen e-mail.")
    mails = agenda_mails(meeting)
    failed = bool(mails) and mails[0].state == MessageState.FAILED
    return _("Bel of print: de mail aan de voorzitter kwam niet aan.") if failed else ""


@dataclass(frozen=True, kw_only=True)
class ChairBox:
    """What the chair has of one meeting, for the page of that meeting."""

    sent_on: date | None
    expires_on: date | None
    needs_paper: str
    why_not: str
    form_key: UUID


def chair_box(meeting: Meeting) -> ChairBox:
    """When the agenda was sent, until when the link works, and what is to be done by hand."""
    link = meeting.chair_links.filter(revoked_at=None).order_by("-pk").first()
    return ChairBox(
        sent_on=timezone.localdate(link.created_at) if link else None,
        expires_on=link.expires_on if link else None,
        needs_paper=needs_paper(meeting),
        why_not=why_no_mail(meeting),
        form_key=uuid4(),
    )
