"""The thousands: every form and every address, with one thing in it that nobody types by mistake."""

from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from tests.evidence.figure import scaled
from tests.overleg.town import Town
from tests.security.conftest import folder, town
from tests.security.drilling import Tally, drill
from tests.security.looks import rounds
from tests.security.registry import FORMS, without_a_filling

__all__ = ["folder", "town"]
SEED = 20261122
PER_FORM = max(1, scaled(8_500) // len(FORMS))
ROUNDS, IN_A_ROUND = 20, max(1, scaled(2_600) // 20)
Write = Callable[[str, Any], None]


def tell(write: Write, tally: Tally, kind: str) -> None:
    """What was seen, for the page of evidence."""
    seen = {str(status): count for status, count in tally.answers.items()}
    write(kind, {"answers": seen, "accepted": tally.accepted, "faults": tally.faults[:5]})


@pytest.mark.parametrize("name", FORMS)
def test_one_hostile_thing_in_a_good_form(town: Town, figure: Write, name: str) -> None:
    tally = Tally()
    drill(FORMS[name](town), name=name, seed=SEED, number=PER_FORM, tally=tally)
    tell(figure, tally, "form")
    assert tally.faults == []


@pytest.mark.parametrize("number", range(ROUNDS))
def test_one_hostile_thing_in_an_address(town: Town, figure: Write, number: int) -> None:
    tally = Tally()
    for one, status in rounds(town, Random(SEED + number), IN_A_ROUND):
        tally.add(status, one.said)
    tell(figure, tally, "address")
    assert tally.faults == []


def test_no_door_is_missing(figure: Write) -> None:
    figure("doors", len(FORMS))
    assert without_a_filling() == []
