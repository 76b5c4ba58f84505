"""What must hold whatever anybody does (domain.md 4.3), one by one."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import models
from django.db.models import ProtectedError

from initiatives.clocks import next_date
from initiatives.deeds.do import do
from initiatives.models import (
    Event,
    EventText,
    Initiative,
    Message,
    Task,
)
from initiatives.statuses import RUNNING, STATES, Status
from initiatives.workflow.action import SYSTEM, Incomplete, NotNow, NotYours, Refused
from initiatives.workflow.perform import perform
from initiatives.workflow.table import TRANSITIONS
from kernen.models import FundingSource
from tests.initiatives.builders import ROUTE, make_initiative
from tests.initiatives.world import NOW, PROPOSED, TODAY, World

SECRET = "GEHEIM"
# Everybody who works in the town hall may read these answers; the resident never does.
INTERNAL_ANSWERS = {
    "assign": ("note",), "give_back": ("suggestion", "handover_note"), "reassign": ("reason", "handover_note"),
    "return_proposal": ("missing",), "propose": ("advice", "without_support_because", "without_talk_because"),
    "continue_without": ("first_attempt", "second_attempt", "reason"), "resume": ("note",),
    "close_support": ("reasons",), "send_back": ("reason",), "reopen": ("reason",), "unmerge": ("reason",),
    "complete": ("learned", "without_because"), "resume_support": ("reason",),
}  # fmt: skip
WALK = {
    "give_back": Status.IN_REVIEW, "return_proposal": Status.DECISION_PENDING, "propose": Status.IN_REVIEW,
    "assign": Status.SUBMITTED, "reassign": Status.IN_REVIEW, "continue_without": Status.INFO_REQUESTED,
    "resume": Status.ON_HOLD, "close_support": Status.SUPPORT_CHECK, "send_back": Status.SUBMITTED,
    "reopen": Status.WITHDRAWN, "unmerge": Status.MERGED, "complete": Status.HANDED_OVER,
    "resume_support": Status.HANDED_OVER,
}  # fmt: skip
DOER = {"give_back": "BM.lead", "return_proposal": "DEC.mandate", "propose": "BM.lead", "complete": "BM.lead"}


def go(world: World, initiative: Initiative, name: str, who: str, **inputs: Any) -> Event:
    """One step, with everything filled in, on the initiative as it is now."""
    initiative.refresh_from_db()
    event = perform(name, initiative, by=world.actor(who), at=NOW, **world.fill_in(name) | inputs)
    assert event is not None
    return event


# ---- 1. every change of status is one event, and events stay ------------------------------------------


@pytest.mark.parametrize("status", [Status.COMPLETED, Status.HANDED_OVER, Status.REJECTED, Status.INFO_REQUESTED])
def test_the_events_of_an_initiative_tell_its_whole_way_without_a_gap(db: None, status: Status) -> None:
    initiative = make_initiative(status).initiative

    steps = list(Event.objects.filter(initiative=initiative).exclude(target="").order_by("at", "pk"))

    assert [step.source for step in steps] == [Status.DRAFT, *(step.target for step in steps[:-1])]
    assert steps[-1].target == initiative.status == status
    assert all(step.actor is not None and step.function and step.audience for step in steps)
    assert {"log", "submit"} <= {step.action for step in steps}
    assert set(ROUTE[status]) - {"tell", "ask", "question"} <= {step.action for step in steps}


def test_an_event_is_never_thrown_away_nor_is_an_initiative_that_has_one(world: World) -> None:
    initiative = world.initiative(Status.SUBMITTED)
    event = go(world, initiative, "hold", "IC")

    with pytest.raises(TypeError):
        event.delete()
    with pytest.raises(ProtectedError):
        initiative.delete()
    with pytest.raises(ProtectedError):
        Event.objects.all().delete()


def test_an_event_holds_no_free_text() -> None:
    words = {f.name for f in Event._meta.get_fields() if isinstance(f, models.TextField | models.JSONField)}

    assert words == set()


# ---- 4. who proposes does not decide ------------------------------------------------------------------


@pytest.mark.parametrize("name", ["approve", "reject"])
@pytest.mark.parametrize(
    ("cents", "formal", "refused"),
    [(99_999, False, False), (100_000, False, True), (0, True, True), (0, False, False)],
)
def test_from_a_thousand_euro_or_for_an_application_another_decides(
    world: World, cents: int, formal: bool, refused: bool, name: str
) -> None:
    initiative = world.initiative(Status.DECISION_PENDING, proposed_cents=cents, is_formal=formal)
    initiative.decisions.update(amount_cents=cents, proposed_by=world.people["DEC.mandate"])
    letter = {"letter_on": TODAY} if formal else {}

    if not refused:
        assert go(world, initiative, name, "DEC.mandate", **letter).actor == world.people["DEC.mandate"]
        return
    with pytest.raises(Refused, match=re.escape("U schreef dit voorstel zelf. Een ander neemt het besluit.")):
        go(world, initiative, name, "DEC.mandate", **letter)
    initiative.decisions.update(proposed_by=world.people["BM.lead"])
    assert go(world, initiative, name, "DEC.mandate", **letter).actor == world.people["DEC.mandate"]


def test_nobody_decides_above_the_own_mandate(world: World) -> None:
    initiative = world.initiative(Status.DECISION_PENDING, proposed_cents=PROPOSED)

    with pytest.raises(NotYours):
        go(world, initiative, "approve", "DEC.other")


# ---- 5. money ------------------------------------------------------------------------------------------


def test_nothing_is_promised_from_a_purse_that_closed_since_the_proposal(world: World) -> None:
    initiative = world.initiative(Status.DECISION_PENDING)
    FundingSource.objects.update(ends_on=TODAY - timedelta(days=1))

    with pytest.raises(Refused, match="De bron “Kernenbudget” is vandaag niet open"):
        go(world, initiative, "approve", "DEC.mandate")

    FundingSource.objects.update(ends_on=TODAY)
    assert go(world, initiative, "approve", "DEC.mandate").target == Status.APPROVED


def test_no_more_is_promised_than_the_ceiling_and_what_stops_gives_its_money_back(world: World) -> None:
    FundingSource.objects.update(ceiling_cents=PROPOSED)
    first, second = (world.initiative(Status.DECISION_PENDING) for _ in range(2))
    go(world, first, "approve", "DEC.mandate")

    with pytest.raises(Refused, match="niet genoeg geld meer"):
        go(world, second, "approve", "DEC.mandate")
    with pytest.raises(Incomplete, match="Zoveel zit er niet meer in deze bron"):
        go(world, world.initiative(Status.IN_REVIEW), "propose", "BM.lead", amount="0,01")

    go(world, first, "withdraw", "IC")
    assert go(world, second, "approve", "DEC.mandate").target == Status.APPROVED


# ---- 6. what is internal stays inside -----------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(INTERNAL_ANSWERS))
def test_no_internal_answer_ever_reaches_the_resident(world: World, name: str) -> None:
    initiative = world.initiative(WALK[name])
    answers = {field: f"{SECRET} {field}" for field in INTERNAL_ANSWERS[name]}

    event = go(world, initiative, name, DOER.get(name, "IC"), **answers)

    assert SECRET in str(event.text.inputs)
    assert SECRET not in event.text.sentence
    assert [m.pk for m in Message.objects.all() if SECRET in m.body + m.subject] == []
    # A task for the residents carries no more than what they are told.
    assert not Task.objects.filter(message__isnull=False, text_ready__contains=SECRET).exists()


@pytest.mark.parametrize("name", ["give_back"])
def test_a_give_back_and_its_reason_are_for_the_town_hall_alone(world: World, name: str) -> None:
    event = go(world, world.initiative(Status.IN_REVIEW), name, "BM.lead")

    assert (event.audience, event.text.sentence) == ("internal", "")


def test_what_a_status_is_called_for_residents_hangs_on_the_status_alone() -> None:
    assert {type(state.public_label).__name__ for state in STATES.values()} == {"__proxy__"}


# ---- 7. the initiator hears it first -------------------------------------------------------------------


@pytest.mark.parametrize("status", [Status.APPROVED, Status.REJECTED])
def test_a_decision_is_not_published_before_the_initiator_heard_it(world: World, status: Status) -> None:
    initiative = world.initiative(status, informed_at=None)

    with pytest.raises(Refused, match="Bel eerst de initiatiefnemer over het besluit"):
        do("publish", initiative, by=world.actor("IC"), at=NOW, public_summary="Een bank.", seen=True)


# ---- 8. merging ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [Status.MERGED, Status.COMPLETED, Status.WITHDRAWN, Status.DRAFT])
def test_nothing_is_merged_into_what_is_merged_ended_or_not_logged_yet(world: World, status: Status) -> None:
    target = world.initiative(status)

    with pytest.raises(Incomplete) as refusal:
        go(world, world.initiative(Status.SUBMITTED), "merge", "IC", target=target)
    assert list(refusal.value.errors) == ["target"]


def test_an_initiative_is_not_merged_into_itself_nor_into_what_the_person_may_not_see(world: World) -> None:
    initiative = world.initiative(Status.SUBMITTED)

    with pytest.raises(Incomplete):
        go(world, initiative, "merge", "IC", target=initiative)


def test_a_target_that_ended_while_the_form_lay_open_is_refused(world: World) -> None:
    initiative, target = world.initiative(Status.SUBMITTED), world.initiative(Status.SUBMITTED)
    go(world, target, "withdraw", "IC")

    with pytest.raises(Refused):
        go(world, initiative, "merge", "IC", target=target)
    assert Initiative.objects.get(pk=initiative.pk).status == Status.SUBMITTED


def test_what_was_merged_and_split_again_has_both_steps_in_its_history(world: World) -> None:
    initiative, target = world.initiative(Status.SUBMITTED), world.initiative(Status.SUBMITTED)

    go(world, initiative, "merge", "IC", target=target)
    go(world, initiative, "unmerge", "IC")

    assert list(initiative.events.order_by("pk").values_list("action", flat=True)) == ["merge", "unmerge"]
    assert (initiative.status, initiative.merged_into) == (Status.SUBMITTED, None)


# ---- 11. nobody falls silent ---------------------------------------------------------------------------


@pytest.mark.parametrize("status", [status for status in ROUTE if status in RUNNING])
def test_who_walks_to_a_running_status_always_has_a_next_date(db: None, status: Status) -> None:
    assert next_date(make_initiative(status).initiative) is not None


# ---- 13. the system ends nothing by itself -------------------------------------------------------------


def test_the_system_ends_nothing_by_itself_but_a_draft(world: World) -> None:
    done = set()
    for row in TRANSITIONS:
        for status in row.sources:
            initiative = world.initiative(status)
            try:
                perform(row.name, initiative, by=SYSTEM, at=NOW, **world.fill_in(row.name))
            except (NotYours, NotNow):
                continue
            done.add(row.name)

    assert done == {"discard"}


def test_the_words_of_an_event_are_tied_to_it_and_may_be_emptied(world: World) -> None:
    event = go(world, world.initiative(Status.SUBMITTED), "hold", "IC")
    words = EventText.objects.get(event=event)

    assert words.sentence.startswith("Even wachten. Het is winter.")
    assert len(event.digest) == 64
