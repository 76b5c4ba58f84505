"""When and where a group meets."""

from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout, Row, Submit
from django import forms
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from initiatives.forms.status import PlainField
from initiatives.workflow.asking import DateBox
from kernen.models import Kernoverleg
from overleg.deeds.planning import same_day
from overleg.models import Meeting
from overleg.models.meeting import FARTHEST


class TimeBox(forms.TimeInput):
    """The browser's own clock."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class WhenForm(forms.Form):
    """Day, time and place; a second meeting on one day is asked about once."""

    use_required_attribute = False

    held_on = forms.DateField(label=_("Datum"), widget=DateBox(), error_messages={"required": _("Kies een datum.")})
    starts_at = forms.TimeField(
        label=_("Tijd"), required=False, widget=TimeBox(),
        error_messages={"invalid": _("Typ een tijd, zoals 20:00.")},
    )  # fmt: skip
    place = PlainField(label=_("Plaats"), max_length=200, required=False)
    note = PlainField(
        label=_("Opmerking"), max_length=300, required=False,
        help_text=_("Staat boven de agenda. Bijvoorbeeld: de zaal is open vanaf half acht."),
    )  # fmt: skip
    twice = forms.BooleanField(label=_("Ja, deze groep komt die dag twee keer bijeen"), required=False)

    def __init__(self, *args: Any, today: date, meeting: Meeting | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.meeting = today, meeting
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(*self.first_fields(), Row(Field("held_on"), Field("starts_at")), "place", "note")
        self.helper.add_input(Submit("submit", str(_("Bewaren")), css_class="primary"))

    def first_fields(self) -> list[str]:
        """What is asked before the day."""
        return []

    def group(self) -> Kernoverleg | None:
        """Who meets."""
        return self.meeting.kernoverleg if self.meeting else None

    def clean_held_on(self) -> date:
        """A day that one can plan or write down."""
        day: date = self.cleaned_data["held_on"]
        if abs(day - self.today) > FARTHEST:
            raise forms.ValidationError(_("Deze dag ligt meer dan twee jaar weg. Kijk de datum na."))
        return day

    def clean(self) -> dict[str, Any]:
        """Twice on one day is possible, but seldom meant."""
        cleaned = super().clean() or {}
        group, day = self.group(), cleaned.get("held_on")
        if group and day and not cleaned.get("twice") and same_day(group, day, besides=self.meeting):
            self.helper.layout.fields.append("twice")
            said = _("%(group)s komt op %(day)s al bijeen. Is dit een tweede vergadering? Zet dan onderaan een vinkje.")
            self.add_error("held_on", said % {"group": group.name, "day": date_format(day, "j F Y")})
        return cleaned

    def when(self) -> dict[str, Any]:
        """What the meeting keeps."""
        return {name: self.cleaned_data[name] for name in ("held_on", "starts_at", "place", "note")}


class MeetingForm(WhenForm):
    """A new meeting of one of one's own groups."""

    kernoverleg = forms.ModelChoiceField(
        Kernoverleg.objects.none(), label=_("Groep"), empty_label=None,
        error_messages={"required": _("Kies een groep."), "invalid_choice": _("Kies een groep uit de lijst.")},
    )  # fmt: skip

    def __init__(self, *args: Any, groups: QuerySet[Kernoverleg], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kernoverleg"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = groups

    def first_fields(self) -> list[str]:
        """Who, before when."""
        return ["kernoverleg"]

    def group(self) -> Kernoverleg | None:
        """The group that was chosen."""
        chosen: Kernoverleg | None = self.cleaned_data.get("kernoverleg")
        return chosen
