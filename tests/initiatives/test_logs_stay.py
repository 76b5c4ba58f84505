"""A line in a log is never changed: not by the software, and not by who goes around it to the database."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Model

from initiatives.events import empty_texts
from initiatives.migrations import _append_only
from initiatives.models import AccessEntry, Event, EventText, Initiative, Seal
from initiatives.models.access import Log, Looked
from initiatives.relations import Relation
from initiatives.statuses import Status
from initiatives.workflow.perform import perform
from tests.initiatives.world import NOW, World
from tests.unlocked import run, unlocked

pytestmark = pytest.mark.django_db


@pytest.fixture
def happened(world: World) -> Event:
    """One event with words, one look and one seal."""
    initiative = world.initiative(Status.SUBMITTED)
    AccessEntry.objects.create(
        at=NOW, actor=world.people["IC"], function=Relation.INTERNAL_COORDINATOR, what=Looked.CONTACT_DATA,
        initiative=initiative,
    )  # fmt: skip
    Seal.objects.create(log=Log.EVENTS, first_id=1, last_id=1, rows=1, digest="a", at=NOW)
    event = perform("send_back", initiative, by=world.actor("IC"), at=NOW, reason="Eerst bellen.")
    assert event is not None
    return event


CHANGES: dict[type[Model], dict[str, Any]] = {
    Event: {"function": Relation.SYSTEM},
    AccessEntry: {"function": Relation.SYSTEM},
    Seal: {"digest": "b"},
}


@pytest.mark.parametrize("model", CHANGES)
def test_who_changes_a_line_behind_the_back_of_the_software_is_refused(happened: Event, model: type[Model]) -> None:
    rows = model._default_manager.all()
    assert rows.count() == 1
    before = rows.values().get()

    with pytest.raises(IntegrityError, match="a log is never changed"), transaction.atomic():
        rows.update(**CHANGES[model])

    assert rows.values().get() == before


@pytest.mark.parametrize("model", [*CHANGES, EventText])
def test_who_takes_a_line_away_is_refused(happened: Event, model: type[Model]) -> None:
    table = model._meta.db_table
    with pytest.raises(IntegrityError, match="a log is never changed"), transaction.atomic():
        run([f"DELETE FROM {table}"])

    assert model._default_manager.count() == 1


@pytest.mark.parametrize("model", [*CHANGES, EventText])
def test_a_log_is_not_emptied_at_once_either(happened: Event, model: type[Model]) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has no TRUNCATE")
    with pytest.raises(IntegrityError, match="a log is never changed"), transaction.atomic():
        run(["SET CONSTRAINTS ALL IMMEDIATE", f"TRUNCATE {model._meta.db_table} CASCADE"])


def _other_words(text: EventText) -> dict[str, Any]:
    return {"sentence": "Wij zeiden iets anders."}


def _other_inputs(text: EventText) -> dict[str, Any]:
    return {"inputs": {"reason": "Iets anders."}, "emptied_at": NOW}


def _empty_without_saying_so(text: EventText) -> dict[str, Any]:
    return {"inputs": {}}


def _other_event(text: EventText) -> dict[str, Any]:
    other = Event.objects.create(
        initiative=text.event.initiative, at=NOW, action="correct", function=Relation.SYSTEM, audience="internal"
    )
    return {"event": other, "emptied_at": NOW}


@pytest.mark.parametrize("change", [_other_words, _other_inputs, _empty_without_saying_so, _other_event])
def test_words_become_no_other_words(happened: Event, change: Callable[[EventText], dict[str, Any]]) -> None:
    columns = change(happened.text)
    with pytest.raises(IntegrityError, match="a log is never changed"), transaction.atomic():
        EventText.objects.filter(event=happened).update(**columns)

    happened.text.refresh_from_db()
    assert happened.text.inputs == {"reason": "Eerst bellen.", "tell_resident": False}


def test_words_are_emptied_whole_or_in_part(happened: Event) -> None:
    EventText.objects.filter(event=happened).update(salt="", inputs={}, emptied_at=NOW)
    empty_texts(happened.initiative, at=NOW)

    text = EventText.objects.get(event=happened)
    assert (text.salt, text.sentence, text.translations, text.inputs) == ("", "", {}, {})


def test_the_locks_are_there_after_the_newest_migration() -> None:
    """SQLite drops them with a table that a migration makes anew; it then ends with `_append_only.keep`."""
    operations = ["update", "delete"] if connection.vendor == "sqlite" else ["update", "delete", "truncate"]
    question = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    )
    with connection.cursor() as cursor:
        cursor.execute(question)
        there = {name for (name,) in cursor.fetchall() if "_stays_" in name}

    tables = (*_append_only.LOGS, _append_only.WORDS)
    assert there == {name for table in tables for name in _append_only.names(table, *operations)}


def test_the_locks_come_back_when_a_table_was_made_anew(happened: Event) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps its triggers")
    run(_append_only.sqlite_lift())
    Seal.objects.update(digest="b")
    run(_append_only.keep("sqlite"))

    with pytest.raises(IntegrityError), transaction.atomic():
        Seal.objects.update(digest="c")


def test_who_has_the_keys_of_the_database_can_and_closes_it_again(happened: Event) -> None:
    with unlocked():
        Event.objects.update(function=Relation.SYSTEM)
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.update(function=Relation.MANAGER)


@pytest.mark.django_db(transaction=True)
def test_between_two_tests_the_logs_are_emptied() -> None:
    world = World()
    perform("send_back", world.initiative(Status.SUBMITTED), by=world.actor("IC"), at=NOW, reason="Eerst bellen.")
    assert Event.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_and_closed_again_afterwards() -> None:
    assert (Event.objects.count(), Initiative.objects.count()) == (0, 0)
    world = World()
    perform("send_back", world.initiative(Status.SUBMITTED), by=world.actor("IC"), at=NOW, reason="Eerst bellen.")
    with pytest.raises(IntegrityError, match="a log is never changed"):
        Event.objects.update(function=Relation.SYSTEM)
