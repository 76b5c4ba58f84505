"""A new version migrates while people work: it waits for nobody long, and says so when it gives up."""

import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, models
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from accounts.management.commands import migrate
from accounts.migrating import AddIndexBeside

pytestmark = pytest.mark.django_db(transaction=True)
TABLE = "archive_retentionrule"


@contextmanager
def somebody_reads() -> Iterator[Any]:
    """A transaction of somebody else that has looked at the table and goes on."""
    with closing(connection.copy()) as other, other.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute(f"SELECT count(*) FROM {TABLE}")
        yield cursor
        cursor.execute("ROLLBACK")


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same patience, in less time."""
    monkeypatch.setattr(migrate, "LOCK_TIMEOUT", 100)
    monkeypatch.setattr(migrate, "PAUSES", (0.1, 0.2))


@pytest.fixture
def back() -> Iterator[None]:
    """Whatever happened, the tables are there afterwards."""
    yield
    call_command("migrate", verbosity=0)


def postgres_alone() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer, who waits four seconds")


def stands() -> bool:
    return TABLE in connection.introspection.table_names()


def shown(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SHOW {name}")
        return str(cursor.fetchone()[0])


@pytest.mark.usefixtures("hasty", "back")
def test_a_migration_that_finds_a_table_in_use_gives_up_with_a_sentence_and_leaves_all_as_it_was() -> None:
    postgres_alone()
    with somebody_reads(), pytest.raises(CommandError, match="Er is niets half gedaan"):
        call_command("migrate", "archive", "zero", verbosity=0)
    assert stands()
    # Whoever uses this connection next has the patience of a page again.
    assert (shown("lock_timeout"), shown("statement_timeout")) == ("3s", "15s")


@pytest.mark.usefixtures("hasty", "back")
def test_a_migration_goes_on_by_itself_when_the_table_is_free_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    postgres_alone()
    with somebody_reads() as reading:
        monkeypatch.setattr(migrate, "time", SimpleNamespace(sleep=lambda _seconds: reading.execute("ROLLBACK")))
        call_command("migrate", "archive", "zero", verbosity=0)
    assert not stands()
    assert capsys.readouterr().err == "Een tabel is in gebruik; over 0.1 s opnieuw.\n"


@pytest.mark.usefixtures("back")
def test_nobody_who_works_waits_longer_than_two_seconds_behind_a_migration(monkeypatch: pytest.MonkeyPatch) -> None:
    postgres_alone()
    monkeypatch.setattr(migrate, "PAUSES", ())
    waited: list[float] = []

    def work() -> None:
        """As soon as the migration stands in line."""
        with closing(connection.copy()) as colleague, colleague.cursor() as cursor:
            while not waiting_for_the_table(cursor):
                time.sleep(0.01)
            began = time.monotonic()
            cursor.execute(f"SELECT count(*) FROM {TABLE}")
            waited.append(time.monotonic() - began)

    with somebody_reads():
        colleague = threading.Thread(target=work)
        colleague.start()
        with pytest.raises(CommandError):
            call_command("migrate", "archive", "zero", verbosity=0)
        colleague.join()
    # That they wait at all shows that the migration stood in line before them.
    assert 1.0 < waited[0] < 2.5


def waiting_for_the_table(cursor: Any) -> bool:
    """Somebody wants it alone; others wait for other things, and in other databases of the same server."""
    cursor.execute(
        "SELECT 1 FROM pg_locks WHERE NOT granted AND mode = 'AccessExclusiveLock' AND relation = %s::regclass "
        "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
        [TABLE],
    )
    return cursor.fetchone() is not None


def test_another_fault_of_the_database_is_no_reason_to_try_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        MigrationExecutor, "migrate", lambda *a, **o: connection.cursor().execute("SELECT * FROM nergens")
    )
    with pytest.raises(Exception, match="nergens"):
        call_command("migrate", verbosity=0)


def test_an_index_is_made_beside_the_work_of_others_and_taken_away_again() -> None:
    before = MigrationLoader(connection).project_state()
    migration: Any = Migration("9999_example", "archive")
    index = models.Index(fields=["id"], name="made_beside")
    migration.operations, migration.atomic = [AddIndexBeside("retentionrule", index)], False
    with connection.schema_editor(atomic=False) as editor:
        migration.apply(before.clone(), editor)
    assert "made_beside" in constraints()
    with connection.schema_editor(atomic=False) as editor:
        migration.unapply(before, editor)
    assert "made_beside" not in constraints()


def constraints() -> dict[str, Any]:
    with connection.cursor() as cursor:
        return dict(connection.introspection.get_constraints(cursor, TABLE))
