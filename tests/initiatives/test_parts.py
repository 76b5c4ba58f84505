"""A page of an initiative asks after nothing that is not there, and never misses what is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from initiatives.models import Initiative, Note, RelatedLink, Task
from initiatives.models.note import NoteKind
from initiatives.models.parts import PARTS, look_at_parts, part_of
from initiatives.models.task import TaskKind
from initiatives.relations import Relation
from initiatives.statuses import Status
from tests.initiatives.world import NOW, TODAY, World

pytestmark = pytest.mark.django_db


def seen(initiative: Initiative) -> dict[str, int]:
    """How many rows each part shows, and asks for."""
    with CaptureQueriesContext(connection) as asked:
        rows = {name: len(part_of(initiative, name)) for name in PARTS}
    return rows | {"asked": len(asked)}


def test_of_an_idea_with_nothing_on_it_nothing_is_asked_after_one_look(world: World) -> None:
    made = world.known_to_all(Status.SUBMITTED)
    empty = dict.fromkeys(PARTS, 0)
    made.assignments.all().delete()
    made.co_advices.all().delete()
    made.decisions.all().delete()
    assert seen(made) == empty | {"asked": len(PARTS)}

    look_at_parts(made)
    assert seen(made) == empty | {"asked": 0}


def test_whatever_hangs_on_it_is_found_after_one_look(world: World) -> None:
    other, made = world.known_to_all(Status.SUBMITTED), world.known_to_all(Status.SUBMITTED)
    Note.objects.create(initiative=made, kind=NoteKind.INTERNAL, text="n", by=world.people["IC"], at=NOW)
    Task.objects.create(
        initiative=made, kind=TaskKind.CALL, title="Bel", due_on=TODAY, created_at=NOW,
        for_function=Relation.INTERNAL_COORDINATOR,
    )  # fmt: skip
    RelatedLink.objects.create(first=other, second=made, by=world.people["IC"], at=NOW)
    before = seen(made)

    look_at_parts(made)
    after = seen(made)
    assert {**after, "asked": 0} == {**before, "asked": 0}
    assert (after["notes"], after["tasks"], after["related_second"], after["related_first"]) == (1, 1, 1, 0)


def test_who_looks_anew_sees_what_came_since(world: World) -> None:
    made = world.known_to_all(Status.SUBMITTED)
    look_at_parts(made)
    Note.objects.create(initiative=made, kind=NoteKind.INTERNAL, text="n", by=world.people["IC"], at=NOW)
    again = Initiative.objects.get(pk=made.pk)
    assert len(part_of(again, "notes")) == 1
    look_at_parts(again)
    assert len(part_of(again, "notes")) == 1
