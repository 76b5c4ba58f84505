"""In the middle of the platform's meeting everybody notes at once, and no word is lost. With real connections."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import uuid4

import pytest

from initiatives.models import Event
from initiatives.statuses import Status
from overleg.deeds import platform
from overleg.models import AgendaItem, Meeting
from tests.initiatives.test_races import at_once
from tests.initiatives.world import NOW, TODAY, World

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 6
SAID: dict[str, Any] = {"noted_as": "noted"} | {
    f"action_{number}{part}": None if part == "_on" else "" for number in (1, 2, 3) for part in ("", "_by", "_on")
}


def noting(world: World, item: AgendaItem, words: str, *, key: Any) -> Callable[[], None]:
    inputs = SAID | {"note": words}
    return partial(platform.note, item, by=world.people["IC"], at=NOW, form_key=key, inputs=inputs)


@pytest.fixture
def item(transactional_db: None) -> AgendaItem:
    """A point about an initiative, at a meeting of today."""
    meeting = Meeting.objects.create(kernoverleg=None, held_on=TODAY, created_at=NOW, form_key=uuid4())
    return AgendaItem.objects.create(meeting=meeting, initiative=World().known_to_all(Status.IN_REVIEW), position=1)


def world_of(item: AgendaItem) -> World:
    """Who made that item's town is gone; its people are found again."""
    world = World.__new__(World)
    assert item.initiative is not None
    world.people = {"IC": item.initiative.assignments.get().assigned_by}
    return world


def test_six_notes_at_once_are_six_lines_and_six_events(item: AgendaItem) -> None:
    world = world_of(item)

    assert at_once(*(noting(world, item, f"Woord {n}", key=uuid4()) for n in range(MANY))) == [None] * MANY

    item.refresh_from_db()
    assert sorted(line[-7:] for line in item.note.splitlines() if line) == [f"Woord {n}" for n in range(MANY)]
    assert Event.objects.filter(action="note_in_platform").count() == MANY


def test_one_press_that_arrives_six_times_at_once_is_one_note(item: AgendaItem) -> None:
    world, key = world_of(item), uuid4()

    assert at_once(*(noting(world, item, "Eén keer.", key=key) for _ in range(MANY))) == [None] * MANY

    item.refresh_from_db()
    assert item.note.count("Eén keer.") == 1
    assert Event.objects.filter(action="note_in_platform").count() == 1
