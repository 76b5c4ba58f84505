"""Nobody expects a colleague who is not there: not at an appointment, and not at a moment to choose from."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from initiatives.models import Initiative
from initiatives.views.status.talk import read_talk
from initiatives.workflow.action import Incomplete, Refused
from kernen.models import Absence
from tests.factories import sign_in
from tests.initiatives.talks import FIRST, OFFER, ONE, SECOND, act, idea_of_mia, pick
from tests.initiatives.test_appointment_goes_along import hand_over
from tests.initiatives.test_bulk import handover, seen, send
from tests.initiatives.test_open_work import PAGE as OPEN_WORK
from tests.initiatives.test_open_work import answers, client_of, leave
from tests.initiatives.world import NOW, TODAY, World

WHEN = "dinsdag 1 december 2026 om 19.30 uur"
AWAY, HEADING = "/werk/afwezig/", "Afspraken in deze tijd"
CANNOT = "Deze medewerker is er niet op de dag van de afspraak. Kies een ander, of laat de afspraak eerst afzeggen."


@pytest.fixture
def idea(world: World) -> Initiative:
    return idea_of_mia(world)


def is_not_there(world: World, who: str, *, how: str) -> None:
    """Here today, and not on the day of the appointment."""
    day, person = FIRST.date(), world.people[who]
    if how == "leaves":
        person.ends_on = day - timedelta(days=1)
        person.save()
    else:
        Absence.objects.create(user=person, starts_on=day, ends_on=day + timedelta(days=4))


@pytest.mark.parametrize("inputs", [ONE, {"starts_at": FIRST, "second_at": SECOND, "place": "Dorpshuis"}])
@pytest.mark.parametrize("how", ["away", "leaves"])
def test_nobody_takes_over_an_appointment_they_cannot_come_to(
    world: World, idea: Initiative, inputs: dict[str, Any], how: str
) -> None:
    act(world, idea, "plan_appointment", **inputs)
    is_not_there(world, "BM.other", how=how)

    with pytest.raises(Incomplete) as refused:
        hand_over(world, idea)

    assert refused.value.errors == {"officer": [CANNOT]}
    act(world, idea, "cancel_appointment", reason="Verlof.")
    assert hand_over(world, idea).action == "reassign"


def test_whoever_can_come_to_one_of_the_moments_takes_over_and_the_resident_picks_that_one(
    world: World, idea: Initiative
) -> None:
    act(world, idea, "plan_appointment", **OFFER)
    Absence.objects.create(user=world.people["BM.other"], starts_on=FIRST.date(), ends_on=SECOND.date())

    hand_over(world, idea)

    talk = read_talk(Initiative.objects.get(pk=idea.pk), today=TODAY)
    assert talk is not None
    assert [words.partition(" om ")[0] for _pk, words in talk.moments] == ["donderdag 3 december 2026"]
    with pytest.raises(Incomplete, match="Dit moment kan niet meer"):
        pick(world, idea)


def test_where_the_officer_can_come_to_none_of_the_moments_new_ones_are_asked_for(
    world: World, idea: Initiative
) -> None:
    act(world, idea, "plan_appointment", **OFFER)
    is_not_there(world, "BM.lead", how="away")

    with pytest.raises(Refused, match="Er zijn nieuwe momenten nodig"):
        pick(world, idea)


@pytest.mark.parametrize("how", ["away", "leaves"])
def test_no_appointment_is_made_for_a_day_on_which_the_officer_is_not_there(
    world: World, idea: Initiative, how: str
) -> None:
    is_not_there(world, "BM.lead", how=how)

    with pytest.raises(Incomplete) as refused:
        act(world, idea, "plan_appointment", **OFFER)

    said = "Op deze dag is de beleidsmedewerker er niet. Kies een andere dag."
    assert refused.value.errors == {"starts_at": [said], "second_at": [said], "third_at": [said]}


def test_of_many_at_once_those_whose_appointment_cannot_go_along_stay_with_the_reason(
    world: World, idea: Initiative
) -> None:
    act(world, idea, "plan_appointment", **ONE)
    is_not_there(world, "BM.other", how="away")

    with time_machine.travel(NOW, tick=False):
        browser = sign_in(world.people["IC"])
        idea.refresh_from_db()
        typed = handover(world) | {"officer": world.people["BM.other"].pk}
        shown = send(browser, "reassign", seen([idea]), stap="kijk", **typed).content.decode()

    assert CANNOT in shown


def test_the_administrator_reads_that_there_is_an_appointment_and_not_when(world: World, idea: Initiative) -> None:
    act(world, idea, "plan_appointment", **ONE)
    is_not_there(world, "BM.other", how="away")
    leave(world.people["BM.lead"])
    idea.refresh_from_db()
    with time_machine.travel(NOW, tick=False):
        typed = answers(world, officer=world.people["BM.other"].pk, version=idea.version)
        shown = client_of(world, "FB").post(f"{OPEN_WORK}{idea.key}/", typed).content.decode()

    assert CANNOT in shown
    assert "1 december" not in shown


@pytest.mark.parametrize(
    ("inputs", "expected"), [(ONE, [WHEN]), (OFFER, [WHEN, WHEN.replace("dinsdag 1", "woensdag 2")])]
)
def test_who_enters_an_absence_reads_which_appointments_fall_in_it(
    world: World, idea: Initiative, inputs: dict[str, Any], expected: list[str]
) -> None:
    act(world, idea, "plan_appointment", **inputs)
    day = FIRST.date()
    with time_machine.travel(NOW, tick=False):
        browser = sign_in(world.people["BM.lead"])
        assert HEADING not in browser.get(AWAY).content.decode()
        browser.post(AWAY, {"starts_on": day, "ends_on": day + timedelta(days=1), "deputy": ""})
        shown = browser.get(AWAY).content.decode()
        other = sign_in(world.people["BM.other"]).get(AWAY).content.decode()

    assert f'<a href="{idea.get_absolute_url()}">' in shown
    for moment in expected:
        assert moment in shown
    assert ("(voorgesteld)" in shown) == (inputs is OFFER)
    assert WHEN.replace("dinsdag 1", "donderdag 3") not in shown
    assert HEADING not in other
    with time_machine.travel(FIRST + timedelta(hours=1), tick=False):
        again = sign_in(world.people["BM.lead"]).get(AWAY).content.decode()
    assert WHEN not in again
