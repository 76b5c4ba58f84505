"""One press of a button is one event, however often it arrives."""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction

from initiatives.models import Event
from initiatives.workflow.action import Refused

E = TypeVar("E", Event, Event | None)


def handled(form_key: UUID | None) -> Event | None:
    """The event that this very form led to, if it was handled already."""
    return Event.objects.filter(form_key=form_key).first() if form_key else None


def press_once(form_key: UUID | None, act: Callable[[], E], *, version: int | None = None) -> Event | E:
    """Do it in one transaction, wholly or not at all; a second press of the same button gives the first event.

    `version`: the one the form was drawn on. What this form did has moved it on, so `act` finds that out by itself and
    nobody asks beforehand. Raises whatever `act` raises, unless this form was handled.
    """
    try:
        with transaction.atomic():
            return (handled(form_key) if version is None else None) or act()
    except (IntegrityError, Refused):
        # The second press, also of two at once, finds what the first did.
        if (done := handled(form_key)) is not None:
            return done
        raise
