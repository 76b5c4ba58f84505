"""The resident's page: what it says in every status, what it never says, and what a resident can do there."""

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone

from initiatives.statuses import PUBLIC_STEPS, Status
from initiatives.views.status.story import Story, read_story
from initiatives.workflow.action import Refused
from tests.initiatives.builders import (
    ROUTE,
    Walk,
    approve,
    ask_neighbours,
    hear_neighbours,
    make_initiative,
    make_world,
    open_page,
    propose,
    take,
    tell,
)

if TYPE_CHECKING:
    pass

pytestmark = pytest.mark.django_db


def read(walk: Walk) -> str:
    text = open_page(walk).get(reverse("status")).content.decode()
    return re.sub(r"\s+", " ", re.sub(r'(csrfmiddlewaretoken|form_key)" value="[^"]*"', "", text))


def story(walk: Walk) -> Story:
    return read_story(walk.initiative, today=walk.day)


def states(walk: Walk) -> list[str]:
    return [step.state for step in story(walk).steps]


# ---- what it says ------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", ROUTE)
def test_resident_reads_in_every_status_where_it_is_and_whom_to_call(status: Status) -> None:
    walk = make_initiative(status)
    page, told = read(walk), story(walk)
    for part in (walk.initiative.reference or "", "Bankje bij de kapel", str(told.label), told.turn, str(told.now)):
        assert part in page
    assert "Els Coördinator" in page
    assert "043 123 45 67" in page
    assert "Dinsdag en donderdag" in page


@pytest.mark.parametrize("status", [status for status in ROUTE if status not in (Status.APPROVED, Status.REJECTED)])
def test_every_running_idea_has_a_date_on_which_the_resident_hears_something(status: Status) -> None:
    walk = make_initiative(status)
    assert bool(story(walk).when) == walk.initiative.is_running


@pytest.mark.parametrize("status", ROUTE)
def test_nothing_internal_is_ever_read_by_the_resident(status: Status) -> None:
    walk = make_initiative(status)
    assert "INTERN" not in read(walk)
    assert "Bert Beleid" not in read(walk)


def test_give_back_and_its_reason_stay_inside() -> None:
    walk = make_initiative(Status.IN_REVIEW)
    walk.go(
        "give_back", walk.world.officer, reason="involved", suggestion="GEHEIM: mijn zwager", handover_note="GEHEIM"
    )
    walk.go("send_back", walk.world.internal, reason="GEHEIM: te vaag", tell_resident=False)
    page = read(walk)
    assert "GEHEIM" not in page
    assert "teruggegeven" not in page.lower()
    assert "Wij praten met u over uw idee" in page


def test_what_is_for_partners_is_not_for_residents() -> None:
    walk = make_initiative(Status.APPROVED)
    told_to_partners = walk.initiative.events.get(action="approve").text.sentence
    assert "mooi plan" in told_to_partners
    assert "mooi plan" not in read(walk)


def test_resident_who_is_told_that_the_talk_goes_on_reads_it_too() -> None:
    walk = make_initiative(Status.SUBMITTED)
    walk.go("send_back", walk.world.internal, reason="nog eens praten", tell_resident=True)
    assert "Wij praten nog even met u verder over uw idee." in read(walk)
    assert "nog eens praten" not in read(walk)


def test_emptied_words_leave_no_empty_line() -> None:
    walk = make_initiative(Status.SUBMITTED)
    walk.initiative.events.get(action="submit").text.__class__.objects.filter(event__action="submit").update(
        sentence="", emptied_at=timezone.now()
    )
    assert [happening.title for happening in story(walk).happenings] == ["Idee opgeschreven"]


def test_what_happened_stands_newest_first() -> None:
    happened = story(make_initiative(Status.IN_REVIEW)).happenings
    assert [str(one.title) for one in happened] == [
        "Een medewerker gaat ermee aan de slag",
        "Medewerker gevraagd",
        "Naar het gemeentehuis",
        "Idee opgeschreven",
    ]


def test_a_date_that_passed_is_owned_up_to() -> None:
    walk = make_initiative(Status.SUBMITTED)
    assert walk.initiative.due_on
    late = read_story(walk.initiative, today=walk.initiative.due_on + timedelta(days=1))
    assert "Onze excuses" in late.when


def test_without_a_coordinator_the_municipality_answers_the_phone() -> None:
    walk = make_initiative()
    walk.world.coordinator.role_holdings.update(ends_on=walk.day)
    contact = read_story(walk.initiative, today=walk.day + timedelta(days=1)).contact
    assert (contact.function, contact.phone) == ("Gemeente Valkenburg aan de Geul", "14 043")


# ---- the steps ---------------------------------------------------------------------------------------


def test_steps_say_where_we_are() -> None:
    walk = make_initiative(Status.IN_REVIEW)
    told = story(walk)
    assert [str(step.title) for step in told.steps] == [str(title) for title in PUBLIC_STEPS.values()]
    assert states(walk) == ["done", "current", "todo", "todo", "todo", "todo"]
    assert told.steps[1].text == told.label == "Wij bekijken uw idee"


def test_neighbours_who_were_not_asked_are_a_step_that_was_not_needed() -> None:
    assert states(make_initiative(Status.DECISION_PENDING)) == ["done", "done", "skipped", "current", "todo", "todo"]


