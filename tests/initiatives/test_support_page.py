"""De buurt: who opens the page, what it shows to whom, and what the count is made of."""

from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from initiatives.models import Concern, Initiative
from initiatives.models.tally import count
from initiatives.statuses import GROUPS
from kernen.models import Enough
from tests.factories import sign_in
from tests.initiatives.asked import WORDS, WORKS_ON_IT, a_letter, ask, check_of, codes, desk, page, typed, voice
from tests.initiatives.test_permission_pages import SUBJECTS, person_before
from tests.initiatives.world import GROUP_NAMES, NOW, World, matrix

READS_WORDS = ("IC", "BM.lead")
DESKS = ("lijst", "huis-aan-huis", "bijeenkomst", "kernoverleg", "brief", "telefoon")
COST = 17


@pytest.fixture(autouse=True)
def that_day() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def asked(world: World) -> Initiative:
    return ask(world)


# ---- who may -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("subject", SUBJECTS)
def test_who_works_on_it_opens_the_page_and_nobody_else(world: World, subject: str) -> None:
    person, facts = person_before(world, subject)
    browser, wrong = sign_in(person), []

    for letter, statuses in GROUPS.items():
        for confidential in (False, True):
            initiative = world.known_to_all(statuses[0], **facts | {"is_confidential": confidential})
            cell = matrix()["detail_content", subject, GROUP_NAMES[letter], str(int(confidential))]
            wanted = {"ok": 200 if subject in WORKS_ON_IT else 403, "403": 403}.get(cell, 404)
            given = browser.get(f"/initiatieven/{initiative.key}/buurt/").status_code
            if given != wanted:
                wrong.append((letter, confidential, given, wanted))

    assert wrong == []


def test_a_visitor_is_asked_to_sign_in(asked: Initiative, client: Client) -> None:
    for address in (f"/initiatieven/{asked.key}/buurt/", desk(asked, "lijst")):
        assert client.get(address)["Location"].startswith("/account/login/")


@pytest.mark.parametrize("subject", WORKS_ON_IT)
def test_what_neighbours_wrote_is_for_who_weighs_it(world: World, asked: Initiative, subject: str) -> None:
    voice(world, asked, "against", WORDS)

    read = page(sign_in(world.people[subject]), asked)

    assert (WORDS in read) == (subject in READS_WORDS)
    assert "12 voor, 2 tegen, 3 maakt het niet uit" in read


def test_words_of_an_answer_that_was_changed_are_not_shown(world: World, asked: Initiative) -> None:
    (code,) = codes(world, asked)
    browser = sign_in(world.people["IC"])
    browser.post(desk(asked, "brief"), a_letter(code, why=WORDS, answer="against"))
    browser.post(desk(asked, "brief"), a_letter(code, why="Toch een goed plan."))

    read = page(browser, asked)

    assert WORDS not in read
    assert "Toch een goed plan." in read


@pytest.mark.parametrize("subject", ["EC.own", "IC", "BM.lead", "KA.own"])
def test_buttons_are_those_of_the_tables(world: World, asked: Initiative, subject: str) -> None:
    read = page(sign_in(world.people[subject]), asked)

    closes = matrix()["close_support", subject, "active", "0"] == "ok"
    assert ("Peiling afsluiten" in read, "Meer tijd geven" in read) == (closes, closes)
    assert [way for way in DESKS if f"/invoeren/{way}/" in read] == list(DESKS)


# ---- the count -----------------------------------------------------------------------------------------


def test_the_page_adds_up_what_stands_below(world: World, asked: Initiative) -> None:
    voice(world, asked, "for")
    read = page(sign_in(world.people["KA.own"]), asked)

    assert "13 voor, 1 tegen, 3 maakt het niet uit" in read
    assert "17 van 210 huishoudens" in read
    assert "straat" in read
    assert "BM.lead" in read
    assert "elke keer opnieuw opgeteld" in read


@pytest.mark.parametrize(
    ("rule", "sentence", "now"),
    [
        ((Enough.NUMBER, 40), "Genoeg is: 40 mensen voor.", "Nu: 12."),
        (
            (Enough.SHARE, 30),
            "Genoeg is: minstens 30 van de 100 huishoudens voor, dat zijn er 63 van 210.",
            "Nu: 12.",
        ),
        ((Enough.OPINION, None), "De mening van het kernoverleg weegt hier het zwaarst.", "Nu: nog geen mening."),
        ((Enough.REASONS, None), "Er is geen vast aantal.", ""),
    ],
)
def test_what_is_enough_is_said_in_people_and_never_as_a_percentage(
    world: World, asked: Initiative, rule: tuple[str, int | None], sentence: str, now: str
) -> None:
    asked.support_checks.update(enough=rule[0], enough_number=rule[1])
    read = page(sign_in(world.people["BM.lead"]), asked)

    assert sentence in read
    assert now in read
    assert "%" not in read.partition("<main")[2]


def test_a_struck_line_stays_with_its_reason_and_does_not_count(world: World, asked: Initiative) -> None:
    browser = sign_in(world.people["EC.own"])
    entry = world.count(asked, pro=50, con=0, neutral=0)
    address = f"/initiatieven/{asked.key}/strike_support/"
    form = browser.get(f"{address}?telling={entry.pk}").context["form"]
    assert form.initial["entry"] == entry.pk

    facts = {"entry": entry.pk, "struck_because": "Twee keer ingevoerd.", "version": asked.version}
    response = browser.post(address, typed(**facts))

    assert response["Location"] == f"/initiatieven/{asked.key}/buurt/"
    read = page(browser, asked)
    assert "<s>50 voor, 0 tegen, 0 maakt het niet uit</s>" in read
    assert "Twee keer ingevoerd." in read
    assert count(check_of(asked)).all.pro == 12


def test_the_count_costs_the_same_for_one_line_and_for_thirty(world: World, asked: Initiative) -> None:
    browser = sign_in(world.people["IC"])

    def grow(number: int) -> None:
        for at in range(number):
            world.count(asked, pro=at, con=1, neutral=0)
            voice(world, asked, "for", f"Goed plan {at}")
            Concern.objects.create(poll=check_of(asked), wording=f"zorg {at}", noted_at=NOW)

    costs = []
    for number in (1, 29):
        grow(number)
        page(browser, asked)
        with CaptureQueriesContext(connection) as queries:
            assert f"Goed plan {number - 1}" in page(browser, asked)
        costs.append(len(queries))
    assert costs == [COST, COST]


def test_the_page_of_the_initiative_has_one_way_to_the_neighbourhood_and_no_second_forms(world: World) -> None:
    initiative = ask(world)
    elsewhere = ("enter_support", "strike_support", "note_concern", "answer_concern", "postpone_support")

    pages = {who: sign_in(world.people[who]).get(initiative.get_absolute_url()).content.decode() for who in WORKS_ON_IT}

    offered = {who: [name for name in elsewhere if f"/{name}/" in text] for who, text in pages.items()}
    assert offered == {who: [] for who in WORKS_ON_IT}
    buttons = {who: f'href="/initiatieven/{initiative.key}/buurt/"' in text for who, text in pages.items()}
    assert buttons == dict.fromkeys(WORKS_ON_IT, True)
