"""How many letters with a code somebody wants, and a key so that they are made once."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from initiatives.deeds.support_codes import MOST_AT_ONCE


class LettersForm(forms.Form):
    """One letter per household; a few more is wise, for who lost theirs."""

    number = forms.IntegerField(
        label=_("Hoeveel brieven?"),
        min_value=1,
        max_value=MOST_AT_ONCE,
        help_text=_("Eén brief per huishouden."),
        error_messages={
            "required": _("Vul in hoeveel brieven u wilt."),
            "invalid": _("Vul een heel getal in, bijvoorbeeld 40."),
            "min_value": _("Maak minstens één brief."),
            "max_value": _("Maak hooguit %(limit_value)s brieven tegelijk. Daarna kunt u er meer maken."),
        },
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.add_input(Submit("maak", _("Brieven maken en afdrukken")))
