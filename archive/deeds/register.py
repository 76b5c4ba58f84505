"""The register of processing (AVG 30): every column that holds something of a person, beside those that do not."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from archive.deeds import register_rows as said

FREE_TEXT = (models.CharField, models.TextField, models.JSONField, models.FileField, models.BinaryField)


@dataclass(frozen=True, kw_only=True)
class Holding:
    """What one table holds of people: which columns, whose, what for, on what ground, how long, and who gets it."""

    model: str
    columns: tuple[str, ...]
    whose: str | StrPromise
    purpose: str | StrPromise
    basis: str | StrPromise
    # A key of `kernen.terms`, or words.
    term: str | StrPromise
    receivers: str | StrPromise = said.INSIDE
    # Why an erasure points here and leaves it; empty where it is erased.
    hands_off: str | StrPromise = field(default="")


def _holdings() -> Iterator[Holding]:
    """The rows of the register as objects."""
    for subject in said.SUBJECTS:
        for model, columns in subject.tables.items():
            yield Holding(
                model=model,
                columns=tuple(columns.split()),
                whose=subject.whose,
                purpose=subject.purpose,
                basis=subject.basis,
                term=subject.term,
                receivers=subject.receivers,
                hands_off=subject.hands_off,
            )


HOLDINGS = tuple(_holdings())
OF_MODEL = {holding.model: holding for holding in HOLDINGS}


def text_columns(model: type[models.Model]) -> list[str]:
    """Every column in which something can be written freely."""
    return [
        column.name
        for column in model._meta.concrete_fields
        if isinstance(column, FREE_TEXT) and not column.choices and not column.primary_key
    ]


def searched_columns(model: type[models.Model]) -> list[str]:
    """Every column in which a person may be found, and which a copy may show; a new one as well."""
    label, left_out = model._meta.label, said.NOTHING_OF_PEOPLE | said.SECRETS
    return [name for name in text_columns(model) if f"{label}.{name}" not in left_out]


def unregistered() -> list[str]:
    """Columns that are in neither list: somebody must say what they hold."""
    known = {f"{holding.model}.{name}" for holding in HOLDINGS for name in holding.columns} | said.NOTHING_OF_PEOPLE
    tables = apps.get_models(include_auto_created=True)
    return sorted(
        f"{model._meta.label}.{name}"
        for model in tables
        for name in text_columns(model)
        if f"{model._meta.label}.{name}" not in known
    )


def hands_off(model: type[models.Model]) -> str:
    """Why an erasure leaves this table alone; empty where it is erased."""
    holding = OF_MODEL.get(model._meta.label)
    return str(holding.hands_off) if holding else ""


def unknown_names() -> list[str]:
    """What the register names and the software no longer has."""
    there = {
        f"{model._meta.label}.{column.name}"
        for model in apps.get_models(include_auto_created=True)
        for column in model._meta.get_fields()
        if hasattr(column, "column")
    }
    named = {f"{holding.model}.{name}" for holding in HOLDINGS for name in holding.columns} | said.NOTHING_OF_PEOPLE
    return sorted(named - there)


NAME = _("register van verwerkingen")
