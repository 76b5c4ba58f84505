"""What is left in a visitor's browser: nothing by reading, and by a form one cookie that this host alone can set."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from initiatives.statuses import Status
from tests.house.test_doors import PUBLIC
from tests.initiatives.neighbours import PAGE, ask
from tests.initiatives.neighbours import address as of_check
from tests.overleg.kern_pages import publish
from tests.overleg.town import Town
from tests.security.answers import answer

TOKEN = "__Host-csrftoken"
ANSWERS = "/buurt/antwoord/"
FORM = re.compile(r'<form[^>]*method="post"', re.IGNORECASE)


@pytest.fixture
def in_earnest(settings: Settings) -> Settings:
    """As it runs for residents: everything over https."""
    settings.SECURE_SSL_REDIRECT = settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.CSRF_COOKIE_NAME, settings.SESSION_COOKIE_NAME = TOKEN, "__Host-sessionid"
    return settings


def public_addresses(town: Town) -> list[str]:
    """Every address a stranger may open, in Dutch and where it has one in English, with something behind it."""
    town.world.kern.slug = "sibbe"
    town.world.kern.save()
    idea = publish(town.world.known_to_all(Status.IN_REVIEW))
    asked = ask(town.world, PAGE)
    parts: dict[str, list[object]] = {
        "public_detail": ["sibbe", idea.reference], "public_react": ["sibbe", idea.reference],
        "public_react_thanks": ["sibbe", idea.reference], "public_kern": ["sibbe"], "coordinator_photo": [1],
        "status_link": ["a" * 43], "chair_link": ["a" * 43], "calendar_feed": ["a" * 43],
        "status_file": ["00000000-0000-4000-8000-000000000000"], "account_reset_password_from_key": ["1", "a-b"],
    }  # fmt: skip
    of_neighbours = [of_check(asked, name) for name in ("neighbour", "neighbour_answer", "neighbour_thanks")]
    named = [reverse(name, args=parts.get(name, [])) for name in PUBLIC if not name.startswith("neighbour")]
    dutch = [*named, *of_neighbours, reverse("neighbour_code")]
    return [
        *dutch,
        *(f"/en{one}" for one in dutch if not one.startswith(("/account", "/beheer", "/health", "/agenda"))),
    ]


def test_a_public_page_without_a_form_sets_no_cookie_and_one_with_a_form_exactly_one(
    in_earnest: Settings, town: Town
) -> None:
    wrong, with_form, without = [], 0, 0
    for address in public_addresses(town):
        response = answer(Client(), address)
        has_form = response.status_code == 200 and not response.streaming and FORM.search(response.content.decode())
        expected = {TOKEN} if has_form else set()
        if address.endswith(ANSWERS):
            # Two presses of one button must meet somewhere, so that a neighbour counts once.
            expected |= {"__Host-sessionid"}
        if set(response.cookies) != expected:
            wrong.append((address, response.status_code, set(response.cookies)))
        with_form, without = with_form + bool(has_form), without + (not has_form)

    assert wrong == []
    assert (with_form > 8, without > 15) == (True, True)


def test_the_one_cookie_of_a_form_is_shut_to_scripts_other_hosts_and_other_sites(
    in_earnest: Settings, town: Town
) -> None:
    (cookie,) = answer(Client(), "/volg/").cookies.values()

    said = cookie.OutputString()
    assert cookie.key == TOKEN
    assert (
        re.sub(r"=\w{32}|expires=[^;]+; |Max-Age=\d+; ", "", said) == f"{TOKEN}; HttpOnly; Path=/; SameSite=Lax; Secure"
    )


def test_the_language_stands_in_the_address_and_is_not_remembered(in_earnest: Settings, town: Town) -> None:
    client = Client()
    answer(client, "/en/")
    dutch = answer(client, "/", HTTP_ACCEPT_LANGUAGE="en", HTTP_COOKIE="django_language=en")

    assert dict(client.cookies) == {}
    assert dutch.headers["Content-Language"] == "nl"
    assert "Accept-Language" not in dutch.headers.get("Vary", "")


def test_a_session_is_shut_in_the_same_way_and_dies_with_the_browser_for_a_resident(
    in_earnest: Settings, town: Town
) -> None:
    from_card = answer(Client(), "/volg/?letters=groot").cookies["__Host-sessionid"]

    assert (from_card["httponly"], from_card["secure"], from_card["samesite"]) == (True, True, "Lax")
    assert (from_card["path"], from_card["domain"]) == ("/", "")
