"""The internal coordinator handles a request of a person: finds, gives a copy, erases, answers; nobody else does."""

import io
import json
import re
import zipfile
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from archive.deeds.requests import ANSWER_WITHIN, open_request, tell_what_is_due
from archive.models import PersonRequest
from initiatives.models import AccessEntry, ContactPerson, Event, Message, Note
from initiatives.statuses import Status
from kernen.workdays import months_after
from tests.archive.planted import STRINGS, Person
from tests.factories import PASSWORD, sign_in
from tests.hostile import broken_by, broken_together
from tests.initiatives.world import NOW, TODAY, World


@pytest.fixture
def asked(world: World) -> PersonRequest:
    return open_request(asks="erase", received_on=date(2026, 11, 2), by=world.people["IC"], form_key=uuid4())


def fresh(world: World, who: str = "IC") -> Client:
    """A browser of somebody who typed the password a moment ago."""
    browser = sign_in(world.people[who])
    assert browser.post("/account/reauthenticate/", {"password": PASSWORD}).status_code == 302
    return browser


def keys_on(page: str) -> list[str]:
    return re.findall(r'name="place" value="([^"]+)"', page)


def test_a_request_has_a_month_whatever_the_month() -> None:
    assert months_after(date(2026, 1, 31), ANSWER_WITHIN) == date(2026, 2, 28)
    assert months_after(date(2026, 12, 5), ANSWER_WITHIN) == date(2027, 1, 5)


def test_only_the_internal_coordinator_handles_requests(world: World, asked: PersonRequest) -> None:
    for who in ("EC.own", "BM.lead", "KA.own", "FB", "DEC.mandate"):
        browser = fresh(world, who)
        assert browser.get("/avg/").status_code == 403
        assert browser.get(f"/avg/{asked.pk}/").status_code == 403
        for page in ("zoeken", "kopie", "wissen", "beantwoord"):
            assert browser.post(f"/avg/{asked.pk}/{page}/", {"strings": "contactpersoon"}).status_code == 403
    assert Client().get("/avg/").status_code == 302


def test_a_request_is_opened_once_and_answered(world: World) -> None:
    browser, key = fresh(world), str(uuid4())
    today = timezone.localdate()
    typed = {"asks": "access", "received_on": today.isoformat(), "form_key": key}
    assert [browser.post("/avg/", typed).status_code for _twice in range(2)] == [302, 302]
    made = PersonRequest.objects.get()
    assert (made.due_on, made.handled_by) == (months_after(today, ANSWER_WITHIN), world.people["IC"])
    browser.post(f"/avg/{made.pk}/beantwoord/", {"kept_because": "Archiefwet, selectielijst 6.1.9"})
    page = browser.get("/avg/").content.decode()
    assert "Archiefwet, selectielijst 6.1.9" in page
    tomorrow = (today + timedelta(days=1)).isoformat()
    assert (
        "Kies een dag tot en met vandaag." in browser.post("/avg/", typed | {"received_on": tomorrow}).content.decode()
    )


def test_a_coordinator_finds_copies_and_erases(world: World, asked: PersonRequest, outside: Path) -> None:
    person = Person(world).everywhere()
    browser = fresh(world)
    found = browser.post(f"/avg/{asked.pk}/zoeken/", {"strings": person.strings}).content.decode()
    keys = keys_on(found)
    assert person.idea.reference is not None
    assert (person.idea.reference in found, len(keys)) == (True, 32)
    assert AccessEntry.objects.get(what="person_found").initiative == person.idea
    assert STRINGS[0] not in AccessEntry.objects.get(what="person_found").why

    copy = browser.post(f"/avg/{asked.pk}/kopie/", {"strings": person.strings, "place": keys})
    assert copy.headers["Cache-Control"].split(", ").count("no-store") == 1
    folder = zipfile.ZipFile(io.BytesIO(copy.getvalue()))
    said = json.loads(folder.read("gegevens.json"))
    assert (len(said["places"]), folder.namelist()[:2]) == (32, ["gegevens.json", "gegevens.html"])
    assert said["looks"][0]["function"] == "interne coördinator"
    assert len(folder.namelist()) == 3
    assert AccessEntry.objects.filter(what="person_export").count() == 1

    typed = {"strings": person.strings, "place": keys}
    preview = browser.post(f"/avg/{asked.pk}/wissen/", typed).content.decode()
    assert "Dit wordt gewist" in preview
    assert Note.objects.get().text != "Met [naam verwijderd] gebeld."
    browser.post(f"/avg/{asked.pk}/wissen/", typed | {"confirmed": "on"})
    assert Note.objects.get().text == "Met [naam verwijderd] gebeld."
    assert Event.objects.filter(action="avg_request_execute", initiative=person.idea).count() == 1
    again = browser.post(f"/avg/{asked.pk}/zoeken/", {"strings": person.strings}).content.decode()
    assert "Niets gevonden" in again
    assert browser.get(person.idea.get_absolute_url()).status_code == 200


