"""Who guesses at codes is stopped, and a hurried finger is not."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import Settings
from time_machine import travel

from accounts.throttle import TRIES, WINDOW_SECONDS, Attempt, TooManyTries, client_address, network_of
from tests.initiatives.builders import make_initiative, make_world
from tests.initiatives.test_access_code import WRONG, give

pytestmark = pytest.mark.django_db


def test_who_guesses_at_one_number_is_stopped_from_anywhere_also_with_the_right_code() -> None:
    walk = make_initiative()
    number = walk.initiative.reference or ""
    for guess in range(TRIES):
        assert give(Client(), number, WRONG, address=f"198.51.100.{guess}").status_code == 200
    stopped = give(Client(), number, walk.code, address="203.0.113.7")
    assert stopped.status_code == 429
    assert stopped.headers["Retry-After"] == str(WINDOW_SECONDS)
    assert "15 minuten" in stopped.content.decode()
    assert "14 043" in stopped.content.decode()


def test_who_guesses_at_many_numbers_is_stopped_too() -> None:
    walk = make_initiative()
    for guess in range(TRIES):
        give(Client(), f"VAG-2026-9{guess:03d}", WRONG)
    assert give(Client(), walk.initiative.reference or "", walk.code).status_code == 429
    assert give(Client(), walk.initiative.reference or "", walk.code, address="192.0.2.77").status_code == 302


def test_nothing_is_looked_up_for_who_is_stopped() -> None:
    for _ in range(TRIES):
        Attempt(what="status", by=["somebody"])
    with pytest.raises(TooManyTries):
        Attempt(what="status", by=["a street", "somebody"])
    # The try that was refused took no place elsewhere.
    for _ in range(TRIES):
        Attempt(what="status", by=["a street"])


def test_one_form_by_an_impatient_finger_takes_one_place_and_another_form_one_of_its_own() -> None:
    for _ in range(TRIES + 2):
        Attempt(what="signal", by=["somebody"], once="this form")
    for number in range(TRIES - 1):
        Attempt(what="signal", by=["somebody"], once=f"form {number}")
    with pytest.raises(TooManyTries):
        Attempt(what="signal", by=["somebody"], once="one more form")
    # Who has a place keeps it; and a press that is refused elsewhere gives nobody's place away.
    with pytest.raises(TooManyTries):
        Attempt(what="signal", by=["a street", "somebody"], once="one more form")
    Attempt(what="signal", by=["somebody"], once="this form").give_back()
    with pytest.raises(TooManyTries):
        Attempt(what="signal", by=["somebody"])


def test_waiting_helps() -> None:
    walk = make_initiative()
    with travel(timezone.now(), tick=False) as clock:
        for _ in range(TRIES):
            give(Client(), walk.initiative.reference or "", WRONG)
        assert give(Client(), walk.initiative.reference or "", walk.code).status_code == 429
        clock.shift(timedelta(seconds=WINDOW_SECONDS + 1))
        assert give(Client(), walk.initiative.reference or "", walk.code).status_code == 302


def test_right_code_is_not_counted_as_a_failure() -> None:
    walk = make_initiative()
    for _ in range(TRIES + 2):
        assert give(Client(), walk.initiative.reference or "", walk.code).status_code == 302


def test_claiming_another_address_does_not_help_a_guesser(settings: Settings) -> None:
    make_world()
    settings.TRUSTED_PROXIES = 0
    answers = [
        give(Client(), f"VAG-2026-9{guess:03d}", WRONG, forwarded=f"198.51.100.{guess}") for guess in range(TRIES + 1)
    ]
    assert [answer.status_code for answer in answers] == [200] * TRIES + [429]


@pytest.mark.parametrize(
    ("proxies", "forwarded", "believed"),
    [
        (0, "203.0.113.9", "192.0.2.1"),
        (1, "6.6.6.6, 203.0.113.9", "203.0.113.9"),
        (2, "6.6.6.6, 203.0.113.9, 10.0.0.1", "203.0.113.9"),
        (2, "203.0.113.9", "192.0.2.1"),
        (1, "", "192.0.2.1"),
    ],
)
def test_only_our_own_proxies_are_believed(settings: Settings, proxies: int, forwarded: str, believed: str) -> None:
    settings.TRUSTED_PROXIES = proxies
    assert client_address({"REMOTE_ADDR": "192.0.2.1", "HTTP_X_FORWARDED_FOR": forwarded}) == believed


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("unix:", "unknown"),
        ("", "unknown"),
    ],
)
def test_a_household_counts_as_one(address: str, network: str) -> None:
    assert network_of(address) == network


def test_the_cache_keeps_no_address_and_no_number() -> None:
    make_world()
    give(Client(), "VAG-2026-0042", WRONG, address="192.0.2.1")
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM cache")
        kept = [key for (key,) in cursor.fetchall()]
    assert len(kept) == 2
    assert not any("0042" in key or "192.0.2.1" in key for key in kept)
