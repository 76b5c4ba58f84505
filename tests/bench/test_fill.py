"""The generator of the bench: the same chance makes the same town, and nothing in it points to nothing."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection

from accounts.models import User
from initiatives.deeds.invariants import broken_invariants
from initiatives.events import digest
from initiatives.models import Event, EventText, Follow, Initiative
from initiatives.search import find
from tests.bench import counting, words
from tests.bench.checking import faults_in
from tests.bench.counting import big_ones, scans
from tests.bench.fill import Filled, begin, fill
from tests.bench.places import found_municipality
from tests.bench.tables import unwatched

pytestmark = pytest.mark.django_db

MANY, NOW, TODAY = 200, datetime(2026, 11, 18, 10, 0, tzinfo=UTC), date(2026, 11, 18)


@pytest.fixture
def filled() -> Filled:
    return fill(MANY, now=NOW)


def made_by(seed: int) -> dict[str, list[list[Any]]]:
    maker = begin(MANY, now=NOW, seed=seed)
    for number in range(MANY):
        maker.make(number)
    return {name: table.rows for name, table in maker.tables.items()}


def test_the_same_chance_makes_the_same_rows_and_another_makes_others() -> None:
    found_municipality(today=TODAY)
    first = made_by(1)
    assert first == made_by(1)
    assert first["Initiative"] != made_by(2)["Initiative"]


def test_every_row_that_was_made_is_there_and_points_to_one_that_is_there(filled: Filled) -> None:
    assert list(faults_in(filled.rows)) == []
    assert Initiative.objects.count() == MANY
    assert 6 <= Event.objects.count() / MANY <= 10
    assert list(broken_invariants(today=TODAY)) == []


def test_a_row_too_few_and_one_that_points_to_nothing_are_found(filled: Filled) -> None:
    rows = filled.rows | {"Event": filled.rows["Event"] + 1}
    with pointing_to_nothing() as lost:
        assert list(faults_in(rows)) == [
            f"Event: {filled.rows['Event']} rijen, gemaakt {rows['Event']}",
            f"Follow: {filled.rows['Follow'] + 1} rijen, gemaakt {filled.rows['Follow']}",
            f"Follow.initiative: {lost} wijzen nergens heen",
        ]


class pointing_to_nothing:
    """Somebody follows what is not there, for as long as the block lasts."""

    def __enter__(self) -> int:
        user = User.objects.order_by("pk")[0]
        with unwatched():
            Follow.objects.bulk_create([Follow(user=user, initiative_id=10**9, at=NOW)])
        return 1

    def __exit__(self, *_error: object) -> None:
        Follow.objects.filter(initiative_id=10**9).delete()


def test_who_searches_finds_the_rare_word_the_common_one_and_that_of_long_ago(filled: Filled) -> None:
    assert filled.rows["Initiative"] == MANY
    oldest = Initiative.objects.order_by("created_at", "pk").values_list("pk", flat=True)[: words.oldest_of(MANY)]
    assert sorted(found(words.OLDEST)) == sorted(oldest)
    assert len(list(found(words.RARE))) == len(range(0, MANY, words.rare_every(MANY)))
    assert 0.2 * MANY < len(list(found(words.COMMON))) < 0.5 * MANY


def found(word: str) -> Iterator[int]:
    yield from find(Initiative.objects.all(), word).values_list("pk", flat=True)


def test_every_event_is_tied_to_its_words_as_the_seals_want_it(filled: Filled) -> None:
    texts = list(EventText.objects.select_related("event"))
    assert len(texts) == filled.rows["Event"]
    tied = [digest(salt=text.salt, sentence=text.sentence, inputs=text.inputs) for text in texts]
    assert tied == [text.event.digest for text in texts]


def test_what_is_written_down_afterwards_gets_the_next_number(filled: Filled) -> None:
    last = Initiative.objects.order_by("-pk").values_list("pk", flat=True)[0]
    made = Initiative.objects.create(title="Bank", summary="Een bank.", created_at=NOW, entered_at=NOW)
    assert filled.rows["Initiative"] == MANY
    assert made.pk == last + 1
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SHOW session_replication_role")
            assert cursor.fetchone() == ("origin",)


def test_a_table_that_is_read_from_the_first_row_to_the_last_is_seen_and_one_row_is_not(
    filled: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite tells its plans otherwise")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE initiatives_event")
    assert set(scans("SELECT * FROM initiatives_event WHERE action LIKE %s", ["%e%"])) == {"initiatives_event"}
    assert set(scans("SELECT * FROM initiatives_event WHERE id = %s", [1])) == set()
    assert big_ones({"initiatives_event"}) == []
    monkeypatch.setattr(counting, "BIG", 100)
    assert big_ones({"initiatives_event", "initiatives_outage"}) == ["initiatives_event"]
