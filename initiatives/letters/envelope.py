"""The envelope: a mail as mailboxes want it, handed to the mail server once."""

import re
from contextlib import suppress
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused, SMTPResponseException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection

from initiatives.letters.parcels import Reading
from initiatives.models import Message

METHOD = re.compile(r"^METHOD:([A-Z]+)\s*$", re.MULTILINE)
# From here on a mail server means: never, not: not now.
FOR_GOOD = 500


def make_message_id(message: Message) -> str:
    """Of this letter alone, in the name of our own domain."""
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip("> ")
    return f"<bericht-{message.pk}-{message.created_at:%Y%m%d%H%M%S%f}@{domain[:70]}>"


def send(reading: Reading, *, to: str, message_id: str) -> None:
    """Through the mail server of the settings, or into a file where there is none; raises what went wrong."""
    server = mail_server()
    letter = EmailMultiAlternatives(
        subject=reading.subject,
        body=reading.body,
        to=[to],
        headers={"Message-ID": message_id, "Auto-Submitted": "auto-generated"},
        connection=server,
    )
    if reading.calendar:
        # As an alternative, not as a file: so Outlook, Google and Apple show the buttons to accept.
        letter.attach_alternative(reading.calendar, f"text/calendar; method={method_of(reading.calendar)}")
    try:
        if letter.recipients():
            server.open()
        if not letter.send():
            raise ValueError("no receiver")
    finally:
        # What the server took is sent, also when it does not say goodbye.
        with suppress(OSError, SMTPException):
            server.close()


def method_of(calendar: str) -> str:
    """Whether it invites or calls off; a mail program wants to read the same outside and inside."""
    found = METHOD.search(calendar.replace("\r\n", "\n"))
    return found.group(1) if found else "REQUEST"


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


def code_of(error: Exception) -> int:
    """The number the mail server answered with, or 0."""
    if isinstance(error, SMTPRecipientsRefused):
        return max((int(code) for code, _said in error.recipients.values()), default=0)
    return int(error.smtp_code) if isinstance(error, SMTPResponseException) else 0


def is_final(error: Exception) -> bool:
    """This address or this letter is refused for good; a quarrel about us (signing in, sender) can be mended."""
    return isinstance(error, SMTPRecipientsRefused | SMTPDataError) and code_of(error) >= FOR_GOOD


def words_of(error: Exception) -> str:
    """Only the kind of failure: what a mail server says may name the receiver."""
    return f"{type(error).__name__} {code_of(error) or ''}".strip()[:200]
