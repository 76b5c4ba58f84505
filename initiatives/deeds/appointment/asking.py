"""What the deeds about an appointment share: who may, when, and the boxes for day and hour."""

from collections.abc import Callable
from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from initiatives.models import Appointment, OfferedMoment
from initiatives.models.appointment import AppointmentState
from initiatives.relations import Relation
from initiatives.routing.officers import there_on
from initiatives.statuses import RUNNING, Status
from initiatives.workflow.action import Input, Situation, Text

AFTER_LOGGING = tuple(status for status in RUNNING if status != Status.DRAFT)
WHO = {
    Relation.INTERNAL_COORDINATOR: "ESAW",
    Relation.EXTERNAL_COORDINATOR: "ESAW",
    Relation.LEAD_OFFICER: "AW",
}
# A resident answers what was asked, wherever it stands.
WHO_ANSWERS = WHO | {Relation.INITIATOR: "ESAW"}


class MomentBox(forms.DateTimeInput):
    """The browser's own picker of day and time."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


def moment(
    name: str,
    label: Text,
    *,
    help_text: Text = "",
    required: bool = True,
    initial: Callable[[Situation], datetime | None] | None = None,
) -> Input:
    """Day and time."""
    return Input(
        name=name,
        make=lambda s: forms.DateTimeField(
            label=label,
            help_text=help_text,
            required=required,
            widget=MomentBox(),
            input_formats=["%Y-%m-%dT%H:%M", "%d-%m-%Y %H:%M", "%Y-%m-%d %H:%M"],
            initial=initial(s) if initial else None,
        ),
    )


def open_moments(talk: Appointment | None, *, at: datetime) -> list[OfferedMoment]:
    """Those one may still pick: to come, on a day on which the officer is there."""
    ahead = [offered for offered in talk.moments.all() if offered.starts_at > at] if talk else []
    possible = there_on(talk.officer, {timezone.localdate(one.starts_at) for one in ahead}) if talk else set()
    return [one for one in ahead if timezone.localdate(one.starts_at) in possible]


def is_planned(s: Situation) -> Text | None:
    """Only a planned appointment can be written down."""
    planned = s.appointment and s.appointment.state == AppointmentState.PLANNED
    return None if planned else _("Er is geen afspraak gepland.")


def is_not_over(s: Situation) -> Text | None:
    """What took place is written down first; it is not moved or called off any more."""
    if s.appointment and s.appointment.is_over(at=s.at):
        return _("De afspraak is al geweest. Leg eerst vast hoe die ging.")
    return None
