"""No page with data before the second step is set and passed."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client, override_settings
from django.urls import reverse

from accounts.models import User
from tests.factories import PASSWORD, give_second_step, make_municipality, make_user, sign_in

pytestmark = pytest.mark.django_db
LOGIN = "/account/login/"
SET_SECOND_STEP = "/account/2fa/totp/activate/"


def code_for(secret: str) -> str:
    """What the app on the phone shows now."""
    now = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, now[len(now) // 2]))


def type_password(client: Client, user: User, password: str = PASSWORD) -> str:
    """Signs in on the page; where one ends up, or nothing when the page stays."""
    response = client.post(LOGIN, {"login": user.email, "password": password})
    return response.headers.get("Location", "")


def test_who_has_no_second_step_is_sent_to_set_it_from_every_page_with_data(client: Client) -> None:
    user = make_user()
    assert type_password(client, user) == reverse("work")
    for page in (reverse("work"), "/beheer/", reverse("initiative_list"), "/account/password/change/"):
        assert client.get(page).headers.get("Location") == SET_SECOND_STEP


def test_setting_the_second_step_takes_a_right_code_and_shows_the_recovery_codes(client: Client) -> None:
    make_municipality()
    user = make_user()
    type_password(client, user)
    page = client.get(SET_SECOND_STEP)
    secret = re.search(r'<p class="bk-code">([A-Z2-7]+)</p>', page.content.decode())
    assert secret
    assert client.post(SET_SECOND_STEP, {"code": "000000"}).status_code == 200
    done = client.post(SET_SECOND_STEP, {"code": code_for(secret[1])})
    assert done.headers["Location"] == "/account/2fa/recovery-codes/"
    codes = client.get("/account/2fa/recovery-codes/").content.decode()
    assert len(re.findall(r'<li class="bk-code">', codes)) == 10
    assert client.get(reverse("work")).status_code == 200
