"""Who runs the application cannot change a log, not even with the triggers taken away."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import ProgrammingError, connection, transaction

from initiatives.models import AccessEntry, Event, EventText
from initiatives.statuses import Status
from initiatives.workflow.perform import perform
from tests.initiatives.world import NOW, World
from tests.unlocked import run

pytestmark = pytest.mark.django_db
ROLE = "burgerkracht_app_test"


@pytest.fixture
def role(world: World) -> Iterator[str]:
    """The application under a role of its own; the transaction of the test takes it away again."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no roles")
    run([f"CREATE ROLE {ROLE}"])
    perform("send_back", world.initiative(Status.SUBMITTED), by=world.actor("IC"), at=NOW, reason="Eerst bellen.")
    # What waits for the end of the transaction is checked now, as the role that owns everything.
    run(["SET CONSTRAINTS ALL IMMEDIATE"])
    call_command("restrict_rights", role=ROLE, verbosity=0)
    run([f"SET ROLE {ROLE}"])
    yield ROLE
    run(["RESET ROLE"])


@pytest.mark.parametrize("table", ["event", "accessentry", "seal"])
@pytest.mark.parametrize("sql", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_application_may_not_touch_a_log(role: str, table: str, sql: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        run([sql.format(f"initiatives_{table}")])


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE initiatives_eventtext SET event_id = 1",
        "DELETE FROM initiatives_eventtext",
        "ALTER TABLE initiatives_event DISABLE TRIGGER ALL",
        "DROP TRIGGER initiatives_event_stays_update ON initiatives_event",
        "SET session_replication_role = replica",
    ],
)
def test_nor_the_rest_of_the_words_nor_the_locks(role: str, sql: str) -> None:
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"), transaction.atomic():
        run([sql])


def test_it_does_its_work_as_before(role: str, world: World) -> None:
    event = Event.objects.get()
    EventText.objects.filter(event=event).update(salt="", sentence="", translations={}, inputs={}, emptied_at=NOW)
    perform("submit", event.initiative, by=world.actor("IC"), at=NOW)
    assert (Event.objects.count(), AccessEntry.objects.count()) == (2, 0)


def test_a_role_that_is_not_there_or_owns_the_tables_is_said_so(db: None) -> None:
    said = "bestaat niet" if connection.vendor == "postgresql" else "Alleen PostgreSQL kent rollen"
    with pytest.raises(CommandError, match=said):
        call_command("restrict_rights", role="nobody_at_all")
    if connection.vendor == "postgresql":
        with pytest.raises(CommandError, match="eigenaar"):
            call_command("restrict_rights", role=connection.settings_dict["USER"])
