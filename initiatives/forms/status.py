"""What a resident types: number and code, an answer, and that it stops."""

import re
from typing import Any
from uuid import UUID, uuid4

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils.translation import gettext_lazy as _

# Long enough for every number and code with room for spaces; what lies beyond cannot be right anyway.
LONGEST_TYPED = 80
LIKE_A_REFERENCE = re.compile(r"^\s*([A-Za-z]{2,5})[\s\-–.]*(\d{4})[\s\-–.]*(\d{1,8})\s*$")


def read_reference(typed: str) -> str:
    """The number somebody means: small letters, spaces and missing noughts do not matter."""
    found = LIKE_A_REFERENCE.match(typed[:LONGEST_TYPED])
    if found is None:
        return ""
    prefix, year, number = found.groups()
    return f"{prefix.upper()}-{year}-{int(number):04d}"


class PlainField(forms.CharField):
    """Text without the signs that nobody types and no database wants."""

    def to_python(self, value: Any) -> str:
        """The text as it was meant."""
        return str(super().to_python(str(value or "").replace("\x00", "")))


class ShortField(PlainField):
    """A few signs of a card; a whole book pasted into it is simply wrong, not a fault of its own."""

    def to_python(self, value: Any) -> str:
        """No more than can be right."""
        return super().to_python(value)[:LONGEST_TYPED]


def _from_a_card() -> forms.TextInput:
    """A box that no browser corrects, completes or remembers."""
    return forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"})


class StatusSignInForm(forms.Form):
    """Number and code, as they stand on the card."""

    nummer = ShortField(
        label=_("Nummer van uw idee"),
        widget=_from_a_card(),
        error_messages={"required": _("Vul het nummer in. Het staat op uw kaart.")},
    )
    code = ShortField(
        label=_("Code"),
        help_text=_("16 letters en cijfers. Kleine letters of hoofdletters: dat maakt niet uit."),
        widget=_from_a_card(),
        error_messages={"required": _("Vul de code in. De code staat op uw kaart.")},
    )

    def __init__(self, *args: Any, example: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["nummer"].help_text = _("Bijvoorbeeld %s.") % example
        self.helper = FormHelper()
        self.helper.add_input(Submit("toon", _("Bekijk mijn idee")))


class _Quiet:
    """A hidden field that was mangled on the way holds nothing; there is nothing in it a reader could mend."""

    def clean(self, value: Any) -> Any:
        """What came over, or None."""
        try:
            return super().clean(value)  # type: ignore[misc]
        except forms.ValidationError:
            return None


class _QuietNumber(_Quiet, forms.IntegerField):
    """A number the page remembers."""


class _QuietKey(_Quiet, forms.UUIDField):
    """A key the page remembers."""


class SentOnceForm(forms.Form):
    """Carries which version somebody looked at, and a key that makes a second press harmless."""

    version = _QuietNumber(widget=forms.HiddenInput(), required=False)
    form_key = _QuietKey(widget=forms.HiddenInput(), required=False)

    def seen(self) -> tuple[int, UUID | None]:
        """The version and the key; a version that got lost is no version, and so never the present one."""
        return self.cleaned_data.get("version") or 0, self.cleaned_data.get("form_key")

    def make_sendable(self, *, version: int) -> None:
        """Ready for another press, with everything that was typed."""
        self.data = dict(self.data.items()) | {"version": str(version), "form_key": str(uuid4())}


class AnswerForm(SentOnceForm):
    """The answer to the municipality's question."""

    answer = PlainField(
        label=_("Uw antwoord"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Schrijf geen medische gegevens, geen BSN en geen rekeningnummer op."),
        error_messages={
            "required": _("Schrijf uw antwoord op."),
            "max_length": _("Uw antwoord is te lang. Gebruik hooguit 5000 tekens."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_action = "status_answer"
        self.helper.add_input(Submit("stuur", _("Stuur mijn antwoord")))


class StopForm(SentOnceForm):
    """Yes, it stops; no reason is asked."""

    others_asked = forms.BooleanField(
        label=_("Ik doe dit alleen, of ik heb het met de anderen besproken"),
        error_messages={"required": _("Bespreek het eerst met de anderen. Zet daarna een vinkje.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
