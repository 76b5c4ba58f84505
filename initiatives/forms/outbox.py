"""What may still be changed on a letter that waits, and why one is thrown away."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from initiatives.workflow.asking import ForResident

# As long as a letter that comes from a template.
LONGEST = 6000


class _OnceForm(forms.Form):
    """A form that is handled once, however often it is sent."""

    form_key = forms.UUIDField(required=False, widget=forms.HiddenInput())
    button = _("Bewaren")
    tone = "primary"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout(*self.fields)
        self.helper.add_input(Submit("submit", str(self.button), css_class=self.tone))


class LetterForm(_OnceForm):
    """The words of the letter; to whom it goes stands fast."""

    body = ForResident(
        label=_("Tekst van het bericht"),
        max_length=LONGEST,
        help_text=_("Korte zinnen, gewone woorden. Aan wie het gaat verandert niet."),
        widget=forms.Textarea(attrs={"rows": 16}),
    )
    seen = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput())


class DiscardForm(_OnceForm):
    """Why the resident does not get this."""

    button = _("Weggooien")
    tone = "danger"
    reason = forms.CharField(
        label=_("Waarom gaat dit bericht niet uit?"),
        max_length=300,
        help_text=_("Uw collega’s lezen dit op de tijdlijn. De bewoner leest het niet."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
