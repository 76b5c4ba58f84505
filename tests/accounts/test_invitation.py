"""Nobody signs up: an invitation, one link, a password."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.invitations import invite, make_one_time_path
from accounts.models import User
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db
NEW = "een-nieuw-en-lang-wachtwoord"


def make_invited() -> User:
    """Somebody with an account and nothing to sign in with."""
    return User.objects.create_user("nieuw@example.nl", name="D'Hondt & Zn")


def choose_password(path: str, password: str = NEW) -> bool:
    """Follows the link in a fresh browser and types a password twice; whether it was taken."""
    browser = Client()
    first = browser.get(path)
    if first.status_code != 302:
        return False
    response = browser.post(first.headers["Location"], {"password1": password, "password2": password})
    return response.status_code == 302


def can_sign_in(user: User, password: str) -> bool:
    return Client().post("/account/login/", {"login": user.email, "password": password}).status_code == 302


def test_an_invitation_is_one_mail_with_one_link_and_the_name_as_it_is_written() -> None:
    user = make_invited()
    invite(user=user, sender="Gemeente Valkenburg aan de Geul", site="https://burgerkracht.example/")
    [sent] = mail.outbox
    assert sent.to == ["nieuw@example.nl"]
    assert "Beste D'Hondt & Zn," in sent.body
    assert len(re.findall(r"https://burgerkracht\.example/account/password/reset/key/\S+", str(sent.body))) == 1


def test_who_is_invited_chooses_a_password_and_signs_in_with_it() -> None:
    user = make_invited()
    assert not can_sign_in(user, "")
    assert choose_password(make_one_time_path(user=user))
    assert can_sign_in(user, NEW)


def test_the_link_works_once() -> None:
    user = make_invited()
    path = make_one_time_path(user=user)
    assert choose_password(path)
    assert not choose_password(path, "nog-een-ander-lang-wachtwoord")
    assert can_sign_in(user, NEW)


def test_choosing_a_password_ends_every_other_link() -> None:
    user = make_invited()
    older = make_one_time_path(user=user)
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        newer = make_one_time_path(user=user)
        assert choose_password(newer)
        assert not choose_password(older)


def test_the_link_lives_three_days() -> None:
    user = make_invited()
    path = make_one_time_path(user=user)
    with time_machine.travel(timezone.now() + timedelta(days=3, hours=2)):
        assert not choose_password(path)


@pytest.mark.parametrize("end", [{"is_active": False}, {"ends_on": timezone.localdate() - timedelta(days=1)}])
def test_the_link_of_an_ended_account_does_not_work(end: dict[str, object]) -> None:
    user = make_invited()
    path = make_one_time_path(user=user)
    User.objects.filter(pk=user.pk).update(**end)
    assert not choose_password(path)


def test_a_link_of_one_person_opens_no_account_of_another() -> None:
    user, other = make_invited(), make_user()
    key = make_one_time_path(user=user).rsplit("-", 2)
    path = reverse(
        "account_reset_password_from_key", kwargs={"uidb36": str(other.pk), "key": "-".join(key[1:]).rstrip("/")}
    )
    assert not choose_password(path)
    assert can_sign_in(other, PASSWORD)


@pytest.mark.parametrize("path", ["1-abc/", "zzzzzzzzzzzzzzzzzzzz-abc-def/", "1-set-password/", "0-%00/"])
def test_a_made_up_link_gets_a_sentence(client: Client, path: str) -> None:
    make_user()
    response = client.get(f"/account/password/reset/key/{path}")
    assert response.status_code == 200
    assert "Deze link werkt niet meer" in response.content.decode()


@pytest.mark.parametrize("password", ["kort", "password1234", "nieuw@example.nl"])
def test_a_weak_password_is_refused_and_the_link_stays_good(password: str) -> None:
    user = make_invited()
    path = make_one_time_path(user=user)
    assert not choose_password(path, password)
    assert choose_password(path)


def test_who_forgot_the_password_gets_a_link_by_mail(client: Client) -> None:
    user = make_user()
    client.post("/account/password/reset/", {"email": user.email.upper()})
    [sent] = mail.outbox
    path = re.search(r"http://testserver(/\S+)", str(sent.body))
    assert path
    assert choose_password(path[1])
    assert can_sign_in(user, NEW)
    assert not can_sign_in(user, PASSWORD)


def test_an_unknown_or_ended_address_gets_the_same_answer_and_no_mail(client: Client) -> None:
    ended = make_user(is_active=False)
    over = make_user(ends_on=timezone.localdate() - timedelta(days=1))
    for email in (ended.email, over.email, "niemand@example.nl"):
        response = client.post("/account/password/reset/", {"email": email})
        assert response.headers["Location"] == "/account/password/reset/done/"
    assert mail.outbox == []
