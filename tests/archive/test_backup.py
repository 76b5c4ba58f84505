"""A copy is made while people work, and put back on an empty machine: everything is there, and nothing too much."""

import json
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from pytest_django import Settings

from archive.backup import postgres
from archive.backup.make import make_backup
from archive.backup.manifest import NAME, Manifest, NotUsable
from archive.backup.put_back import put_back
from archive.backup.verify import find_faults
from archive.deeds.empty import empty_initiative
from initiatives.deeds.attachments import add_files
from initiatives.models import Attachment, EventText, Initiative
from initiatives.statuses import Status
from initiatives.workflow.action import Actor
from initiatives.workflow.storing import CleanFile, path_of
from tests.initiatives.papers import PDF
from tests.initiatives.world import NOW, World
from tests.postgres_tools import postgres_tools
from tests.unlocked import unlocked

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def tools(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tools of the newest PostgreSQL that the tests bring along."""
    monkeypatch.setenv("PG_BIN", str(postgres_tools()))


@pytest.fixture
def idea(transactional_db: None, outside: Path) -> Initiative:
    """An idea with a photo, in a town where somebody is signed in."""
    world = World()
    idea = world.initiative(Status.IN_REVIEW, title="Bank bij de kapel")
    file = CleanFile(name="tekening.pdf", kind="pdf", content=PDF)
    add_files(idea, by=Actor(user=world.people["IC"]), at=NOW, files=[file], form_key=None)
    Client().force_login(world.people["IC"])
    return idea


def copy_of_everything(outside: Path) -> Path:
    return make_backup(outside / "kopie", now=datetime(2026, 11, 19, 3, 0, tzinfo=UTC), say=quietly)


def quietly(_sentence: str) -> None:
    pass


def lose_everything() -> None:
    """The machine burned down."""
    Initiative.objects.update(title="Verbrand")
    shutil.rmtree(path_of(Attachment().stored_as).parent, ignore_errors=True)


def back(folder: Path) -> Manifest:
    return put_back(folder, now=datetime.now(UTC), say=quietly, replace=True)


# ---- there and back ----------------------------------------------------------------------------------


def test_after_a_fire_everything_is_there_again(idea: Initiative, outside: Path) -> None:
    folder = copy_of_everything(outside)
    lose_everything()
    assert len(list(find_faults(at=NOW))) == 1
    back(folder)
    attachment = Attachment.objects.get()
    assert Initiative.objects.get().title == "Bank bij de kapel"
    assert (attachment.initiative_id, path_of(attachment.stored_as).read_bytes()) == (idea.pk, PDF)
    assert list(find_faults(at=NOW)) == []


def test_a_copy_of_what_was_put_back_is_the_same_copy(idea: Initiative, outside: Path) -> None:
    first = copy_of_everything(outside)
    back(first)
    again = make_backup(outside / "nog-een", now=datetime(2026, 11, 20, tzinfo=UTC), say=quietly)
    assert Manifest.read(again).tables == Manifest.read(first).tables
    assert back(again).files == Manifest.read(first).files


def test_nobody_else_on_the_machine_reads_a_copy_and_nobody_signs_in_with_it(idea: Initiative, outside: Path) -> None:
    folder = copy_of_everything(outside)
    assert [path for path in folder.rglob("*") if path.stat().st_mode & 0o077] == []
    assert Session.objects.count() == 1
    key = Session.objects.get().session_key
    back(folder)
    assert Session.objects.count() == 0
    assert [path for path in folder.rglob("*") if path.is_file() and key.encode() in path.read_bytes()] == []


def test_who_was_erased_after_the_copy_stays_erased(idea: Initiative, outside: Path) -> None:
    folder = copy_of_everything(outside)
    empty_initiative(idea, at=datetime.now(UTC), because="avg_17")
    back(folder)
    assert "kapel" not in Initiative.objects.get().title
    assert not path_of(Attachment.objects.get().stored_as).exists()


def test_what_was_written_a_moment_ago_is_in_the_copy_though_the_file_of_the_database_lacks_it(
    idea: Initiative, outside: Path
) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite has its database in one file")
    plain = outside / "gewone-kopie.sqlite3"
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as busy:
        busy.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy.execute("BEGIN")
        busy.execute("SELECT count(*) FROM initiatives_initiative").fetchall()
        Initiative.objects.filter(pk=idea.pk).update(title="Bank bij de vijver")
        shutil.copy(str(connection.settings_dict["NAME"]), plain)
        folder = copy_of_everything(outside)
    assert titles(plain) == ["Bank bij de kapel"]
    assert titles(folder / "database.sqlite3") == ["Bank bij de vijver"]


def titles(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as copy:
        return [title for (title,) in copy.execute("SELECT title FROM initiatives_initiative")]


# ---- refused -----------------------------------------------------------------------------------------


def test_a_full_database_is_only_replaced_by_who_says_so_twice(idea: Initiative, outside: Path) -> None:
    folder = copy_of_everything(outside)
    Initiative.objects.filter(pk=idea.pk).update(title="Van na de kopie")
    for options in ([], ["--vervang"], ["--ja-alles-weg"]):
        with pytest.raises(CommandError, match="staat al iets"):
            call_command("restore", str(folder), *options)
    assert Initiative.objects.get().title == "Van na de kopie"
    said = run("restore", str(folder), "--vervang", "--ja-alles-weg")
    assert said.splitlines()[-1] == "Klaar: de kopie is teruggezet en alles klopt."
    assert Initiative.objects.get().title == "Bank bij de kapel"


def run(*command: str) -> str:
    """What a command says."""
    lines: list[str] = []

    class Paper:
        def write(self, text: str) -> None:
            lines.append(text)

    call_command(*command, stdout=Paper())
    return "".join(lines)


def spoil(path: Path) -> None:
    """One bit falls over."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("what", "why"),
    [
        ("database.*", "De database in deze kopie ontbreekt of is veranderd."),
        ("bestanden/bijlagen/*", "Dit bestand in de kopie ontbreekt of is veranderd"),
        (NAME, "De inhoudsopgave van deze kopie is veranderd."),
    ],
)
def test_a_copy_in_which_one_bit_fell_over_is_refused_before_anything_is_written(
    idea: Initiative, outside: Path, what: str, why: str
) -> None:
    folder = copy_of_everything(outside)
    spoil(next(folder.glob(what)))
    with pytest.raises(NotUsable, match=why):
        back(folder)
    assert Initiative.objects.get().title == "Bank bij de kapel"


