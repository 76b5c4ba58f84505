"""Two administrators with one form open: the second reads what the first changed and loses nothing that was typed."""

from collections.abc import Iterator
from datetime import date, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django import forms
from django.db import models
from django.utils import formats
from django.utils.text import Truncator
from django.utils.translation import gettext as _

# What the page sends along: of each box a few signs of what stood in it.
SEEN = "gezien"

if TYPE_CHECKING:
    Base = forms.ModelForm[Any]
else:
    Base = object


class NotOverwritten(Base):
    """A form that undoes nothing a colleague saved after it was opened, unless somebody saw that and saves again."""

    seen_on_page = ""

    @property
    def seen(self) -> str:
        """Of each box of the row as it is now: its name and a few signs."""
        return " ".join(f"{name}:{_signs(self.initial[name])}" for name in self._boxes())

    def _boxes(self) -> Iterator[str]:
        """Those that show a column of the row."""
        return (name for name, field in self.fields.items() if name in self.initial and not field.disabled)

    def clean(self) -> dict[str, Any] | None:
        """As ever; beside it, what would be undone."""
        cleaned = super().clean()
        if undone := list(self._undone()):
            sentence = _(
                "Iemand anders heeft dit net veranderd. Nu staat er bij %s."
                " Wat u invulde, staat er nog. Sla opnieuw op als het zo moet worden."
            )
            self.add_error(None, sentence % "; ".join(undone))
        return cleaned

    def _undone(self) -> Iterator[str]:
        """What a colleague changed and this form says otherwise: the label, and what stands there now."""
        then = dict(entry.split(":", 1) for entry in self.seen_on_page.split() if ":" in entry)
        for name in self._boxes():
            field, now = self.fields[name], self.initial[name]
            if then.get(name) != _signs(now) and field.has_changed(now, self[name].data):
                yield f"‘{field.label}’: “{self._in_words(name)}”"

    def _in_words(self, name: str) -> str:
        """What stands in the row, as this form shows it and a person reads it."""
        field: Any = self.fields[name]
        value = field.prepare_value(self.initial[name])
        if isinstance(value, bool):
            said = _("ja") if value else _("nee")
        elif hasattr(field, "choices"):
            chosen = {str(one) for one in value} if isinstance(value, list) else {str(value)}
            said = ", ".join(str(label) for key, label in field.choices if key and str(key) in chosen)
        elif isinstance(value, datetime):
            said = formats.date_format(value, "j F Y, H:i")
        elif isinstance(value, date):
            said = formats.date_format(value, "j F Y")
        else:
            said = "" if value is None else str(value)
        return Truncator(said).chars(80) or _("niets")


def _signs(value: Any) -> str:
    """The same for the same value, on every day and in every process."""
    rows = sorted(str(row.pk) for row in value) if isinstance(value, list) and _are_rows(value) else value
    return sha256(str(rows).encode()).hexdigest()[:8]


def _are_rows(values: list[Any]) -> bool:
    return all(isinstance(value, models.Model) for value in values)
