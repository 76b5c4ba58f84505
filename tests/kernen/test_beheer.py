"""/beheer/: who may enter, and what the administrator does with the places."""

from datetime import date

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kernen.admin import beheer
from kernen.models import FundingSource, Holiday, Kern, Mandate, Municipality, PolicyDomain, Role, Term, Word
from tests.factories import (
    give_role,
    make_domain,
    make_kern,
    make_kernoverleg,
    make_mandate,
    make_user,
    sign_in,
)
from tests.kernen.beheer import as_administrator, faults, typed

pytestmark = pytest.mark.django_db
LISTS = (
    "municipality", "word", "term", "holiday", "kern", "kernoverleg", "policydomain", "fundingsource", "mandate",
    "outage", "enoughrule",
)  # fmt: skip
OTHERS = [role for role in Role.values if role != Role.FUNCTIONAL_ADMIN]


@pytest.mark.parametrize("role", OTHERS)
def test_for_every_other_function_there_is_nothing_at_beheer(role: str) -> None:
    browser = sign_in(make_user(role=role))
    for path in ("", "login/", "kernen/kern/", "kernen/kern/import/", "accounts/user/add/", "kernen/kern/1/archive/"):
        assert browser.get(f"/beheer/{path}").status_code == 404


def test_a_superuser_without_the_role_sees_nothing() -> None:
    browser = sign_in(make_user(is_superuser=True))
    assert browser.get("/beheer/").status_code == 404


def test_a_visitor_is_asked_to_sign_in_and_comes_back_where_they_wanted(client: Client) -> None:
    response = client.get("/beheer/kernen/kern/", follow=True)
    assert response.redirect_chain[-1][0] == "/account/login/?next=/beheer/kernen/kern/"


def test_an_administrator_without_a_second_step_is_sent_to_set_it(client: Client) -> None:
    client.force_login(make_user(role=Role.FUNCTIONAL_ADMIN))
    assert client.get("/beheer/").headers["Location"] == "/account/2fa/totp/activate/"


def test_nothing_of_residents_is_registered() -> None:
    assert {model._meta.label for model in beheer._registry} == {
        "accounts.User",
        "initiatives.LetterTemplate",
        "initiatives.StandardText",
        "kernen.Absence",
        "kernen.BreakGlass",
        "archive.RetentionRule",
        "kernen.EnoughRule",
        "kernen.FundingSource",
        "kernen.Holiday",
        "kernen.Kern",
        "kernen.Kernoverleg",
        "kernen.Mandate",
        "kernen.Municipality",
        "kernen.Outage",
        "kernen.PolicyDomain",
        "kernen.Term",
        "kernen.Word",
    }
    assert admin.site._registry == {}


@pytest.mark.parametrize("door", ["logout/", "password_change/", "autocomplete/", "jsi18n/", "r/1/1/", "auth/group/"])
def test_the_doors_of_django_that_are_not_used_are_shut(door: str) -> None:
    assert as_administrator().get(f"/beheer/{door}").status_code == 404


@pytest.mark.parametrize("table", LISTS)
def test_every_list_and_every_form_opens(table: str) -> None:
    browser = as_administrator()
    assert browser.get(f"/beheer/kernen/{table}/", follow=True).status_code == 200
    expected = {"municipality": 403, "term": 403}.get(table, 200)
    assert browser.get(f"/beheer/kernen/{table}/add/").status_code == expected


@pytest.mark.parametrize(
    "table", ["municipality", "term", "kern", "kernoverleg", "policydomain", "fundingsource", "mandate"]
)
def test_reference_data_is_not_deleted(table: str) -> None:
    browser = as_administrator()
    kern = make_kern()
    make_kernoverleg(kern, pk=1)
    make_domain(pk=1)
    make_mandate(pk=1)
    FundingSource.objects.create(pk=1, name="Kernenbudget", owner="Gemeente", starts_on=date(2026, 1, 1))
    Term.objects.get_or_create(pk=1, defaults={"key": "route", "name": "toewijzen", "days": 5, "unit": "working"})
    pk = kern.pk if table == "kern" else 1
    assert browser.post(f"/beheer/kernen/{table}/{pk}/delete/", {"post": "yes"}).status_code == 403


def test_a_holiday_and_an_own_word_may_go() -> None:
    browser = as_administrator()
    holiday = Holiday.objects.create(day=date(2026, 5, 5), name="Bevrijdingsdag")
    word = Word.objects.create(key="kern", singular="wijk", plural="wijken", article="de")
    browser.post(f"/beheer/kernen/holiday/{holiday.pk}/delete/", {"post": "yes"})
    browser.post(f"/beheer/kernen/word/{word.pk}/delete/", {"post": "yes"})
    assert (Holiday.objects.count(), Word.objects.count()) == (0, 0)


