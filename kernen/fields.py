"""A field for money: people type euros, the database keeps cents."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# 2500, 2.500, 2500,50 and 2500.50; never 2.500 read as two and a half.
EUROS = re.compile(r"^(?P<whole>\d{1,3}(?:\.\d{3})+|\d+)(?:[.,](?P<cents>\d{1,2}))?$", re.ASCII)
MOST_CENTS = 10**13


def parse_euros(text: str) -> int:
    """Cents, from an amount as a person writes it; ValueError when it is none."""
    match = EUROS.match(text.replace("€", "").replace(" ", "").replace("\N{NO-BREAK SPACE}", "").removesuffix(",-"))
    if not match:
        raise ValueError(text)
    return int(match["whole"].replace(".", "")) * 100 + int((match["cents"] or "0").ljust(2, "0"))


def show_euros(cents: int) -> str:
    """The amount as one types it here: 2.500,50, and 2.500 where there are no cents."""
    whole = f"{cents // 100:,}".replace(",", ".")
    return f"{whole},{cents % 100:02}" if cents % 100 else whole


class EuroField(forms.CharField):
    """An amount in euro; cleaned to whole cents, or None when it may be empty and is."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(max_length=30, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Cents from the database as euros; what was typed stays as it was typed."""
        return show_euros(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> int | None:
        """Whole cents."""
        text = super().clean(value)
        if not text:
            return None
        try:
            cents = parse_euros(text)
        except ValueError:
            raise ValidationError(_("Schrijf een bedrag in euro, zoals 2.500 of 2500,50.")) from None
        if cents > MOST_CENTS:
            raise ValidationError(_("Dit bedrag is te groot."))
        return cents

    def has_changed(self, initial: Any, data: Any) -> bool:
        """The same amount written otherwise is no change."""
        return super().has_changed(self.prepare_value(initial), data)
