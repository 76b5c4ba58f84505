"""The index in the database: which of its words come near, and which rows hold them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models.expressions import RawSQL

from initiatives.search.words import SHORTEST_COMPOUND, SHORTEST_PART, SHORTEST_PREFIX, needles_of

# More words than any question needs; a fence for who types nonsense.
MOST_WORDS = 20_000
MOST_FORMS = 1_000
LONGEST_START = 20


@dataclass(frozen=True, kw_only=True)
class Index:
    """One of the two indexes; names of people are in one of their own."""

    table: str
    people: bool


STORIES = Index(table="initiatives_search", people=False)
NAMES = Index(table="initiatives_search_people", people=True)


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What one word that was asked may look like in a row: one of these forms, or both halves of one of these."""

    forms: frozenset[str]
    halves: tuple[tuple[frozenset[str], frozenset[str]], ...] = ()


def nearby(asked: Sequence[str], *, index: Index, slips: bool = False) -> list[str]:
    """Words of the index that may have to do with what was asked; to be judged one by one."""
    if not asked:
        return []
    parts = [part for word in asked for part in (*_near(word), *(_about(word) if slips else ()))]
    condition = " OR ".join(f"({sql})" for sql, _values in parts)
    values = [value for _sql, given in parts for value in given]
    if connection.vendor == "sqlite":
        words = f"SELECT term FROM {index.table}_words WHERE {condition.replace('word', 'term')}"  # noqa: S608
    else:
        words = f"SELECT word FROM initiatives_search_word WHERE people = {index.people} AND ({condition})"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"{words} LIMIT {MOST_WORDS}", values)
        return [str(word) for (word,) in cursor.fetchall()]


Condition = tuple[str, list[str | int]]


def _near(word: str) -> Iterable[Condition]:
    """Conditions wide enough for every form and every part."""
    yield "word LIKE %s AND length(word) BETWEEN %s AND %s", [f"{word[:2]}%", len(word) - 6, len(word) + 6]
    yield "word LIKE %s", [f"{word[:LONGEST_START]}%"]
    if not word.isalpha():
        yield "word LIKE %s", [f"%{word.lstrip('0')}"]
    for needle in needles_of(word):
        yield "word LIKE %s", [f"%{needle}" if len(needle) < SHORTEST_PART else f"%{needle}%"]
    if len(word) >= SHORTEST_COMPOUND:
        where = "instr" if connection.vendor == "sqlite" else "strpos"
        yield f"{where}(%s, substr(word, 1, 4)) > 0 AND length(word) >= %s", [word, SHORTEST_PREFIX]


def _about(word: str) -> Iterable[Condition]:
    """Conditions wide enough for slips of the finger."""
    if len(word) >= SHORTEST_PART:
        around = [len(word) - 4, len(word) + 6]
        yield "word LIKE %s AND length(word) BETWEEN %s AND %s", [f"{word[0]}%", *around]
        yield "word LIKE %s AND length(word) BETWEEN %s AND %s", [f"_{word[1:3]}%", *around]


def rows_with(wanted: Sequence[Wanted], *, index: Index) -> RawSQL:
    """The numbers of the rows in which each of these is found."""
    if connection.vendor == "sqlite":
        sql = f"SELECT rowid FROM {index.table} WHERE {index.table} MATCH %s"  # noqa: S608
        asked = " AND ".join(_ask(one, quote='"', both="AND", either="OR") for one in wanted)
    else:
        sql = f"SELECT id FROM {index.table} WHERE words @@ %s::tsquery"  # noqa: S608
        asked = " & ".join(_ask(one, quote="'", both="&", either="|") for one in wanted)
    return RawSQL(sql, (asked,))  # noqa: S611


def rows_with_any(wanted: Sequence[Wanted], *, index: Index) -> RawSQL:
    """The numbers of the rows in which one of these is found."""
    together = Wanted(
        forms=frozenset().union(*(one.forms for one in wanted)),
        halves=tuple(pair for one in wanted for pair in one.halves),
    )
    return rows_with([together], index=index)


def _ask(wanted: Wanted, *, quote: str, both: str, either: str) -> str:
    """One word as this database wants to be asked; words hold letters and numbers only, so a quote cannot end."""

    def any_of(forms: frozenset[str]) -> str:
        chosen = sorted(forms, key=lambda form: (len(form), form))[:MOST_FORMS]
        return "(" + f" {either} ".join(f"{quote}{form}{quote}" for form in chosen) + ")"

    pairs = (f"({any_of(first)} {both} {any_of(second)})" for first, second in wanted.halves)
    return "(" + f" {either} ".join((any_of(wanted.forms), *pairs)) + ")"
