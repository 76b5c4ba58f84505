"""The post: takes what is due, sends it, and writes down how it went; two at once is safe."""

import logging
import signal
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NoReturn

from django.db import close_old_connections, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from initiatives.clocks import load_clocks
from initiatives.letters.compose import contact_function
from initiatives.letters.envelope import is_final, make_message_id, send, words_of
from initiatives.letters.parcels import by_initiative, companions_q, read, wait_until, who_go_now
from initiatives.letters.wanted import still_wanted
from initiatives.models import ContactPerson, Message, Task
from initiatives.models.choices import Channel
from initiatives.models.message import MessageState
from initiatives.models.task import TaskKind

logger = logging.getLogger(__name__)
Clock = Callable[[], datetime]

PAUSE, GLANCE = 3.0, 0.25  # seconds between two looks, and between two thoughts of stopping
BATCH = 50
# Longer than the slowest mail server can keep us with one letter; then another worker may take it.
LEASE = timedelta(minutes=10)
# After each failure we wait longer: about a day in all, and then somebody phones.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 4 * 60, 8 * 60, 12 * 60))


class Told:
    """Whether somebody said stop; a plain flag, as a signal may come while any lock is held."""

    def __init__(self) -> None:
        self.to_stop = False

    def __call__(self, *_signal: object) -> None:
        self.to_stop = True


def go_on_until_told(*, besides: Callable[[], object]) -> NoReturn:
    """Finish the letter in hand when told to stop, then leave the process; `besides` has its turn every round."""
    told = Told()
    before = signal.signal(signal.SIGTERM, told)
    try:
        while not told.to_stop:
            close_old_connections()
            deliver_due(told)
            besides()
            rest(told)
    finally:
        signal.signal(signal.SIGTERM, before)
    raise SystemExit(0)


def rest(told: Told) -> None:
    """A few seconds, or less."""
    until = time.monotonic() + PAUSE
    while not told.to_stop and time.monotonic() < until:
        time.sleep(GLANCE)


def deliver_due(told: Told | None = None, *, clock: Clock = timezone.now) -> int:
    """Everything that is due, one mail at a time; how many went out. Mail is slow, so the clock is read for each."""
    sent = 0
    while due := list(waiting(clock()).order_by("next_try_at", "pk")[:BATCH]):
        for message in due:
            if told is not None and told.to_stop:
                return sent
            if (parcel := take(message, now=clock())) is not None:
                sent += deliver(parcel, clock=clock)
    return sent


def in_nobodys_hand(now: datetime) -> QuerySet[Message]:
    """Mails that still have to go and that no worker is sending at this moment."""
    free = Q(leased_until=None) | Q(leased_until__lt=now)
    return Message.objects.filter(free, state=MessageState.QUEUED, channel=Channel.EMAIL)


def waiting(now: datetime) -> QuerySet[Message]:
    """Mails that may be sent now."""
    return in_nobodys_hand(now).filter(next_try_at__lte=now)


@dataclass(frozen=True, kw_only=True)
class Parcel:
    """The letters of one mail, ours until the lease ends."""

    rows: Sequence[Message]
    message_id: str
    lease: datetime

    @property
    def ours(self) -> QuerySet[Message]:
        """Those rows, unless the lease went to somebody else."""
        return Message.objects.filter(pk__in=[row.pk for row in self.rows], leased_until=self.lease)


@transaction.atomic
def take(lead: Message, *, now: datetime) -> Parcel | None:
    """This letter and what goes with it is ours until the lease ends; None when somebody else was first."""
    rows = who_go_now(still_wanted(_hold(lead, now=now), now=now), now=now)
    if lead.pk not in [row.pk for row in rows]:
        return None
    keys = [row.pk for row in rows]
    if (later := wait_until(rows, now=now)) is not None:
        Message.objects.filter(pk__in=keys).update(next_try_at=later)
        return None
    lease = now + LEASE
    # The same through all attempts, so that a mailbox recognises a letter that comes twice.
    number = rows[0].message_id or make_message_id(rows[0])
    changes = {"leased_until": lease, "attempts": F("attempts") + 1, "message_id": number}
    if in_nobodys_hand(now).filter(pk__in=keys).update(**changes) != len(keys):
        transaction.set_rollback(True)
        return None
    for row in rows:
        row.attempts, row.message_id = row.attempts + 1, number
    return Parcel(rows=rows, message_id=number, lease=lease)


def _hold(lead: Message, *, now: datetime) -> list[Message]:
    """The letters that may go together, locked in their order: who comes second finds them gone."""
    if lead.person_id is not None:
        # One worker at a time thinks about a mailbox, or two would each send the one mail of today.
        list(ContactPerson.objects.select_for_update().filter(email=lead.address).order_by("pk"))
    rows = in_nobodys_hand(now).filter(companions_q(lead)).select_related("initiative", "event__text", "person")
    return list(rows.select_for_update(of=("self",)).order_by("pk"))


def deliver(parcel: Parcel, *, clock: Clock) -> bool:
    """Send one mail that is ours; whatever goes wrong is written down and tried later."""
    lead = parcel.rows[0]
    try:
        send(read(parcel.rows), to=lead.address, message_id=parcel.message_id)
    # A mail server may fail in any way; one letter must never stop the post.
    except Exception as error:
        logger.warning("Message %s was not sent (attempt %s): %s", lead.pk, lead.attempts, type(error).__name__)
        give_back(parcel, error=error, now=clock())
        return False
    close(parcel, state=MessageState.SENT, sent_at=clock(), error="")
    return True


def close(parcel: Parcel, *, state: MessageState, **columns: Any) -> bool:
    """The end of a mail, unless the lease went to somebody else; what should not be kept is emptied."""
    if any(row.drop_after_sending for row in parcel.rows):
        columns |= {"body": "", "address": ""}
    return bool(parcel.ours.update(state=state, leased_until=None, next_try_at=None, **columns))


def give_back(parcel: Parcel, *, error: Exception, now: datetime) -> None:
    """Later again; after the last attempt, or a no for good, it becomes something for a person to do."""
    attempts, said = max(row.attempts for row in parcel.rows), words_of(error)
    if attempts <= len(WAITS) and not is_final(error):
        parcel.ours.update(leased_until=None, next_try_at=now + WAITS[attempts - 1], error=said)
        return
    with transaction.atomic():
        if close(parcel, state=MessageState.FAILED, error=said):
            for rows in by_initiative(parcel.rows):
                ask_to_phone(rows, now=now)


def ask_to_phone(rows: Sequence[Message], *, now: datetime) -> None:
    """The coordinator phones with the text ready; a mail without an initiative can only be asked for again."""
    newest = rows[0]
    if newest.initiative is None:
        return
    Task.objects.create(
        initiative=newest.initiative,
        kind=TaskKind.CALL,
        title=_("%s: bellen, de mail kwam niet aan") % newest.recipient[:120],
        # What should not be kept, such as a link that opens the page, is not read out either.
        text_ready="" if newest.drop_after_sending else read(rows).body,
        for_function=contact_function(newest.initiative, at=now),
        due_on=load_clocks().after("receipt", timezone.localdate(now)),
        message=newest,
        created_at=now,
    )
