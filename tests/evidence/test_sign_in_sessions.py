"""How long every role stays in, and what becomes of what was typed too late; with and without the guard."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from accounts.sessions import end_sessions
from burgerkracht.session_ends import limits_of
from kernen.models import Role
from tests.accounts.test_sessions import MINUTE, SAME_ORIGIN, STORY, is_in, stays_in
from tests.factories import make_municipality, make_user, sign_in

pytestmark = pytest.mark.django_db


def ends_in_time(role: str) -> list[str]:
    """What is wrong with the sessions of this role."""
    user, began = make_user(role=role), timezone.now().replace(microsecond=0)
    limits, wrong = limits_of(user), []
    with time_machine.travel(began, tick=False):
        still, busy = sign_in(user), sign_in(user)
    wrong += [] if stays_in(still, at=began + limits.idle) else ["te vroeg stil"]
    wrong += ["te laat stil"] if stays_in(still, at=began + 2 * limits.idle + timedelta(seconds=1)) else []
    moment = began
    while moment < began + limits.whole:
        wrong += [] if stays_in(busy, at=moment) else ["te vroeg bezig"]
        moment += limits.idle - MINUTE
    wrong += ["te laat bezig"] if stays_in(busy, at=began + limits.whole + timedelta(seconds=1)) else []
    return wrong


def gives_back() -> bool:
    """Whether a text that was sent too late is given back, and waits behind the door."""
    user = make_user(role=Role.INTERNAL_COORDINATOR)
    browser = sign_in(user)
    with time_machine.travel(timezone.now() + 31 * MINUTE):
        page = browser.post(reverse("intake"), {"text": STORY}, headers=SAME_ORIGIN)
    sign_in(user, client=browser)
    return STORY in page.content.decode() and STORY in browser.get("/account/verder/").content.decode()


def test_every_role_is_signed_out_in_time_and_loses_nothing(figure: Callable[[str, Any], None]) -> None:
    make_municipality()
    wrong = {role: found for role in Role.values if (found := ends_in_time(role))}
    figure("sessions", {"roles": len(Role.values), "wrong": wrong, "texts": sum(gives_back() for _ in range(20))})
    assert wrong == {}


def test_ended_at_once_for_all(figure: Callable[[str, Any], None]) -> None:
    make_municipality()
    user = make_user()
    browsers = [sign_in(user) for _ in range(10)]
    before = sum(is_in(browser) for browser in browsers)
    end_sessions(user=user)
    figure("everywhere", {"before": before, "after": sum(is_in(browser) for browser in browsers)})


def test_without_the_guard_nobody_is_signed_out(settings: Settings, figure: Callable[[str, Any], None]) -> None:
    """The control: the middleware taken away."""
    make_municipality()
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.endswith("SessionEnds")]
    late = sum("te laat stil" in ends_in_time(role) for role in Role.values)
    figure("sessions_control", {"late": late, "texts": int(gives_back())})
