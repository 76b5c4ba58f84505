"""The talk with the resident that is still to come, while the work changes hands."""

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from initiatives.letters.invitations import hand_on_standing, moment_words
from initiatives.models import Appointment
from initiatives.routing.officers import absence_of
from initiatives.workflow.action import Situation, Text


def talk_ahead(s: Situation) -> Appointment | None:
    """What stands, unless it is over and only has to be written down."""
    return None if s.appointment is None or s.appointment.is_over(at=s.at) else s.appointment


def planned_ahead(s: Situation) -> datetime | None:
    """When it is; None where nothing stands, or only moments to choose from."""
    talk = talk_ahead(s)
    return talk.starts_at if talk else None


def there_on_the_day(s: Situation) -> Mapping[str, Text]:
    """Who takes over is not away then: no resident waits for somebody who does not come."""
    starts_at = planned_ahead(s)
    if starts_at is None or absence_of(s.inputs["officer"], on=timezone.localdate(starts_at)) is None:
        return {}
    said = _("Deze medewerker is afwezig op de dag van de afspraak, %s. Verzet eerst de afspraak, of kies een ander.")
    return {"officer": said % moment_words(starts_at)}


def goes_along(s: Situation) -> None:
    """With whoever takes over."""
    if talk := talk_ahead(s):
        hand_on_standing(talk, to=s.inputs["officer"], at=s.at)
