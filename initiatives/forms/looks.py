"""Which lines of the log of looks one wants to read: of whom, about what, in which days."""

import re
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout, Submit
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from initiatives.models import Initiative
from initiatives.models.access import Looked

# One person stands behind a handful of initiatives.
MOST = 20


class LooksForm(forms.Form):
    """All of it may stay empty: then everything is shown, the newest first."""

    wie = forms.ModelChoiceField(
        User.objects.order_by("name", "pk"), required=False, label=gettext_lazy("Medewerker"),
        empty_label=gettext_lazy("iedereen"),
    )  # fmt: skip
    kenmerk = forms.CharField(
        required=False, max_length=400, label=gettext_lazy("Kenmerk van een initiatief"),
        help_text=gettext_lazy("Meer kenmerken mag ook, met een spatie ertussen: alles van één persoon."),
    )  # fmt: skip
    wat = forms.ChoiceField(
        choices=[("", gettext_lazy("alles")), *Looked.choices], required=False, label=gettext_lazy("Wat")
    )
    van = forms.DateField(
        required=False, label=gettext_lazy("Vanaf"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    tot = forms.DateField(
        required=False, label=gettext_lazy("Tot en met"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_method = "get"
        self.helper.disable_csrf = True
        self.helper.layout = Layout(Div("wie", "kenmerk", "wat", "van", "tot", css_class="bk-grid"))
        self.helper.add_input(Submit("", str(_("Zoeken"))))

    def clean_kenmerk(self) -> list[Initiative]:
        """The initiatives of these numbers; a number that is nowhere is told so, for a typing error shows nobody."""
        asked = [word.upper() for word in re.split(r"[\s,;]+", self.cleaned_data["kenmerk"]) if word]
        if len(asked) > MOST:
            raise ValidationError(_("Vul hooguit %s kenmerken in.") % MOST)
        found = {one.reference: one for one in Initiative.objects.filter(reference__in=asked)}
        if missing := [one for one in asked if one not in found]:
            raise ValidationError(_("Dit kenmerk kennen wij niet: %s.") % ", ".join(missing))
        return list(found.values())

    def clean(self) -> dict[str, Any]:
        """A time that runs forward."""
        first, last = self.cleaned_data.get("van"), self.cleaned_data.get("tot")
        if first and last and last < first:
            self.add_error("tot", _("Deze dag ligt voor de eerste dag."))
        return self.cleaned_data
