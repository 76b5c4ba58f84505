"""Whether a letter that waited may still go: its reader may have left, moved, or chosen another way meanwhile."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from initiatives.letters.calendar import Method
from initiatives.letters.compose import TASK_OF, address_of, make_task_of
from initiatives.letters.readers import Reader, staff_for
from initiatives.models import Initiative, MailLink, Message
from initiatives.models.choices import Channel
from initiatives.models.message import MessageState

# The one letter to somebody who may have lost sight of the initiative by the very thing it tells.
GOODBYE = "reassign"


def still_wanted(rows: Sequence[Message], *, now: datetime) -> list[Message]:
    """Those that go as they were written. What nobody may read any more is never sent; what belongs at another
    address, or is not for a mailbox any more, goes its own way.
    """
    gone = _unwanted(rows, now=now)
    drop(Message.objects.filter(pk__in=gone))
    return [row for row in rows if row.pk not in gone and not _goes_elsewhere(row, now=now)]


def drop(rows: QuerySet[Message]) -> None:
    """Never sent; what would not be kept after sending is not kept now either."""
    rows.filter(drop_after_sending=True).update(body="", address="")
    rows.update(state=MessageState.DROPPED, next_try_at=None)


def _unwanted(rows: Iterable[Message], *, now: datetime) -> set[int]:
    """What was written for somebody who may not, or need not, read it any more."""
    to_staff = [row for row in rows if row.person_id is None]
    gone = {row.pk for row in rows if row.person_id is not None and _is_over(row, now=now)}
    for address in {row.address for row in to_staff}:
        theirs = [row for row in to_staff if row.address == address]
        user = User.objects.filter(email__iexact=address).first()
        gone |= _lost_on(user, theirs, now=now) if user else {row.pk for row in theirs if _is_hidden(row)}
    return gone


# ---- residents -----------------------------------------------------------------------------------------


def _is_over(row: Message, *, now: datetime) -> bool:
    """After a death or a move nothing reaches the residents; a link that opens nothing any more is not sent."""
    if row.initiative is not None and row.initiative.silenced_at is not None:
        return True
    if not row.drop_after_sending or row.person is None:
        return False
    links = MailLink.objects.filter(person=row.person, created_at=row.created_at, used_at=None, expires_at__gt=now)
    # It opens the page for who reads that mailbox, so it never follows to another one.
    return row.address != row.person.email or not links.exists()


def _goes_elsewhere(row: Message, *, now: datetime) -> bool:
    """Written to a mailbox that somebody does not use for this any more."""
    person = row.person
    if person is None or row.drop_after_sending:
        return False
    if person.channel == Channel.EMAIL:
        return _readdressed(row, person.email)
    if person.channel == Channel.NONE:
        drop(Message.objects.filter(pk=row.pk))
        return True
    row.channel, row.address, row.calendar = person.channel, address_of(person), ""
    row.state, row.next_try_at, row.message_id = MessageState.TASK, None, ""
    row.save(update_fields=["channel", "address", "calendar", "state", "next_try_at", "message_id"])
    make_task_of(row, kind=TASK_OF[Channel(person.channel)], at=now)
    return True


def _readdressed(row: Message, address: str) -> bool:
    """To the present mailbox, where nothing was tried yet."""
    if address in ("", row.address):
        return False
    return bool(Message.objects.filter(pk=row.pk).update(address=address, message_id="", attempts=0, error=""))


# ---- colleagues ----------------------------------------------------------------------------------------


def _lost_on(user: User, rows: Sequence[Message], *, now: datetime) -> set[int]:
    """Everything about initiatives for who left; and what is about one this colleague may not see any more."""
    # An account that ended may be opened again by its own mails: a new password, an invitation.
    ours = [row for row in rows if row.initiative_id is not None or row.once is not None]
    if user.has_ended(timezone.localdate(now)):
        return {row.pk for row in ours}
    about = {row.initiative_id for row in ours if row.initiative_id is not None}
    seen = set(Initiative.objects.visible_to(user).filter(pk__in=about).values_list("pk", flat=True))
    hidden = [row for row in ours if row.initiative_id is not None and row.initiative_id not in seen]
    return {row.pk for row in hidden if not _says_goodbye(row, user, now=now)}


def _says_goodbye(row: Message, user: User, *, now: datetime) -> bool:
    """What ends somebody's part in it still reaches them: it went to a colleague, the appointment falls away."""
    if row.drop_after_sending or f"METHOD:{Method.CANCEL}" in row.calendar:
        return True
    if row.event is None or row.initiative is None or row.event.action != GOODBYE:
        return False
    return user in staff_for(Reader.FORMER_OFFICER, row.initiative, on=timezone.localdate(now))


def _is_hidden(row: Message) -> bool:
    """The kernoverleg hears nothing of what is confidential by now."""
    return row.event_id is not None and row.initiative is not None and row.initiative.is_confidential
