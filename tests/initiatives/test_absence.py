"""Being away: everybody enters it themselves, names who stands in, and says no reason."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from kernen.models import Absence, Role
from tests.factories import end_roles, make_user, sign_in

pytestmark = pytest.mark.django_db
URL = "/werk/afwezig/"


@pytest.fixture
def anna() -> User:
    return make_user("Anna", role=Role.BELEIDSMEDEWERKER)


@pytest.fixture
def bart() -> User:
    return make_user("Bart", role=Role.KERNAMBTENAAR)


def day(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def typed(first: int, last: int, deputy: User | None = None) -> dict[str, Any]:
    return {
        "starts_on": day(first).isoformat(),
        "ends_on": day(last).isoformat(),
        "deputy": deputy.pk if deputy else "",
    }


def kept(user: User) -> list[tuple[date, date, User | None]]:
    return [(one.starts_on, one.ends_on, one.deputy) for one in Absence.objects.filter(user=user).order_by("starts_on")]


def test_anna_says_when_she_is_away_and_bart_sees_that_he_stands_in(anna: User, bart: User) -> None:
    browser = sign_in(anna)
    for _press in range(2):
        assert browser.post(URL, typed(3, 10, bart))["Location"] == URL
    assert kept(anna) == [(day(3), day(10), bart)]
    assert "Bart" in browser.get(URL).content.decode()
    assert "U vervangt" in sign_in(bart).get(URL).content.decode()


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        (5, 3, "De laatste dag ligt voor de eerste dag."),
        (-9, -2, "Deze periode is al voorbij."),
        (0, 900, "Dit is langer dan twee jaar."),
        (12, 20, "U staat in deze periode al als afwezig."),
    ],
)
def test_a_period_that_cannot_be_is_refused_with_a_sentence(anna: User, first: int, last: int, sentence: str) -> None:
    Absence.objects.create(user=anna, starts_on=day(15), ends_on=day(16))
    page = sign_in(anna).post(URL, typed(first, last)).content.decode()
    assert sentence in page
    assert len(kept(anna)) == 1


@pytest.mark.parametrize("nonsense", ["", "31-02-2027", "2027-02-31", "x" * 500, "9999-99-99", "0000-01-01"])
def test_what_is_no_date_is_asked_again(anna: User, nonsense: str) -> None:
    assert sign_in(anna).post(URL, {"starts_on": nonsense, "ends_on": nonsense}).status_code == 200
    assert kept(anna) == []


def test_nobody_stands_in_for_themselves_while_away_or_without_a_function(anna: User, bart: User) -> None:
    gone = make_user("Gone", role=Role.KERNAMBTENAAR)
    end_roles(gone)
    Absence.objects.create(user=bart, starts_on=day(5), ends_on=day(6))
    browser = sign_in(anna)
    assert "Bart is zelf een deel van deze periode afwezig." in browser.post(URL, typed(3, 5, bart)).content.decode()
    for nobody in (anna, gone):
        assert "deputy" in browser.post(URL, typed(3, 4, nobody)).context["form"].errors
    assert kept(anna) == []


def test_taking_a_period_away_is_asked_first_and_twice_is_once(anna: User, bart: User) -> None:
    absence = Absence.objects.create(user=anna, starts_on=day(1), ends_on=day(2), deputy=bart)
    address = f"{URL}{absence.pk}/weghalen/"
    assert sign_in(bart).get(address).status_code == 404
    assert sign_in(bart).post(address)["Location"] == URL
    browser = sign_in(anna)
    assert "Weet u het zeker?" in browser.get(address).content.decode()
    assert len(kept(anna)) == 1
    for _press in range(2):
        assert browser.post(address)["Location"] == URL
    assert kept(anna) == []


def test_without_a_function_there_is_nothing_to_enter_and_a_stranger_signs_in_first(client: Any) -> None:
    assert sign_in(make_user()).get(URL).status_code == 403
    assert client.get(URL).status_code == 302


def test_the_page_costs_the_same_for_one_period_and_for_many(anna: User, bart: User) -> None:
    browser, spent = sign_in(anna), []
    for n in range(1, 22):
        Absence.objects.create(user=anna, deputy=bart, starts_on=day(n * 3), ends_on=day(n * 3 + 1))
        Absence.objects.create(user=bart, deputy=anna, starts_on=day(n * 3), ends_on=day(n * 3 + 1))
        if n in (1, 21):
            with CaptureQueriesContext(connection) as queries:
                browser.get(URL)
            spent.append(len(queries))
    assert spent[0] == spent[1]


def test_the_database_refuses_an_absence_that_ends_before_it_starts_or_that_covers_for_itself(anna: User) -> None:
    for wrong in ({"starts_on": day(2), "ends_on": day(1)}, {"starts_on": day(1), "ends_on": day(1), "deputy": anna}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Absence.objects.create(user=anna, **wrong)


def test_the_administrator_enters_and_removes_absence_for_who_forgot(anna: User, bart: User) -> None:
    browser = sign_in(make_user(role=Role.FUNCTIONAL_ADMIN))
    data = typed(0, 9, bart) | {"user": anna.pk}
    assert browser.post("/beheer/kernen/absence/add/", data).status_code == 302
    absence = Absence.objects.get(user=anna)
    assert "Anna" in browser.get("/beheer/kernen/absence/").content.decode()
    wrong = browser.post(f"/beheer/kernen/absence/{absence.pk}/change/", data | {"deputy": anna.pk})
    assert "Kies een ander als vervanger." in wrong.content.decode()
    assert browser.post(f"/beheer/kernen/absence/{absence.pk}/delete/", {"post": "yes"}).status_code == 302
    assert kept(anna) == []
