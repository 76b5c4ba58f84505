"""Small makers of inputs, so that a row of the table reads like a list of questions."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from initiatives.workflow.action import Input, Situation, Text

LARGEST_AMOUNT = Decimal(100_000_000)
# A year typed with a digit too few or too many is a slip of the finger.
LONG_AGO = date(2000, 1, 1)


class DateBox(forms.DateInput):
    """The browser's own date picker."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class ForResident(forms.CharField):
    """A text that residents or neighbours will read: hints on plain language stand beside it, never in the way."""

    plain_hints: Sequence[str] = ()
    # For the template that draws a field.
    for_resident = True

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """The mark by which the script finds it."""
        return super().widget_attrs(widget) | {"data-bk-plain": "yes"}


def text(
    name: str,
    label: Text,
    *,
    most: int,
    help_text: Text = "",
    required: bool = True,
    for_resident: bool = False,
    initial: Callable[[Situation], str] | None = None,
) -> Input:
    """A few lines of text; what residents will read as it was typed is `for_resident`."""
    field = ForResident if for_resident else forms.CharField
    return Input(
        name=name,
        make=lambda s: field(
            label=label,
            max_length=most,
            help_text=help_text,
            required=required,
            initial=initial(s) if initial else None,
            widget=forms.Textarea(attrs={"rows": 4 if most > 300 else 2}),
        ),
        for_resident=for_resident,
    )


def line(name: str, label: Text, *, most: int = 200, help_text: Text = "", required: bool = True) -> Input:
    """One line of text."""
    return Input(
        name=name,
        make=lambda _s: forms.CharField(label=label, max_length=most, help_text=help_text, required=required),
    )


def depends(*asked: Input) -> tuple[Input, ...]:
    """Whether these may stay empty, another answer decides: the check of the deed says it, the label does not."""
    return tuple(replace(one, make=partial(_depending, one.make)) for one in asked)


def _depending(make: Callable[[Situation], forms.Field], s: Situation) -> forms.Field:
    """The field, marked for its label."""
    field = make(s)
    field.depends = True  # type: ignore[attr-defined]
    return field


def email(name: str, label: Text, *, help_text: Text = "", required: bool = False) -> Input:
    """An e-mail address."""
    return Input(
        name=name, make=lambda _s: forms.EmailField(label=label, help_text=help_text, required=required, max_length=254)
    )


def choice(
    name: str,
    label: Text,
    choices: type[models.TextChoices] | Iterable[models.TextChoices],
    *,
    help_text: Text = "",
    required: bool = True,
) -> Input:
    """One out of a closed list, or out of some of its members."""
    options = [("", _("Kies")), *((one.value, one.label) for one in choices)]
    return Input(
        name=name,
        make=lambda _s: forms.ChoiceField(label=label, choices=options, help_text=help_text, required=required),
    )


def several(
    name: str, label: Text, choices: type[models.TextChoices], *, help_text: Text = "", required: bool = True
) -> Input:
    """One or more out of a closed list."""
    return Input(
        name=name,
        make=lambda _s: forms.MultipleChoiceField(
            label=label,
            choices=choices.choices,
            help_text=help_text,
            required=required,
            widget=forms.CheckboxSelectMultiple,
        ),
    )


def tick(name: str, label: Text, *, help_text: Text = "", required: bool = False) -> Input:
    """A box to tick; a required one must be ticked."""
    return Input(name=name, make=lambda _s: forms.BooleanField(label=label, help_text=help_text, required=required))


def count(name: str, label: Text, *, required: bool = False) -> Input:
    """A number of people."""
    return Input(
        name=name,
        make=lambda _s: forms.IntegerField(label=label, min_value=0, max_value=1_000_000, required=required),
    )


def euros(name: str, label: Text, *, help_text: Text = "", required: bool = False) -> Input:
    """An amount in euro, with a comma for the cents."""
    return Input(
        name=name,
        make=lambda _s: forms.DecimalField(
            label=label,
            help_text=help_text,
            required=required,
            localize=True,
            max_digits=12,
            decimal_places=2,
            validators=[MinValueValidator(Decimal(0)), MaxValueValidator(LARGEST_AMOUNT)],
        ),
    )


def cents(amount: Decimal | None) -> int:
    """Euro as whole cents; nothing filled in is nothing."""
    return int((amount or Decimal(0)) * 100)


def day(
    name: str,
    label: Text,
    *,
    earliest: Callable[[Situation], date] | None = None,
    latest: Callable[[Situation], date] | None = None,
    initial: Callable[[Situation], date] | None = None,
    help_text: Text = "",
    required: bool = True,
) -> Input:
    """A date, with the limits this situation sets."""

    def make(s: Situation) -> forms.Field:
        limits = [_not_before(earliest(s) if earliest else LONG_AGO)]
        limits += [_not_after(latest(s) if latest else far_off(s))]
        return forms.DateField(
            label=label,
            help_text=help_text,
            required=required,
            widget=DateBox(),
            initial=initial(s) if initial else None,
            validators=limits,
        )

    return Input(name=name, make=make)


def pick(
    name: str,
    label: Text,
    rows: Callable[[Situation], models.QuerySet[Any]],
    *,
    help_text: Text = "",
    required: bool = True,
    says: Callable[[Any], str] = str,
) -> Input:
    """One row out of those this situation offers."""

    def make(s: Situation) -> forms.Field:
        made = _Pick(rows(s), label=label, help_text=help_text, required=required, empty_label=str(_("Kies")))
        made.says = says
        return made

    return Input(name=name, make=make)


class _Pick(forms.ModelChoiceField[Any]):
    """A list whose lines are said by a function."""

    says: Callable[[Any], str] = str

    def label_from_instance(self, obj: Any) -> str:
        """The line as somebody reads it."""
        return self.says(obj)


def _not_before(first: date) -> Callable[[date], None]:
    """A sentence for a date that is too early."""

    def check(value: date) -> None:
        if value < first:
            raise ValidationError(_("Kies %(day)s of later.") % {"day": first.strftime("%d-%m-%Y")})

    return check


def _not_after(last: date) -> Callable[[date], None]:
    """A sentence for a date that is too late."""

    def check(value: date) -> None:
        if value > last:
            raise ValidationError(_("Kies uiterlijk %(day)s.") % {"day": last.strftime("%d-%m-%Y")})

    return check


def tomorrow(s: Situation) -> date:
    """The first day that is not today."""
    return s.today + timedelta(days=1)


def far_off(s: Situation) -> date:
    """Nothing is promised for later than ten years from now."""
    return s.today + timedelta(days=3653)


def today(s: Situation) -> date:
    """This very day."""
    return s.today
