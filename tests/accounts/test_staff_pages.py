"""A password alone reaches no page of colleagues: asked of every address there is."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.models import User
from kernen.models import Role
from tests.factories import PASSWORD, give_second_step, make_municipality, make_user
from tests.house.test_doors import PUBLIC

pytestmark = pytest.mark.django_db
SET_SECOND_STEP = "/account/2fa/totp/activate/"
# What somebody may do who knows the password and has not set the second step yet: set it, and leave.
BEFORE = {"account_reauthenticate", "mfa_activate_totp", "mfa_add_webauthn", "sso_again"}
SAMPLES = {"int": "1", "str": "x", "slug": "x", "uuid": "7e1f3b0a-0000-4000-8000-000000000000", "path": "x"}


def addresses(resolver: URLResolver, before: str = "", namespace: str = "") -> list[tuple[str, str]]:
    """Every address as (name, path), with something plain wherever something is asked."""
    found = []
    for entry in resolver.url_patterns:
        path = before + filled(entry)
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            found += addresses(entry, path, inner)
        else:
            found.append((f"{namespace}{entry.name or entry.pattern}", path))
    return found


def filled(entry: URLPattern | URLResolver) -> str:
    """One piece of an address."""
    route = str(entry.pattern)
    if route.startswith("^"):
        return re.sub(r"\(\?P<[^>]+>[^)]*\)", "x", route).strip("^$").replace("\\", "")
    return re.sub(r"<(?:(\w+):)?\w+>", lambda match: SAMPLES.get(match[1] or "str", "x"), route)


def staff_addresses() -> list[tuple[str, str]]:
    return [(name, f"/{path}") for name, path in addresses(get_resolver()) if name not in PUBLIC]


def answers(browser: Client, *, methods: tuple[str, ...] = ("get",)) -> dict[str, set[str]]:
    """Where each address sends this browser, asked and (in the drill) told."""
    found = {}
    for name, path in staff_addresses():
        if name not in BEFORE:
            both = [getattr(browser, method)(path) for method in methods]
            found[f"{name} {path}"] = {answer.headers.get("Location", str(answer.status_code)) for answer in both}
    return found


def with_password_only(user: User) -> Client:
    browser = Client()
    browser.post("/account/login/", {"login": user.email, "password": PASSWORD})
    assert browser.session.get("_auth_user_id") == str(user.pk)
    return browser


def test_a_password_alone_reaches_no_page_of_colleagues() -> None:
    make_municipality()
    browser = with_password_only(make_user(role=Role.FUNCTIONAL_ADMIN))
    seen = answers(browser)
    assert len(seen) > 100
    # An address that no page belongs to is nothing to anybody.
    assert {key: value for key, value in seen.items() if value != {SET_SECOND_STEP}} == {}
    # What is told goes the same way as what is asked.
    assert browser.post(reverse("initiative_list")).headers["Location"] == SET_SECOND_STEP


def test_a_second_step_set_by_the_owner_elsewhere_opens_nothing_for_who_only_has_the_password() -> None:
    make_municipality()
    user = make_user(role=Role.FUNCTIONAL_ADMIN)
    thief = with_password_only(user)
    give_second_step(user)
    assert thief.get(reverse("work")).headers["Location"].startswith("/account/login/?next=")
    again = with_password_step(user)
    assert again.get(reverse("work")).headers["Location"].startswith("/account/login/?next=")
    assert again.get("/beheer/").headers["Location"].startswith("/beheer/login/?next=")
    assert "_auth_user_id" not in again.session


def with_password_step(user: User) -> Client:
    """Past the password, before the code."""
    browser = Client()
    sent = browser.post("/account/login/", {"login": user.email, "password": PASSWORD})
    assert sent.headers["Location"] == "/account/2fa/authenticate/"
    return browser


def test_recovery_codes_without_a_factor_count_for_nothing() -> None:
    user = make_user()
    give_second_step(user)
    Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).delete()
    assert with_password_only(user).get(reverse("work")).headers["Location"] == SET_SECOND_STEP
