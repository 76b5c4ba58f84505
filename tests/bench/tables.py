"""Rows on their way into the database: made one by one, poured in by the ten thousand behind our own back."""

import csv
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models
from psycopg2 import extensions

from accounts.tables import look_over
from initiatives.migrations import _search_index

# What COPY reads as nothing at all; no text of ours says it.
NOTHING = r"\N"


class Table:
    """The rows of one model that wait to be poured; each has every column, with what Django would have put there."""

    def __init__(self, model: type[models.Model], *, first: int) -> None:
        self.model, self.next = model, first
        self.made = 0
        self.rows: list[list[Any]] = []
        self._base = {str(field.column): _plain(field.get_default()) for field in model._meta.concrete_fields}
        self._key = str(model._meta.pk.column)

    def add(self, **own: Any) -> int:
        """One more, with these columns; its number."""
        number = int(own.setdefault(self._key, self.next))
        self.next = number + 1
        self.rows.append([*(self._base | own).values()])
        self.made += 1
        return number

    def pour(self) -> None:
        """All that wait, into the database."""
        if connection.vendor == "postgresql":
            self._copy()
        else:
            self._insert()
        self.rows.clear()

    def _copy(self) -> None:
        """PostgreSQL reads them as one long text."""
        text = io.StringIO()
        write = csv.writer(text, lineterminator="\n").writerow
        for row in self.rows:
            write([NOTHING if value is None else value for value in row])
        text.seek(0)
        # A driver that waits the way of a page cannot copy.
        waits = extensions.get_wait_callback()
        extensions.set_wait_callback(None)
        try:
            with connection.cursor() as cursor:
                cursor.copy_expert(f"COPY {self._into} FROM STDIN WITH (FORMAT csv, NULL '{NOTHING}')", text)
        finally:
            extensions.set_wait_callback(waits)

    def _insert(self) -> None:
        """SQLite is in this very process."""
        signs = ", ".join(["%s"] * len(self._base))
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {self._into} VALUES ({signs})", self.rows)

    @property
    def _into(self) -> str:
        """Table and columns, in the order of the rows."""
        return f"{self.model._meta.db_table} ({', '.join(self._base)})"


def _plain(value: Any) -> Any:
    """As both databases take it."""
    return json.dumps(value) if isinstance(value, list | dict) else value


@contextmanager
def unwatched() -> Iterator[None]:
    """Within, no trigger and no foreign key looks at a row that comes in; afterwards all do again.

    In a transaction: where it goes wrong, taking that back makes them look again.
    """
    with connection.cursor() as cursor:
        for sql in LIFT[connection.vendor]:
            cursor.execute(sql)
        yield
        for sql in LOWER[connection.vendor]:
            cursor.execute(sql)


LIFT = {
    # Of a page no question and no silence may last long; here some take minutes.
    "postgresql": [
        "SET session_replication_role = replica",
        "SET statement_timeout = 0",
        "SET idle_in_transaction_session_timeout = 0",
    ],
    "sqlite": [
        f"DROP TRIGGER IF EXISTS {name}" for kept in _search_index.BOTH for name in _search_index.sqlite_names(kept)
    ],
}
LOWER = {
    "postgresql": [
        "SET session_replication_role = DEFAULT",
        "SET statement_timeout = DEFAULT",
        "SET idle_in_transaction_session_timeout = DEFAULT",
    ],
    "sqlite": _search_index.keep("sqlite"),
}


def index_words(*, after: dict[str, int]) -> None:
    """The search index of the rows that came in unwatched: `after` says above which number, by table."""
    with connection.cursor() as cursor:
        for kept in _search_index.BOTH:
            for sql in _indexing(kept, after=after[kept.table]):
                cursor.execute(sql)


def _indexing(kept: _search_index.Indexed, *, after: int) -> list[str]:
    """What the triggers would have done row by row, at once."""
    if connection.vendor == "sqlite":
        return [f"INSERT INTO {kept.index}({kept.index}) VALUES ('rebuild')"]
    words = f"array_to_tsvector(initiatives_search_words({', '.join(kept.columns)}))"
    # An index is made much faster than it is kept.
    return [
        f"DROP INDEX {kept.index}_by_word",
        f"INSERT INTO {kept.index} SELECT id, {words} FROM {kept.table} WHERE id > {after}",
        f"CREATE INDEX {kept.index}_by_word ON {kept.index} USING gin (words)",
        f"INSERT INTO initiatives_search_word SELECT DISTINCT unnest(tsvector_to_array(words)), {kept.people} "
        f"FROM {kept.index} WHERE id > {after} ON CONFLICT DO NOTHING",
    ]


def settle(tables: list[Table]) -> None:
    """New numbers come after these, and the planner knows what is there."""
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), [table.model for table in tables]):
            cursor.execute(sql)
    look_over()
