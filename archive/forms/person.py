"""What is asked to handle a request of a person: which right, whom to look for, and what stays."""

from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from archive.deeds.wording import TooShort, Wording
from archive.models.person import PersonAsks

# A request from before there was an AVG is a slip of the finger.
FIRST_DAY = date(2018, 5, 25)


class RequestForm(forms.Form):
    """A new request."""

    asks = forms.ChoiceField(label=_("Wat vraagt deze persoon?"), choices=PersonAsks)
    received_on = forms.DateField(
        label=_("Ontvangen op"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Vanaf deze dag heeft u een maand."),
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.helper = FormHelper()
        self.helper.add_input(Submit("submit", str(_("Verzoek openen"))))

    def clean_received_on(self) -> date:
        """Not in the future, and not before the law was there."""
        day: date = self.cleaned_data["received_on"]
        if not FIRST_DAY <= day <= self.today:
            raise forms.ValidationError(_now("Kies een dag tot en met vandaag."))
        return day


class SearchForm(forms.Form):
    """Whom to look for."""

    strings = forms.CharField(
        label=_("Wat weet u van deze persoon?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off"}),
        help_text=_("Eén gegeven op elke regel: naam, e-mailadres, telefoonnummer, straat en huisnummer, kenmerk."),
    )

    def __init__(self, *args: Any, action: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_action = action
        self.helper.add_input(Submit("submit", str(_("Zoek overal"))))

    def clean_strings(self) -> Wording:
        """As a pattern; raises ValidationError where it is too short to look for."""
        try:
            return Wording.of(self.cleaned_data["strings"])
        except TooShort as fault:
            raise forms.ValidationError(str(fault)) from None


class ChosenForm(forms.Form):
    """The same person once more, and the places that were ticked."""

    strings = SearchForm.base_fields["strings"]
    confirmed = forms.BooleanField(required=False)
    clean_strings = SearchForm.clean_strings


class AnswerForm(forms.Form):
    """The person heard from us."""

    kept_because = forms.CharField(
        label=_("Wat blijft, en waarom?"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Noem de wet of de termijn, geen namen. Leeg als er niets blijft."),
    )

    def __init__(self, *args: Any, action: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_action = action
        self.helper.add_input(Submit("submit", str(_("Verzoek is beantwoord")), css_class="secondary"))
