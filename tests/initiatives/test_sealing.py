"""A security officer finds every line that was changed, taken away or put in after it was written."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection

from initiatives import sealing
from initiatives.models import AccessEntry, Event, EventText, Seal
from initiatives.models.access import Log, Looked
from initiatives.relations import Relation
from initiatives.sealing import last_seals, look_back, seal_logs, verify_logs
from tests.initiatives.world import NOW, World
from tests.unlocked import run, unlocked

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


def look(number: int = 1, *, ago: timedelta = timedelta(hours=1)) -> None:
    """Somebody looked so often, in the hour before LATER."""
    for _ in range(number):
        AccessEntry.objects.create(
            at=LATER - ago, function=Relation.INTERNAL_COORDINATOR, what=Looked.CONTACT_DATA, why="Klopt dit – ja?"
        )


def found(at: object = LATER) -> list[str]:
    return list(verify_logs(at=LATER))


@pytest.fixture
def ids(db: None) -> list[int]:
    """Nine looks under three seals."""
    for hour in range(3):
        look(3)
        assert len(seal_logs(at=LATER + timedelta(hours=hour))) == 1
    return list(AccessEntry.objects.order_by("pk").values_list("pk", flat=True))


def test_nothing_is_said_of_logs_that_were_left_alone(ids: list[int]) -> None:
    assert [(one.first_id, one.last_id, one.rows) for one in Seal.objects.order_by("pk")] == [
        (ids[0], ids[2], 3), (ids[3], ids[5], 3), (ids[6], ids[8], 3),
    ]  # fmt: skip
    assert found() == []


def test_sealing_twice_makes_one_seal(ids: list[int]) -> None:
    assert seal_logs(at=LATER) == []
    assert Seal.objects.count() == 3


def test_a_look_of_this_very_moment_waits_for_the_next_round_and_so_does_what_came_after_it() -> None:
    look(2)
    look(1, ago=timedelta(minutes=1))
    look(1)
    (made,) = seal_logs(at=LATER)
    assert made.rows == 2

    (rest,) = seal_logs(at=LATER + timedelta(hours=1))
    assert rest.rows == 2
    assert found() == []


def test_a_clock_that_jumped_ahead_does_not_stop_the_sealing() -> None:
    look(1, ago=timedelta(days=-300))
    assert [one.rows for one in seal_logs(at=LATER)] == [1]


def test_a_long_log_is_sealed_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "AT_MOST", 4)
    look(9)
    assert [one.rows for one in seal_logs(at=LATER)] == [4, 4, 1]
    assert found() == []


CHANGED = "een regel of een zegel is veranderd na het verzegelen."
COUNTED = "Er is een regel weggehaald of bijgezet, of een zegel weggehaald."


def said(ids: list[int], seal: int, ending: str, *, there: int | None = None) -> str:
    """The sentence about one of the three seals."""
    where = f"Inzagen, regel {ids[3 * seal - 1] + 1 if seal else 1} tot en met {ids[3 * seal + 2]}: "
    counted = f"er zijn {there} regels, verzegeld werden er 3. " if there is not None else ""
    return where + counted + ending


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("why", "Klopt dit – nee?"), ("result", "refused"), ("what", "print"), ("function", "manager"),
        ("request_id", "a"), ("object_id", 1), ("at", NOW + timedelta(microseconds=1)),
    ],
)  # fmt: skip
def test_a_changed_line_is_found_whatever_was_changed(ids: list[int], column: str, value: object) -> None:
    with unlocked():
        AccessEntry.objects.filter(pk=ids[4]).update(**{column: value})
    assert found() == [said(ids, 1, CHANGED)]


def test_a_line_that_was_taken_away_is_found(ids: list[int]) -> None:
    with unlocked():
        run([f"DELETE FROM initiatives_accessentry WHERE id = {ids[4]}"])
    assert found() == [said(ids, 1, COUNTED, there=2)]


def test_a_line_that_was_put_in_another_place_is_found(ids: list[int]) -> None:
    with unlocked():
        run([f"UPDATE initiatives_accessentry SET id = {ids[8] + 1000} WHERE id = {ids[4]}"])
    assert found() == [said(ids, 1, COUNTED, there=2)]


def test_a_line_that_was_put_in_between_is_found(ids: list[int]) -> None:
    with unlocked():
        run([f"DELETE FROM initiatives_accessentry WHERE id = {ids[4]}"])
        AccessEntry.objects.create(pk=ids[4], at=NOW, function=Relation.MANAGER, what=Looked.CONTACT_DATA)
    assert found() == [said(ids, 1, CHANGED)]


def test_a_line_that_was_put_in_before_the_first_is_found(ids: list[int]) -> None:
    AccessEntry.objects.create(pk=-1, at=NOW, function=Relation.MANAGER, what=Looked.CONTACT_DATA)
    assert found() == [said(ids, 0, COUNTED, there=4)]


@pytest.mark.parametrize("column", ["digest", "rows", "at"])
def test_a_changed_seal_is_found_and_so_is_the_one_that_held_on_to_it(ids: list[int], column: str) -> None:
    middle = Seal.objects.get(first_id=ids[3])
    with unlocked():
        Seal.objects.filter(pk=middle.pk).update(**{column: {"digest": "a" * 64, "rows": 2, "at": NOW}[column]})
    expected = {
        "digest": [said(ids, 1, CHANGED), said(ids, 2, CHANGED)],
        "rows": [said(ids, 1, COUNTED, there=3).replace("werden er 3", "werden er 2")],
        "at": [said(ids, 1, CHANGED)],
    }
    assert found() == expected[column]


def test_a_seal_that_was_taken_away_is_missed_by_the_next_one(ids: list[int]) -> None:
    with unlocked():
        run([f"DELETE FROM initiatives_seal WHERE first_id = {ids[3]}"])
    sentence = said(ids, 2, COUNTED, there=6).replace(f"regel {ids[5] + 1}", f"regel {ids[2] + 1}")
    assert found() == [sentence]


def test_the_last_seal_is_missed_after_a_day_and_at_once_by_who_kept_its_digest(ids: list[int]) -> None:
    kept = last_seals()
    assert list(look_back(known=kept)) == []
    with unlocked():
        run([f"DELETE FROM initiatives_seal WHERE first_id = {ids[6]}"])

    assert found() == []
    assert list(verify_logs(at=LATER + timedelta(days=2))) == [
        f"Inzagen: vanaf regel {ids[6]} is er al langer dan een dag niet verzegeld."
    ]
    (digest,) = kept
    assert list(look_back(known=kept)) == [f"Inzagen: het zegel {digest}, dat elders is bewaard, is er niet meer."]


def test_events_are_sealed_like_looks_and_their_words_fit(world: World) -> None:
    initiative = world.initiative()
    event = Event.objects.create(
        initiative=initiative, at=NOW, action="correct", function=Relation.SYSTEM, audience="internal", digest="a"
    )
    assert [one.log for one in seal_logs(at=LATER)] == [Log.EVENTS]
    assert found() == [f"Gebeurtenis {event.pk}: de woorden zijn weg."]

    text = EventText.objects.create(event=event, sentence="Wij belden u.")
    assert found() == [f"Gebeurtenis {event.pk}: de woorden zijn veranderd."]
    EventText.objects.filter(pk=text.pk).update(sentence="", emptied_at=NOW)
    assert found() == []

    with unlocked():
        Event.objects.update(action="assign")
    assert found() == [f"Gebeurtenissen, regel 1 tot en met {event.pk}: {CHANGED}"]


def test_the_night_round_seals_and_says_the_digest_so_that_it_is_kept_elsewhere(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    look(2)
    call_command("daily")
    (made,) = Seal.objects.all()
    assert f"Verzegeld: {made} {made.digest}" in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_still_runs_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("On SQLite one writes at a time")
    monkeypatch.setattr(sealing, "PATIENCE", 0.2)
    look(2)
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute(
                "INSERT INTO initiatives_accessentry (at, function, what, object_type, why, result, request_id) "
                "VALUES (now(), 'system', 'print', '', '', 'shown', '')"
            )
            assert seal_logs(at=LATER) == []
            cursor.execute("ROLLBACK")
    finally:
        other.close()
    assert [one.rows for one in seal_logs(at=LATER)] == [2]
