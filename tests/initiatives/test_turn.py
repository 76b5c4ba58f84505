"""Whose turn it is: a resident never reads one thing in a letter and another on the page."""

from datetime import timedelta

import pytest

from initiatives.letters.turn import whose_turn
from initiatives.statuses import Status
from initiatives.views.status.story import read_story
from kernen.words import words_for_residents
from tests.initiatives.builders import Walk, approve, make_initiative, tell

pytestmark = pytest.mark.django_db


def told_in_letter(walk: Walk) -> str:
    return whose_turn(walk.initiative)


def told_on_page(walk: Walk) -> str:
    return read_story(walk.initiative, today=walk.day).turn


def with_two_conditions() -> Walk:
    walk = make_initiative(Status.DECISION_PENDING)
    conditions: dict[str, object] = {}
    for number, owner in (("1", "initiator"), ("2", "municipality")):
        conditions |= {
            f"condition_{number}": f"Dit is voorwaarde {number}",
            f"condition_{number}_owner": owner,
            f"condition_{number}_due_on": walk.day + timedelta(days=30 + int(number)),
        }
    approve(walk, outcome="yes_if", **conditions)
    return walk


def test_before_the_call_it_is_the_town_halls_turn_whoever_has_something_to_arrange() -> None:
    walk = with_two_conditions()
    assert (told_in_letter(walk), told_on_page(walk)) == ("de gemeente", "De gemeente")


def test_letter_after_a_yes_names_everybody_who_still_has_something_to_arrange() -> None:
    walk = with_two_conditions()
    tell(walk)
    assert (told_in_letter(walk), told_on_page(walk)) == ("u en de gemeente", "U en de gemeente")


def test_letter_names_the_coordinator_as_residents_call_them() -> None:
    walk = make_initiative(Status.EXPLORING)
    said = words_for_residents()["external_coordinator"].the
    assert told_in_letter(walk) == said
    assert told_on_page(walk).lower() == said.lower()
