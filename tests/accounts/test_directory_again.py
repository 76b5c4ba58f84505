"""What the directory is asked once more, what it says that is no answer, and who is told to go there."""

import json
import re
import time
from typing import Any

import pytest
import requests
from django.core import mail
from django.test import Client
from pytest_django.fixtures import Settings

from accounts.invitations import invite
from tests.accounts.provider import Provider
from tests.accounts.test_single_sign_on import SET_APP, directory, invited, is_in, sign_in_there
from tests.factories import make_user

pytestmark = pytest.mark.django_db
__all__ = ["directory"]


def test_who_has_a_password_of_old_may_prove_it_there_as_well(client: Client, directory: Provider) -> None:
    make_user(email="ada@example.nl")
    directory.claims["acr"] = None
    sign_in_there(client)
    asked = client.get("/account/2fa/totp/activate/").headers["Location"]
    assert asked.startswith("/account/reauthenticate/")
    assert "/account/sso/again/?next=%2Faccount%2F2fa%2Ftotp%2Factivate%2F" in client.get(asked).content.decode()
    assert sign_in_there(client, again="1", next=SET_APP).headers["Location"] == SET_APP
    assert client.get(SET_APP).status_code == 200


def test_a_session_that_is_still_open_there_proves_nothing_before_what_matters(
    client: Client, directory: Provider
) -> None:
    invited()
    sign_in_there(client)
    assert is_in(client)
    for page in (SET_APP, "/account/2fa/passkey/add/"):
        assert client.get(page).headers["Location"].startswith("/account/sso/again/?next="), page
    for stale in (None, int(time.time()) - 3600, int(time.time()) + 3600, "nu", True):
        directory.claims["auth_time"] = stale
        assert sign_in_there(client, again="1", next=SET_APP).status_code == 403
        assert client.get(SET_APP).status_code == 302
    del directory.claims["auth_time"]
    assert sign_in_there(client, again="1", next=SET_APP).headers["Location"] == SET_APP
    assert (directory.asked["prompt"], directory.asked["max_age"]) == ("login", "0")
    assert client.get(SET_APP).status_code == 200


@pytest.mark.parametrize("told", [b"<html>", b"[]", b"1", b"{}", b'{"issuer": 1}', b"\xff"])
@pytest.mark.parametrize("where", ["/.well-known/openid-configuration", "/keys", "/token", "/userinfo"])
def test_a_directory_that_talks_rubbish_is_a_sentence(
    client: Client, directory: Provider, where: str, told: bytes
) -> None:
    make_user(email="ada@example.nl")
    directory.rubbish = {where: told}
    away = client.post("/account/sso/")
    if away.status_code == 302:
        answer = requests.get(away.headers["Location"], allow_redirects=False, timeout=5)
        away = client.get(answer.headers["Location"].removeprefix("http://testserver"))
    assert away.status_code == 403
    assert not is_in(client)


@pytest.mark.parametrize("token", ["", "x", "a.b.c", 1, None, [], {}])
def test_what_is_no_token_is_not_believed(client: Client, directory: Provider, token: Any) -> None:
    make_user(email="ada@example.nl")
    said = {"access_token": "toegang", "token_type": "Bearer", "id_token": token}
    directory.rubbish = {"/token": json.dumps(said).encode()}
    assert sign_in_there(client).status_code == 403
    assert not is_in(client)


def test_where_the_directory_alone_lets_people_in_the_invitation_asks_for_no_password(
    directory: Provider, settings: Settings
) -> None:
    settings.OIDC_ONLY, settings.OIDC_NAME = True, "uw werkaccount (100%)"
    invite(user=make_user(email="ada@example.nl"), sender="De gemeente", site="https://burgerkracht.example/")
    [sent] = mail.outbox
    assert "Log hier in met het account dat u al hebt (uw werkaccount (100%)):" in sent.body
    assert re.findall(r"https://\S+", str(sent.body)) == ["https://burgerkracht.example/account/login/"]
    assert "Kies" not in sent.body
