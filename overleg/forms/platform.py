"""The forms of the platform: plan a meeting, and note what was said while it is said."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from initiatives.deeds.platform import ACTIONS, NotedAs
from initiatives.deeds.table import DEED_OF
from initiatives.models import Initiative
from initiatives.workflow.action import Actor, Situation
from initiatives.workflow.asking import DateBox
from kernen.models import Word
from kernen.words import say_here
from overleg.forms.meeting import TimeBox
from overleg.models import AgendaItem, Meeting
from overleg.models.meeting import FARTHEST

ROW = DEED_OF["note_in_platform"]
OF_OWN_POINT = ("noted_as", "note")


class PlanForm(forms.Form):
    """When and where."""

    use_required_attribute = False

    held_on = forms.DateField(label=_("Datum"), widget=DateBox())
    starts_at = forms.TimeField(
        label=_("Tijd"), widget=TimeBox(), required=False, error_messages={"invalid": _("Typ een tijd, zoals 09:30.")}
    )
    place = forms.CharField(label=_("Plaats"), max_length=200, required=False)
    note = forms.CharField(
        label=_("Opmerking"), max_length=300, required=False, help_text=_("Bijvoorbeeld een gast of een thema.")
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, initial=1)

    def __init__(
        self,
        data: QueryDict | None,
        *,
        now: datetime,
        meeting: Meeting | None = None,
        like: dict[str, Any] | None = None,
    ) -> None:
        columns = ("held_on", "starts_at", "place", "note", "version")
        seen = {name: getattr(meeting, name) for name in columns} if meeting else {}
        super().__init__(data, initial=(like or {}) | seen)
        self.now, self.meeting = now, meeting

    def clean_held_on(self) -> Any:
        """Not in the past, unless it stood there already."""
        day = self.cleaned_data["held_on"]
        if day < self.now.date() and not (self.meeting and self.meeting.held_on == day):
            raise forms.ValidationError(_("Kies vandaag of een dag die nog komt."))
        if day - self.now.date() > FARTHEST:
            raise forms.ValidationError(_("Deze dag ligt meer dan twee jaar weg. Kijk de datum na."))
        return day

    def facts(self) -> dict[str, Any]:
        """What is kept of the meeting."""
        return {name: self.cleaned_data[name] for name in ("held_on", "starts_at", "place", "note")}


class NoteForm(forms.Form):
    """What was said of one point: what the deed asks; of an own point only the words."""

    # The browser would complain about boxes that are folded away.
    use_required_attribute = False
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(
        self, item: AgendaItem, data: QueryDict | None, *, by: User, at: datetime, called: dict[str, Word]
    ) -> None:
        super().__init__(data, prefix=f"punt-{item.pk}", initial={"noted_as": NotedAs.NOTED.value})
        s = Situation(initiative=item.initiative or Initiative(), actor=Actor(user=by), at=at)
        for wanted in ROW.inputs:
            if item.initiative or wanted.name in OF_OWN_POINT:
                field = self.fields[wanted.name] = wanted.make(s)
                field.label = say_here(str(field.label), called)
                if isinstance(field, forms.ChoiceField):
                    pairs = [(str(value), say_here(str(label), called)) for value, label in field.choices]  # type: ignore[union-attr, misc]
                    field.choices = pairs

    def inputs(self) -> dict[str, Any]:
        """What the deed asks."""
        return {name: value for name, value in self.cleaned_data.items() if name != "form_key"}

    def words(self) -> list[str]:
        """What was typed, to give back where it could not be saved."""
        return [self.data.get(self.add_prefix(name), "") for name in ("note", *ACTIONS)]

    def groups(self) -> list[list[forms.BoundField]]:
        """The boxes of each action."""
        return [[self[name], self[f"{name}_by"], self[f"{name}_on"]] for name in ACTIONS if name in self.fields]

    def has_actions(self) -> bool:
        """Whether something was typed there, so that it is not folded away."""
        return any(field.errors or field.value() for group in self.groups() for field in group)
