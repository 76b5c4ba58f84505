"""What a resident types: number and code, an answer, a request, a word afterwards, and that it stops."""

import re
from typing import Any
from uuid import UUID, uuid4

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from initiatives.forms.uploads import CUT_OFF, FilesField

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


class LinkForm(forms.Form):
    """Number and e-mail address, for who has no code at hand."""

    nummer = ShortField(
        label=_("Nummer van uw idee"),
        help_text=_("Het staat op uw kaart, en in elke mail en brief van ons."),
        widget=_from_a_card(),
        error_messages={"required": _("Vul het nummer van uw idee in.")},
    )
    email = forms.EmailField(
        label=_("Uw e-mailadres"),
        max_length=254,
        help_text=_("Het adres dat u aan ons heeft gegeven."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Vul uw e-mailadres in."),
            "invalid": _("Dit lijkt geen e-mailadres. Kijk het nog eens na. Bijvoorbeeld naam@voorbeeld.nl."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_action = "status_ask_link"
        self.helper.add_input(Submit("stuur", _("Stuur mij een link")))


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
    """The answer to the municipality's question; it remembers which question was read."""

    question = _QuietNumber(widget=forms.HiddenInput(), required=False)
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
    attachments = FilesField(label=_("Foto of bestand erbij"), required=False)

    # The key last: what was cut off on its way arrives without it.
    field_order = ("answer", "attachments", "question", "version", "form_key")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_action = "status_answer"
        self.helper.add_input(Submit("stuur", _("Stuur mijn antwoord")))

    def clean(self) -> dict[str, Any] | None:
        """Files that arrived without the end of the form did not all arrive."""
        if self.cleaned_data.get("attachments") and self.cleaned_data.get("form_key") is None:
            self.add_error("attachments", CUT_OFF)
        return super().clean()

    def ask_files_again(self) -> None:
        """Where something else is wrong, the browser has let go of the files; that is said where they were chosen."""
        if self.files and "attachments" not in self.errors:
            self.add_error("attachments", _("Kies uw foto of bestand opnieuw."))


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


class CallForm(SentOnceForm):
    """Please call me; what is not filled in is asked on the phone."""

    about = PlainField(
        label=_("Waarover gaat het?"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    moment = PlainField(
        label=_("Wanneer kunnen wij u goed bellen?"),
        max_length=200,
        required=False,
        help_text=_("Bijvoorbeeld: na zes uur, of op woensdag."),
    )
    phone = PlainField(
        label=_("Op welk nummer kunnen wij u bellen?"),
        max_length=30,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        error_messages={"required": _("Vul het nummer in. Wij hebben nog geen nummer van u.")},
    )

    def __init__(self, *args: Any, knows_number: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        phone = self.fields["phone"]
        phone.required = not knows_number
        phone.help_text = _("Vul niets in als wij uw nummer al hebben. Dan bellen wij dat.") if knows_number else ""
        self.helper = FormHelper()
        self.helper.add_input(Submit("stuur", _("Vraag om een telefoontje")))


class TellForm(SentOnceForm):
    """Something the municipality should know."""

    message = PlainField(
        label=_("Wat wilt u doorgeven?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Schrijf geen medische gegevens, geen BSN en geen rekeningnummer op."),
        error_messages={
            "required": _("Schrijf op wat u wilt doorgeven."),
            "max_length": _("Uw bericht is te lang. Gebruik hooguit 2000 tekens."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.add_input(Submit("stuur", _("Verstuur")))


class EvaluateForm(SentOnceForm):
    """How did it go? Two questions, one answer is enough."""

    went_well = PlainField(
        label=_("Wat ging goed?"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    could_be_better = PlainField(
        label=_("Wat kon beter?"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_action = "status_evaluate"
        self.helper.add_input(Submit("stuur", _("Verstuur")))
