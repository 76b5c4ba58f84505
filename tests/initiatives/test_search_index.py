"""The search index is kept by the database, forgets what must be forgotten, and answers whatever is typed."""

from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from initiatives.migrations import _search_index
from initiatives.models import ContactPerson, Initiative, InitiativeKern
from initiatives.search import find
from initiatives.statuses import Status
from initiatives.workflow.perform import perform
from kernen.models import Kern
from tests.factories import make_kern, sign_in
from tests.initiatives.test_search import FOOTPATH, SPEEDBUMPS, call, found
from tests.initiatives.world import NOW, World

# ---- the index is kept by the database ------------------------------------------------------------------


def test_an_edit_by_whatever_means_is_found_at_once_and_the_old_words_are_not(world: World) -> None:
    initiative = world.initiative(Status.SUBMITTED, title="Klimrek")
    Initiative.objects.filter(pk=initiative.pk).update(title="Glijbaan")
    assert (found("klimrek"), found("glijbaan")) == (set(), {"Glijbaan"})

    with connection.cursor() as cursor:
        cursor.execute("UPDATE initiatives_initiative SET title = 'Waterput' WHERE id = %s", [initiative.pk])
    assert (found("glijbaan"), found("waterput")) == (set(), {"Waterput"})

    Initiative.objects.bulk_create([copy_of(initiative, title="Kabelbaan")])
    assert found("kabelbaan") == {"Kabelbaan"}


def test_a_kern_with_another_name_and_an_initiative_in_another_kern_are_found_there(world: World) -> None:
    initiative = world.initiative(Status.SUBMITTED, title="Bankje")
    Kern.objects.filter(pk=world.kern.pk).update(name="Sint Gerlach")
    assert (found("gerlach"), found("sibbe")) == ({"Bankje"}, set())

    InitiativeKern.objects.filter(initiative=initiative).update(kern=make_kern("IJzeren"))
    assert (found("gerlach"), found("ijzeren")) == (set(), {"Bankje"})


def test_a_person_who_is_taken_off_or_renamed_is_not_found_by_the_old_name(world: World) -> None:
    initiative, officer = world.initiative(Status.SUBMITTED, title="Bankje"), world.people["IC"]
    person = call(initiative, "Zwanenberg")
    ContactPerson.objects.filter(pk=person.pk).update(name="Ooievaar")
    assert (found("zwanenberg", by=officer), found("ooievaar", by=officer)) == (set(), {"Bankje"})

    person.delete()
    assert found("ooievaar", by=officer) == set()


def test_of_a_cry_for_help_no_word_is_left_in_the_index(world: World) -> None:
    initiative = world.initiative(
        Status.EXPLORING, title="Huilgeluiden", summary="Hoor ik elke nacht.", description="Bij familie Zwanenberg."
    )
    call(initiative, "Roodborst")
    other = world.initiative(Status.EXPLORING, title="Nachtwandeling")
    assert {"huilgeluiden", "zwanenberg", "roodborst", "nachtwandeling"} <= words_kept()

    perform(
        "refer", initiative, by=world.actor("IC"), at=NOW, version=initiative.version,
        kind="care_request", receiver="Wijkteam", receiver_phone="043", receiver_email="", warm=True,
    )  # fmt: skip

    initiative.refresh_from_db()
    assert initiative.is_emptied
    assert not {"huilgeluiden", "zwanenberg", "roodborst"} & words_kept()
    assert not any(word in kept_in_blocks() for word in (b"huilgel", b"uilgeluiden", b"wanenberg", b"oodborst"))
    assert "nachtwandeling" in words_kept()
    assert set(find(Initiative.objects.all(), "nachtwandeling")) == {other}


def test_what_was_there_before_the_index_is_in_it_and_it_can_be_taken_away(world: World) -> None:
    call(world.initiative(Status.SUBMITTED, **SPEEDBUMPS), "Zwanenberg")
    with connection.cursor() as cursor:
        for sql in _search_index.drop(connection.vendor):
            cursor.execute(sql)
        assert not [name for name in connection.introspection.table_names() if "search" in name]
        world.initiative(Status.SUBMITTED, **FOOTPATH)
        for sql in _search_index.make(connection.vendor):
            cursor.execute(sql)

    assert found("speeltuin") == {SPEEDBUMPS["title"]}
    assert found("wandelpad") == {FOOTPATH["title"]}
    assert found("zwanenberg", by=world.people["IC"]) == {SPEEDBUMPS["title"]}


