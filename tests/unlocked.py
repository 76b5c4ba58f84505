"""The logs opened for a moment, as only somebody with the keys of the database can: to put things right or wrong."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.test import TransactionTestCase

from initiatives.migrations import _append_only


def run(statements: list[str]) -> None:
    """One after another."""
    with connection.cursor() as cursor:
        for sql in statements:
            cursor.execute(sql)


@contextmanager
def unlocked() -> Iterator[None]:
    """Within a test: what is written here is written behind the back of the software."""
    if connection.vendor == "sqlite":
        run(_append_only.sqlite_lift())
        yield
        run(_append_only.sqlite_triggers())
        return
    # Inside a transaction with work that waits for its end, a trigger cannot be switched off by itself.
    run(["SET session_replication_role = replica"])
    try:
        yield
    finally:
        run(["SET session_replication_role = DEFAULT"])


_teardown = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]


def empty_and_lock(case: Any) -> None:
    """After a test that emptied no transaction: all tables are emptied, the logs too, and closed again."""
    run(_switch("DISABLE"))
    _teardown(case)
    run(_switch("ENABLE"))


def _switch(how: str) -> list[str]:
    """Our own triggers off or on; those of the search index must notice that everything is gone."""
    if connection.vendor == "sqlite":
        return _append_only.sqlite_lift() if how == "DISABLE" else _append_only.keep("sqlite")
    tables = (*_append_only.LOGS, _append_only.WORDS)
    names = {table: _append_only.names(table, "update", "delete", "truncate") for table in tables}
    return [f"ALTER TABLE {table} {how} TRIGGER {name}" for table in tables for name in names[table]]


def open_logs_when_emptying() -> None:
    """From here on, in this process of tests."""
    TransactionTestCase._fixture_teardown = empty_and_lock  # type: ignore[attr-defined]
