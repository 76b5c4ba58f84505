"""Whatever a neighbour or a colleague sends about the neighbourhood: it is never our fault."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from time_machine import travel

from initiatives.models import Initiative
from initiatives.statuses import Status
from tests.factories import sign_in
from tests.hostile import broken_at, broken_by, look, send
from tests.initiatives.asked import a_letter, a_list, check_of, codes, desk, typed
from tests.initiatives.asked import ask as ask_everywhere
from tests.initiatives.neighbours import LETTER, PAGE, address, ask, fill_in, letters, read
from tests.initiatives.world import NOW, TODAY, World

pytestmark = pytest.mark.django_db
Sent = tuple[str, dict[str, Any]]
NUMBERS = {"votes_for": "9", "votes_against": "2", "votes_neutral": "1"}


@pytest.fixture
def town(world: World) -> Iterator[World]:
    """It is NOW there."""
    world.kern.slug = "sibbe"
    world.kern.save()
    with travel(NOW, tick=True):
        yield world


def at_desk(way: str, **facts: Any) -> Callable[[World, Initiative], Sent]:
    day = {"noted_on": TODAY.isoformat(), "note": "rustig", "place": "Dorpsstraat"}
    return lambda _town, idea: (desk(idea, way), typed(**day | facts))


FORMS: dict[str, Callable[[World, Initiative], Sent]] = {
    "list": lambda _town, idea: (desk(idea, "lijst"), a_list()),
    "doors": at_desk("huis-aan-huis", reached="12", **NUMBERS),
    "room": at_desk("bijeenkomst", reached="30", teller_1="Jan", teller_2="Mia", **NUMBERS),
    "opinion": at_desk("kernoverleg", opinion="divided", reached="9"),
    "letter": lambda town, idea: (desk(idea, "brief"), a_letter(codes(town, idea)[0], why="De bus.")),
    "telephone": lambda town, idea: (desk(idea, "telefoon"), a_letter(codes(town, idea)[0], why="De bus.")),
    "letters": lambda _town, idea: (
        f"/initiatieven/{idea.key}/buurt/brieven/", {"number": "3", "form_key": str(uuid4())}
    ),
    "enter": lambda _town, idea: act(idea, "enter_support", way="list", place="straat", noted_on=TODAY, **NUMBERS),
    "concern": lambda _town, idea: act(idea, "note_concern", wording="Geluid in de avond."),
    "postpone": lambda _town, idea: act(idea, "postpone_support", closes_on="2026-12-20", reason="Het is vakantie."),
    "close": lambda _town, idea: act(
        idea, "close_support", how_informed="brief", summary="Wij kijken na een jaar.", conclusion="enough",
        reasons="veel steun",
    ),
}  # fmt: skip


def act(idea: Initiative, name: str, **answers: Any) -> Sent:
    facts = {"version": str(idea.version), "form_key": str(uuid4())}
    return f"/initiatieven/{idea.key}/{name}/", facts | {key: str(value) for key, value in answers.items()}


@pytest.mark.parametrize("name", FORMS)
def test_one_hostile_field_of_a_colleague_is_never_a_fault_of_ours(town: World, name: str) -> None:
    idea = ask_everywhere(town)
    Initiative.objects.filter(pk=idea.pk).update(published_at=NOW)
    where, data = FORMS[name](town, idea)
    client = sign_in(town.people["IC"])

    assert send(client, where, data) in (200, 302)
    assert broken_by(client, where, data) == []


def test_one_hostile_field_at_the_start_of_the_question_is_never_a_fault_of_ours(town: World) -> None:
    idea = town.known_to_all(Status.IN_REVIEW)
    facts = {
        name: "" if value is None else str(value) for name, value in town.fill_in("start_support").items()
        if name != "ways"
    }  # fmt: skip
    where, data = act(idea, "start_support", **facts, ways="list")
    client = sign_in(town.people["BM.lead"])

    assert send(client, where, data) == 302
    assert broken_by(client, where, data) == []


def test_one_hostile_field_of_a_neighbour_is_never_a_fault_of_ours(town: World) -> None:
    check = ask(town, PAGE, LETTER)
    (code,) = letters(town, check)
    data = {"answer": "for", "why": "Fijn.", "code": code, "who": "same", "website": "", "form_key": str(uuid4())}
    client = Client()
    fill_in(check, by=client)

    assert read(check, "neighbour_answer", by=client).count('name="answer"') == 3
    assert send(client, address(check, "neighbour_answer"), data) == 302
    assert broken_by(client, address(check, "neighbour_answer"), data) == []
    assert broken_by(client, "/buurt/", {"code": code}) == []


def test_addresses_that_were_changed_by_hand_are_never_a_fault_of_ours(town: World) -> None:
    idea = ask_everywhere(town)
    client, here = sign_in(town.people["IC"]), f"/initiatieven/{idea.key}"
    for path, names in {
        f"{here}/buurt/": ("keer",),
        desk(idea, "brief"): ("dag",),
        f"{here}/buurt/lijst/": ("vellen",),
        f"{here}/buurt/poster/": ("formaat",),
        f"{here}/strike_support/": ("telling",),
        f"{here}/answer_concern/": ("zorg",),
        f"{here}/": ("ik",),
    }.items():
        assert broken_at(client, path, *names) == [], path
    for key in ("²", "%00", "x" * 3_000, "9" * 5_000):
        assert look(client, f"/initiatieven/{key}/buurt/") == 404
        assert look(client, f"{here}/buurt/invoeren/{key}/") == 404
        assert look(Client(), f"/dorpen/sibbe/{key}/buurt/") == 404


def test_a_code_that_was_never_looked_at_is_gone_after_the_night(town: World) -> None:
    check = ask(town, PAGE)
    fill_in(check)
    assert Session.objects.count() == 1
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    call_command("daily", stdout=StringIO())

    assert Session.objects.count() == 0
    assert "Een bank bij de kapel." in read(check)
    assert check_of(check.initiative).codes.count() == 1
