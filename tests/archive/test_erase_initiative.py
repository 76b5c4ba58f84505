"""Of an initiative that is emptied only number, place, domain, dates and result stay."""

from pathlib import Path

from pytest_django import DjangoCaptureOnCommitCallbacks

from archive.deeds.erase import empty_initiative
from archive.deeds.places import find_places
from archive.deeds.wording import Wording
from archive.models import Erasure
from initiatives.models import EventText, Initiative, Note, Signal
from initiatives.statuses import Status
from tests.archive.planted import STRINGS, Person
from tests.initiatives.world import NOW, World

# What stands beside an initiative and not in it: why it was kept on an earlier list, in words of the archivist. The
# form says “geen namen”, and a name that slipped in is erased as any other.
STAYS = {"archive.destructionitem"}


def places_of(idea: Initiative, wording: Wording) -> set[str]:
    """The tables in which any of these words still stands for this initiative."""
    return {place.row._meta.label_lower for place in find_places(wording) if place.initiative == idea.pk}


def planted(world: World) -> Person:
    """A person in every column of every table, the tip it began with included."""
    person = Person(world)
    made = person.everywhere()
    Signal.objects.update(initiative=person.idea)
    return made


def test_of_an_emptied_initiative_no_word_is_left_and_twice_is_once(world: World) -> None:
    idea = world.initiative(Status.COMPLETED)
    EventText.objects.filter(event__initiative=idea).update(inputs={"reason": "geheim"})
    empty_initiative(idea, at=NOW, because="vernietigingslijst")
    empty_initiative(idea, at=NOW, because="vernietigingslijst")
    again = Initiative.objects.get(pk=idea.pk)
    assert (again.title, again.summary, again.description, again.anonymised_at) == ("(geanonimiseerd)", "", "", NOW)
    assert again.people.count() == 0
    assert Erasure.objects.filter(object_id=idea.pk).exists()


def test_no_table_keeps_a_word_of_an_emptied_initiative_in_any_column(
    world: World, outside: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    person, wording = planted(world), Wording.of("\n".join(STRINGS))
    assert len(places_of(person.idea, wording)) > 20
    with django_capture_on_commit_callbacks(execute=True):
        empty_initiative(person.idea, at=NOW, because="vernietigingslijst")
    assert places_of(person.idea, wording) == STAYS
    assert [path for path in (outside / "media").rglob("*") if path.is_file()] == []


def test_a_table_that_is_passed_over_is_seen(world: World, outside: Path) -> None:
    person, wording = planted(world), Wording.of("\n".join(STRINGS))
    empty_initiative(person.idea, at=NOW, because="vernietigingslijst")
    Note.objects.create(initiative=person.idea, kind="internal", text=STRINGS[0], by=world.people["BM.lead"], at=NOW)
    assert places_of(person.idea, wording) == STAYS | {"initiatives.note"}
