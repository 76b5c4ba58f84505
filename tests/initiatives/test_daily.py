"""The night round: run twice, late, or by two at once, it leaves the same as run once."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from initiatives.deeds import night
from initiatives.deeds.do import do
from initiatives.deeds.night import Round, walk_round
from initiatives.models import Event, Initiative, Message, Task
from initiatives.statuses import RUNNING, Status
from initiatives.workflow.action import Refused
from initiatives.workflow.perform import perform
from kernen.models import Kern, PolicyDomain, RoleHolding
from tests.factories import end_roles, give_role
from tests.initiatives.test_races import at_once
from tests.initiatives.world import NOW, TODAY, World

pytestmark = pytest.mark.django_db
OLD = NOW + timedelta(days=45)


def make_draft(*, days_ago: int) -> Initiative:
    # At ten in the morning: an hour of summer time makes no other day of it.
    at = NOW - timedelta(days=days_ago)
    return Initiative.objects.create(title=f"{days_ago} dagen", summary="Een idee", created_at=at, entered_at=at)


def night_round(at: datetime = NOW) -> list[str]:
    said = StringIO()
    with time_machine.travel(at, tick=False):
        call_command("daily", stdout=said)
    return said.getvalue().splitlines()


def everything() -> tuple[Any, ...]:
    """All that a round could change."""
    return (
        list(Task.objects.order_by("pk").values_list("pk", "term_key", "due_on", "is_moot", "done_at")),
        list(Initiative.objects.order_by("pk").values_list("pk", "status", "due_on", "escalated_at", "version")),
        Event.objects.count(),
        Message.objects.count(),
    )


def test_a_draft_goes_after_ninety_days_and_not_a_day_sooner() -> None:
    make_draft(days_ago=91)
    kept = make_draft(days_ago=90)
    assert night_round()[0] == "1 oude concepten weggegooid"
    assert list(Initiative.objects.all()) == [kept]
    assert night_round()[0] == "0 oude concepten weggegooid"


def test_two_rounds_in_one_night_leave_what_one_leaves(world: World) -> None:
    for status in RUNNING:
        world.initiative(status, due_on=TODAY, logged_at=NOW)
    first = night_round(OLD)
    after_one = everything()

    second = night_round(OLD)

    assert everything() == after_one
    assert first[1] != "0 taken gemaakt"
    assert second[:4] == [
        "0 oude concepten weggegooid",
        "0 taken gemaakt",
        "0 herinneringen aan een vraag",
        "0 op de MT-lijst gezet",
    ]


def test_a_round_that_was_missed_for_a_month_is_made_up_for_by_the_next(world: World) -> None:
    initiative = world.initiative(Status.SUBMITTED, due_on=TODAY, logged_at=NOW, lead_domain=None)

    night_round(NOW + timedelta(days=31))

    assert {task.term_key.partition("-")[0] for task in initiative.tasks.all()} == {"route", "heartbeat"}
    initiative.refresh_from_db()
    assert initiative.is_escalated


@pytest.mark.django_db(transaction=True)
def test_two_rounds_at_the_same_moment_make_each_task_once() -> None:
    world = World()
    for status in RUNNING:
        world.initiative(status, due_on=TODAY, logged_at=NOW)

    at_once(lambda: walk_round(now=OLD), lambda: walk_round(now=OLD), lambda: walk_round(now=OLD))
    walk_round(now=OLD)

    keys = Counter(Task.objects.exclude(term_key="").values_list("initiative_id", "term_key"))
    assert set(keys.values()) == {1}
    put_on = Counter(Event.objects.filter(action="escalate").values_list("initiative_id", flat=True))
    assert set(put_on.values()) == {1}


def test_the_round_reads_a_handful_at_a_time(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(night, "AT_ONCE", 2)
    made = [world.initiative(Status.SUBMITTED).pk for _ in range(5)]

    with CaptureQueriesContext(
        connection,
    ) as queries:
        found = [initiative.pk for handful in night.running_handfuls() for initiative in handful]

    assert (found, len(queries)) == (made, 4)


def test_somebody_who_works_on_one_initiative_keeps_no_other_from_its_turn(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy, other = (world.initiative(Status.SUBMITTED, due_on=TODAY, logged_at=NOW) for _ in range(2))
    whole = night._visit

    def meanwhile(pk: int, **kwargs: Any) -> Round:
        visit = whole(pk, **kwargs)
        if pk == busy.pk:
            raise Refused("iemand was eerst")
        return visit

    monkeypatch.setattr(night, "_visit", meanwhile)
    done = walk_round(now=OLD)

    assert done.failed == [str(busy.pk)]
    assert (busy.tasks.count(), other.tasks.count() > 0) == (0, True)


# ---- the managers' list --------------------------------------------------------------------------------


def listed(initiative: Initiative, at: datetime) -> bool:
    walk_round(now=at)
    initiative.refresh_from_db()
    return initiative.is_escalated


def test_ten_working_days_without_a_domain_reach_the_managers(world: World) -> None:
    initiative = world.initiative(Status.SUBMITTED, entered_at=NOW, due_on=TODAY + timedelta(days=60))

    assert not listed(initiative, NOW + timedelta(days=14))  # 2 December is the tenth
    assert listed(initiative, NOW + timedelta(days=15))
    assert Event.objects.get(action="escalate").text.inputs["why"] == "no_domain"


def test_a_third_pause_reaches_the_managers_and_a_second_does_not(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    for n in range(3):
        at = NOW + timedelta(days=n)
        assert not listed(initiative, at)
        perform("hold", initiative, by=world.actor("IC"), at=at, **world.fill_in("hold"))
        if n < 2:
            assert not listed(initiative, at)
            perform("resume", initiative, by=world.actor("IC"), at=at, **world.fill_in("resume"))
            initiative.refresh_from_db()

    assert listed(initiative, NOW + timedelta(days=3))


def test_an_application_past_its_legal_term_reaches_the_managers(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW, is_formal=True, logged_at=NOW, due_on=TODAY + timedelta(days=99))

    assert not listed(initiative, NOW + timedelta(days=56))
    assert listed(initiative, NOW + timedelta(days=57))


def test_what_the_coordinator_settled_does_not_come_back_for_the_same_term(world: World) -> None:
    initiative = world.initiative(Status.SUBMITTED, entered_at=NOW, due_on=TODAY + timedelta(days=60))
    assert listed(initiative, OLD)

    do("settle_escalation", initiative, by=world.actor("IC"), at=OLD, reason="Besproken.")

    assert not listed(initiative, OLD + timedelta(days=1))
    assert listed(initiative, OLD + timedelta(days=60))  # another term: nobody was chosen either


# ---- the question --------------------------------------------------------------------------------------


def test_the_resident_is_reminded_before_the_day_and_on_the_day_and_once_each(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    perform(
        "request_info", initiative, by=world.actor("BM.lead"), at=NOW, question="Waar?",
        due_on=TODAY + timedelta(days=14),
    )  # fmt: skip

    for days in range(20):
        for _ in range(2):
            walk_round(now=NOW + timedelta(days=days))

    told = Event.objects.filter(action="remind_question").order_by("pk")
    assert [timezone.localdate(event.at) - TODAY for event in told] == [timedelta(days=11), timedelta(days=14)]
    assert told[0].text.sentence.startswith("Wij wachten op uw antwoord. Antwoord graag voor 2 december 2026.")
    assert Task.objects.filter(message__event=told[0]).count() == 1


def test_nobody_is_reminded_on_the_heels_of_the_question(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    perform(
        "request_info", initiative, by=world.actor("BM.lead"), at=NOW, question="Waar?",
        due_on=TODAY + timedelta(days=4),
    )  # fmt: skip

    for days in range(6):
        walk_round(now=NOW + timedelta(days=days))

    # The day after the question would be the first.
    told = Event.objects.filter(action="remind_question").order_by("pk")
    assert [timezone.localdate(event.at) - TODAY for event in told] == [timedelta(days=4)]


def test_after_a_death_no_reminder_goes_out(world: World) -> None:
    world.initiative(Status.INFO_REQUESTED, due_on=TODAY + timedelta(days=2), silenced_at=NOW)

    walk_round(now=NOW + timedelta(days=2))

    assert not Event.objects.filter(action="remind_question").exists()


# ---- the report ----------------------------------------------------------------------------------------


def report(at: datetime = NOW) -> list[str]:
    return [line.removeprefix("Let op: ") for line in night_round(at) if line.startswith("Let op: ")]


def all_is_well(world: World) -> None:
    for domain in PolicyDomain.objects.all():
        give_role(world.colleague, role="beleidsmedewerker", domain=domain)
    give_role(world.people["EC.own"], role="external_coordinator", kern=world.other_kern)


def test_where_all_is_well_there_is_nothing_to_report(world: World) -> None:
    all_is_well(world)
    world.initiative(Status.IN_REVIEW)

    assert report() == []


BREAKS: dict[str, tuple[Callable[[World], Any], str]] = {
    "an officer who left": (
        lambda w: end_roles(w.people["BM.lead"], on=TODAY - timedelta(days=900)),
        "VAG-2026-0001 ligt bij een medewerker zonder werkend account",
    ),
    "a domain of nobody": (
        lambda w: PolicyDomain.objects.create(code="nieuw", name="Nieuw", resident_word="nieuw"),
        "Domein “Nieuw” heeft geen beleidsmedewerker",
    ),
    "a kern where nobody goes round": (
        lambda w: Kern.objects.create(name="Walem", slug="walem"),
        "Kern “Walem” heeft geen externe coördinator",
    ),
}


@pytest.mark.parametrize("what", BREAKS)
def test_what_ought_not_to_be_is_reported_by_name(world: World, what: str) -> None:
    all_is_well(world)
    world.initiative(Status.IN_REVIEW)
    break_it, sentence = BREAKS[what]
    break_it(world)

    assert report() == [sentence]


def test_somebody_for_all_kernen_is_enough_for_every_kern(world: World) -> None:
    all_is_well(world)
    RoleHolding.objects.filter(role="external_coordinator").update(kern=None, all_kernen=True)
    Kern.objects.create(name="Walem", slug="walem")

    assert report() == []