def rewrite(folder: Path, **facts: Any) -> None:
    """Somebody writes another manifest, hash and all."""
    said = json.loads((folder / NAME).read_text()) | facts
    (folder / NAME).write_text(json.dumps(said))
    (folder / f"{NAME}.sha256").write_text(sha256((folder / NAME).read_bytes()).hexdigest())


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"migrations": {"initiatives": ["0999_from_the_future"]}}, "initiatives.0999_from_the_future kennen wij niet"),
        ({"vendor": "oracle"}, "Deze kopie is van oracle"),
        ({"format": 2}, "van een andere versie"),
        ({"files": {"../../buiten": {"size": 1, "sha256": "x"}}}, "een plek buiten de map"),
        ({"tables": {"initiatives_initiative": {"rows": 1, "checksum": "x"}}}, "is niet gelijk aan de kopie"),
    ],
)
def test_a_copy_that_does_not_fit_is_refused_with_the_reason(
    idea: Initiative, outside: Path, facts: dict[str, Any], why: str
) -> None:
    folder = copy_of_everything(outside)
    rewrite(folder, **facts)
    with pytest.raises(NotUsable, match=why):
        back(folder)


def test_a_copy_that_cannot_be_written_leaves_nothing_behind(idea: Initiative, outside: Path) -> None:
    (outside / "kopie").write_text("hier staat al een bestand")
    with pytest.raises(CommandError, match="kon niet worden geschreven"):
        call_command("backup", str(outside / "kopie"))
    spot = outside / "elders"
    copied = make_backup(spot, now=NOW, say=quietly)
    with pytest.raises(NotUsable, match="bestaat al"):
        make_backup(spot, now=NOW, say=quietly)
    assert list(spot.iterdir()) == [copied]


def test_without_the_tools_of_postgresql_one_hears_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PG_BIN", "/nergens")
    with pytest.raises(NotUsable, match=r"pg_dump is hier niet te vinden\. Installeer de PostgreSQL-client"):
        postgres.find_tool("pg_dump")


def test_other_keys_than_at_the_time_of_the_copy_are_named(idea: Initiative, outside: Path, settings: Settings) -> None:
    folder = copy_of_everything(outside)
    settings.ACCESS_CODE_KEYS = ["een-andere-sleutel"]
    said: list[str] = []
    put_back(folder, now=datetime.now(UTC), say=said.append, replace=True)
    assert (
        said[-1] == "Let op: ACCESS_CODE_KEYS is anders dan toen. Zet de oude sleutel erbij, anders opent geen kaart."
    )


# ---- looking whether all is well ----------------------------------------------------------------------


def test_all_is_well_in_a_town_where_nothing_happened(idea: Initiative) -> None:
    with time_machine.travel(NOW, tick=False):
        assert run("verify").splitlines()[-1] == "Alles klopt."


def test_a_file_that_is_gone_changed_or_nobodys_is_named(idea: Initiative) -> None:
    path, number = path_of(Attachment.objects.get().stored_as), Attachment.objects.get().pk
    spoil(path)
    assert list(find_faults(at=NOW)) == [f"Het bestand van bijlage {number} is veranderd"]
    path.unlink()
    assert list(find_faults(at=NOW)) == [f"Bijlage {number} heeft geen bestand"]
    path.write_bytes(PDF)
    (path.parent / "vreemd").write_bytes(PDF)
    assert list(find_faults(at=NOW)) == ["Bestand vreemd hoort bij geen bijlage; daily ruimt het na een dag op"]
    with pytest.raises(CommandError, match=r"^1 fouten gevonden\.$"), time_machine.travel(NOW):
        run("verify")


def test_words_that_were_changed_afterwards_are_named(idea: Initiative) -> None:
    text = EventText.objects.latest("pk")
    with unlocked():
        EventText.objects.filter(pk=text.pk).update(sentence="Dit is nooit gezegd.")
    assert list(find_faults(at=NOW)) == [f"De tekst van gebeurtenis {text.pk} is veranderd"]
