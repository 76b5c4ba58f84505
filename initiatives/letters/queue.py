"""Every mail becomes a row; `manage.py deliver` alone opens the mail server."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from initiatives.models import Message
from initiatives.models.choices import Channel


class QueueBackend(BaseEmailBackend):
    """What Django or allauth sends waits as a Message, so that no request ever waits for a mail server."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """A row per receiver; the header check against line breaks runs here, before anything is kept."""
        now = timezone.now()
        rows = []
        for mail in email_messages:
            mail.message()
            rows += [
                Message(
                    channel=Channel.EMAIL,
                    recipient=receiver[:160],
                    address=receiver,
                    subject=str(mail.subject),
                    body=str(mail.body),
                    drop_after_sending=True,
                    created_at=now,
                    next_try_at=now,
                )
                for receiver in mail.recipients()
            ]
        return len(Message.objects.bulk_create(rows))
