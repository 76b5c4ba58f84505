"""The keyword list of a domain, to try and to keep."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from initiatives.routing.words import SHORTEST_WORD, keywords_of


class KeywordsForm(forms.Form):
    """Words between commas; `seen` tells which list was on the screen."""

    keywords = forms.CharField(
        label=_("Trefwoorden"),
        max_length=2000,
        required=False,
        help_text=_(
            "Gescheiden door komma’s. “tuin” vindt ook “buurttuin” en “tuinfeest”; een woord van drie letters telt "
            "alleen los of achteraan."
        ),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    helper = FormHelper()
    helper.add_input(Submit("try", _("Proberen"), css_class="primary"))
    helper.add_input(Submit("save", _("Bewaren"), css_class="secondary"))

    def clean_keywords(self) -> str:
        """Each word once, none so short that it is found everywhere."""
        words = keywords_of(self.cleaned_data["keywords"])
        if short := [word for word in words if len(word) < SHORTEST_WORD]:
            raise ValidationError(_("Te kort om iets te zeggen: %s.") % ", ".join(short))
        return ", ".join(words)
