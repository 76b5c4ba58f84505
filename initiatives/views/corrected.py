"""Which lines of a timeline put others right, and which were put right; read from the lines, without another query."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from initiatives.letters.tells import CORRECT
from initiatives.models import Event
from initiatives.workflow.sentences import long_day


class Corrected:
    """The corrections among these lines, which stand with the newest first."""

    def __init__(self, events: Sequence[Event]) -> None:
        self._line_of = {event.pk: event for event in events}
        self._newest: dict[int | None, Event] = {}
        for event in events:
            if event.action == CORRECT:
                self._newest.setdefault(event.object_id, event)

    def mistake_of(self, event: Event) -> Event | None:
        """The line that this one puts right."""
        return self._line_of.get(event.object_id or 0) if event.action == CORRECT else None

    def first_of(self, event: Event) -> Event:
        """The line it began with, where a correction was put right itself."""
        while mistake := self.mistake_of(event):
            event = mistake
        return event

    def title_of(self, event: Event, *, called: str) -> str:
        """What stands above it; `called`: the title of the mistake."""
        mistake = self.mistake_of(event)
        day = long_day(timezone.localdate(mistake.at)) if mistake else ""
        return _("Rechtzetting bij ‘%(what)s’ van %(day)s") % {"what": called, "day": day}

    def state_of(self, event: Event) -> str:
        """That it was put right, and when, so that the reader looks further up."""
        newest = self._newest.get(event.pk)
        return _("rechtgezet op %s") % long_day(timezone.localdate(newest.at)) if newest else ""
