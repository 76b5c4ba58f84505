"""One press of a button is one event, however often it arrives."""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction

from initiatives.models import Event
from initiatives.workflow.action import Stale

E = TypeVar("E", Event, Event | None)


def handled(form_key: UUID | None) -> Event | None:
    """The event that this very form led to, if it was handled already."""
    return Event.objects.filter(form_key=form_key).first() if form_key else None


def press_once(form_key: UUID | None, act: Callable[[], E]) -> Event | E:
    """Do it in one transaction, wholly or not at all; a second press of the same button gives the first event.

    Raises whatever `act` raises, unless this form was handled meanwhile.
    """
    try:
        with transaction.atomic():
            return handled(form_key) or act()
    except (IntegrityError, Stale):
        # Two presses of one button at once: the second finds what the first did.
        if (done := handled(form_key)) is not None:
            return done
        raise
