"""Every place in which somebody is found: a walk over all tables, so that a new column is looked through by itself."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast

from archive.deeds.file_words import words_of_file
from archive.deeds.register import searched_columns
from archive.deeds.wording import Cut, Wording, texts_in
from initiatives.models import Attachment, ContactPerson, Initiative, Message, Signal
from initiatives.workflow.storing import path_of

# So many signs of the text around what was found are shown.
AROUND = 40
DEEPEST = 3
# What a row calls the moment it was made.
MOMENTS = ("created_at", "at", "uploaded_at", "noted_at", "entered_at")


@dataclass(frozen=True, kw_only=True)
class Place:
    """One row in which somebody stands: in which columns, and to which initiative it belongs, if to any."""

    row: models.Model
    initiative: int | None
    cuts: Mapping[str, list[Cut]] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """How a form names it: initiatives.note:12."""
        return f"{self.row._meta.label_lower}:{self.row.pk}"

    @property
    def table(self) -> str:
        """What it is, in words."""
        return str(self.row._meta.verbose_name)

    @property
    def columns(self) -> str:
        """The columns in words."""
        return ", ".join(str(self.row._meta.get_field(name).verbose_name) for name in self.cuts)  # type: ignore[union-attr]

    @property
    def when(self) -> datetime | None:
        """Since when it is there, where the row says so: ten letters to one person are told apart by their days."""
        return next((moment for name in MOMENTS if (moment := getattr(self.row, name, None))), None)

    @property
    def excerpt(self) -> str:
        """A few words around the first that was found, of the longest text: a name alone says little."""
        for name, cuts in sorted(self.cuts.items(), key=lambda one: -len(str(getattr(self.row, one[0])))):
            for number, start, end in cuts[:1]:
                text = list(texts_in(getattr(self.row, name)))[number]
                before, after = max(0, start - AROUND), end + AROUND
                return ("…" if before else "") + text[before:after].strip() + ("…" if after < len(text) else "")
        return str(self.row)


def find_places(wording: Wording) -> list[Place]:
    """Everything, in every table; one query for each table that holds words, and one for who belongs to whom."""
    found = {place.key: place for model in apps.get_models() for place in _in_table(model, wording)}
    found |= {place.key: place for place in _beside(found.values()) if place.key not in found}
    found |= {place.key: place for place in _in_files(wording) if place.key not in found}
    return list(found.values())


def _in_table(model: type[models.Model], wording: Wording) -> Iterator[Place]:
    """The rows of one table; the database narrows it down, the pattern decides."""
    if not (names := searched_columns(model)):
        return
    rows, asked = model._base_manager.all(), Q()
    for name in names:
        rows = rows.annotate(**{f"words_{name}": Cast(name, models.TextField())})
        asked |= Q(**{f"words_{name}__iregex": "|".join(wording.patterns)})
    if way := path_to_initiative(model):
        rows = rows.annotate(number_of_initiative=F(way))
    for row in rows.filter(asked).order_by("pk").iterator(chunk_size=500):
        cuts = {name: hits for name in names if (hits := wording.cuts(_cell(row, name)))}
        if cuts or any(wording.is_in(text) for name in names for text in texts_in(_cell(row, name))):
            yield Place(row=row, initiative=getattr(row, "number_of_initiative", None), cuts=cuts)


def _cell(row: models.Model, name: str) -> Any:
    """What stands in a column; of a file its name."""
    value = getattr(row, name)
    return str(value) if isinstance(value, models.fields.files.FieldFile) else value


def _beside(found: Iterable[Place]) -> Iterator[Place]:
    """What belongs to somebody who was found, whatever stands in it: letters to them, and files they sent."""
    people = [place.row for place in found if isinstance(place.row, ContactPerson)]
    for message in Message.objects.filter(person__in=people).order_by("pk"):
        yield Place(row=message, initiative=message.initiative_id)
    ideas = {person.initiative_id for person in people}
    sent = Attachment.objects.filter(initiative__in=ideas, by_resident=True).exclude(name="", sha256="")
    for attachment in sent.order_by("pk"):
        yield Place(row=attachment, initiative=attachment.initiative_id)


def _in_files(wording: Wording) -> Iterator[Place]:
    """Files in which a name can be read without opening them in an office program."""
    for attachment in Attachment.objects.filter(removed_at=None).order_by("pk").iterator(chunk_size=500):
        if any(wording.is_in(text) for text in words_of_file(path_of(attachment.stored_as))):
            yield Place(row=attachment, initiative=attachment.initiative_id)


def more_of(found: Iterable[Place]) -> list[str]:
    """What else is written down of whoever was found: to look for as well."""
    more: dict[str, None] = {}
    for place in found:
        row = place.row
        if isinstance(row, ContactPerson):
            more |= dict.fromkeys((row.name, row.email, row.phone, row.street))
        elif isinstance(row, Signal) and set(place.cuts) & {"name", "email", "phone"}:
            more |= dict.fromkeys((row.name, row.email, row.phone))
    return [string for string in more if string]


# ---- to which initiative a row belongs -------------------------------------------------------------------


@cache
def path_to_initiative(model: type[models.Model]) -> str | None:
    """The shortest way along foreign keys, as a lookup; None where there is none."""
    if model is Initiative:
        return "pk"
    ways: list[tuple[str, type[models.Model]]] = [("", model)]
    for _step in range(DEEPEST):
        further = [(f"{way}{key.name}__", key.related_model) for way, at in ways for key in _keys_of(at)]
        for way, reached in further:
            if reached is Initiative:
                return way.removesuffix("__")
        ways = further
    return None


def _keys_of(model: type[models.Model]) -> list[Any]:
    """Its foreign keys, but not those to people with an account."""
    return [
        column
        for column in model._meta.concrete_fields
        if isinstance(column, models.ForeignKey) and column.related_model is not model
    ]