def test_neighbours_who_were_asked_are_a_step_that_is_done() -> None:
    walk = make_initiative(Status.SUPPORT_CHECK)
    assert states(walk) == ["done", "done", "current", "todo", "todo", "todo"]
    hear_neighbours(walk)
    assert states(walk) == ["done", "current", "done", "todo", "todo", "todo"]
    propose(walk)
    assert states(walk) == ["done", "done", "done", "current", "todo", "todo"]


def test_question_keeps_the_step_it_interrupts() -> None:
    assert states(make_initiative(Status.INFO_REQUESTED)) == ["done", "current", "todo", "todo", "todo", "todo"]


def test_finished_idea_has_all_its_steps_behind_it() -> None:
    assert states(make_initiative(Status.COMPLETED)) == ["done", "done", "skipped", "done", "done", "done"]


def test_stopped_idea_is_not_called_done() -> None:
    told = story(make_initiative(Status.WITHDRAWN))
    assert [str(step.title) for step in told.steps] == ["Kennismaken", "Bekijken", "Uw idee is gestopt"]


# ---- the decision ------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [Status.APPROVED, Status.REJECTED])
def test_decision_is_heard_by_phone_before_it_is_read(status: Status) -> None:
    walk = make_initiative(status)
    page, told = read(walk), story(walk)
    assert told.label == "Er is een besluit"
    assert told.when.startswith("Wij bellen u hierover voor ")
    assert told.steps[3].state == "current"
    for sign in ("mooi plan", "Het kan niet", "bankje op het plein", "Uw idee kan doorgaan", "niet doorgaan"):
        assert sign not in page
    tell(walk)
    assert ("mooi plan" if status == Status.APPROVED else "Het kan niet") in read(walk)
    assert story(walk).label == walk.initiative.state.public_label


def test_until_the_call_a_yes_and_a_no_look_the_same() -> None:
    world = make_world()
    yes, no = (make_initiative(status, world=world) for status in (Status.APPROVED, Status.REJECTED))
    assert read(yes).replace(yes.initiative.reference or "", "…") == read(no).replace(
        no.initiative.reference or "", "…"
    )


def test_late_call_promises_no_day_that_has_passed() -> None:
    walk = make_initiative(Status.APPROVED)
    assert read_story(walk.initiative, today=walk.day + timedelta(days=30)).when == ""


def test_decision_that_nobody_told_yet_is_not_put_aside_and_stays_unread() -> None:
    walk = make_initiative(Status.APPROVED)
    with pytest.raises(Refused, match="Bel eerst de initiatiefnemer"):
        take(walk, "hold")
    walk.initiative.refresh_from_db()
    take(walk, "withdraw")
    assert "mooi plan" not in read(walk)


def test_told_decision_stays_readable_when_the_idea_is_looked_at_again() -> None:
    walk = make_initiative(Status.REJECTED)
    tell(walk)
    walk.go("reopen", walk.world.internal, reason="nieuwe plek", asked_by="de initiatiefnemer")
    assert "Het kan niet" in read(walk)


def test_conditions_say_who_arranges_what_and_only_once_the_yes_was_told() -> None:
    walk = make_initiative(Status.DECISION_PENDING)
    approve(
        walk,
        outcome="yes_if",
        condition_1="Vraag de eigenaar",
        condition_1_owner="initiator",
        condition_1_due_on=walk.day + timedelta(days=40),
        condition_1_beforehand=True,
    )
    assert "Vraag de eigenaar" not in read(walk)
    tell(walk)
    told = story(walk)
    assert told.turn == "U"
    assert [line.typed for line in told.to_do] == ["Vraag de eigenaar"]
    walk.deed("meet_condition", walk.world.officer, condition=str(told_condition(walk)))
    assert story(walk).to_do == []


def told_condition(walk: Walk) -> int:
    decision = walk.initiative.decisions.get(outcome="yes_if")
    return decision.conditions.get().pk


# ---- neighbours, appointment, merging ----------------------------------------------------------------


def test_resident_knows_who_asks_the_neighbours_and_what_they_said() -> None:
    walk = make_initiative(Status.IN_REVIEW)
    ask_neighbours(walk)
    assert "de Kapelstraat" in read(walk)
    hear_neighbours(walk)
    page = read(walk)
    assert "De bank komt verder van de weg." in page
    assert "Voldoende steun" in page
    assert "buurman" not in page


def test_appointment_that_is_to_come_says_when_where_and_how_to_change_it() -> None:
    walk = make_initiative(Status.IN_REVIEW)
    walk.at = timezone.now()
    walk.deed(
        "plan_appointment", walk.world.officer,
        starts_at=(timezone.localtime(walk.at) + timedelta(days=3)).replace(hour=19, minute=30),
        place="Dorpshuis De Linde",
    )  # fmt: skip
    page = read(walk)
    assert "Dorpshuis De Linde" in page
    assert "19.30" in page
    assert "Wij zoeken samen een andere dag" in page
    assert "U heeft een afspraak op" in page


def test_merged_idea_names_the_number_it_goes_on_under() -> None:
    world = make_world()
    first, second, third = (make_initiative(Status.SUBMITTED, world=world) for _ in range(3))
    first.go("merge", world.internal, target=second.initiative.pk, consent=True)
    second.go("merge", world.internal, target=third.initiative.pk, consent=True)
    first.initiative.refresh_from_db()
    assert f"Het nieuwe nummer is {third.initiative.reference}" in str(story(first).now)