def test_every_trigger_still_stands_after_the_last_migration(db: None) -> None:
    """SQLite drops them with a table that a migration makes anew; it then ends with `_search_index.keep`."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            wanted = {n for kept in _search_index.BOTH for n in _search_index.sqlite_names(kept)}
            wanted.remove("initiatives_search_people_on_empty")
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
            wanted = {f"{kept.index}_on_{event}" for kept in _search_index.BOTH for event in ("row", "truncate")}
        there = {name for (name,) in cursor.fetchall()}

    assert wanted <= there


def test_the_index_is_kept_again_when_a_table_was_made_anew(world: World) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps its triggers")
    initiative = world.initiative(Status.SUBMITTED, title="Klimrek")
    with connection.cursor() as cursor:
        # Of two tables one was made anew: its triggers are gone, those of the other stand.
        for name in _search_index.sqlite_names(_search_index.STORIES):
            cursor.execute(f"DROP TRIGGER {name}")
        for sql in _search_index.keep("sqlite"):
            cursor.execute(sql)

    Initiative.objects.filter(pk=initiative.pk).update(title="Glijbaan")
    assert (found("klimrek"), found("glijbaan")) == (set(), {"Glijbaan"})
    call(initiative, "Zwanenberg")
    assert found("zwanenberg", by=world.people["IC"]) == {"Glijbaan"}


def copy_of(initiative: Initiative, **facts: Any) -> Initiative:
    """Another one like it."""
    copied = Initiative.objects.get(pk=initiative.pk)
    copied.pk, copied.reference = None, "VAG-2026-0900"
    for name, value in facts.items():
        setattr(copied, name, value)
    return copied


def words_kept() -> set[str]:
    """Every word the database can still look up."""
    if connection.vendor == "sqlite":
        tables = [f"SELECT term FROM {kept.index}_words" for kept in _search_index.BOTH]
    else:
        tables = [f"SELECT unnest(tsvector_to_array(words)) FROM {kept.index}" for kept in _search_index.BOTH]
        tables.append("SELECT word FROM initiatives_search_word")
    with connection.cursor() as cursor:
        cursor.execute(" UNION ".join(tables))
        return {word for (word,) in cursor.fetchall()}


def kept_in_blocks() -> bytes:
    """What FTS5 wrote down, as it stands in its own tables; elsewhere nothing."""
    if connection.vendor != "sqlite":
        return b""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT block FROM initiatives_search_data UNION SELECT block FROM initiatives_search_people_data"
        )
        return b" ".join(bytes(block) for (block,) in cursor.fetchall())


# ---- who wants to break it ------------------------------------------------------------------------------

HOSTILE = [
    '"', "'", '""""', "'''", "NEAR(bank kapel)", "bank AND", "OR", "NOT bank", "bank*", "*", "^bank", "title:bank",
    "{title summary}: bank", "-bank", "+bank", "bank OR (", ")", "bank & kapel", "bank | !kapel", "bank <-> kapel",
    "bank:*", "bank:ABCD", "!!", "\\", "\\'", "bank\\", "%", "_", "%%%s", "%(bank)s", "bank\x00kapel", "\x00", "🎉",
    "👩‍👩‍👧 bank", "\u202eknab", "ﬁets", "ß", "İstanbul", "x" * 10_000, "bank " * 2_000, "é" * 10_000, "; DROP TABLE x",
    "1e5", "٣", "²", "bank\u0300\u0301\u0302", "ǆ", "日本語", "कि", "\ud7ff\ufffe", "VAG-2026-" + "9" * 6, "VAG-0000-0",
]  # fmt: skip


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_whatever_is_typed_the_box_answers(world: World, number: int) -> None:
    initiative = world.initiative(Status.SUBMITTED, organisation="日本語 कि ß İstanbul 🎉 ²")
    call(initiative, "O'Neill")
    typed = HOSTILE[number]
    client = sign_in(world.people["IC"])

    found(typed, by=world.people["IC"])
    assert client.get("/initiatieven/", {"q": typed}).status_code == 200
    assert client.get("/initiatieven/zoek/", {"q": typed}).status_code == 302
    assert client.get("/initiatieven/lijkt-op/", {"titel": typed, "kern": typed}).status_code == 200


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(max_size=60))
def test_no_text_whatever_is_an_error(world: World, typed: str) -> None:
    typed = typed.replace("\x00", "")
    with transaction.atomic():
        row = world.initiative(Status.SUBMITTED, title=typed[:100], organisation=typed[:60])
        list(find(Initiative.objects.all(), typed))
        Initiative.objects.filter(pk=row.pk).delete()
        transaction.set_rollback(True)


def test_words_in_another_script_are_found_too(world: World) -> None:
    world.initiative(Status.SUBMITTED, title="Feest", organisation="Ελλάδα Дружба")

    assert found("ελλαδα") == found("дружба") == {"Feest"}
