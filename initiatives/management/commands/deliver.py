"""The post: the only thing that opens the mail server. Requests write rows, this sends them, two at once is safe."""

import logging
import signal
import time
from datetime import datetime, timedelta
from typing import Any, NoReturn

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from initiatives.clocks import load_clocks
from initiatives.letters.compose import contact_function
from initiatives.models import Message, Task
from initiatives.models.choices import Channel
from initiatives.models.message import MessageState
from initiatives.models.task import TaskKind

logger = logging.getLogger(__name__)

PAUSE, GLANCE = 3.0, 0.25  # seconds between two looks, and between two thoughts of stopping
BATCH = 50
# Longer than the slowest mail server can keep us with one letter; then another worker may take it.
LEASE = timedelta(minutes=10)
# After each failure we wait longer: about a day in all, and then somebody phones.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 4 * 60, 8 * 60, 12 * 60))


class Command(BaseCommand):
    """Once for what is due, or for ever."""

    help = "Verstuurt de mails die klaarstaan; --forever blijft draaien tot SIGTERM."

    def add_arguments(self, parser: CommandParser) -> None:
        """For ever, as a service."""
        parser.add_argument("--forever", action="store_true")

    def handle(self, *args: object, **options: Any) -> None:
        """One round, or a round every few seconds until somebody says stop."""
        if options["forever"]:
            go_on_until_told()
        self.stdout.write(f"{deliver_due()} verstuurd")


class Told:
    """Whether somebody said stop; a plain flag, as a signal may come while any lock is held."""

    def __init__(self) -> None:
        self.to_stop = False

    def __call__(self, *_signal: object) -> None:
        self.to_stop = True


def go_on_until_told() -> NoReturn:
    """Finish the letter in hand when told to stop, then leave the process."""
    told = Told()
    before = signal.signal(signal.SIGTERM, told)
    try:
        while not told.to_stop:
            close_old_connections()
            deliver_due(told)
            rest(told)
    finally:
        signal.signal(signal.SIGTERM, before)
    raise SystemExit(0)


def rest(told: Told) -> None:
    """A few seconds, or less."""
    until = time.monotonic() + PAUSE
    while not told.to_stop and time.monotonic() < until:
        time.sleep(GLANCE)


def deliver_due(told: Told | None = None) -> int:
    """Everything that is due now, one letter at a time; how many went out."""
    sent = 0
    while due := list(waiting(timezone.now()).order_by("next_try_at", "pk")[:BATCH]):
        for message in due:
            if told is not None and told.to_stop:
                return sent
            if (lease := take(message, now=timezone.now())) is not None:
                sent += deliver(message, lease=lease)
    return sent


def waiting(now: datetime) -> QuerySet[Message]:
    """Mails that may be sent now and that no other worker has in hand."""
    free = Q(leased_until=None) | Q(leased_until__lt=now)
    return Message.objects.filter(free, state=MessageState.QUEUED, channel=Channel.EMAIL, next_try_at__lte=now)


def take(message: Message, *, now: datetime) -> datetime | None:
    """This one is ours until the lease ends, or somebody else was first (None)."""
    lease = now + LEASE
    # The same through all attempts, so that a mailbox recognises a letter that comes twice.
    message.message_id = message.message_id or make_message_id(message)
    won = waiting(now).filter(pk=message.pk, attempts=message.attempts)
    if not won.update(leased_until=lease, attempts=F("attempts") + 1, message_id=message.message_id):
        return None
    message.attempts += 1
    return lease


def make_message_id(message: Message) -> str:
    """Of this row alone, in the name of our own domain."""
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip("> ")
    return f"<bericht-{message.pk}-{message.created_at:%Y%m%d%H%M%S%f}@{domain[:70]}>"


def deliver(message: Message, *, lease: datetime) -> bool:
    """Send one letter that is ours; whatever goes wrong is written down and tried later."""
    if is_unwanted(message):
        close(message, lease=lease, state=MessageState.DROPPED)
        return False
    try:
        send(message)
    # A mail server may fail in any way; one letter must never stop the post.
    except Exception as error:
        logger.warning("Message %s was not sent (attempt %s): %s", message.pk, message.attempts, type(error).__name__)
        give_back(message, lease=lease, error=error, now=timezone.now())
        return False
    close(message, lease=lease, state=MessageState.SENT, sent_at=timezone.now(), error="")
    return True


def is_unwanted(message: Message) -> bool:
    """After a death or a move nothing reaches the residents any more, also what was still waiting."""
    return bool(message.person_id and message.initiative and message.initiative.silenced_at)


def send(message: Message) -> None:
    """Through the mail server of the settings, or into a file where there is none."""
    letter = EmailMessage(
        subject=message.subject,
        body=message.body,
        to=[message.address],
        headers={"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"},
        connection=mail_server(),
    )
    if not letter.send():
        raise ValueError("no receiver")


def mail_server() -> Any:
    """The connection `SMTP_URL` describes; it waits no longer than the timeout of the settings."""
    smtp = settings.SMTP
    return get_connection(
        smtp["EMAIL_BACKEND"],
        host=smtp.get("EMAIL_HOST"),
        port=smtp.get("EMAIL_PORT"),
        username=smtp.get("EMAIL_HOST_USER") or "",
        password=smtp.get("EMAIL_HOST_PASSWORD") or "",
        use_tls=smtp.get("EMAIL_USE_TLS", False),
        use_ssl=smtp.get("EMAIL_USE_SSL", False),
        timeout=settings.EMAIL_TIMEOUT,
        file_path=smtp.get("EMAIL_FILE_PATH") or None,
    )


def close(message: Message, *, lease: datetime, state: MessageState, **columns: Any) -> bool:
    """The end of a letter, unless the lease went to somebody else; what should not be kept is emptied."""
    if message.drop_after_sending:
        columns |= {"body": "", "address": ""}
    ours = Message.objects.filter(pk=message.pk, leased_until=lease)
    return bool(ours.update(state=state, leased_until=None, next_try_at=None, **columns))


def give_back(message: Message, *, lease: datetime, error: Exception, now: datetime) -> None:
    """Later again; after the last attempt it becomes something for a person to do."""
    # Only the kind of failure: what a mail server says may name the receiver.
    said = f"{type(error).__name__} {getattr(error, 'smtp_code', '')}".strip()[:200]
    if message.attempts <= len(WAITS):
        wait = WAITS[message.attempts - 1]
        ours = Message.objects.filter(pk=message.pk, leased_until=lease)
        ours.update(leased_until=None, next_try_at=now + wait, error=said)
        return
    with transaction.atomic():
        if close(message, lease=lease, state=MessageState.FAILED, error=said):
            ask_to_phone(message, now=now)


def ask_to_phone(message: Message, *, now: datetime) -> None:
    """The coordinator phones with the text ready; a mail without an initiative can only be asked for again."""
    if message.initiative is None:
        return
    Task.objects.create(
        initiative=message.initiative,
        kind=TaskKind.CALL,
        title=_("%s: bellen, de mail kwam niet aan") % message.recipient[:120],
        text_ready=message.body,
        for_function=contact_function(message.initiative, at=now),
        due_on=load_clocks().after("receipt", timezone.localdate(now)),
        message=message,
        created_at=now,
    )
