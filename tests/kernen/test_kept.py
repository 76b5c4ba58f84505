"""What hardly ever changes is asked once in a few seconds, and a change made here is seen here at once."""

from concurrent.futures import ThreadPoolExecutor
from itertools import count
from threading import Event

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from initiatives.filters import kept_lists
from initiatives.search.finding import kept_kernen
from kernen import kept
from kernen.kept import Kept, KeptEach, forget_all
from kernen.models import Municipality, Role
from kernen.municipality import get_municipality, outages_at
from kernen.terms import durations
from kernen.words import words
from kernen.workdays import load_calendar
from tests.factories import make_municipality, make_user, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True, name="kept")
def _nobody_watches() -> None:
    """As in earnest, where nothing is forgotten because it was written."""


@pytest.fixture(autouse=True)
def _as_in_earnest(monkeypatch: pytest.MonkeyPatch) -> None:
    make_municipality()
    forget_all()
    monkeypatch.setattr(kept, "lasts", 60.0)


def read_all() -> None:
    words()
    durations()
    load_calendar()
    get_municipality()
    outages_at(timezone.now())
    kept_lists()
    kept_kernen()


def test_a_second_page_asks_the_database_for_none_of_it() -> None:
    read_all()
    with CaptureQueriesContext(connection) as asked:
        read_all()
    assert asked.captured_queries == []


def test_who_changes_a_word_in_beheer_reads_it_on_the_next_page() -> None:
    read_all()
    browser = sign_in(make_user(role=Role.FUNCTIONAL_ADMIN))
    added = {"key": "kern", "singular": "buurtschap", "plural": "buurtschappen", "article": "de"}
    assert browser.post("/beheer/kernen/word/add/", added).status_code == 302
    assert words()["kern"].singular == "buurtschap"


def test_who_changes_the_copy_in_hand_changes_it_for_nobody_else() -> None:
    mine = get_municipality()
    mine.name = "Iets anders"
    assert get_municipality().name != "Iets anders"


def test_after_a_few_seconds_a_change_of_another_process_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    read_all()
    Municipality.objects.update(name="Meerssen")
    assert get_municipality().name != "Meerssen"
    monkeypatch.setattr(kept, "lasts", 0.0)
    assert get_municipality().name == "Meerssen"


def test_what_takes_long_to_read_is_kept_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    at = [1000.0]
    monkeypatch.setattr("time.monotonic", lambda: at[0])
    monkeypatch.setattr(kept, "lasts", 5.0)
    asked: list[float] = []

    def read() -> float:
        asked.append(at[0])
        at[0] += 2.0
        return at[0]

    of_a_million = Kept(read)
    assert of_a_million() == 1002.0
    at[0] += 39.0
    assert of_a_million() == 1002.0
    at[0] += 2.0
    assert (of_a_million(), asked) == (1045.0, [1000.0, 1043.0])


def test_a_database_that_stood_still_makes_nothing_old_for_longer_than_a_minute(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at = [1000.0]
    monkeypatch.setattr("time.monotonic", lambda: at[0])
    monkeypatch.setattr(kept, "lasts", 5.0)

    def read() -> float:
        at[0] += 14.0
        return at[0]

    stood_still = Kept(read)
    assert stood_still() == 1014.0
    at[0] += 61.0
    assert stood_still() == 1089.0


def test_of_many_at_once_one_reads_and_the_others_take_what_was_there_or_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "lasts", 3600.0)
    reads, goes_on, asked = Event(), Event(), count(1)

    def read_slowly() -> int:
        reads.set()
        assert goes_on.wait(10)
        return next(asked)

    slow = Kept(read_slowly)
    with ThreadPoolExecutor(3) as pool:
        first = [pool.submit(slow) for _ in range(3)]
        assert reads.wait(10)
        goes_on.set()
        assert [one.result(10) for one in first] == [1, 1, 1]

        # It is over, and one of them reads anew.
        slow._kept = (0.0, 1)
        reads.clear()
        goes_on.clear()
        again = pool.submit(slow)
        assert reads.wait(10)
        assert slow() == 1
        goes_on.set()
        assert (again.result(10), slow()) == (2, 2)


def test_each_of_a_few_is_kept_for_itself() -> None:
    asked: list[str] = []

    def length_of(name: str) -> int:
        asked.append(name)
        return len(name)

    kept_lengths = KeptEach(length_of)
    assert [kept_lengths(name) for name in ("Sibbe", "Vilt", "Sibbe")] == [5, 4, 5]
    kept_lengths.forget()
    assert (kept_lengths("Vilt"), asked) == (4, ["Sibbe", "Vilt", "Vilt"])
