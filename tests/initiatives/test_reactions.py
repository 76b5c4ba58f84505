"""What neighbours say about an initiative: to the coordinator alone."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.throttle import TRIES
from initiatives.models import Signal
from initiatives.statuses import Status
from tests.initiatives.builders import (
    Walk,
    World,
    ask_neighbours,
    hear_neighbours,
    make_initiative,
    make_world,
    publish,
    take,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> World:
    cache.clear()
    return make_world()


@pytest.fixture
def asked(town: World) -> Walk:
    """The neighbourhood is being asked."""
    walk = make_initiative(Status.IN_REVIEW, world=town)
    publish(walk)
    ask_neighbours(walk)
    return walk


def address(walk: Walk, name: str = "public_react") -> str:
    return reverse(name, args=["sibbe", walk.initiative.reference])


def react(walk: Walk, **answers: str) -> Any:
    empty = {"text": "", "name": "", "phone": "", "website": ""}
    return Client().post(address(walk), empty | {"form_key": str(uuid4())} | answers)


def test_a_neighbour_reads_first_what_where_until_when_and_who_asks(asked: Walk) -> None:
    asked.initiative.support_checks.update(closes_on=timezone.localdate())
    told = Client().get(address(asked, "public_detail")).content.decode()
    support = asked.initiative.support_checks.get()
    marks = (
        "Wij vragen u als buur", support.public_text, support.what_changes, "De plek", "De groep",
        "Lees meer en geef uw mening", "Ik wil meedoen", "Waar</dt>",
    )  # fmt: skip
    assert [mark for mark in marks if mark not in told] == []
    assert told.index("Wij vragen u als buur") < told.index('class="bk-lead')


def test_a_worry_goes_to_the_coordinator_without_a_name_even_when_one_was_typed(asked: Walk) -> None:
    response = react(asked, kind="worry", text="Geluid in de avond.", name="Buurman Jan", phone="06 12 34 56 78")
    signal = Signal.objects.get()
    assert (signal.kind, signal.text, signal.initiative, signal.kern, signal.name, signal.phone) == (
        "worry", "Geluid in de avond.", asked.initiative, asked.world.kern, "", "",
    )  # fmt: skip
    assert "Daarom krijgt u geen antwoord." in Client().get(response["Location"]).content.decode()
    public = Client().get(address(asked, "public_detail")).content.decode()
    assert "Geluid in de avond" not in public


def test_who_joins_says_that_the_coordinator_may_call(asked: Walk) -> None:
    assert "Zet dan een vinkje" in react(asked, kind="join", phone="06 12 34 56 78").content.decode()
    assert "Op welk nummer" in react(asked, kind="join", may_call="on").content.decode()
    assert Signal.objects.count() == 0
    react(asked, kind="join", may_call="on", name="Mia", phone="06 12 34 56 78")
    signal = Signal.objects.get()
    assert (signal.may_call, signal.name, signal.phone) == (True, "Mia", "06 12 34 56 78")


def test_a_worry_without_words_and_no_choice_are_asked_for(asked: Walk) -> None:
    assert "Schrijf op wat uw zorg is." in react(asked, kind="worry").content.decode()
    assert "Kies wat u wilt zeggen." in react(asked, text="hallo").content.decode()
    assert "Kies wat u wilt zeggen." not in react(asked, kind="support").content.decode()
    assert Signal.objects.get().kind == "support"


def test_a_machine_gets_nowhere_here_either_and_too_many_are_stopped(asked: Walk) -> None:
    cache.clear()
    assert react(asked, kind="support", website="x").status_code == 302
    assert Signal.objects.count() == 0
    answers = [react(asked, kind="support").status_code for _press in range(TRIES + 1)]
    assert answers == [302] * TRIES + [429]


def test_what_is_not_on_the_website_or_is_over_takes_no_reactions(town: World) -> None:
    hidden = make_initiative(Status.SUBMITTED, world=town)
    over = make_initiative(Status.SUBMITTED, world=town, published=True)
    take(over, "withdraw")
    for walk in (hidden, over):
        assert Client().get(address(walk)).status_code == 404
        assert react(walk, kind="support").status_code == 404
    assert "reageren/" not in Client().get(address(over, "public_detail")).content.decode()
    assert Signal.objects.count() == 0


def test_a_no_that_was_not_told_yet_does_not_show_in_what_is_missing(town: World) -> None:
    pages = []
    for status in (Status.DECISION_PENDING, Status.REJECTED):
        walk = make_initiative(status, world=town, published=True)
        told = Client().get(address(walk, "public_detail")).content.decode()
        pages.append(("reageren/" in told, Client().get(address(walk)).status_code))
    assert pages == [(True, 200)] * 2


def test_after_closing_one_reads_what_was_said_and_what_is_done_and_no_neighbour(asked: Walk) -> None:
    react(asked, kind="worry", text="JAN KLAAGT over geluid")
    hear_neighbours(asked)
    told = Client().get(address(asked, "public_detail")).content.decode()
    assert "Wat zei de buurt, en wat doen wij ermee?" in told
    assert "De bank komt verder van de weg." in told
    assert [word for word in ("INTERN", "buurman", "JAN KLAAGT") if word in told] == []


def test_a_wrong_place_in_the_address_leads_to_the_right_one(asked: Walk) -> None:
    wrong = reverse("public_react", args=["elders", asked.initiative.reference])
    assert Client().get(wrong)["Location"] == address(asked)