def test_what_is_a_draft_or_an_account_is_named_and_stays(world: World, asked: PersonRequest, outside: Path) -> None:
    draft = world.initiative(Status.DRAFT)
    ContactPerson.objects.filter(initiative=draft).update(name="Zeldzaam Jansen")
    colleague = world.people["BM.lead"]
    type(colleague).objects.filter(pk=colleague.pk).update(name="Zeldzaam Jansen")
    browser = fresh(world)
    typed = {"strings": "zeldzaam  jansen"}
    keys = keys_on(browser.post(f"/avg/{asked.pk}/zoeken/", typed).content.decode())
    assert len(keys) == 2
    page = browser.post(f"/avg/{asked.pk}/wissen/", typed | {"place": keys}).content.decode()
    assert "Dit is een account. Dat gaat via Beheer." in page
    assert "Dit is een concept." in page
    browser.post(f"/avg/{asked.pk}/wissen/", typed | {"place": keys, "confirmed": "on"})
    assert ContactPerson.objects.get(initiative=draft).name == "Zeldzaam Jansen"


def test_a_copy_holds_nothing_with_which_one_could_get_in(world: World, asked: PersonRequest, outside: Path) -> None:
    colleague = world.people["BM.lead"]
    browser, typed = fresh(world), {"strings": colleague.email}
    keys = keys_on(browser.post(f"/avg/{asked.pk}/zoeken/", typed).content.decode())
    assert f"accounts.user:{colleague.pk}" in keys
    copy = browser.post(f"/avg/{asked.pk}/kopie/", typed | {"place": keys})
    folder = zipfile.ZipFile(io.BytesIO(copy.getvalue()))
    said = folder.read("gegevens.json").decode()
    assert (colleague.email in said, colleague.password in said) == (True, False)


def test_an_answer_that_is_too_long_comes_back_and_the_search_still_searches(
    world: World, asked: PersonRequest
) -> None:
    page = fresh(world).post(f"/avg/{asked.pk}/beantwoord/", {"kept_because": "Archiefwet " * 60}).content.decode()
    assert (page.count(f'action="/avg/{asked.pk}/zoeken/"'), page.count("Archiefwet Archiefwet") > 0) == (1, True)
    asked.refresh_from_db()
    assert asked.answered_at is None


@pytest.mark.parametrize(
    ("right", "step"),
    [
        ("access", "Geef de kopie aan de persoon zelf."),
        ("rectify", "Zoek de persoon en open het initiatief."),
        ("erase", "Zoek de persoon en kijk eerst wat weggaat."),
        ("restrict", "Zeg het de persoon vóór de beperking weer ophoudt (AVG 18 lid 3)."),
    ],
)
def test_for_every_right_the_page_says_what_to_do(world: World, right: str, step: str) -> None:
    made = open_request(asks=right, received_on=TODAY, by=world.people["IC"], form_key=uuid4())
    assert step in fresh(world).get(f"/avg/{made.pk}/").content.decode()


@pytest.mark.parametrize(("right", "is_led"), [("rectify", True), ("restrict", True), ("access", False)])
def test_who_betters_or_restricts_is_led_to_the_people(world: World, right: str, is_led: bool) -> None:
    made, idea = (
        open_request(asks=right, received_on=TODAY, by=world.people["IC"], form_key=uuid4()),
        world.initiative(Status.IN_REVIEW),
    )
    ContactPerson.objects.filter(initiative=idea).update(name="Zeldzaam Jansen")
    page = fresh(world).post(f"/avg/{made.pk}/zoeken/", {"strings": "Zeldzaam Jansen"}).content.decode()
    assert (f"/initiatieven/{idea.key}/mensen/" in page) is is_led


def test_what_was_looked_for_stands_on_the_page_to_look_once_more(world: World, asked: PersonRequest) -> None:
    for strings in ("contactpersoon", "niemand die zo heet"):
        page = fresh(world).post(f"/avg/{asked.pk}/zoeken/", {"strings": strings}).content.decode()
        assert re.search(rf"<textarea[^>]*>\s*{strings}</textarea>", page)


