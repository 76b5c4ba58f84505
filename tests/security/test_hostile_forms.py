"""One hostile thing in a form that is right for the rest is never a fault of ours; the thousands are a drill."""

from random import Random

import pytest
from django.test import Client
from pytest_django import Settings

from tests.overleg.town import Town
from tests.security.drilling import Tally, drill, in_turn
from tests.security.looks import asked_names, rounds
from tests.security.registry import FORMS, taking_doors, without_a_filling
from tests.security.sent import Sent

# One in so many here, with a few twists; all of them in the drill.
ONE_IN, TWISTS, LOOKS = 28, 3, 60


def test_nobody_forgot_a_door_that_takes_something_in() -> None:
    assert without_a_filling() == []
    assert len(taking_doors()) > 100


def test_one_hostile_thing_is_never_a_fault_of_ours_and_much_of_it_is_taken(town: Town) -> None:
    tally, some = Tally(), dict(list(FORMS.items())[3::ONE_IN])

    for name, sent in in_turn(town, some):
        drill(sent, name=name, seed=1, number=TWISTS, tally=tally)

    assert tally.faults == []
    assert tally.accepted > tally.answers.total() / 10


def test_an_address_that_was_changed_by_hand_is_never_a_fault_of_ours(town: Town) -> None:
    tally = Tally()
    for one, status in rounds(town, Random(1), LOOKS):
        tally.add(status, one.said)

    assert tally.faults == []
    assert {200, 404} <= set(tally.answers)
    assert {"bladzijde", "nummer", "letters", "zoek"} <= set(asked_names())


def test_a_door_that_breaks_would_be_seen(town: Town, settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.security.faulty_urls"
    tally, careless = Tally(), Sent(client=Client(), address="/kapot/", data={"number": "7"})

    drill(careless, name="careless", seed=1, number=30, tally=tally)

    assert tally.answers[302] >= 1
    assert tally.faults != []


@pytest.mark.parametrize(
    "name", ["status_sign_in", "initiative_act, hold", "attachment_add", "admin:kernen_kern_change"]
)
def test_what_a_browser_would_send_is_taken(town: Town, name: str) -> None:
    tally = Tally()
    drill(FORMS[name](town), name=name, seed=1, number=0, tally=tally)
    assert dict(tally.answers) == {302: 1}
