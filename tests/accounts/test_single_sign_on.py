"""Signing in with the account of the municipality, against a directory that really answers."""

import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import requests
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from accounts.models import User
from burgerkracht.sign_in import providers
from kernen.models import Role, RoleHolding
from kernen.roles import roles_of
from tests.accounts.provider import CLIENT, OTHER_KEY, SECRET, Provider, running
from tests.factories import PASSWORD, give_role, give_second_step, make_municipality, make_user

pytestmark = pytest.mark.django_db
HIGH = "urn:acr:mfa"
SET_APP = "/account/2fa/totp/activate/"


@pytest.fixture
def directory(settings: Settings) -> Iterator[Provider]:
    """The directory is up, and the settings know it."""
    make_municipality()
    cache.clear()
    with running() as provider:
        settings.OIDC_ISSUER, settings.OIDC_ACR = provider.issuer, [HIGH]
        settings.SOCIALACCOUNT_PROVIDERS = providers(
            issuer=provider.issuer, client_id=CLIENT, secret=SECRET, name="uw werkaccount", acr=[HIGH]
        )
        provider.claims |= {"email": "ada@example.nl", "acr": HIGH}
        yield provider


def ask(browser: Client, **sent: str) -> str:
    """Press the button, sign in there; the address the directory sends one back to."""
    away = browser.post("/account/sso/", sent)
    answer = requests.get(away.headers["Location"], allow_redirects=False, timeout=5)
    return answer.headers["Location"].removeprefix("http://testserver")


def sign_in_there(browser: Client, **sent: str) -> Any:
    """There and back."""
    return browser.get(ask(browser, **sent))


def is_in(browser: Client) -> bool:
    return browser.get(reverse("work")).status_code == 200


def test_who_was_invited_signs_in_with_the_account_of_the_municipality(client: Client, directory: Provider) -> None:
    user = make_user(email="ada@example.nl")
    response = sign_in_there(client, next=reverse("initiative_list"))
    assert response.headers["Location"] == reverse("initiative_list")
    assert is_in(client)
    assert directory.asked["code_challenge_method"] == "S256"
    assert directory.asked["acr_values"] == HIGH
    bound = SocialAccount.objects.get(user=user)
    assert (bound.uid, bound.extra_data) == ("1", {})


def test_from_then_on_it_is_the_person_and_not_the_address(client: Client, directory: Provider) -> None:
    user = make_user(email="ada@example.nl")
    sign_in_there(Client())
    directory.claims["email"] = "ada.lovelace@example.nl"
    sign_in_there(client)
    assert client.session["_auth_user_id"] == str(user.pk)
    # The address went to a new colleague, who is somebody else.
    directory.claims |= {"sub": "2", "email": "ada@example.nl"}
    other = Client()
    assert sign_in_there(other).status_code == 403
    assert not is_in(other)


@pytest.mark.parametrize(
    "lie",
    [
        {"nonce": "een-andere-vraag"},
        {"nonce": None},
        {"aud": "een-andere-toepassing"},
        {"aud": [CLIENT, "een-andere-toepassing"]},
        {"azp": "een-andere-toepassing"},
        {"iss": "https://elders.example"},
        {"exp": int(time.time()) - 3600},
        {"exp": None},
        {"iat": int(time.time()) + 3600},
        {"sub": None},
        {"email": "niemand@example.nl"},
        {"email": None},
        {"email_verified": False},
        {"email_verified": "false"},
        {"email_verified": None},
    ],
)
def test_who_is_not_to_be_believed_is_not_let_in(client: Client, directory: Provider, lie: dict[str, Any]) -> None:
    make_user(email="ada@example.nl")
    directory.about = {"sub": "1"}
    directory.claims |= lie
    response = sign_in_there(client)
    assert response.status_code == 403
    assert "Inloggen niet gelukt" in response.content.decode()
    assert not is_in(client)
    assert SocialAccount.objects.count() == 0
    assert User.objects.count() == 1


def test_a_token_without_signature_or_with_one_of_somebody_else_opens_nothing(directory: Provider) -> None:
    make_user(email="ada@example.nl")
    for algorithm, key, kid in (
        ("none", None, "een"), ("RS256", OTHER_KEY, "een"), ("RS256", OTHER_KEY, "twee"), ("HS256", SECRET * 2, "een"),
    ):  # fmt: skip
        directory.algorithm, directory.key, directory.kid = algorithm, key, kid  # type: ignore[assignment]
        browser = Client()
        assert sign_in_there(browser).status_code == 403
        assert not is_in(browser)


def test_the_answer_about_one_person_is_not_mixed_with_that_about_another(client: Client, directory: Provider) -> None:
    make_user(email="ada@example.nl")
    directory.about = {"sub": "2", "email": "ada@example.nl", "email_verified": True}
    assert sign_in_there(client).status_code == 403
    assert not is_in(client)


def test_an_answer_works_once_and_only_in_the_browser_that_asked(client: Client, directory: Provider) -> None:
    make_user(email="ada@example.nl")
    answer = ask(client)
    stranger = Client()
    assert stranger.get(answer).status_code == 403
    assert not is_in(stranger)
    assert directory.exchanges == 0
    assert client.get(answer.replace("state=", "state=x")).status_code == 403
    assert client.get(answer).status_code == 302
    client.logout()
    assert client.get(answer).status_code == 403
    # With a fresh question of its own, an old code is worth nothing either.
    old_code = answer.partition("code=")[2].partition("&")[0]
    fresh = ask(client)
    spent = fresh.replace(fresh.partition("code=")[2].partition("&")[0], old_code)
    assert client.get(spent).status_code == 403
    assert not is_in(client)