def test_a_new_installation_begins_with_its_municipality() -> None:
    browser = sign_in(make_user(role=Role.FUNCTIONAL_ADMIN))
    assert "Begin hier" in browser.get("/beheer/").content.decode()
    facts = {
        "name": "Alblasserdam",
        "prefix": "ALB",
        "gm_code": "GM0482",
        "phone": "14 078",
        "phone_hours": "werkdagen",
        "visiting_address": "Cortgene 2",
        "visiting_hours": "werkdagen",
        "theme": "dijk",
        "four_eyes_from": "1000",
        "escalate_after": "2",
        "representative_under": "16",
        "digest_hours": "8, 13",
        "website": "alblasserdam.example",
    }
    assert browser.post("/beheer/kernen/municipality/add/", facts).status_code == 302
    municipality = Municipality.objects.get(pk=1)
    assert municipality.website == "https://alblasserdam.example"
    assert browser.get("/beheer/kernen/municipality/").headers["Location"] == "/beheer/kernen/municipality/1/change/"


def test_a_kern_gets_its_address_from_its_first_name_and_keeps_it() -> None:
    browser = as_administrator()
    path = "/beheer/kernen/kern/add/"
    assert (
        browser.post(path, typed(browser, path, name="Sint-Gérlach", cbs_areas__0__code="WK099401")).status_code == 302
    )
    kern = Kern.objects.get(slug="sint-gerlach")
    path = f"/beheer/kernen/kern/{kern.pk}/change/"
    browser.post(path, typed(browser, path, name="Houthem-St. Gerlach"))
    kern.refresh_from_db()
    assert (kern.name, kern.slug) == ("Houthem-St. Gerlach", "sint-gerlach")
    assert [str(area) for area in kern.cbs_areas.all()] == ["WK099401"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "Naam: Dit veld is verplicht."),
        ({"name": "---"}, "Naam: Gebruik letters of cijfers in de naam."),
        ({"name": "a\0b"}, "Naam: Null-tekens zijn niet toegestaan."),
        ({"inhabitants": "150"}, "Geef bij het aantal inwoners ook het jaar en de bron."),
        ({"inhabitants": "veel"}, "Inwoners: Voer een geheel getal in."),
        ({"cbs_areas__0__code": "WK1"}, "CBS-code: WK met zes of BU met acht cijfers."),
        ({"name": "Walem"}, "Naam: Er bestaat al een Kern met eenzelfde Naam."),
    ],
)
def test_a_fault_is_told_at_the_top_and_what_was_typed_is_still_there(changes: dict[str, str], sentence: str) -> None:
    make_kern("Walem", slug="walem")
    browser = as_administrator()
    path = "/beheer/kernen/kern/add/"
    response = browser.post(path, typed(browser, path, **{"name": "Vilt", "note": "mijn opmerking"} | changes))
    assert response.status_code == 200
    assert sentence in " | ".join(faults(response))
    assert "mijn opmerking" in response.content.decode()


def test_a_kern_is_archived_with_its_successors_and_brought_back() -> None:
    browser = as_administrator()
    old, new = make_kern("Sibbe"), make_kern("Sibbe-IJzeren")
    make_user(role=Role.KERNAMBTENAAR, kern=old)
    page = browser.get(f"/beheer/kernen/kern/{old.pk}/archive/")
    assert "1 persoon heeft hier een rol; die loopt door tot u hem beëindigt bij het account." in page.content.decode()
    browser.post(f"/beheer/kernen/kern/{old.pk}/archive/", {"successors": [new.pk]})
    old.refresh_from_db()
    assert old.archived_on == timezone.localdate()
    assert list(old.successors.all()) == [new]
    assert "Sibbe</a>" not in browser.get("/beheer/kernen/kern/").content.decode()
    assert "Sibbe</a>" in browser.get("/beheer/kernen/kern/?archief=ja").content.decode()
    browser.post(f"/beheer/kernen/kern/{old.pk}/restore/")
    old.refresh_from_db()
    assert not old.is_archived
    assert old.successors.count() == 0


def test_an_unknown_successor_archives_nothing() -> None:
    browser = as_administrator()
    kern = make_kern()
    for wrong in ("999999", "x", str(kern.pk)):
        assert browser.post(f"/beheer/kernen/kern/{kern.pk}/archive/", {"successors": [wrong]}).status_code == 200
    assert Kern.objects.current().count() == 1


