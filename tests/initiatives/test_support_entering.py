"""Entering what neighbours said: quick, hard to do wrong, and nobody overwrites anybody."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from initiatives.models import Event, Initiative, SupportCode, SupportEntry, SupportVoice
from initiatives.models.choices import SupportMethod
from initiatives.models.tally import count
from initiatives.statuses import Status
from initiatives.workflow.action import Actor
from initiatives.workflow.perform import perform
from tests.factories import sign_in
from tests.initiatives.asked import WORDS, WORKS_ON_IT, a_letter, a_list, ask, check_of, codes, desk, page
from tests.initiatives.test_permission_pages import SUBJECTS, person_before
from tests.initiatives.world import NOW, TODAY, World


@pytest.fixture(autouse=True)
def that_day() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def asked(world: World) -> Initiative:
    return ask(world)


# ---- entering ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("subject", SUBJECTS)
def test_who_works_on_it_enters_answers_and_nobody_else(world: World, subject: str) -> None:
    person, facts = person_before(world, subject)
    browser = sign_in(person)
    initiative = world.known_to_all(Status.SUPPORT_CHECK, **facts)
    before = SupportEntry.objects.count()

    opened = browser.get(desk(initiative, "lijst")).status_code
    sent = browser.post(desk(initiative, "lijst"), a_list()).status_code

    seen = Initiative.objects.visible_to(person).filter(pk=initiative.pk).exists()
    refused = 403 if seen else 404
    wanted = (200, 302, 1) if subject in WORKS_ON_IT else (refused, refused, 0)
    assert (opened, sent, SupportEntry.objects.count() - before) == wanted


def test_a_list_is_entered_and_the_form_is_ready_for_the_next(world: World, asked: Initiative) -> None:
    browser = sign_in(world.people["EC.own"])

    response = browser.post(desk(asked, "lijst"), a_list(), follow=True)

    assert response.redirect_chain == [(desk(asked, "lijst"), 302)]
    assert [str(one) for one in response.context["messages"]] == [
        "Ingevoerd: Papieren lijst, Dorpsstraat, 18-11-2026: 9 voor, 2 tegen, 1 maakt het niet uit."
    ]
    kept = SupportEntry.objects.get(place="Dorpsstraat")
    assert (kept.way, kept.votes_for, kept.entered_by) == (SupportMethod.LIST, 9, world.people["EC.own"])


def test_with_save_and_ready_one_sees_the_count(world: World, asked: Initiative) -> None:
    sent = a_list(klaar="1")
    del sent["nog_een"]

    response = sign_in(world.people["EC.own"]).post(desk(asked, "lijst"), sent)

    assert response["Location"] == f"/initiatieven/{asked.key}/buurt/"


@pytest.mark.parametrize(
    ("way", "facts", "kept"),
    [
        ("huis-aan-huis", {"reached": 30}, {"way": "door_to_door", "reached": 30, "votes_for": 9}),
        (
            "bijeenkomst",
            {"reached": 30, "teller_1": "Jansen, wijkraad", "teller_2": "Coördinator"},
            {"way": "meeting", "tellers": "Jansen  wijkraad, Coördinator", "votes_for": 9},
        ),
        ("kernoverleg", {"opinion": "worried", "reached": 14}, {"way": "kernoverleg", "opinion": "worried"}),
    ],
)
def test_each_way_has_its_own_short_form(
    world: World, asked: Initiative, way: str, facts: dict[str, Any], kept: dict[str, Any]
) -> None:
    response = sign_in(world.people["KA.own"]).post(desk(asked, way), a_list(**facts))

    assert response.status_code == 302
    assert SupportEntry.objects.filter(place="Dorpsstraat", **kept).count() == 1


def test_two_people_who_enter_at_once_both_get_in(world: World, asked: Initiative) -> None:
    one, other = sign_in(world.people["EC.own"]), sign_in(world.people["IC"])
    # Both have the form open before either sends it.
    keys = [browser.get(desk(asked, "lijst")).context["form"]["form_key"].value() for browser in (one, other)]

    for browser, key, place in zip((one, other), keys, ("Noord", "Zuid"), strict=True):
        assert browser.post(desk(asked, "lijst"), a_list(form_key=key, place=place)).status_code == 302

    assert set(SupportEntry.objects.values_list("place", flat=True)) == {"straat", "Noord", "Zuid"}
    assert count(check_of(asked)).all.pro == 12 + 9 + 9


@pytest.mark.parametrize("way", ["lijst", "brief", "telefoon"])
def test_pressed_twice_it_counts_once(world: World, asked: Initiative, way: str) -> None:
    browser = sign_in(world.people["EC.own"])
    sent = a_list() if way == "lijst" else a_letter(codes(world, asked)[0] if way == "brief" else "")
    before = count(check_of(asked)).all.total

    for _press in range(2):
        assert browser.post(desk(asked, way), sent).status_code == 302

    assert count(check_of(asked)).all.total - before == (12 if way == "lijst" else 1)
    assert SupportEntry.objects.count() + SupportVoice.objects.count() == 2


@pytest.mark.parametrize(
    ("way", "facts", "field", "sentence"),
    [
        ("lijst", {"votes_neutral": ""}, "votes_neutral", "Vul een aantal in. Is er niemand? Schrijf 0."),
        ("lijst", {"votes_for": "-1"}, "votes_for", "Vul een aantal in. Is er niemand? Schrijf 0."),
        ("lijst", {"noted_on": "2026-11-01"}, "noted_on", "Toen was de vraag aan de buurt nog niet begonnen."),
        ("lijst", {"noted_on": "2026-11-30"}, "noted_on", "Kies uiterlijk 18-11-2026."),
        ("bijeenkomst", {"teller_1": "Jansen", "teller_2": ""}, "teller_2", "Noem de twee mensen die telden."),
        (
            "bijeenkomst",
            {"teller_1": "Jansen", "teller_2": "jansen "},
            "teller_2",
            "Noem een ander. Twee mensen tellen samen.",
        ),
        (
            "bijeenkomst",
            {"teller_1": "Jansen", "teller_2": "Pieters", "reached": 3},
            "reached",
            "Er zijn meer stemmen dan mensen in de zaal. Kijk de aantallen na.",
        ),
        ("kernoverleg", {"opinion": ""}, "opinion", "Kies wat het kernoverleg ervan vindt."),
    ],
)
def test_bad_input_gets_a_sentence_and_what_was_typed_stays(
    world: World, asked: Initiative, way: str, facts: dict[str, Any], field: str, sentence: str
) -> None:
    response = sign_in(world.people["EC.own"]).post(desk(asked, way), a_list(**facts))

    form = response.context["form"]
    assert response.status_code == 200
    assert form.errors[field] == [sentence]
    assert form["place"].value() == "Dorpsstraat"
    assert not SupportEntry.objects.filter(place="Dorpsstraat").exists()


def test_a_letter_that_came_back_counts_once_beside_its_page(world: World, asked: Initiative) -> None:
    (code,) = codes(world, asked)
    browser = sign_in(world.people["EC.own"])

    first = browser.post(desk(asked, "brief"), a_letter(code.lower().replace("-", " "), answer="against"), follow=True)
    second = browser.post(desk(asked, "brief"), a_letter(code), follow=True)

    assert [str(one) for one in first.context["messages"]] == ["Ingevoerd: tegen, brief met een code, 18-11-2026."]
    assert [str(one) for one in second.context["messages"]] == [
        "Ingevoerd: voor, brief met een code, 18-11-2026. "
        "Met deze code is vaker geantwoord. Alleen het antwoord van de laatste dag telt."
    ]
    letters = count(check_of(asked)).per_way[SupportMethod.LETTER]
    assert (letters.pro, letters.con) == (1, 0)


def test_the_next_letter_of_a_pile_starts_on_the_same_day(world: World, asked: Initiative) -> None:
    day = (TODAY - timedelta(days=2)).isoformat()

    sent = a_letter(codes(world, asked)[0], given_on=day)
    response = sign_in(world.people["EC.own"]).post(desk(asked, "brief"), sent, follow=True)

    assert response.context["form"]["given_on"].value().isoformat() == day


@pytest.mark.parametrize("day", ["gisteren", "2026-02-31", ""])
def test_a_strange_day_in_the_address_is_today(world: World, asked: Initiative, day: str) -> None:
    response = sign_in(world.people["EC.own"]).get(f"{desk(asked, 'brief')}?dag={day}")

    assert response.context["form"]["given_on"].value() == TODAY


def test_a_wrong_code_gets_one_plain_sentence_and_what_was_typed_stays(world: World, asked: Initiative) -> None:
    response = sign_in(world.people["EC.own"]).post(desk(asked, "brief"), a_letter("ABCDE-12345", why=WORDS))

    form = response.context["form"]
    assert form.errors["code"] == ["Wij kennen deze code niet. Kijk de letters en cijfers nog eens na."]
    assert (form["code"].value(), form["why"].value()) == ("ABCDE-12345", WORDS)
    assert not SupportVoice.objects.exists()


def test_who_calls_without_a_letter_gets_a_code_that_is_shown_once(world: World, asked: Initiative) -> None:
    browser = sign_in(world.people["EC.own"])

    response = browser.post(desk(asked, "telefoon"), a_letter("", answer="neutral"), follow=True)

    code = response.context["code"]
    assert len(code) == 11
    assert code in response.content.decode()
    assert code not in page(browser, asked)
    voice = SupportVoice.objects.get()
    assert (voice.way, voice.place, voice.answer) == (SupportMethod.PAGE, "telefoon", "neutral")


def test_who_calls_about_a_paper_list_counts_with_the_list_and_that_is_said(world: World, asked: Initiative) -> None:
    asked.support_checks.update(ways=["list"])
    browser = sign_in(world.people["EC.own"])
    assert "telt dit antwoord mee bij: papieren lijst" in browser.get(desk(asked, "telefoon")).content.decode()

    response = browser.post(desk(asked, "telefoon"), a_letter(""), follow=True)

    assert response.context["code"] == ""
    assert count(check_of(asked)).per_way[SupportMethod.LIST].pro == 13


@pytest.mark.parametrize("way", ["brief", "huis-aan-huis", "onzin"])
def test_a_way_that_is_not_of_this_check_is_not_there(world: World, asked: Initiative, way: str) -> None:
    asked.support_checks.update(ways=["list"])

    assert sign_in(world.people["IC"]).get(desk(asked, way)).status_code == 404


def test_who_comes_after_it_was_closed_gets_back_what_was_typed(world: World, asked: Initiative) -> None:
    perform("close_support", asked, by=Actor(user=world.people["IC"]), at=NOW, **world.fill_in("close_support"))
    before = SupportEntry.objects.count()

    response = sign_in(world.people["EC.own"]).post(desk(asked, "lijst"), a_list())

    assert response.status_code == 409
    assert "Dorpsstraat" in response.content.decode()
    assert SupportEntry.objects.count() == before


def test_nothing_about_codes_is_written_on_the_timeline(world: World, asked: Initiative) -> None:
    """What a neighbour said one by one is no event: the timeline would say who answered when."""
    before = Event.objects.count()
    sign_in(world.people["EC.own"]).post(desk(asked, "telefoon"), a_letter("", why=WORDS))

    assert Event.objects.count() == before
    assert SupportCode.objects.count() == 1
