"""Accounts from outside are looked at twice a year, and who may what can be handed to an auditor."""

import csv
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from accounts.models import AccountReview, Review, User
from initiatives.deeds.report import find_trouble
from initiatives.models import AccessEntry
from initiatives.models.access import Looked
from kernen.models import Role
from kernen.reviews import MONTHS, outsiders, review
from kernen.workdays import months_after
from tests.factories import give_role, make_kern, make_user, sign_in
from tests.kernen.beheer import as_administrator, make_administrator

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
LIST = "/beheer/accounts/user/beoordeling/"


def make_outsider(name: str = "Wim van buiten", *, months_ago: int = 7) -> User:
    """Somebody of the welfare organisation."""
    return make_user(
        name, organisation="Welzijn Zuid", processing_agreement="VO-1", ends_on=TODAY + timedelta(days=300),
        date_joined=timezone.now() - timedelta(days=31 * months_ago),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2026, 1, 15), date(2026, 7, 15)),
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 8, 31), date(2028, 2, 29)),
        (date(2026, 7, 1), date(2027, 1, 1)),
        (date(2026, 12, 31), date(2027, 6, 30)),
    ],
)
def test_half_a_year_is_six_months(day: date, later: date) -> None:
    assert months_after(day, MONTHS) == later


def test_who_has_to_be_looked_at_first_is_on_top_and_our_own_people_are_not_there() -> None:
    make_user("Ada van hier")
    seen, long_ago, new = make_outsider("Gezien"), make_outsider("Lang geleden"), make_outsider("Nieuw", months_ago=0)
    review(user=seen, by=make_user(), outcome=Review.STAYS, on=TODAY)
    make_user("Gestopt", organisation="X", processing_agreement="VO-2", ends_on=TODAY - timedelta(days=1))
    found = outsiders(on=TODAY)
    assert [one.user for one in found] == [long_ago, seen, new]
    assert [one.is_due(TODAY) for one in found] == [True, False, False]


def test_one_button_says_that_somebody_stays_and_who_said_so() -> None:
    admin = make_administrator()
    browser, user = sign_in(admin), make_outsider()
    give_role(user, role=Role.EXTERNAL_COORDINATOR, kern=make_kern("Sibbe"))
    page = browser.get(LIST).content.decode()
    assert "externe coördinator (Sibbe)" in page
    assert "nu doen" in page
    browser.post(f"/beheer/accounts/user/{user.pk}/beoordelen/", {"outcome": "stays"})
    said = AccountReview.objects.get()
    assert (said.user, said.by, said.outcome, said.reviewed_on) == (user, admin, Review.STAYS, TODAY)
    assert "nu doen" not in browser.get(LIST).content.decode()


def test_ending_asks_first_and_then_is_at_once() -> None:
    browser, user = as_administrator(), make_outsider()
    theirs = sign_in(user)
    where = f"/beheer/accounts/user/{user.pk}/beoordelen/"
    assert "is meteen uitgelogd" in browser.get(where).content.decode()
    assert theirs.get(reverse("work")).status_code == 200
    browser.post(where)
    assert theirs.get(reverse("work")).headers["Location"].startswith("/account/login/")
    assert AccountReview.objects.get().outcome == Review.ENDED
    assert outsiders(on=TODAY) == []


def test_nobody_reviews_an_account_that_is_their_own_or_of_the_town_hall() -> None:
    admin = make_administrator()
    browser, own = sign_in(admin), make_user()
    browser.post(f"/beheer/accounts/user/{own.pk}/beoordelen/")
    User.objects.filter(pk=admin.pk).update(organisation="X", processing_agreement="VO", ends_on=TODAY)
    for sent in ({}, {"outcome": "stays"}):
        answer = browser.post(f"/beheer/accounts/user/{admin.pk}/beoordelen/", sent, follow=True)
        assert "Uw eigen account beoordeelt een collega." in answer.content.decode()
    assert AccountReview.objects.count() == 0
    assert User.objects.filter(is_active=False).count() == 0


def test_the_daily_report_says_that_a_look_is_due_and_names_nobody() -> None:
    make_administrator()
    assert find_trouble(now=timezone.now()) == []
    make_outsider()
    [sentence] = find_trouble(now=timezone.now())
    assert sentence == "1 account van buiten is aan de halfjaarlijkse beoordeling toe."
    call_command("daily")


def test_an_administrator_signs_somebody_out_everywhere() -> None:
    browser, user = as_administrator(), make_user()
    theirs = sign_in(user)
    browser.post(f"/beheer/accounts/user/{user.pk}/uitloggen/")
    assert theirs.get(reverse("work")).headers["Location"].startswith("/account/login/")


def test_who_may_what_is_a_line_per_role_and_no_formula() -> None:
    admin = make_administrator()
    browser = sign_in(admin)
    user = make_outsider("=1+1")
    give_role(user, role=Role.EXTERNAL_COORDINATOR, all_kernen=True)
    give_role(user, role=Role.GGD_ADVISER)
    answer = browser.get("/beheer/accounts/user/wie-mag-wat/")
    lines = list(csv.reader(answer.getvalue().decode("utf-8-sig").splitlines(), delimiter=";"))
    mine = [line for line in lines if line[1] == user.email]
    assert [line[6:8] for line in mine] == [["externe coördinator", "alle kernen"], ["GGD-adviseur", ""]]
    assert mine[0][0] == "'=1+1"
    assert [line[11] for line in lines if line[0] == "Beheerder"] == ["app"]
    [look] = AccessEntry.objects.all()
    assert (look.actor, look.what, look.why) == (admin, Looked.EXPORT_WITH_PERSONS, "wie mag wat (medewerkers)")
