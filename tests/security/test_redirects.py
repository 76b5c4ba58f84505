"""Nobody is sent away from here to a place that somebody else wrote in the address."""

import itertools
from urllib.parse import urlencode, urlsplit

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.throttle import TRIES
from tests.factories import PASSWORD, give_second_step, make_user, sign_in
from tests.overleg.town import Town
from tests.security.forms_staff import FORMS
from tests.security.harness import press

AWAY = (
    "//kwaad.example", "https://kwaad.example/", "https:kwaad.example", "/\\kwaad.example", "\\\\kwaad.example",
    "javascript:alert(1)", "https:///kwaad.example", "http://testserver@kwaad.example/", "/\t/kwaad.example",
    "\t//kwaad.example", "//kwaad.example/%2f..", "https://kwaad.example\\@testserver/", "data:text/html,x",
    "///kwaad.example", "http://testserver.kwaad.example", "\x00//kwaad.example", "?next=//kwaad.example",
)  # fmt: skip


def leads_away(location: str) -> bool:
    """Whether a browser would leave this site; it reads a backslash as a slash and drops tabs."""
    read = location.replace("\\", "/").translate({9: None, 10: None, 13: None, 0: None}).strip()
    parts = urlsplit(read)
    if parts.scheme in ("http", "https") and not parts.netloc:
        return True
    return parts.scheme not in ("", "http", "https") or parts.netloc not in ("", "testserver") or read.startswith("//")


def locations(client: Client, address: str) -> list[str]:
    """Where looking at an address leads."""
    response = client.get(address)
    return [response.headers["Location"]] if "Location" in response.headers else []


def test_who_signs_in_proves_who_they_are_or_leaves_stays_here(db: None) -> None:
    user = make_user("Anna")
    give_second_step(user)
    proof = {"login": user.email, "password": PASSWORD}
    for away in AWAY:
        cache.clear()
        led = [
            Client().post(reverse("account_login"), proof | {"next": away}),
            sign_in(user).post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": away}),
            sign_in(user).post(reverse("account_logout"), {"next": away}),
            sign_in(user).get(reverse("account_login"), {"next": away}),
        ]
        assert [response.status_code for response in led] == [302] * 4, away
        assert [response.headers["Location"] for response in led if leads_away(response.headers["Location"])] == []


def test_no_page_follows_an_address_from_the_address(town: Town) -> None:
    words = ("next", "terug", "from", "url")
    pages = (
        "/beheer/login/",
        "/account/login/",
        "/account/reauthenticate/",
        "/account/logout/",
        "/volg/",
        "/werk/agenda/",
    )
    clients = (sign_in(town.world.people["FB"]), Client())

    led = [
        where
        for away in AWAY
        for client, page in itertools.product(clients, pages)
        for where in locations(client, f"{page}?{urlencode(dict.fromkeys(words, away))}")
    ]

    assert len(led) > len(AWAY)
    assert [where for where in led if leads_away(where)] == []


def test_a_tick_and_a_batch_lead_back_here(town: Town) -> None:
    for fill, word in ((FORMS["tick_task"], "from"), (FORMS["bulk"], "terug")):
        sent = fill(town)
        led = [press(sent, sent.data | {word: away}).headers["Location"] for away in AWAY]
        assert [where for where in led if leads_away(where)] == []


def test_what_leads_away_is_recognised() -> None:
    assert [away for away in AWAY if not leads_away(away)] == ["?next=//kwaad.example"]
    assert not leads_away("/werk/?next=//kwaad.example")


# ---- who says where they come from ---------------------------------------------------------------------


@pytest.mark.parametrize("proxies", [0, 1])
def test_a_thousand_claims_of_another_address_are_one_visitor(town: Town, settings: Settings, proxies: int) -> None:
    settings.TRUSTED_PROXIES = settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    client, answers = Client(), []
    # What the proxy itself adds is the last; everything before it is what the visitor says.
    for number in range(TRIES + 5):
        said = f"10.0.{number}.1, 203.0.113.{number}" + (", 192.0.2.9" if proxies else "")
        typed = {"nummer": f"VAG-2026-9{number:03d}", "code": "0000-0000-0000-0000"}
        answers.append(client.post("/volg/", typed, HTTP_X_FORWARDED_FOR=said, REMOTE_ADDR="192.0.2.9").status_code)

    assert answers == [200] * TRIES + [429] * 5