def test_what_is_in_the_archive_is_not_chosen_any_more() -> None:
    browser = as_administrator()
    kern = make_kern("Oud-Sibbe", archived_on=date(2026, 1, 1))
    make_domain("Oud domein", archived_on=date(2026, 1, 1))
    pages = [browser.get(f"/beheer/{page}/add/").content.decode() for page in ("kernen/kernoverleg", "accounts/user")]
    assert [kern.name in page or "Oud domein" in page for page in pages] == [False, False]


def test_a_domain_is_archived_and_keeps_its_code() -> None:
    browser = as_administrator()
    path = "/beheer/kernen/policydomain/add/"
    browser.post(path, {"name": "Dieren & natuur", "resident_word": "dieren"})
    domain = PolicyDomain.objects.get(code="dieren_natuur")
    browser.post(f"/beheer/kernen/policydomain/{domain.pk}/archive/")
    domain.refresh_from_db()
    assert domain.is_archived


def test_officer_and_deputy_of_a_domain_are_two_people_who_work_here() -> None:
    browser = as_administrator()
    officer, gone = make_user("Ada"), make_user("Bob", is_active=False)
    sent = {"name": "Natuur", "resident_word": "natuur", "default_officer": officer.pk, "deputy_officer": officer.pk}
    response = browser.post("/beheer/kernen/policydomain/add/", sent)
    assert faults(response) == ["Vervanger: Kies een ander dan de vaste beleidsmedewerker."]
    response = browser.post("/beheer/kernen/policydomain/add/", sent | {"deputy_officer": gone.pk})
    assert len(faults(response)) == 1


def test_money_is_typed_in_euros_and_kept_in_cents() -> None:
    browser = as_administrator()
    browser.post("/beheer/kernen/mandate/add/", {"name": "Teamhoofd", "ceiling_cents": "2.500,50"})
    mandate = Mandate.objects.get()
    assert mandate.ceiling_cents == 250_050
    path = f"/beheer/kernen/mandate/{mandate.pk}/change/"
    assert 'value="2.500,50"' in browser.get(path).content.decode()
    said = faults(browser.post(path, typed(browser, path, ceiling_cents="veel")))
    assert said == ["Tot en met (euro): Schrijf een bedrag in euro, zoals 2.500 of 2500,50."]
    assert "€ 2.500,50" in browser.get("/beheer/kernen/mandate/").content.decode()


def test_a_term_changes_its_days_and_nothing_else() -> None:
    browser, term = as_administrator(), Term.objects.create(key="route", name="toewijzen", days=5, unit="working")
    path = f"/beheer/kernen/term/{term.pk}/change/"
    browser.post(path, typed(browser, path, days="3", name="x", key="y"))
    term.refresh_from_db()
    assert (term.key, term.name, term.days) == ("route", "toewijzen", 3)


@pytest.mark.parametrize(
    "path",
    [
        "kernen/kern/abc/change/",
        "kernen/kern/99999999999999999999999/change/",
        "kernen/kern/0/archive/",
        "kernen/kern/?q=%00",
        "kernen/kern/?p=abc",
        "kernen/kern/?p=99",
        "kernen/kern/?o=9.9.x",
        "kernen/kern/?archief=%00",
        "kernen/kern/?onzin=1",
        "kernen/kern/?name__startswith=W",
        "accounts/user/?password__startswith=pbkdf2",
        "accounts/user/?wie=x",
        "kernen/onzin/",
    ],
)
def test_an_address_that_makes_no_sense_is_no_fault_of_the_server(path: str) -> None:
    assert as_administrator().get(f"/beheer/{path}", follow=True).status_code in (200, 400, 404)


def test_every_change_is_in_the_history() -> None:
    browser = as_administrator()
    kern = make_kern("Walem")
    browser.post(f"/beheer/kernen/kern/{kern.pk}/archive/")
    page = browser.get(f"/beheer/kernen/kern/{kern.pk}/history/").content.decode()
    assert "Walem is gearchiveerd." in page
    assert "Beheerder" in page


def count_queries(browser: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(path).status_code == 200
    return len(asked)


@pytest.mark.parametrize("path", ["kernen/kern/", "accounts/user/", "kernen/policydomain/", "kernen/kernoverleg/"])
def test_a_list_costs_the_same_for_one_row_and_for_thirty(path: str) -> None:
    browser = as_administrator()

    def make_rows(number: int) -> None:
        for _ in range(number):
            make_kernoverleg(kern := make_kern())
            officer = make_user(role=Role.KERNAMBTENAAR, kern=kern)
            give_role(officer, role=Role.BELEIDSMEDEWERKER, domain=make_domain(default_officer=officer))

    make_rows(1)
    count_queries(browser, f"/beheer/{path}")
    before = count_queries(browser, f"/beheer/{path}")
    make_rows(29)
    assert count_queries(browser, f"/beheer/{path}") == before
