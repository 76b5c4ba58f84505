"""Somebody asks to be erased: found everywhere, gone everywhere, and gone again after an old copy was put back."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import transaction
from pytest_django import DjangoCaptureOnCommitCallbacks

from archive.deeds.erase import erase_person, replay
from archive.deeds.journal import complete_journal, journal_path
from archive.deeds.places import find_places
from archive.deeds.register import text_columns
from archive.deeds.wording import Wording
from archive.models import Erasure
from initiatives.deeds.do import do
from initiatives.models import Initiative, Message, Note
from initiatives.statuses import Status
from initiatives.workflow.action import Actor
from tests.archive.planted import STRINGS, Person
from tests.initiatives.world import NOW, World


def left(*strings: str) -> list[str]:
    """Where any of them still stands, in any text of any table."""
    return sorted(
        f"{model._meta.label}.{name}"
        for model in apps.get_models()
        for name in text_columns(model)
        for value in model._base_manager.values_list(name, flat=True)
        if any(string.lower() in str(value).lower() for string in strings)
    )


@pytest.fixture
def person(world: World, outside: Path) -> Person:
    return Person(world).everywhere()


def erase(person: Person, *, but: str = "") -> int:
    wording = Wording.of(person.strings)
    keys = {place.key for place in find_places(wording) if not place.key.startswith(but or "-")}
    return erase_person(wording, keys=keys, by=Actor(user=person.world.people["IC"]), at=NOW)


def test_somebody_who_is_erased_stands_nowhere_any_more(
    person: Person, outside: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    assert len(person.places) > 90
    assert len(left(*STRINGS)) > 80
    with django_capture_on_commit_callbacks(execute=True):
        erase(person)
    assert left(*STRINGS) == []
    assert (Session.objects.count(), cache.get("typed")) == (0, None)
    assert [path for path in outside.rglob("*") if path.is_file()] == [outside / "erasures.jsonl"]


def test_who_tried_to_get_in_too_often_stays_outside_while_somebody_is_erased(person: Person, outside: Path) -> None:
    assert cache.add("throttle:login:1234", 1, 900) is True
    erase(person)
    assert (cache.add("throttle:login:1234", 1, 900), cache.get("typed")) == (False, None)


def test_the_rest_of_a_text_stays(person: Person) -> None:
    erase(person)
    assert Note.objects.get().text == "Met [naam verwijderd] gebeld."
    idea = Initiative.objects.get(pk=person.idea.pk)
    assert idea.title == "Met [naam verwijderd] gebeld."


def test_what_was_quoted_from_a_mistake_is_erased_with_it(world: World, outside: Path) -> None:
    idea = world.initiative(Status.IN_REVIEW)
    said = "Dag. Wij belden over de bank met mevrouw Zus W. Zonnebloem. Wij komen dinsdag."
    line = do("message_resident", idea, by=world.actor("IC"), at=NOW, message=said)
    right = do("correct", idea, by=world.actor("IC"), at=NOW, line=line, correction="Wij komen woensdag.")
    assert "Zus W. Zonnebloem" in right.text.sentence
    wording = Wording.of("Zus W. Zonnebloem")

    erase_person(wording, keys={place.key for place in find_places(wording)}, by=Actor(user=world.people["IC"]), at=NOW)

    assert left("Zonnebloem", "Zus W.") == []
    right.text.refresh_from_db()
    assert (right.text.sentence, right.text.emptied_at) == ("", NOW)


def test_a_place_that_was_left_out_is_still_found(person: Person) -> None:
    erase(person, but="initiatives.note:")
    assert left(*STRINGS) == ["initiatives.Note.text"]


def test_erasing_twice_is_erasing_once(person: Person) -> None:
    assert erase(person) == 32
    before = Erasure.objects.count()
    assert (erase(person), Erasure.objects.count()) == (0, before)


def put_back_an_old_copy(person: Person) -> None:
    """As a restore does it: the rows of before are back, the journal beside the database is still there."""
    before = transaction.savepoint()
    erase(person)
    lines = person.journal_lines()
    transaction.savepoint_rollback(before)
    person.write_journal(lines)


def test_who_was_erased_stays_erased_after_an_old_copy_was_put_back(person: Person) -> None:
    put_back_an_old_copy(person)
    assert len(left(*STRINGS)) > 80
    replay(since=NOW, now=NOW)
    assert left(*STRINGS) == []
    assert Note.objects.get().text == "Met [naam verwijderd] gebeld."


def test_what_was_erased_before_the_copy_is_not_touched_again(person: Person) -> None:
    put_back_an_old_copy(person)
    assert replay(since=NOW + timedelta(seconds=1), now=NOW) == 0
    assert "initiatives.Note.text" in left(*STRINGS)


def test_words_that_were_changed_since_the_copy_are_emptied_rather_than_guessed_at(person: Person) -> None:
    put_back_an_old_copy(person)
    Note.objects.update(text="Kwikstaart12 zei iets anders")
    replay(since=NOW, now=NOW)
    assert Note.objects.get().text == "[naam verwijderd]"


def test_the_journal_names_nobody(person: Person) -> None:
    put_back_an_old_copy(person)
    assert journal_path().read_text().count("kwikstaart") + journal_path().read_text().count("Kwikstaart") == 0


def test_the_night_writes_what_a_stopped_machine_left_out_of_the_journal(person: Person) -> None:
    erase(person)
    rows = Erasure.objects.count()
    assert complete_journal(now=NOW) == f"{rows} wissingen bijgeschreven in het journaal"
    assert complete_journal(now=NOW) == ""
    assert len(journal_path().read_text().splitlines()) == rows


def test_two_letters_to_one_person_are_told_apart_by_their_day(world: World) -> None:
    idea = world.initiative(Status.IN_REVIEW)
    for days in (0, 40):
        Message.objects.create(
            initiative=idea, channel="email", recipient="Zeldzaam Jansen", subject="Uw idee", address="",
            body="Beste Zeldzaam Jansen, dank u wel.", created_at=NOW + timedelta(days=days),
        )  # fmt: skip
    places = find_places(Wording.of("Zeldzaam Jansen"))
    assert [place.when for place in places] == [NOW, NOW + timedelta(days=40)]
    assert {place.excerpt for place in places} == {"Beste Zeldzaam Jansen, dank u wel."}
