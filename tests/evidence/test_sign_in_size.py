"""A thousand tries with another address in the header each time: how many passwords were looked at."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.utils import timezone
from pytest_django.fixtures import Settings

from accounts.models import User
from tests.accounts.test_guessing import tries
from tests.accounts.test_staff_pages import answers, with_password_only
from tests.evidence.figure import scaled
from tests.factories import make_municipality, make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("proxies", [0, 1])
def test_a_thousand_tries_from_a_thousand_made_up_addresses(
    settings: Settings, figure: Callable[[str, Any], None], proxies: int
) -> None:
    make_municipality()
    cache.clear()
    settings.TRUSTED_PROXIES = settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    with time_machine.travel(timezone.now(), tick=False):
        # Our own proxy, where there is one, adds the last hop.
        seen = Counter(
            tries(
                User(email=f"doel-{number}@example.nl"),
                "fout",
                HTTP_X_FORWARDED_FOR=f"10.{number // 250}.{number % 250}.1, 198.51.100.7",
            )
            for number in range(scaled(1000))
        )
    figure("tries", {"proxies": proxies, **seen})
    assert seen["in"] == 0


def test_when_the_visitor_is_believed_he_is_not_stopped(settings: Settings, figure: Callable[[str, Any], None]) -> None:
    """The control: the same, where one proxy too many is believed, so that the visitor names his address."""
    make_municipality()
    cache.clear()
    settings.TRUSTED_PROXIES = settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
    seen = Counter(
        tries(User(email=f"doel-{number}@example.nl"), "fout", HTTP_X_FORWARDED_FOR=f"10.0.{number}.1, 198.51.100.7")
        for number in range(30)
    )
    figure("control", dict(seen))


def test_how_many_pages_a_password_alone_reaches(figure: Callable[[str, Any], None]) -> None:
    make_municipality()
    seen = answers(with_password_only(make_user()), methods=("get", "post"))
    reached = [name for name, both in seen.items() if any(not where.startswith("/account/2fa/") for where in both)]
    figure("pages", {"asked": len(seen), "reached": len(reached)})


def test_what_it_reaches_without_the_guard(settings: Settings, figure: Callable[[str, Any], None]) -> None:
    """The control: the middleware taken away."""
    make_municipality()
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.endswith("SecondFactorFirst")]
    browser = with_password_only(make_user())
    reached = [path for path in ("/werk/", "/initiatieven/", "/werk/taken/") if browser.get(path).status_code == 200]
    figure("unguarded", len(reached))
