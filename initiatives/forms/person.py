"""How somebody is reached, and what they agreed to."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import phonenumbers
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from localflavor.nl.forms import NLZipCodeField

from initiatives.models import ContactPerson
from initiatives.models.choices import Channel, Level, Way
from initiatives.models.person import ConsentKind, PersonRole
from initiatives.workflow.asking import DateBox

# What must be filled in to be reached this way.
NEEDED_FOR: Mapping[str, tuple[str, ...]] = {
    Channel.EMAIL: ("name", "email"),
    Channel.LETTER: ("name", "street", "postcode", "city"),
    Channel.PHONE: ("name", "phone"),
    Channel.COORDINATOR: ("name",),
    Channel.NONE: (),
}
REACH = ("name", "channel", "email", "phone", "street", "postcode", "city")
# How somebody wants to be written to.
READS = ("language", "level")


def check_phone(value: str) -> None:
    """A number one can dial; spaces, dashes and a foreign country are fine."""
    try:
        number = phonenumbers.parse(value, "NL")
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise ValidationError(_("Dit is geen telefoonnummer. Schrijf het zoals 043 123 45 67 of 06 12 34 56 78."))


class ReachFields(forms.Form):
    """Name, channel, and what that channel needs; what another channel needs may stay empty."""

    name = forms.CharField(label=_("Naam"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    channel = forms.ChoiceField(
        label=_("Hoe hoort de bewoner van ons?"), choices=Channel.choices, widget=forms.RadioSelect
    )
    email = forms.EmailField(
        label=_("E-mailadres"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    phone = forms.CharField(
        label=_("Telefoonnummer"),
        max_length=30,
        validators=[check_phone],
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
    street = forms.CharField(label=_("Straat en huisnummer"), max_length=120)
    postcode = NLZipCodeField(label=_("Postcode"), max_length=7)
    city = forms.CharField(label=_("Plaats"), max_length=80)
    language = forms.ChoiceField(
        label=_("Leest het liefst"), choices=settings.LANGUAGES, initial=settings.LANGUAGE_CODE, required=False
    )
    level = forms.ChoiceField(label=_("Soort brief"), choices=Level.choices, initial=Level.PLAIN, required=False)

    # Errors are ours, not the browser's, and depend on the channel.
    use_required_attribute = False

    def full_clean(self) -> None:
        """Only what the chosen channel needs is required; drawn again, every label stays what it was."""
        usually = {name: field.required for name, field in self.fields.items()}
        needed = self.needed() if self.is_bound else set()
        for name in self.fields:
            self.fields[name].required = name in needed
        super().full_clean()
        for name, required in usually.items():
            self.fields[name].required = required

    def needed(self) -> set[str]:
        """The fields that must be filled in, given what was posted."""
        apart = {name for name, field in self.fields.items() if field.required and name not in REACH}
        return apart | {"channel", *self.needed_for_channel()}

    def needed_for_channel(self) -> tuple[str, ...]:
        """What the posted channel asks."""
        return NEEDED_FOR.get(self.data.get(self.add_prefix("channel"), ""), ("name",))

    def reach(self) -> dict[str, str]:
        """The columns of a contact person; who wants no contact need not say a name."""
        columns: dict[str, str] = {name: self.cleaned_data.get(name) or "" for name in REACH}
        columns |= {name: self.cleaned_data[name] for name in READS if self.cleaned_data.get(name)}
        # One mailbox is one address, however it was typed: it gets one mail a day.
        return columns | {"name": columns["name"] or str(_("Onbekend")), "email": columns["email"].lower()}


class PersonForm(ReachFields):
    """One contact person of an initiative, with a yes or no per thing they may agree to."""

    role = forms.ChoiceField(label=_("Wat is deze persoon?"), choices=PersonRole.choices)

    field_order = ("name", "role", *REACH[1:], *READS)

    def __init__(self, *args: Any, today: date, person: ContactPerson | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        if person is not None:
            self.initial = {name: getattr(person, name) for name in ("role", *REACH, *READS)}
        standing = {row.kind: row for row in person.consents.all() if not row.withdrawn_on} if person else {}
        for kind in ConsentKind:
            row = standing.get(kind)
            self.fields[kind.value] = forms.BooleanField(label=kind.label, required=False, initial=row is not None)
            self.fields[f"{kind.value}_on"] = forms.DateField(
                label=_("Gegeven op"), widget=DateBox(), initial=row.given_on if row else today
            )
            self.fields[f"{kind.value}_way"] = forms.ChoiceField(
                label=_("Hoe"), choices=Way.choices, initial=row.way if row else Way.COUNTER
            )

    def needed(self) -> set[str]:
        """A yes has a day and a way; without one they are not asked."""
        no = [kind.value for kind in ConsentKind if not self.data.get(kind.value)]
        return super().needed() - {f"{kind}_{what}" for kind in no for what in ("on", "way")}

    def clean(self) -> dict[str, Any]:
        """A yes was given today or before."""
        cleaned = super().clean() or {}
        for kind in ConsentKind:
            given_on = cleaned.get(f"{kind.value}_on")
            if cleaned.get(kind.value) and given_on and given_on > self.today:
                self.add_error(f"{kind.value}_on", _("Deze dag moet nog komen."))
        return cleaned

    def consents(self) -> dict[str, tuple[date, str]]:
        """What was agreed to: the kind, with its day and way."""
        return {
            kind.value: (self.cleaned_data[f"{kind.value}_on"], self.cleaned_data[f"{kind.value}_way"])
            for kind in ConsentKind
            if self.cleaned_data[kind.value]
        }

    def consent_rows(self) -> list[tuple[forms.BoundField, forms.BoundField, forms.BoundField]]:
        """The three fields of each kind, side by side."""
        return [(self[kind.value], self[f"{kind.value}_on"], self[f"{kind.value}_way"]) for kind in ConsentKind]
