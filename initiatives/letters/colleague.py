"""A mail to a colleague: made in one way, whatever it is about."""

from datetime import datetime
from typing import Any

from accounts.models import User
from initiatives.models import Message
from initiatives.models.choices import Channel


def mail_to(user: User, *, subject: str, body: str, at: datetime, when: datetime | None = None, **more: Any) -> Message:
    """A row that is not kept yet; it goes `when` it is time, or at once. `more`: other columns of a Message."""
    return Message(
        channel=Channel.EMAIL,
        recipient=user.name,
        address=user.email,
        subject=subject,
        body=body,
        created_at=at,
        next_try_at=when or at,
        **more,
    )
