"""Several counts in one statement, none of them further than a reader wants to know."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

# A count tells how busy it is; beyond this the number says nothing more, and each costs.
MOST_COUNTED = 1000
NOTHING = "SELECT 1 WHERE 1 = 0"


def count_capped(questions: Sequence[QuerySet[Any]]) -> list[str]:
    """How many rows each of these has, in their order; "1.000+" where there are more."""
    return [said(number) for number in count_some(questions)]


def said(number: int) -> str:
    """A number of `count_some` as it is read."""
    return str(number) if number <= MOST_COUNTED else "1.000+"


def count_some(questions: Sequence[QuerySet[Any]]) -> list[int]:
    """How many rows each of these has, in their order; one more than is counted where there are more."""
    if not questions:
        return []
    parts = [_first(rows) for rows in questions]
    together = ", ".join(f"(SELECT COUNT(*) FROM ({sql}) AS counted)" for sql, _given in parts)  # noqa: S608 - our own
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {together}", [value for _sql, given in parts for value in given])
        return list(cursor.fetchone())


def _first(rows: QuerySet[Any]) -> tuple[str, Sequence[Any]]:
    """As many as are counted, in no order, as SQL with its values."""
    try:
        return rows.order_by().values("pk")[: MOST_COUNTED + 1].query.sql_with_params()
    except EmptyResultSet:
        return NOTHING, ()
