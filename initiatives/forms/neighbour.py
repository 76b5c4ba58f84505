"""What a neighbour fills in: for, against or all the same, why, and the code of a letter."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from initiatives.forms.signal import CarefulForm
from initiatives.forms.status import PlainField, ShortField
from initiatives.models.choices import SupportAnswer

ANSWERS = (
    (SupportAnswer.FOR.value, _("Ik ben voor")),
    (SupportAnswer.AGAINST.value, _("Ik ben tegen")),
    (SupportAnswer.NEUTRAL.value, _("Het maakt mij niet uit")),
)


class Who:
    """Who answers, where somebody answered a moment ago in the same browser."""

    SAME, OTHER = "same", "other"


def code_field(**more: Any) -> ShortField:
    """The code of a letter, that no browser corrects, completes or remembers."""
    return ShortField(
        label=_("Uw code"),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "dir": "ltr"}
        ),
        error_messages={"required": _("Vul uw code in. De code staat in uw brief.")},
        **more,
    )


class NeighbourForm(CarefulForm):
    """One answer of one neighbour; without a name."""

    watched = "why"
    field_order = ("who", "answer", "why", "code")

    answer = forms.ChoiceField(
        label=_("Wat vindt u ervan?"),
        choices=ANSWERS,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Kies: voor, tegen, of het maakt mij niet uit."),
            "invalid_choice": _("Kies: voor, tegen, of het maakt mij niet uit."),
        },
    )
    why = PlainField(
        label=_("Waarom vindt u dat?"),
        help_text=_("Schrijf geen namen van mensen op, en niets over hun gezondheid."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": _("Uw tekst is te lang. Gebruik hooguit 500 tekens.")},
    )
    code = code_field()
    who = forms.ChoiceField(
        label=_("Op dit apparaat gaf net al iemand antwoord. Was u dat?"),
        choices=((Who.SAME, _("Ja, ik verander mijn antwoord")), (Who.OTHER, _("Nee, ik ben iemand anders"))),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Kies of u net al antwoordde."),
            "invalid_choice": _("Kies of u net al antwoordde."),
        },
    )

    def __init__(self, *args: Any, needs_code: bool, asks_who: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_who:
            del self.fields["who"]
        code = self.fields["code"]
        code.required = needs_code
        code.help_text = (
            _("Kleine letters of hoofdletters: dat maakt niet uit.")
            if needs_code
            else _("Heeft u een code van ons? Vul die dan in. Zonder code kunt u ook antwoorden.")
        )


class CodeForm(forms.Form):
    """The one box at the address that stands in the letter."""

    use_required_attribute = False

    code = code_field(help_text=_("Kleine letters of hoofdletters: dat maakt niet uit."))
