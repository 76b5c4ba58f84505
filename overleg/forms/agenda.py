"""What is typed on the page of an agenda: a point, an order, a choice."""

from collections.abc import Iterable
from dataclasses import dataclass

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from initiatives.forms.status import PlainField
from overleg.models import AgendaItem

PLACE = "plaats-%s"
# Place numbers beyond this are a slip of the finger: the end is far enough.
LAST_PLACE = 1000


class PointForm(forms.Form):
    """A point of the group's own."""

    use_required_attribute = False

    title = PlainField(
        label=_("Eigen punt"), max_length=200, help_text=_("Bijvoorbeeld: mededelingen, of rondvraag."),
        error_messages={
            "required": _("Typ waar het over gaat."), "max_length": _("Maak het korter: hooguit 200 tekens."),
        },
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Places:
    """The numbers that were typed beside the points; what is no number stays to be looked at."""

    typed: dict[int, str]

    @property
    def numbers(self) -> dict[int, int]:
        """Those that are numbers."""
        return {pk: min(int(text), LAST_PLACE) for pk, text in self.typed.items() if is_place(text)}

    @property
    def wrong(self) -> list[int]:
        """The points beside which something else was typed; an empty field means: leave it where it is."""
        return [pk for pk, text in self.typed.items() if text and not is_place(text)]


def is_place(text: str) -> bool:
    """A whole number from one on."""
    return text.isascii() and text.isdigit() and int(text) > 0


def read_places(sent: QueryDict, items: Iterable[AgendaItem]) -> Places:
    """What was typed beside these points."""
    given = {item.pk: sent.get(PLACE % item.pk) for item in items}
    return Places(typed={pk: text.strip()[:20] for pk, text in given.items() if text is not None})


def version_in(sent: QueryDict) -> int:
    """The version this person looked at; nobody's where it was taken out."""
    text = sent.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < len(str(2**31)) else 0
