"""A municipality that began on SQLite moves to PostgreSQL: everything comes along, and nothing is taken on trust."""

import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from archive.backup.make import WITHOUT
from archive.backup.moving import models_to_move, sum_of
from kernen.models import Municipality
from tests.evidence.earnest_town import Town, found_town

pytestmark = pytest.mark.django_db(transaction=True)
START = "import django; django.setup(); import sys, json; "
LOOK = START + (
    "from initiatives.models import Event, Seal; from initiatives.sealing import verify_logs;"
    "from django.utils import timezone; from tests.archive.test_moving import words_found;"
    "print(json.dumps({'event': Event.objects.count(), 'seal': Seal.objects.count(),"
    "'faults': list(verify_logs(at=timezone.now())), 'found': words_found('een')}))"
)
WRITE = START + (
    "from kernen.models import Kern; last = Kern.objects.order_by('-pk').first();"
    "print(Kern.objects.create(name='Nieuwdorp', slug='nieuwdorp').pk - last.pk)"
)
TABLES = START + "from django.db import connection; print(len(connection.introspection.table_names()))"
CHANGE = START + (
    "from django.db import connection; c = connection.cursor();"
    "c.execute(\"UPDATE initiatives_event SET action = 'anders' WHERE id = (SELECT min(id) FROM initiatives_event)\")"
)


IDEAS = 20


def words_found(word: str) -> int:
    """By the index the database keeps itself."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM initiatives_search WHERE words @@ %s::tsquery", [f"'{word}'"])
        return int(cursor.fetchone()[0])


def test_every_table_moves_but_those_that_are_made_anew() -> None:
    there = {name for name in connection.introspection.table_names() if not name.startswith("initiatives_search")}
    assert there - {model._meta.db_table for model in models_to_move()} == WITHOUT | {"django_migrations"}


def test_one_letter_that_is_another_is_another_sum() -> None:
    town = Municipality.objects.create(pk=1, name="Valkenburg aan de Geul")
    before = sum_of(Municipality, "default")
    assert sum_of(Municipality, "default") == before
    Municipality.objects.filter(pk=town.pk).update(name="Valkenburg aan de Geuk")
    after = sum_of(Municipality, "default")
    assert (after.rows, after.checksum == before.checksum) == (before.rows, False)


def test_who_stays_on_sqlite_is_told_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.backup.moving.connection", SimpleNamespace(vendor="sqlite"))
    with pytest.raises(CommandError, match="Zet DATABASE_URL op de lege PostgreSQL-database en probeer het opnieuw"):
        call_command("move_to_postgres")


@pytest.fixture
def new_url() -> Iterator[str]:
    """An empty database on the server of this run."""
    if connection.vendor != "postgresql":
        pytest.skip("there is no PostgreSQL in this round")
    name, address = f"nieuw_{uuid4().hex[:8]}", os.environ["DATABASE_URL"]
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    before, question, after = address.partition("?")
    yield f"{before.rpartition('/')[0]}/{name}{question}{after}"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_everything_comes_along_and_still_proves_itself(tmp_path: Path, new_url: str) -> None:
    old = found_town(tmp_path / "stad")
    old.must("-m", "tests.evidence.fill_large", str(IDEAS))
    new = Town(folder=old.folder, url=new_url)
    said = new.must("manage.py", "move_to_postgres").splitlines()
    assert said[-1] == "Klaar: alles is overgezet en alles klopt. Iedereen logt opnieuw in."
    with closing(sqlite3.connect(old.folder / "burgerkracht.sqlite3")) as file:
        there = {
            what: file.execute(f"SELECT count(*) FROM initiatives_{what}").fetchone()[0]
            for what in ("event", "seal", "initiative")
        }
        matching = "SELECT count(*) FROM initiatives_search WHERE initiatives_search MATCH 'een'"
        found = file.execute(matching).fetchone()[0]
    assert min(there["event"], there["initiative"]) >= IDEAS
    assert found > IDEAS / 2
    assert there["seal"] > 0
    assert f"{there['initiative']:>9}  initiatives_initiative" in said
    assert json.loads(new.must("-c", LOOK)) == {
        "event": there["event"],
        "seal": there["seal"],
        "faults": [],
        "found": found,
    }
    # The next number comes after those that came along, and a log is as closed as it was.
    assert int(new.must("-c", WRITE)) > 0
    assert "a log is never changed" in new.run("-c", CHANGE).stderr
    # A second time it is no empty database any more.
    again = new.run("manage.py", "move_to_postgres")
    assert (again.returncode, "staat al iets" in again.stderr) == (1, True)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ("UPDATE kernen_kern SET name = name || char(0)", "PostgreSQL neemt een rij niet aan"),
        ("DELETE FROM django_migrations WHERE app = 'archive' AND name LIKE '0002%'", "van een andere versie"),
        ("", "is niet te lezen"),
    ],
)
def test_what_cannot_move_leaves_both_as_they_were(tmp_path: Path, new_url: str, wrong: str, why: str) -> None:
    old = found_town(tmp_path / "stad")
    file = tmp_path / "oud.sqlite3"
    shutil.copy(old.folder / "burgerkracht.sqlite3", file)
    if wrong:
        with closing(sqlite3.connect(file)) as spoiled:
            spoiled.execute(wrong)
            spoiled.commit()
    else:
        file.write_bytes(b"geen database" * 100)
    before, new = file.read_bytes(), Town(folder=old.folder, url=new_url)
    done = new.run("manage.py", "move_to_postgres", str(file))
    assert (done.returncode, why in done.stderr) == (1, True), done.stderr
    assert file.read_bytes() == before
    assert new.must("-c", TABLES).strip() == "0"