def test_an_ended_account_is_ended_whatever_the_directory_says(client: Client, directory: Provider) -> None:
    user = make_user(email="ada@example.nl")
    sign_in_there(Client())
    for end in ({"is_active": False}, {"is_active": True, "ends_on": timezone.localdate() - timedelta(days=1)}):
        User.objects.filter(pk=user.pk).update(**end)
        assert sign_in_there(client).status_code == 403
        assert not is_in(client)


def test_a_session_from_the_directory_ends_with_the_account(client: Client, directory: Provider) -> None:
    user = make_user(email="ada@example.nl")
    sign_in_there(client)
    assert is_in(client)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert not is_in(client)


@pytest.mark.parametrize("level", ["urn:acr:password", None])
def test_at_a_lower_level_our_own_second_step_is_asked(client: Client, directory: Provider, level: str | None) -> None:
    user = invited()
    # Whatever is said of the person elsewhere: how it was proven stands in the signed token alone.
    directory.claims["acr"] = level
    directory.about = {"sub": "1", "acr": HIGH}
    sign_in_there(client)
    assert client.get(reverse("work")).headers["Location"] == "/account/2fa/totp/activate/"
    assert client.get("/account/2fa/totp/activate/").status_code == 200
    give_second_step(user)
    assert sign_in_there(Client()).headers["Location"] == "/account/2fa/authenticate/"


def invited() -> User:
    """Somebody who never chose a password here."""
    user = make_user(email="ada@example.nl")
    user.set_unusable_password()
    user.save()
    return user


def test_an_ended_account_is_bound_to_nobody(client: Client, directory: Provider) -> None:
    make_user(email="ada@example.nl", is_active=False)
    assert sign_in_there(client).status_code == 403
    assert SocialAccount.objects.count() == 0


def test_who_cancels_there_comes_back_to_a_page_that_says_so(client: Client, directory: Provider) -> None:
    state = ask(client).partition("state=")[2]
    response = client.get(f"/account/sso/callback/?error=access_denied&state={state}")
    assert response.status_code == 403
    assert "Terug naar inloggen" in response.content.decode()


def test_a_directory_that_is_away_is_a_sentence(client: Client, directory: Provider, settings: Settings) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = providers(
        issuer="http://127.0.0.1:9", client_id=CLIENT, secret=SECRET, name="x", acr=[]
    )
    response = client.post("/account/sso/")
    assert response.status_code == 403
    assert "werkt nu niet" in response.content.decode()


def test_without_a_directory_there_is_no_door(client: Client) -> None:
    assert client.post("/account/sso/").status_code == 404
    assert client.get("/account/sso/callback/?code=1&state=2").status_code == 404
    assert "werkaccount" not in client.get("/account/login/").content.decode()


def test_nobody_is_sent_to_another_site_afterwards(client: Client, directory: Provider) -> None:
    make_user(email="ada@example.nl")
    assert sign_in_there(client, next="//evil.example").headers["Location"] == reverse("work")


def test_where_the_directory_alone_lets_people_in_no_password_or_passkey_does(
    client: Client, directory: Provider, settings: Settings
) -> None:
    settings.OIDC_ONLY = True
    user = make_user(email="ada@example.nl")
    page = client.get("/account/login/").content.decode()
    assert 'name="password"' not in page
    assert "Inloggen met uw werkaccount" in page
    for door in ("login/", "password/reset/", "2fa/passkey/login/"):
        sent = client.post(f"/account/{door}", {"login": user.email, "email": user.email, "password": PASSWORD})
        assert sent.headers["Location"] == "/account/login/", door
    assert not is_in(client)
    sign_in_there(client)
    assert is_in(client)


def test_roles_follow_the_claim_and_others_stay(client: Client, directory: Provider, settings: Settings) -> None:
    settings.OIDC_ROLE_CLAIM = "groups"
    settings.OIDC_ROLES = {
        "bk-coordinatie": "internal_coordinator", "bk-mt": "manager",
        # Not to be had this way: it needs a person who knows which kern, or hands over the keys.
        "bk-extern": "external_coordinator", "bk-beheer": "functional_admin",
    }  # fmt: skip
    user = make_user(email="ada@example.nl")
    give_role(user, role=Role.KERNAMBTENAAR)
    give_role(user, role=Role.MANAGER)
    directory.claims["groups"] = ["bk-coordinatie", "bk-extern", "bk-beheer", "iets-anders"]
    sign_in_there(client)
    assert roles_of(User.objects.get(pk=user.pk)).kinds == {Role.KERNAMBTENAAR, Role.INTERNAL_COORDINATOR}
    sign_in_there(Client())
    assert RoleHolding.objects.filter(user=user, role=Role.INTERNAL_COORDINATOR).count() == 1
    directory.claims["groups"] = None
    sign_in_there(Client())
    assert roles_of(User.objects.get(pk=user.pk)).kinds == {Role.KERNAMBTENAAR}


def test_the_second_step_of_who_came_by_the_directory_is_not_asked_twice(client: Client, directory: Provider) -> None:
    user = make_user(email="ada@example.nl")
    give_second_step(user)
    sign_in_there(client)
    assert is_in(client)
    # Also when it is taken away here: the directory asks one of its own.
    Authenticator.objects.filter(user=user).delete()
    assert is_in(client)


def test_an_administrator_who_came_by_the_directory_is_let_in_at_beheer(client: Client, directory: Provider) -> None:
    user = make_user(email="ada@example.nl")
    give_role(user=user, role=Role.FUNCTIONAL_ADMIN)
    sign_in_there(client)
    assert client.get("/beheer/").status_code == 200
    directory.claims["acr"] = None
    sign_in_there(at_a_lower_level := Client())
    assert at_a_lower_level.get("/beheer/").status_code in (302, 404)
