"""Why somebody takes a sheet with people along."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils.translation import gettext_lazy as _


class PeopleForm(forms.Form):
    """A reason that means something, and the kind of file."""

    reason = forms.CharField(
        label=_("Waarvoor heeft u de namen en nummers nodig?"),
        min_length=10,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Dit wordt bewaard, met uw naam, de tijd en het aantal initiatieven. Noem geen bewoners."),
    )
    kind = forms.ChoiceField(
        label=_("Soort bestand"), choices=[("xlsx", _("Excel (XLSX)")), ("csv", _("CSV"))], initial="xlsx"
    )
    lijst = forms.CharField(widget=forms.HiddenInput, required=False, max_length=1000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.add_input(Submit("submit", str(_("Maak het bestand"))))
