"""Accounts in /beheer/: invited, given roles, ended, never deleted."""

from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from kernen.first_fill import keep_holidays_ahead
from kernen.models import Holiday, PolicyDomain, Role, RoleHolding, Term
from kernen.roles import roles_of
from kernen.terms import FIRST_VALUES
from tests.factories import LONG_AGO, PASSWORD, give_role, make_domain, make_kern, make_user, sign_in
from tests.kernen.beheer import as_administrator, faults, make_administrator, typed

pytestmark = pytest.mark.django_db
ADD = "/beheer/accounts/user/add/"
YESTERDAY = timezone.localdate() - timedelta(days=1)


def change(user: User) -> str:
    return f"/beheer/accounts/user/{user.pk}/change/"


def test_who_is_added_gets_a_role_and_an_invitation_and_no_password() -> None:
    browser = as_administrator()
    kern = make_kern()
    role = {"role_holdings__0__role": Role.KERNAMBTENAAR, "role_holdings__0__kern": kern.pk}
    assert browser.post(ADD, typed(browser, ADD, name="Ada", email="Ada@Example.NL", **role)).status_code == 302
    user = User.objects.get(email="ada@example.nl")
    assert not user.has_usable_password()
    assert roles_of(user).kernambtenaar_kernen == {kern.pk}
    [sent] = mail.outbox
    assert sent.to == ["ada@example.nl"]
    assert "Gemeente Valkenburg aan de Geul heeft een account voor u gemaakt" in str(sent.body)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"email": "geen adres"}, "E-mailadres: Voer een geldig e-mailadres in."),
        ({"email": "BEHEER@example.nl"}, "E-mailadres: Er is al een account met dit e-mailadres."),
        (
            {"organisation": "Welzijn Zuid"},
            "Iemand van een andere organisatie heeft een laatste dag en een verwerkersovereenkomst nodig.",
        ),
        ({"role_holdings__0__role": "decider"}, "Een beslisser heeft een mandaat nodig; andere rollen niet."),
        ({"ends_on": "31 december"}, "Laatste dag: Voer een geldige datum in."),
    ],
)
def test_a_faulty_account_is_not_made_and_nobody_gets_a_mail(changes: dict[str, str], sentence: str) -> None:
    make_user(email="beheer@example.nl")
    browser = as_administrator()
    response = browser.post(ADD, typed(browser, ADD, **{"name": "Ada", "email": "ada@example.nl"} | changes))
    assert faults(response) == [sentence]
    assert not User.objects.filter(name="Ada").exists()
    assert mail.outbox == []


def test_no_password_and_no_hidden_power_is_on_any_form() -> None:
    browser = as_administrator()
    user = make_user()
    sent = typed(browser, change(user)) | {"is_superuser": "on", "password": "x", "groups": "1", "is_active": ""}
    browser.post(change(user), sent)
    page = browser.get(change(user)).content.decode()
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert user.is_active
    assert not user.is_superuser
    assert user.password not in page
    assert "superuser" not in page.lower()


def test_a_role_that_was_given_can_only_be_ended() -> None:
    browser = as_administrator()
    user = make_user(role=Role.MANAGER)
    changes = {"role_holdings__0__role": Role.DECIDER, "role_holdings__0__starts_on": "2026-01-01"}
    ends = {"role_holdings__0__ends_on": "2026-06-30", "role_holdings__0__DELETE": "on"}
    assert browser.post(change(user), typed(browser, change(user), **changes, **ends)).status_code == 302
    held = RoleHolding.objects.get(user=user)
    assert (held.role, held.starts_on, held.ends_on) == (Role.MANAGER, LONG_AGO, date(2026, 6, 30))


def test_saving_an_account_without_a_new_role_gives_none() -> None:
    browser = as_administrator()
    user = make_user(role=Role.MANAGER)
    assert browser.post(change(user), typed(browser, change(user), phone="043 123")).status_code == 302
    assert RoleHolding.objects.filter(user=user).count() == 1


