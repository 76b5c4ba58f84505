"""Guessing ends in a wait, whatever a visitor says about where he comes from."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.db import OperationalError
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from accounts.models import User
from accounts.throttle import Attempt, TooManyTries
from tests.factories import PASSWORD, make_municipality, make_user

pytestmark = pytest.mark.django_db
LOGIN = "/account/login/"


@pytest.fixture(autouse=True)
def nothing_counted() -> None:
    make_municipality()
    cache.clear()


def tries(user: User, password: str, **headers: str) -> str:
    """What one try leads to: in, wrong or wait."""
    answer = Client().post(LOGIN, {"login": user.email, "password": password}, **headers)  # type: ignore[arg-type]
    if answer.status_code == 302:
        return "in"
    return "wait" if answer.status_code == 429 or "Te vaak geprobeerd" in answer.content.decode() else "wrong"


@pytest.mark.parametrize("proxies", [0, 1])
def test_another_address_in_the_header_gives_no_more_tries(settings: Settings, proxies: int) -> None:
    settings.TRUSTED_PROXIES = settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    users = [make_user() for _ in range(15)]
    # Our own proxy adds the last; all before it is the visitor's word.
    seen = [
        tries(user, "fout-wachtwoord", HTTP_X_FORWARDED_FOR=f"203.0.113.{number}, 198.51.100.7")
        for number, user in enumerate(users)
    ]
    assert seen == ["wrong"] * 10 + ["wait"] * 5


def test_with_a_proxy_of_our_own_two_visitors_are_two(settings: Settings) -> None:
    settings.TRUSTED_PROXIES = settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    users = [make_user() for _ in range(15)]
    seen = [
        tries(user, "fout-wachtwoord", HTTP_X_FORWARDED_FOR=f"203.0.113.{number}") for number, user in enumerate(users)
    ]
    assert seen == ["wrong"] * 15


def test_five_wrong_tries_shut_an_account_until_time_has_passed() -> None:
    user, other = make_user(), make_user()
    assert [tries(user, f"fout-{number}", REMOTE_ADDR=f"198.51.100.{number}") for number in range(6)] == [
        *["wrong"] * 5, "wait",
    ]  # fmt: skip
    assert tries(user, PASSWORD, REMOTE_ADDR="198.51.100.99") == "wait"
    # Somebody else who gets in does not open it.
    assert tries(other, PASSWORD, REMOTE_ADDR="198.51.100.99") == "in"
    assert tries(user, PASSWORD, REMOTE_ADDR="198.51.100.99") == "wait"
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        assert tries(user, PASSWORD, REMOTE_ADDR="198.51.100.99") == "in"


def test_a_header_that_is_no_address_is_no_fault(settings: Settings) -> None:
    user = make_user()
    for proxies in (0, 1, 2):
        settings.TRUSTED_PROXIES = settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
        for said in ("", ",", "niets", "203.0.113.1", "::1, x\x00"):
            assert tries(user, PASSWORD, HTTP_X_FORWARDED_FOR=said) == "in", said


def test_who_never_tried_is_not_told_to_wait_because_a_disk_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "add", lambda *_what, **_how: False)
    with pytest.raises(OperationalError):
        Attempt(what="idea", by=["network 10.0.0.1"])


def test_who_tries_on_and_on_is_told_to_wait_also_where_the_mark_of_the_cache_ends_in_between(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Every place is taken; the mark of a moment ago still stands when it is written, and has ended when it is read.
    written = iter([False, True])
    monkeypatch.setattr(cache, "add", lambda name, *_how: name.endswith(":written") and next(written))
    monkeypatch.setattr(cache, "get", lambda _name: None)
    with pytest.raises(TooManyTries):
        Attempt(what="idea", by=["network 10.0.0.1"])
