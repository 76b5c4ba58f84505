"""No page with data before the second step is set and passed."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
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
    return str(format_hotp_value(hotp_value(secret, now[len(now) // 2])))


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


def test_who_has_set_the_second_step_needs_a_code_at_every_sign_in(client: Client) -> None:
    user = make_user()
    secret = give_second_step(user)
    assert type_password(client, user) == "/account/2fa/authenticate/"
    assert client.get(reverse("work")).status_code == 302
    assert client.post("/account/2fa/authenticate/", {"code": "000000"}).status_code == 200
    assert client.post("/account/2fa/authenticate/", {"code": code_for(secret)}).headers["Location"] == reverse("work")
    assert client.get(reverse("work")).status_code == 200


def test_a_recovery_code_opens_the_door_once(client: Client) -> None:
    user = make_user()
    give_second_step(user)
    code = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()[0]
    for expected in (302, 200):
        browser = Client()
        type_password(browser, user)
        assert browser.post("/account/2fa/authenticate/", {"code": code}).status_code == expected


def test_who_takes_the_second_step_away_sees_no_data_until_it_is_set_again() -> None:
    user = make_user()
    browser = sign_in(user)
    assert browser.get(reverse("work")).status_code == 200
    Authenticator.objects.filter(user=user).delete()
    assert browser.get(reverse("work")).headers["Location"] == SET_SECOND_STEP


@override_settings(DEMO="valkenburg")
def test_a_demo_alone_does_without_and_shows_who_one_can_be(client: Client) -> None:
    user = make_user("Externe coördinator", email="externe-coordinator@demo.example")
    make_user("Iemand van hier", email="iemand@valkenburg.example")
    page = client.get(LOGIN).content.decode()
    assert 'value="externe-coordinator@demo.example"' in page
    assert "iemand@valkenburg.example" not in page
    type_password(client, user)
    assert client.get(reverse("work")).status_code == 200


def test_in_earnest_the_sign_in_page_names_nobody(client: Client) -> None:
    make_user("Externe coördinator", email="externe-coordinator@demo.example")
    page = client.get(LOGIN).content.decode()
    assert "externe-coordinator" not in page
    assert "burgerkracht-demo" not in page


def test_guessing_passwords_ends_in_a_wait(client: Client) -> None:
    user = make_user()
    for _ in range(5):
        type_password(client, user, "fout-wachtwoord")
    page = client.post(LOGIN, {"login": user.email, "password": PASSWORD})
    assert "Te vaak geprobeerd" in page.content.decode()
    assert client.get(reverse("work")).status_code == 302


def test_an_unknown_address_and_a_wrong_password_get_the_same_answer(client: Client) -> None:
    user = make_user()
    wrong = client.post(LOGIN, {"login": user.email, "password": "fout-wachtwoord"}).content.decode()
    unknown = client.post(LOGIN, {"login": "niemand@example.nl", "password": "fout-wachtwoord"}).content.decode()
    sentence = "Dit e-mailadres en wachtwoord horen niet bij elkaar."
    assert sentence in wrong
    assert sentence in unknown


def test_bad_input_at_the_door_is_no_fault_of_the_server(client: Client) -> None:
    for text in ("a\0b@example.nl", "x" * 5000, "", "<script>"):
        assert client.post(LOGIN, {"login": text, "password": text}).status_code == 200


@pytest.mark.parametrize(
    "elsewhere", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_after_signing_in_nobody_is_sent_to_another_site(client: Client, elsewhere: str) -> None:
    user = make_user()
    response = client.post(LOGIN, {"login": user.email, "password": PASSWORD, "next": elsewhere})
    assert response.headers["Location"] == reverse("work")


@pytest.mark.parametrize(
    "door",
    [
        "signup/",
        "email/",
        "confirm-email/",
        "confirm-email/abc/",
        "password/set/",
        "login/code/confirm/",
        "social/signup/",
        "3rdparty/",
    ],
)
def test_doors_that_are_not_used_are_shut(door: str) -> None:
    assert sign_in(make_user()).get(f"/account/{door}").status_code == 404


def test_an_account_ended_at_once_is_signed_out_at_the_next_request() -> None:
    user = make_user()
    browser = sign_in(user)
    assert browser.get(reverse("work")).status_code == 200
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert browser.get(reverse("work")).headers["Location"].startswith(LOGIN)


def test_an_account_past_its_last_day_is_signed_out_and_cannot_come_back(client: Client) -> None:
    user = make_user()
    browser = sign_in(user)
    User.objects.filter(pk=user.pk).update(ends_on=user.date_joined.date() - timedelta(days=1))
    assert browser.get(reverse("work")).headers["Location"].startswith(LOGIN)
    assert type_password(client, user) == "/account/inactive/"
    assert client.get(reverse("work")).status_code == 302


def test_the_last_day_itself_is_a_day_of_work() -> None:
    user = make_user()
    browser = sign_in(user)
    User.objects.filter(pk=user.pk).update(ends_on=user.date_joined.astimezone().date())
    assert browser.get(reverse("work")).status_code == 200


def test_every_page_about_the_account_is_a_page_of_ours() -> None:
    make_municipality()
    browser = sign_in(make_user())
    for page in ("2fa/", "2fa/recovery-codes/", "password/change/", "logout/"):
        response = browser.get(f"/account/{page}", follow=True)
        assert response.status_code == 200
        assert "site.css" in response.content.decode()
