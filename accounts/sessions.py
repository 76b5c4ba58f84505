"""When a session began and was last used, and how all sessions of a person end at once."""

from datetime import datetime

from django.contrib.sessions.backends.base import SessionBase
from django.db.models import F

from accounts.models import User

BEGAN, SEEN = "session_began", "session_seen"
# Seconds; a session that was noted as used so short ago is not written again.
ROUGHLY = 60
# Whose session ended by itself, for the page that asks to sign in again and for what was being typed.
ENDED = "session_ended"
# The form that was being sent at that moment.
KEPT = "kept_form"


def begin(session: SessionBase, *, at: datetime) -> None:
    """Somebody signed in."""
    session[BEGAN] = session[SEEN] = int(at.timestamp())


def end_sessions(*, user: User) -> None:
    """Whoever is signed in as this person is not, from the next request on, on every device."""
    User.objects.filter(pk=user.pk).update(sign_outs=F("sign_outs") + 1)
    user.refresh_from_db(fields=["sign_outs"])
