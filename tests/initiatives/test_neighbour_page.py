"""The neighbour's page: read in a hundred words, afterwards what came of it, and never a name."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from initiatives.models import Concern, Initiative, SupportCheck, SupportVoice
from initiatives.models.choices import SupportMethod
from initiatives.statuses import Status
from kernen.models import Enough, Kern
from tests.initiatives.neighbours import LIST, PAGE, address, ask, close, fill_in, read
from tests.initiatives.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> World:
    cache.clear()
    world = World()
    Kern.objects.filter(pk=world.kern.pk).update(slug="sibbe")
    return world


# ---- reading -----------------------------------------------------------------------------------------------------


def test_a_neighbour_reads_what_where_when_what_changes_and_what_is_enough_without_a_cookie(town: World) -> None:
    check = ask(town, PAGE, enough=Enough.SHARE, enough_number=40, households=210)
    page = Client().get(address(check))
    told = page.content.decode()
    marks = (
        "Een bank bij de kapel.", "De Kapelstraat", "In het voorjaar", "Er zit soms iemand voor uw raam.",
        "De plek van de bank", "De groep Mooi Sibbe", "84 van de 210 huishoudens",
        "U blijft onbekend: wij tonen nooit namen.", "Ik geef mijn antwoord", "Ik wil meedoen",
    )  # fmt: skip
    assert [mark for mark in marks if mark not in told] == []
    assert (page.status_code, dict(page.cookies)) == (200, {})


def test_every_rule_of_enough_is_said_beforehand_in_people_and_households(town: World) -> None:
    check = ask(town, PAGE)
    said = []
    for enough, number, households in (
        (Enough.NUMBER, 30, None), (Enough.SHARE, 33, 200), (Enough.SHARE, 33, None), (Enough.OPINION, None, None),
        (Enough.REASONS, None, None),
    ):  # fmt: skip
        SupportCheck.objects.filter(pk=check.pk).update(enough=enough, enough_number=number, households=households)
        page = read(check)
        said.append(page.split("Wanneer is het genoeg</dt><dd>")[1].split("</dd>")[0])
        assert "%" not in said[-1]
    assert said == [
        "Het is genoeg als 30 mensen voor zijn.",
        "Het is genoeg als 66 van de 200 huishoudens voor zijn.",
        "Het is genoeg als van elke 100 huishoudens er 33 voor zijn.",
        "Wij kijken vooral naar de mening van de bewonersgroep. De gemeente beslist.",
        "Er is geen vast aantal. Wij kijken naar alle antwoorden en leggen uit waarom het genoeg is, of niet.",
    ]


def test_what_is_asked_otherwise_says_how_one_can_answer_and_has_no_form(town: World) -> None:
    check = ask(town, LIST, SupportMethod.MEETING, SupportMethod.KERNOVERLEG, SupportMethod.DOOR_TO_DOOR)
    told = read(check)
    marks = ("papieren lijst", "bijeenkomst", "Bij de bewonersgroep", "Aan de deur", "Bel de coördinator")
    assert [mark for mark in marks if mark not in told] == []
    assert "Ik geef mijn antwoord" not in told
    assert Client().get(address(check, "neighbour_answer"))["Location"] == address(check)
    refused = fill_in(check, why="Toch even dit.")
    assert (refused.status_code, SupportVoice.objects.count()) == (409, 0)
    assert "Toch even dit." in refused.content.decode()


def test_what_is_not_on_the_website_or_was_never_asked_is_not_found(town: World) -> None:
    hidden, other = ask(town, PAGE), town.initiative(Status.IN_REVIEW, published_at=timezone.now(), public_summary="x")
    Initiative.objects.filter(pk=hidden.initiative_id).update(published_at=None)
    names = ("neighbour", "neighbour_answer", "neighbour_thanks")
    assert [Client().get(address(hidden, name)).status_code for name in names] == [404] * 3
    assert [Client().get(reverse(name, args=["sibbe", other.reference])).status_code for name in names] == [404] * 3
    assert fill_in(hidden).status_code == 404


def test_the_wrong_place_in_the_address_leads_to_the_right_one(town: World) -> None:
    check = ask(town, PAGE)
    for name in ("neighbour", "neighbour_answer"):
        wrong = reverse(name, args=["elders", check.initiative.reference])
        assert Client().get(wrong)["Location"] == address(check, name)


def test_while_the_question_is_open_nobody_reads_a_number(town: World) -> None:
    check = ask(town, PAGE, LIST)
    town.count(check.initiative, pro=4711, con=4712, neutral=4713)
    fill_in(check, why="GEHEIM")
    pages = [read(check), read(check, "neighbour_answer"), read(check, "public_detail")]
    assert [word for word in ("4711", "4712", "4713", "GEHEIM") for page in pages if word in page] == []
    SupportCheck.objects.filter(pk=check.pk).update(closes_on=timezone.localdate() - timedelta(days=1))
    assert [word for word in ("4711", "GEHEIM") if word in read(check) + read(check, "public_detail")] == []


# ---- afterwards --------------------------------------------------------------------------------------------------


def test_after_closing_one_reads_numbers_per_way_what_was_done_and_who_still_disagrees(town: World) -> None:
    check = ask(town, PAGE, LIST, households=210, reasons="INTERNE REDEN")
    town.count(check.initiative, pro=30, con=8, neutral=3)
    fill_in(check, answer="for", why="GEHEIME REDEN")
    facts: dict[str, Any] = {"poll": check, "noted_at": timezone.now()}
    Concern.objects.create(
        wording="geluid in de avond", changed="De bank komt verder weg.", still_disagrees=True, **facts
    )
    Concern.objects.create(wording="afval", answer="De groep ruimt op.", **facts)
    close(check, reasons="INTERNE REDEN")
    told = read(check)
    marks = (
        "Wat zei de buurt, en wat doen wij ermee?", "31 voor, 8 tegen, 3 maakt het niet uit.",
        "42 van 210 huishoudens gaven antwoord.", "30 voor, 8 tegen, 3 maakt het niet uit",
        "1 voor, 0 tegen, 0 maakt het niet uit", "De open pagina op de website", "Geluid in de avond",
        "De bank komt verder weg.", "De groep ruimt op.", "Niet iedereen is het daarmee eens.", "wissen wij na",
    )  # fmt: skip
    assert [mark for mark in marks if mark not in told] == []
    assert [word for word in ("GEHEIME", "INTERNE", "procent", "%") if word in told] == []
    SupportCheck.objects.filter(pk=check.pk).update(forgotten_at=timezone.now())
    assert "is gewist" in read(check)


def test_more_answers_than_households_are_not_said_to_be_of_them(town: World) -> None:
    check = ask(town, SupportMethod.MEETING, households=10)
    town.count(check.initiative, pro=20, con=1, neutral=0)
    close(check)
    assert "21 antwoorden. Wij vroegen 10 huishoudens." in read(check)


def test_the_public_page_invites_to_the_question_and_to_joining_in(town: World) -> None:
    check = ask(town, PAGE)
    told = read(check, "public_detail")
    assert [mark for mark in (f'href="{address(check)}"', "?ik=meedoen", "Ik wil meedoen") if mark not in told] == []
    joining = Client().get(f"{address(check, 'public_react')}?ik=meedoen").content.decode()
    chosen = [option for option in joining.split("<input")[1:] if "checked" in option.split(">")[0]]
    assert ['value="join"' in option for option in chosen] == [True]


def test_who_says_something_while_neighbours_are_asked_reads_where_for_and_against_count(town: World) -> None:
    check, question = ask(town, PAGE), "Dat telt alleen mee op deze pagina:"
    told = read(check, "public_react")
    assert [mark for mark in (question, f'href="{address(check)}"') if mark not in told] == []
    close(check)
    assert question not in read(check, "public_react")


# ---- the short address on posters ----------------------------------------------------------------------------------


def test_who_comes_from_a_poster_without_a_code_picks_the_plan(town: World) -> None:
    running, over, hidden, late = ask(town, PAGE), ask(town, PAGE), ask(town, PAGE), ask(town, PAGE)
    close(over)
    Initiative.objects.filter(pk=hidden.initiative_id).update(published_at=None)
    SupportCheck.objects.filter(pk=late.pk).update(closes_on=timezone.localdate() - timedelta(days=1))
    page = Client().get(reverse("neighbour_code")).content.decode()
    marks = [address(check) in page for check in (running, over, hidden, late)]
    assert (marks, "Geen code? Kies het plan" in page) == ([True, False, False, False], True)
    close(running)
    assert "Geen code? Kies het plan" not in Client().get(reverse("neighbour_code")).content.decode()


def test_the_short_address_costs_the_same_for_one_question_and_for_many(town: World) -> None:
    counts = []
    for _more in range(2):
        ask(town, PAGE)
        with CaptureQueriesContext(connection) as queries:
            Client().get(reverse("neighbour_code"))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_who_answered_finds_the_way_to_change_it_with_one_press(town: World) -> None:
    check, neighbour = ask(town, PAGE), Client()
    fill_in(check, by=neighbour)
    thanks = f"{address(check, 'neighbour_answer')}dank-u-wel/"
    assert f'href="{reverse("neighbour_code")}"' in neighbour.get(thanks).content.decode()
    close(check)
    assert "Wilt u uw antwoord veranderen?" not in neighbour.get(thanks).content.decode()
