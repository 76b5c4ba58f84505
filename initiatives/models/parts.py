"""What hangs on an initiative: which of its lists hold anything, so that a page asks only after what is there."""

from functools import cache
from typing import Any, cast

from django.db import connection, models
from django.db.models import Exists, OuterRef

from initiatives.models.initiative import Initiative

# By the name under which the initiative knows them; most are empty most of the time.
PARTS = (
    "appointments", "assignments", "attachments", "co_advices", "decisions", "evaluations", "followers", "handovers",
    "info_requests", "merged_from", "notes", "related_first", "related_second", "support_checks", "tasks",
)  # fmt: skip


def part_of(initiative: Initiative, name: str) -> models.QuerySet[Any]:
    """One of these lists; what is known to be empty costs nothing."""
    rows: models.QuerySet[Any] = getattr(initiative, name).all()
    return rows if initiative.__dict__.get(_mark(name), True) else rows.none()


def look_at_parts(initiative: Initiative) -> None:
    """Know all of them from here on, in one statement. For who only reads: who writes makes it untrue."""
    with connection.cursor() as cursor:
        cursor.execute(_question(), [initiative.pk] * len(PARTS))
        there = cursor.fetchone()
    initiative.__dict__.update({_mark(name): bool(found) for name, found in zip(PARTS, there, strict=True)})


def with_parts(*names: str) -> dict[str, Exists]:
    """To annotate: the query that reads the initiative says of these lists whether there is anything in them."""
    return {_mark(name): Exists(_link(name).model._default_manager.filter(**_of_this(name))) for name in names}


def forget_parts(initiative: Initiative) -> None:
    """Somebody may have written meanwhile."""
    for name in PARTS:
        initiative.__dict__.pop(_mark(name), None)


def _mark(name: str) -> str:
    """Where an initiative keeps what is known of it."""
    return f"has_{name}"


def _of_this(name: str) -> dict[str, OuterRef]:
    """The rows of this list that hang on the initiative that is read."""
    return {_link(name).name: OuterRef("pk")}


def _link(name: str) -> "models.ForeignKey[Any]":
    """What points at the initiative from there."""
    return cast("models.ForeignKey[Any]", Initiative._meta.get_field(name).remote_field)


@cache
def _question() -> str:
    """A yes or no for each, along the index every list has on its initiative."""
    quote, links = connection.ops.quote_name, [_link(name) for name in PARTS]
    rows = (f"{quote(link.model._meta.db_table)} WHERE {quote(str(link.column))} = %s" for link in links)
    return "SELECT " + ", ".join(f"EXISTS(SELECT 1 FROM {of_it})" for of_it in rows)  # noqa: S608 - our own names