def test_more_requests_and_more_places_ask_the_database_no_more(world: World, asked: PersonRequest) -> None:
    browser, typed = fresh(world), {"strings": "Zeldzaam Jansen"}
    number = {}
    for many in (1, 30):
        while Note.objects.filter(text="Zeldzaam Jansen").count() < many:
            idea = world.initiative(Status.IN_REVIEW)
            Note.objects.create(
                initiative=idea, kind="internal", text="Zeldzaam Jansen", by=world.people["BM.lead"], at=NOW
            )
            open_request(asks="access", received_on=TODAY, by=world.people["IC"], form_key=uuid4())
        for page in (browser.get("/avg/"), browser.post(f"/avg/{asked.pk}/zoeken/", typed)):
            assert page.status_code == 200
        with CaptureQueriesContext(connection) as list_of_requests:
            browser.get("/avg/")
        with CaptureQueriesContext(connection) as search:
            browser.post(f"/avg/{asked.pk}/zoeken/", typed)
        with CaptureQueriesContext(connection) as register:
            browser.get("/verwerkingen/")
        number[many] = (len(list_of_requests), len(search), len(register))
    assert number[30] == number[1]


def test_too_little_to_look_for_is_a_sentence_and_what_was_typed_stays(world: World, asked: PersonRequest) -> None:
    page = fresh(world).post(f"/avg/{asked.pk}/zoeken/", {"strings": "Jan de Vries\nJo"}).content.decode()
    assert "“Jo” is te kort om naar te zoeken." in page
    assert "Jan de Vries" in page


def test_without_a_fresh_password_nothing_is_shown_and_nothing_waits_in_the_session(
    world: World, asked: PersonRequest
) -> None:
    browser = sign_in(world.people["IC"])
    response = browser.post(f"/avg/{asked.pk}/zoeken/", {"strings": "contactpersoon"})
    assert (response.status_code, response["Location"]) == (302, f"/avg/{asked.pk}/")
    assert "contactpersoon" not in str(dict(browser.session))
    assert AccessEntry.objects.count() == 0


def test_who_must_answer_soon_hears_it_once_a_week_before_and_once_on_the_day(
    world: World, asked: PersonRequest
) -> None:
    for days, number in ((8, 0), (7, 1), (6, 1), (0, 2), (-3, 2)):
        now = timezone.make_aware(datetime.combine(asked.due_on, NOW.time())) - timedelta(days=days)
        tell_what_is_due(now=now)
        assert Message.objects.filter(once__startswith="avg-").count() == number


def test_nothing_hostile_breaks_a_request(world: World, asked: PersonRequest) -> None:
    browser = fresh(world)
    # A search walks through every table, so each field is broken on one page only.
    assert broken_by(browser, f"/avg/{asked.pk}/zoeken/", {"strings": "contactpersoon"}) == []
    typed = {"strings": "contactpersoon", "place": "initiatives.note:1", "confirmed": ""}
    assert broken_together(browser, f"/avg/{asked.pk}/wissen/", typed, "place", "confirmed") == []
    assert broken_by(browser, f"/avg/{asked.pk}/beantwoord/", {"kept_because": "Archiefwet"}) == []
    asks = {"asks": "access", "received_on": "2026-11-02", "form_key": str(uuid4())}
    assert broken_together(browser, "/avg/", asks, "received_on") == []
    assert broken_together(browser, "/avg/", asks, "asks", "form_key") == []
    assert browser.get(f"/avg/{'9' * 30}/").status_code == 404


def test_the_register_is_for_who_answers_for_it(world: World) -> None:
    assert [fresh(world, who).get("/verwerkingen/").status_code for who in ("IC", "FB", "BM.lead", "EC.own")] == [
        200, 200, 403, 403,
    ]  # fmt: skip
    sheet = fresh(world, "FB").get("/verwerkingen/register.csv").getvalue().decode()
    assert "365 dagen" in sheet
    assert sheet.count("er is nog niets bepaald, dus alles blijft") == 0
    assert sheet.count("nog niet bepaald: bewaren") > 0


def test_the_register_says_the_terms_per_outcome_in_one_place(world: World) -> None:
    page = fresh(world, "FB").get("/verwerkingen/").content.decode()
    assert (page.count("nog niet bepaald"), page.count('href="/archief/bewaren/"') > 0) == (0, True)
