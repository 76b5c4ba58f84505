"""A reason beside a destruction list: why something stays, or why the whole list goes back."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from initiatives.forms.status import PlainField

# What a database can hold; a version that nobody saw is stale.
LARGEST_VERSION = 2**31 - 1


class SeenForm(forms.Form):
    """Which version of the list somebody looked at."""

    use_required_attribute = False
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=LARGEST_VERSION)


class KeepForm(SeenForm):
    """Why one initiative is kept although its term is over."""

    because = PlainField(
        label=_("Toch bewaren, omdat"),
        max_length=300,
        help_text=_("Bijvoorbeeld: er loopt een rechtszaak. Schrijf geen namen op."),
        error_messages={
            "required": _("Schrijf op waarom dit toch bewaard blijft."),
            "max_length": _("Maak de reden korter. Gebruik hooguit 300 tekens."),
        },
    )

    @property
    def helper(self) -> FormHelper:
        """One box and one button."""
        return _helper(Submit("submit", str(_("Van de lijst halen")), css_class="primary"))


class SendBackForm(SeenForm):
    """Why the list is not approved."""

    because = PlainField(
        label=_("Waarom geeft u de lijst terug?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Wie de lijst maakte, leest dit. Schrijf geen namen op."),
        error_messages={
            "required": _("Schrijf op waarom u de lijst teruggeeft."),
            "max_length": _("Maak de reden korter. Gebruik hooguit 500 tekens."),
        },
    )

    @property
    def helper(self) -> FormHelper:
        """One box and one button."""
        return _helper(Submit("submit", str(_("Lijst teruggeven")), css_class="danger"))


def _helper(button: Any) -> FormHelper:
    """Inside a form of the page."""
    helper = FormHelper()
    helper.form_tag, helper.disable_csrf = False, True
    helper.add_input(button)
    return helper