def test_a_role_in_an_archived_kern_still_shows_and_can_be_ended() -> None:
    browser = as_administrator()
    kern = make_kern("Oud-Sibbe", archived_on=date(2026, 1, 1))
    user = make_user(role=Role.KERNAMBTENAAR, kern=kern)
    assert "Kernambtenaar, Oud-Sibbe, vanaf 1 januari 2020" in browser.get(change(user)).content.decode()
    browser.post(change(user), typed(browser, change(user), role_holdings__0__ends_on="2026-01-31"))
    assert RoleHolding.objects.get(user=user).ends_on == date(2026, 1, 31)


def test_the_last_administrator_cannot_give_the_key_away() -> None:
    admin = make_administrator()
    browser = sign_in(admin)
    path = change(admin)
    response = browser.post(path, typed(browser, path, role_holdings__0__ends_on=YESTERDAY.isoformat()))
    assert faults(response) == ["Er blijft dan niemand over die /beheer/ kan gebruiken. Geef eerst een ander die rol."]
    make_user(role=Role.FUNCTIONAL_ADMIN)
    browser.post(path, typed(browser, path, role_holdings__0__ends_on=YESTERDAY.isoformat()))
    assert browser.get("/beheer/").status_code == 404


def end(browser: Client, user: User, **typed_in: Any) -> Any:
    facts = {"last_day": timezone.localdate().isoformat()} | typed_in
    return browser.post(f"/beheer/accounts/user/{user.pk}/end/", facts)


def test_an_account_is_ended_at_once_and_everything_it_did_stays() -> None:
    browser = as_administrator()
    user = make_user("Ada", role=Role.MANAGER)
    make_domain("Sport", default_officer=user)
    theirs = sign_in(user)
    page = browser.get(f"/beheer/accounts/user/{user.pk}/end/").content.decode()
    assert "1 rol vervalt dan." in page
    assert "Kies eerst een andere vaste beleidsmedewerker voor: Sport." in page
    assert end(browser, user, at_once="on").status_code == 302
    assert theirs.get(reverse("work")).headers["Location"].startswith("/account/login/")
    assert RoleHolding.objects.filter(user=user).count() == 1
    assert "Ada</a>" not in browser.get("/beheer/accounts/user/").content.decode()
    assert "Ada</a>" in browser.get("/beheer/accounts/user/?wie=gestopt").content.decode()


def test_an_account_can_end_on_a_later_day_and_works_until_then() -> None:
    browser = as_administrator()
    user = make_user()
    theirs = sign_in(user)
    end(browser, user, last_day=(timezone.localdate() + timedelta(days=30)).isoformat())
    assert theirs.get(reverse("work")).status_code == 200


def test_nobody_ends_their_own_account() -> None:
    admin = make_administrator()
    make_user(role=Role.FUNCTIONAL_ADMIN)
    response = end(sign_in(admin), admin, at_once="on")
    assert "U kunt uw eigen account niet beëindigen." in response.content.decode()
    admin.refresh_from_db()
    assert admin.is_active


@pytest.mark.parametrize("last_day", ["", "morgen", "2026-13-01", "2026-01-01\0"])
def test_a_last_day_that_is_no_day_ends_nothing(last_day: str) -> None:
    browser = as_administrator()
    user = make_user()
    assert end(browser, user, last_day=last_day).status_code == 200
    user.refresh_from_db()
    assert (user.is_active, user.ends_on) == (True, None)


def test_an_account_is_reopened_from_outside_with_a_new_last_day() -> None:
    browser = as_administrator()
    user = make_user(organisation="Welzijn Zuid", ends_on=YESTERDAY, processing_agreement="VO-1")
    path = f"/beheer/accounts/user/{user.pk}/reopen/"
    for refused in ("", YESTERDAY.isoformat()):
        assert browser.post(path, {"last_day": refused}).status_code == 200
    assert browser.post(path, {"last_day": "2099-12-31"}).status_code == 302
    user.refresh_from_db()
    assert user.ends_on == date(2099, 12, 31)


