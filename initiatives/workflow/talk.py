"""The talk with the resident that is still to come, while the work changes hands."""

from collections.abc import Mapping

from django.utils import timezone
from django.utils.translation import gettext as _

from initiatives.letters.talk_moves import hand_on_standing
from initiatives.models import Appointment
from initiatives.routing.officers import there_on
from initiatives.workflow.action import Situation, Text


def talk_ahead(s: Situation) -> Appointment | None:
    """What stands, unless it is over and only has to be written down, or its moments went by."""
    talk = s.appointment
    return talk if talk and any(time >= s.at for time in talk.times) else None


def there_on_the_day(s: Situation) -> Mapping[str, Text]:
    """Who takes over can come then: no resident waits for somebody who does not."""
    talk = talk_ahead(s)
    days = {timezone.localdate(time) for time in talk.times if time >= s.at} if talk else set()
    if not days or there_on(s.inputs["officer"], days):
        return {}
    return {
        "officer": _(
            "Deze medewerker is er niet op de dag van de afspraak. Kies een ander, of laat de afspraak eerst afzeggen."
        )
    }


def goes_along(s: Situation) -> None:
    """With whoever takes over."""
    if talk := talk_ahead(s):
        hand_on_standing(talk, to=s.inputs["officer"], at=s.at)
