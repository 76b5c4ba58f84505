"""The talk between residents and officer: planned, held, missed or called off."""

from collections.abc import Mapping
from datetime import datetime

from django import forms
from django.utils import formats, timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from initiatives.letters.readers import Reader
from initiatives.models import Appointment
from initiatives.models.appointment import AppointmentState
from initiatives.models.choices import Audience
from initiatives.relations import Relation
from initiatives.statuses import RUNNING, Status
from initiatives.workflow.action import Action, Done, Input, Situation, Text
from initiatives.workflow.asking import far_off, line, text, tick

AFTER_LOGGING = tuple(status for status in RUNNING if status != Status.DRAFT)
WHO = {
    Relation.INTERNAL_COORDINATOR: "ESAW",
    Relation.EXTERNAL_COORDINATOR: "ESAW",
    Relation.LEAD_OFFICER: "AW",
}


class MomentBox(forms.DateTimeInput):
    """The browser's own picker of day and time."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


HOW_IT_WENT = (
    AppointmentState.HELD,
    AppointmentState.MISSED,
    AppointmentState.CANCELLED,
)


def _went(_s: Situation) -> forms.Field:
    """How it went, without 'planned'."""
    return forms.ChoiceField(
        label=_("Hoe ging het?"), choices=[("", _("Kies")), *((state.value, state.label) for state in HOW_IT_WENT)]
    )


def _moment(_s: Situation) -> forms.Field:
    """Day and time."""
    return forms.DateTimeField(
        label=_("Wanneer"),
        widget=MomentBox(),
        input_formats=["%Y-%m-%dT%H:%M", "%d-%m-%Y %H:%M", "%Y-%m-%d %H:%M"],
        help_text=_("Ook ’s avonds kan."),
    )


def _not_in_the_past(s: Situation) -> Mapping[str, Text]:
    """An appointment lies ahead, but not for a next generation."""
    if s.inputs["starts_at"] < s.at:
        return {"starts_at": _("Kies een moment dat nog komt.")}
    if s.inputs["starts_at"].date() > far_off(s):
        return {"starts_at": _("Dit is te ver weg. Kijk het jaar na.")}
    return {}


def _with_whom(s: Situation) -> Text | None:
    """An appointment is with somebody."""
    if s.initiative.officer_id:
        return None
    return _("Er is nog geen beleidsmedewerker om een afspraak mee te maken.")


def _is_planned(s: Situation) -> Text | None:
    """Only a planned appointment can be written down."""
    planned = s.initiative.appointments.filter(state=AppointmentState.PLANNED)
    return None if planned.exists() else _("Er is geen afspraak gepland.")


def _held_says_what(s: Situation) -> Mapping[str, Text]:
    """A talk that took place has four lines: what was said, can it be, what is needed, who does what."""
    if s.inputs["state"] != AppointmentState.HELD:
        return {}
    lines = ("discussed", "possible", "needed", "who_does_what")
    return {name: _("Vul dit in na een gesprek.") for name in lines if not s.inputs[name]}


def _plan(s: Situation) -> Done:
    """A new moment replaces the one that stood."""
    s.initiative.appointments.filter(state=AppointmentState.PLANNED).update(state=AppointmentState.CANCELLED)
    if s.initiative.officer is None:
        raise TypeError("Een afspraak is met een beleidsmedewerker.")
    row = Appointment.objects.create(
        initiative=s.initiative, officer=s.initiative.officer, planned_by=s.user, **s.inputs
    )
    return Done(about=row)


def _record(s: Situation) -> Done:
    """How it went."""
    row = s.initiative.appointments.filter(state=AppointmentState.PLANNED).latest("starts_at")
    for name, value in s.inputs.items():
        setattr(row, name, value)
    row.recorded_at = s.at
    row.save()
    return Done(about=row)


def _says_when(s: Situation) -> str:
    """Day, hour and place, by function whom one meets."""
    if not isinstance(s.inputs["starts_at"], datetime):
        return gettext("Wij hebben een afspraak met u op … om … uur. Plaats: …")
    start = timezone.localtime(s.inputs["starts_at"])
    return gettext("Wij hebben een afspraak met u op %(day)s om %(time)s uur. Plaats: %(place)s.") % {
        "day": formats.date_format(start, "l j F Y"),
        "time": start.strftime("%H.%M"),
        "place": s.inputs["place"],
    }


def _says_how(s: Situation) -> str:
    """Thanks, sorry, or called off."""
    if s.inputs["state"] == AppointmentState.HELD:
        who: str = s.inputs["who_does_what"]
        return gettext("Dank u voor het gesprek. Wie doet wat: %s") % who
    if s.inputs["missed_by_municipality"]:
        return gettext("De afspraak ging niet door. Dat was onze fout. Onze excuses. Wij maken een nieuwe afspraak.")
    return gettext("De afspraak ging niet door. Wij maken een nieuwe afspraak met u.")


DEEDS = (
    Action(
        name="plan_appointment", button=_("Afspraak maken"), may=WHO, sources=AFTER_LOGGING,
        explains=_("De bewoner en de beleidsmedewerker krijgen bericht over dag, tijd en plaats."),
        inputs=(
            Input(name="starts_at", make=_moment),
            line("place", _("Waar"), help_text=_("Het dorpshuis, bij iemand thuis, het gemeentehuis of telefonisch.")),
        ),
        guards=(_with_whom,), check=_not_in_the_past, effect=_plan, says=_says_when,
        tells=(Reader.INITIATOR, Reader.EXTERNAL_COORDINATOR, Reader.OFFICER),
    ),
    Action(
        name="record_appointment", button=_("Afspraak vastleggen"), may=WHO, sources=AFTER_LOGGING,
        explains=_("U schrijft op hoe het gesprek ging."), audience=Audience.RESIDENT,
        inputs=(
            Input(name="state", make=_went),
            text("discussed", _("Wat is besproken?"), most=2000, required=False),
            text("possible", _("Kan het?"), most=1000, required=False),
            text("needed", _("Wat is nodig?"), most=1000, required=False),
            text(
                "who_does_what", _("Wie doet wat, en wanneer?"), most=1000, required=False,
                help_text=_("De bewoner leest dit."),
            ),
            tick("missed_by_municipality", _("De gemeente kwam niet opdagen")),
        ),
        guards=(_is_planned,), check=_held_says_what, effect=_record, says=_says_how,
        tells=(Reader.INITIATOR, Reader.EXTERNAL_COORDINATOR),
    ),
)  # fmt: skip