def test_an_invitation_is_sent_again_but_not_to_who_has_ended() -> None:
    browser = as_administrator()
    user, ended = make_user(), make_user(is_active=False)
    browser.get(f"/beheer/accounts/user/{user.pk}/invite/")
    assert mail.outbox == []
    for each in (user, ended):
        browser.post(f"/beheer/accounts/user/{each.pk}/invite/")
    assert [sent.to for sent in mail.outbox] == [[user.email]]


def test_who_lost_phone_and_codes_sets_the_second_step_anew() -> None:
    browser = as_administrator()
    user = make_user()
    sign_in(user)
    browser.post(f"/beheer/accounts/user/{user.pk}/second/")
    assert not Authenticator.objects.filter(user=user).exists()
    theirs = Client()
    theirs.post("/account/login/", {"login": user.email, "password": PASSWORD})
    assert theirs.get(reverse("work")).headers["Location"] == "/account/2fa/totp/activate/"


def test_after_a_change_of_address_the_old_one_opens_nothing() -> None:
    browser = as_administrator()
    user = make_user(email="oud@example.nl")
    EmailAddress.objects.create(user=user, email="oud@example.nl", primary=True, verified=True)
    browser.post(change(user), typed(browser, change(user), email="nieuw@example.nl"))
    answers = [
        Client().post("/account/login/", {"login": email, "password": PASSWORD}).status_code
        for email in ("oud@example.nl", "nieuw@example.nl")
    ]
    assert answers == [200, 302]


def test_an_account_is_never_deleted() -> None:
    user = make_user()
    assert as_administrator().post(f"/beheer/accounts/user/{user.pk}/delete/", {"post": "yes"}).status_code == 403
    assert User.objects.filter(pk=user.pk).exists()


def test_the_list_names_the_roles_of_today_only() -> None:
    browser = as_administrator()
    user = make_user("Ada", role=Role.MANAGER)
    give_role(user, role=Role.GGD_ADVISER, ends_on=YESTERDAY)
    [row] = [row for row in browser.get("/beheer/accounts/user/?q=Ada").context["rows"] if row.title == "Ada"]
    assert [cell.value for cell in row.cells] == [user.email, "manager", "", ""]


def test_the_first_administrator_comes_in_by_a_command(capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        call_command("invite_admin", "Eerste@Example.nl", "Eerste beheerder", site="https://bk.example")
    link = capsys.readouterr().out.splitlines()[-1]
    assert link.startswith("https://bk.example/account/password/reset/key/")
    user = User.objects.get(email="eerste@example.nl")
    assert RoleHolding.objects.filter(user=user, role=Role.FUNCTIONAL_ADMIN).count() == 1
    assert Client().get(link.removeprefix("https://bk.example")).status_code == 302
    assert mail.outbox == []


def test_the_first_administrator_finds_terms_holidays_and_domains_to_begin_with() -> None:
    call_command("invite_admin", "eerste@example.nl", "Eerste beheerder", stdout=StringIO())
    year = timezone.localdate().year
    assert (PolicyDomain.objects.count(), Term.objects.count()) == (13, len(FIRST_VALUES))
    assert {day.year for day in Holiday.objects.values_list("day", flat=True)} == {year, year + 1}
    PolicyDomain.objects.exclude(code="sport").delete()
    call_command("invite_admin", "tweede@example.nl", "Tweede beheerder", stdout=StringIO())
    assert PolicyDomain.objects.count() == 1


def test_a_holiday_that_was_taken_out_does_not_come_back_and_next_year_is_ready_in_time() -> None:
    keep_holidays_ahead(today=date(2026, 11, 21))
    Holiday.objects.filter(day=date(2027, 5, 5)).delete()
    keep_holidays_ahead(today=date(2027, 1, 1))
    assert not Holiday.objects.filter(day=date(2027, 5, 5)).exists()
    assert Holiday.objects.filter(day__year=2028).exists()


def test_the_command_refuses_what_is_no_address_and_who_has_ended() -> None:
    ended = make_user(is_active=False)
    for email in ("geen adres", ended.email):
        with pytest.raises(CommandError):
            call_command("invite_admin", email, "Iemand")
