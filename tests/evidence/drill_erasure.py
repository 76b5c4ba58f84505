"""Iemand laat zich wissen: vijftig unieke woorden, overal neergezet, en daarna in geen enkele byte meer te vinden."""

from collections.abc import Iterator
from typing import Literal

from tests.evidence.figure import Figure, Round, run_pytest

DATABASES: tuple[Literal["sqlite", "postgresql"], ...] = ("sqlite", "postgresql")
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def drill() -> Iterator[Figure]:
    """On both databases: erased, erased again after an old copy, and once with a place left out."""
    for database in DATABASES:
        seen = run_pytest("tests/evidence/test_erasure.py", database=database)
        yield from _figures(NAMES[database], seen)


def _figures(name: str, seen: Round) -> Iterator[Figure]:
    """What one database showed."""
    before, after, places = (_last(seen, key) for key in ("before", "after", "places"))
    left_out = _last(seen, "control")
    yield Figure(
        promise=f"{name}: van 50 unieke woorden op alle plekken is na het wissen niets over",
        seen=f"vooraf {before} van 50 gevonden op {places} plekken, na het wissen {after}",
        kept=seen.is_green and before == 50 and after == 0,
        control=f"met één plek overgeslagen: {left_out} gevonden",
    )
    back, again = _last(seen, "back"), _last(seen, "again")
    yield Figure(
        promise=f"{name}: wie gewist is, blijft gewist nadat een oude kopie is teruggezet",
        seen=f"in de oude kopie {back} van 50, na het opnieuw wissen uit het journaal {again}",
        kept=seen.is_green and bool(back) and again == 0,
        control=f"zonder het journaal: {back} gevonden",
    )


def _last(seen: Round, name: str) -> int | None:
    """The figure a test wrote down, or None where it did not get that far."""
    values = seen.values(name)
    return int(values[-1]) if values else None
