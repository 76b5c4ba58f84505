"""The database under the tests is of the kind that runs in earnest."""

import pytest
from django.core.management.base import CommandError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from burgerkracht.management.commands.serve import prepare_database

pytestmark = pytest.mark.django_db


def test_somebody_reads_while_another_writes_because_sqlite_keeps_a_write_ahead_log() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps its own log")
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert cursor.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_the_test_database_of_each_worker_is_its_own(worker_id: str) -> None:
    name = str(connection.settings_dict["NAME"])
    assert name.endswith(worker_id) or worker_id == "master"
    assert "test" in name


def test_a_database_of_a_trial_is_refused_with_a_sentence_and_left_as_it_was() -> None:
    MigrationRecorder(connection).record_unapplied("accounts", "0001_initial")
    with pytest.raises(CommandError, match="proefversie"):
        prepare_database()
