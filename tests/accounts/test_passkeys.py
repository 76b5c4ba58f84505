"""Second factors: sealed in the database, never the last one gone, and whatever is sent gets a sentence."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from accounts.factors import seal, unseal
from accounts.models import User
from accounts.passwords import NotTooLong
from tests.accounts.softkey import PRESENT, UNLOCKED, SoftKey
from tests.accounts.test_second_step import code_for
from tests.factories import PASSWORD, give_second_step, make_municipality, make_user, sign_in

pytestmark = pytest.mark.django_db
ADD, LOGIN = "/account/2fa/passkey/add/", "/account/2fa/passkey/login/"
RUBBISH = [
    "", "x", "[]", "1", "null", "{}", '{"id": 1}', '{"id": "a", "rawId": "a", "type": "public-key", "response": {}}',
    '{"id": "é", "rawId": "é", "type": "x", "response": {"userHandle": "MQ", "clientDataJSON": "e30"}}',
    '{"response": {"userHandle": "/w"}}', '{"response": []}', "[" * 5000,
    json.dumps({"id": "YQ", "rawId": "YQ", "type": "public-key", "clientExtensionResults": {}, "response": {
        "clientDataJSON": "e30", "attestationObject": "oA", "authenticatorData": "AA", "signature": "AA",
        "userHandle": "MQ"}}),
]  # fmt: skip


def fresh(browser: Client) -> Client:
    """Somebody who just typed the password once more."""
    browser.post("/account/reauthenticate/", {"password": PASSWORD})
    return browser


def secrets_of(user: Any) -> str:
    return json.dumps(list(Authenticator.objects.filter(user=user).values_list("data", flat=True)))


def test_who_has_the_database_has_no_second_factor() -> None:
    user = make_user()
    secret = give_second_step(user)
    codes = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()
    kept = secrets_of(user)
    assert secret not in kept
    assert [code for code in codes if code in kept] == []
    assert kept.count("fernet:") == 2


def test_a_new_key_seals_and_the_old_one_opens_until_it_goes(settings: Settings) -> None:
    user = make_user()
    settings.FACTOR_KEYS = ["oud"]
    secret = give_second_step(user)
    totp = Authenticator.objects.get(user=user, type="totp")
    settings.FACTOR_KEYS = ["nieuw", "oud"]
    assert totp.wrap().validate_code(code_for(secret))
    call_command("seal_factors")
    settings.FACTOR_KEYS = ["nieuw"]
    totp.refresh_from_db()
    assert unseal(totp.data["secret"]) == secret
    settings.FACTOR_KEYS = ["oud"]
    with pytest.raises(InvalidToken):
        unseal(totp.data["secret"])


def test_what_was_kept_before_sealing_came_is_sealed_by_the_command() -> None:
    user = make_user()
    secret = give_second_step(user)
    totp = Authenticator.objects.get(user=user, type="totp")
    totp.data["secret"] = secret
    totp.save()
    assert unseal(totp.data["secret"]) == secret
    call_command("seal_factors")
    assert secret not in secrets_of(user)
    assert seal(secret) != seal(secret)


def test_the_last_second_step_stays() -> None:
    make_municipality()
    user = make_user()
    browser = fresh(sign_in(user))
    page = browser.post("/account/2fa/totp/deactivate/")
    assert "Dit is uw laatste tweede stap" in page.content.decode()
    assert Authenticator.objects.filter(user=user, type="totp").exists()


def test_the_last_passkey_stays_and_one_of_two_may_go() -> None:
    make_municipality()
    user = make_user()
    one = Authenticator.objects.create(user=user, type="webauthn", data={"name": "laptop", "credential": {}})
    browser = fresh(sign_in(user))
    browser.post(f"/account/2fa/passkey/{one.pk}/remove/")
    assert Authenticator.objects.filter(pk=one.pk).exists()
    give_second_step(user)
    browser.post(f"/account/2fa/passkey/{one.pk}/remove/")
    assert not Authenticator.objects.filter(pk=one.pk).exists()


def test_a_passkey_of_somebody_else_is_not_there() -> None:
    one = Authenticator.objects.create(user=make_user(), type="webauthn", data={"name": "laptop", "credential": {}})
    browser = fresh(sign_in(make_user()))
    for what in ("edit", "remove"):
        assert browser.get(f"/account/2fa/passkey/{one.pk}/{what}/").status_code == 404


def test_the_old_phone_works_until_the_new_one_does() -> None:
    make_municipality()
    user = make_user()
    old = give_second_step(user)
    browser = fresh(sign_in(user))
    page = browser.get("/account/2fa/totp/replace/").content.decode()
    new = re.search(r'<p class="bk-code">([A-Z2-7]+)</p>', page)
    assert new
    assert "Uw oude telefoon blijft werken" in page
    browser.post("/account/2fa/totp/replace/", {"code": "000000"})
    assert unseal(Authenticator.objects.get(user=user, type="totp").data["secret"]) == old
    browser.post("/account/2fa/totp/replace/", {"code": code_for(new[1])})
    assert unseal(Authenticator.objects.get(user=user, type="totp").data["secret"]) == new[1]


@pytest.mark.parametrize("credential", RUBBISH)
def test_rubbish_instead_of_a_passkey_is_no_fault_of_the_server(credential: str) -> None:
    make_municipality()
    make_user()
    stranger = Client()
    assert stranger.get(LOGIN, headers={"Accept": "application/json"}).status_code == 200
    assert stranger.post(LOGIN, {"credential": credential}).status_code == 302
    assert stranger.get(reverse("work")).status_code == 302
    browser = fresh(sign_in(make_user()))
    assert browser.get(ADD).status_code == 200
    assert browser.post(ADD, {"name": "x", "passwordless": "on", "credential": credential}).status_code == 200
    assert Authenticator.objects.filter(type="webauthn").count() == 0


@pytest.mark.parametrize(("length", "is_taken"), [(11, False), (12, True), (128, True), (129, False)])
def test_a_password_has_twelve_to_a_hundred_and_twenty_eight_characters(length: int, is_taken: bool) -> None:
    browser, new = sign_in(make_user()), ("zeven ezels eten gras " * 10)[:length]
    sent = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert (browser.post("/account/password/change/", sent).status_code == 302) is is_taken
    if length > 128:
        with pytest.raises(ValidationError, match="hooguit 128 tekens"):
            NotTooLong().validate(new)


def sign_in_with(key: SoftKey, **how: Any) -> Client:
    """Ask, and answer with this key."""
    browser = Client()
    asked = browser.get(LOGIN, headers={"Accept": "application/json"}, secure=True).json()["request_options"]
    browser.post(LOGIN, {"credential": key.answer(asked, **how)}, secure=True)
    return browser


def is_in(browser: Client) -> bool:
    return browser.get(reverse("work"), secure=True).status_code == 200


@pytest.mark.parametrize(
    ("how", "opens"),
    [
        ({}, True),
        # Somebody touched it, who has not the finger, the face or the PIN: one factor, not two.
        ({"flags": PRESENT}, False),
        ({"flags": UNLOCKED}, False),
        ({"origin": "https://testserver.evil.example"}, False),
    ],
)
def test_a_passkey_opens_the_door_only_unlocked_and_only_for_this_site(how: dict[str, Any], opens: bool) -> None:
    make_municipality()
    assert is_in(sign_in_with(SoftKey(make_user()), **how)) is opens


def test_an_answer_of_a_passkey_works_once_and_not_in_another_browser() -> None:
    make_municipality()
    key, browser = SoftKey(make_user()), Client()
    asked = browser.get(LOGIN, headers={"Accept": "application/json"}, secure=True).json()["request_options"]
    answer = {"credential": key.answer(asked)}
    stranger = Client()
    stranger.get(LOGIN, headers={"Accept": "application/json"}, secure=True)
    stranger.post(LOGIN, answer, secure=True)
    assert not is_in(stranger)
    browser.post(LOGIN, answer, secure=True)
    assert is_in(browser)
    browser.logout()
    browser.post(LOGIN, answer, secure=True)
    assert not is_in(browser)


@pytest.mark.parametrize("end", [{"is_active": False}, {"ends_on": timezone.localdate() - timedelta(days=1)}])
def test_a_passkey_of_an_ended_account_opens_nothing(end: dict[str, Any]) -> None:
    make_municipality()
    user = make_user()
    key = SoftKey(user)
    User.objects.filter(pk=user.pk).update(**end)
    assert not is_in(sign_in_with(key))


def test_a_stranger_does_not_ask_us_or_the_directory_without_end() -> None:
    make_municipality()
    cache.clear()
    with time_machine.travel(timezone.now(), tick=False):
        answers = [Client().get(LOGIN, headers={"Accept": "application/json"}).status_code for _ in range(31)]
        assert answers == [200] * 30 + [429]
        assert Client().post("/account/sso/").status_code == 429
