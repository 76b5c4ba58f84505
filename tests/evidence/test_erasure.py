"""Fifty strings of one person in every place, an erasure, and a search through all bytes that are left."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from pytest_django import Settings

from archive.deeds.erase import erase_person, replay
from archive.deeds.places import find_places
from archive.deeds.wording import Wording
from initiatives.workflow.action import Actor
from tests.archive.planted import STRINGS, Person
from tests.initiatives.world import NOW, World

Write = Callable[[str, Any], None]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def person(settings: Settings, tmp_path: Path) -> Person:
    settings.VAR, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    settings.SMTP = {**settings.SMTP, "EMAIL_FILE_PATH": str(tmp_path / "mail")}
    planted = Person(World()).everywhere()
    # Written over once, so that free pages and the search index hold an older text as well.
    type(planted.idea).objects.filter(pk=planted.idea.pk).update(place="elders")
    return planted


def dump() -> bytes:
    """Every byte of the database: the file itself, or every column of every table as text."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            path = Path(connection.settings_dict["NAME"])
            return b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        rows = []
        for (table,) in cursor.fetchall():
            # The names come from the database itself.
            cursor.execute(f'SELECT "{table}"::text FROM "{table}"')
            rows += [row for (row,) in cursor.fetchall()]
        return "\n".join(rows).encode()


def found() -> set[str]:
    """Which strings can still be read, anywhere."""
    files = b"".join(path.read_bytes() for path in Path(settings.VAR).rglob("*") if path.is_file())
    names = "\n".join(str(path) for path in Path(settings.VAR).rglob("*")).encode()
    everything = (dump() + files + names).lower()
    return {string for string in STRINGS if string.lower().encode() in everything}


def erase(person: Person, *, but: str = "-") -> None:
    wording = Wording.of(person.strings)
    keys = {place.key for place in find_places(wording) if not place.key.startswith(but)}
    erase_person(wording, keys=keys, by=Actor(user=person.world.people["IC"]), at=NOW)


def test_of_fifty_strings_none_is_left(person: Person, figure: Write) -> None:
    figure("places", len(person.places))
    figure("before", len(found()))
    erase(person)
    figure("after", len(found()))
    assert found() == set()


def test_a_place_that_is_left_out_is_found(person: Person, figure: Write) -> None:
    erase(person, but="initiatives.note:")
    figure("control", len(found()))
    assert len(found()) == 1


def test_after_an_old_copy_is_put_back_none_is_left(person: Person, figure: Write) -> None:
    lines: list[str] = []
    try:
        with transaction.atomic():
            erase(person)
            lines = person.journal_lines()
            raise RuntimeError("the old copy is put back")
    except RuntimeError:
        person.write_journal(lines)
    figure("back", len(found()))
    replay(since=NOW, now=NOW)
    # Sessions, the cache and mails as files are no part of a copy of the database that is put back.
    figure("again", len(found() - person.outside_strings))
    assert found() - person.outside_strings == set()
