"""Nothing waits unseen: a term that is over becomes one task, for the person the table names."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError

from initiatives.clocks import load_clocks
from initiatives.deeds.do import do
from initiatives.deeds.overdue import ESCALATIONS, RULES, settle_terms
from initiatives.deeds.table import DEED_OF
from initiatives.deeds.tasks import open_tasks_for, tick_task
from initiatives.models import CoAdvice, Condition, Decision, Initiative, Message, Task
from initiatives.models.choices import Channel
from initiatives.models.decision import ConditionOwner, Outcome
from initiatives.models.task import TaskKind
from initiatives.relations import Relation
from initiatives.statuses import Status
from initiatives.workflow.perform import perform
from initiatives.workflow.table import ROW_OF
from tests.factories import end_roles
from tests.initiatives.world import NOW, TODAY, World


def later(days: int) -> datetime:
    return NOW + timedelta(days=days)


def terms_of(initiative: Initiative, *, at: datetime) -> dict[str, Task]:
    """What the round of that night leaves open, by the term that made it."""
    initiative.refresh_from_db()
    settle_terms(initiative, at=at, clocks=load_clocks())
    open_now = initiative.tasks.filter(done_at=None, is_moot=False).exclude(term_key="")
    return {task.term_key.rpartition("-")[0].partition("-")[0]: task for task in open_now}


def go(world: World, initiative: Initiative, name: str, who: str, *, at: datetime = NOW, **inputs: Any) -> None:
    initiative.refresh_from_db()
    perform(name, initiative, by=world.actor(who), at=at, **world.fill_in(name) | inputs)


# ---- each term, its person -----------------------------------------------------------------------------

# status, what runs out, from when, and whose task it becomes
OF_STATUS = [
    (Status.EXPLORING, "explore", Relation.EXTERNAL_COORDINATOR),
    (Status.SUBMITTED, "route", Relation.INTERNAL_COORDINATOR),
    (Status.ASSIGNED, "accept", Relation.INTERNAL_COORDINATOR),
    (Status.IN_REVIEW, "review", Relation.LEAD_OFFICER),
    (Status.DECISION_PENDING, "decide", Relation.DECIDER),
    (Status.INFO_REQUESTED, "answer", Relation.EXTERNAL_COORDINATOR),
    (Status.ON_HOLD, "hold", Relation.INTERNAL_COORDINATOR),
    (Status.APPROVED, "start", Relation.LEAD_OFFICER),
    (Status.IN_REALISATION, "update", Relation.EXTERNAL_COORDINATOR),
    (Status.HANDED_OVER, "check_in", Relation.EXTERNAL_COORDINATOR),
]


@pytest.mark.parametrize(("status", "term", "function"), OF_STATUS)
def test_the_day_after_a_term_the_person_of_the_table_has_one_task(
    world: World, status: Status, term: str, function: Relation
) -> None:
    initiative = world.initiative(status, due_on=TODAY, entered_at=NOW, logged_at=NOW)

    assert term not in terms_of(initiative, at=NOW)
    task = terms_of(initiative, at=later(1))[term]
    again = terms_of(initiative, at=later(3))[term]

    assert (task.for_function, task.for_user, again.pk) == (function, None, task.pk)
    assert task.due_on == load_clocks().after("receipt", TODAY + timedelta(days=1))
    assert initiative.tasks.filter(term_key=task.term_key).count() == 1


def test_officer_is_reminded_on_the_third_working_day_and_then_the_coordinator_hears_of_it(world: World) -> None:
    initiative = world.initiative(Status.SUBMITTED)
    go(world, initiative, "assign", "IC")  # Wednesday 18 November, five working days

    assert "accept_reminder" not in terms_of(initiative, at=later(4))  # Sunday
    assert terms_of(initiative, at=later(5))["accept_reminder"].leads_to == "accept"  # Monday
    assert "accept" not in terms_of(initiative, at=later(7))
    assert terms_of(initiative, at=later(8))["accept"].for_function == Relation.INTERNAL_COORDINATOR


def test_officer_has_ten_working_days_for_a_first_call_and_ticking_it_is_enough(world: World) -> None:
    initiative = world.initiative(Status.ASSIGNED)
    go(world, initiative, "accept", "BM.lead")
    initiative.tasks.exclude(message=None).delete()

    kindly = terms_of(initiative, at=NOW)["first_contact"]
    assert (kindly.due_on, kindly.kind) == (date(2026, 12, 2), TaskKind.CALL)
    assert "first_contact_missed" in terms_of(initiative, at=later(15))

    tick_task(kindly, by=world.people["BM.lead"], at=later(15))
    assert not {"first_contact", "first_contact_missed"} & set(terms_of(initiative, at=later(16)))


def test_a_talk_within_fifteen_working_days_or_the_coordinator_makes_the_appointment(world: World) -> None:
    initiative = world.initiative(Status.ASSIGNED)
    go(world, initiative, "accept", "BM.lead")

    assert "appointment" not in terms_of(initiative, at=later(21))  # 9 December is the fifteenth
    assert terms_of(initiative, at=later(22))["appointment"].leads_to == "plan_appointment"

    do(
        "plan_appointment", initiative, by=world.actor("IC"), at=later(22), starts_at=later(40), place="dorpshuis"
    )  # fmt: skip
    assert "appointment" not in terms_of(initiative, at=later(23))
    assert "appointment" in terms_of(initiative, at=later(42))


def test_days_on_which_the_resident_was_asked_something_are_no_days_of_the_officer(world: World) -> None:
    initiative = world.initiative(Status.ASSIGNED)
    go(world, initiative, "accept", "BM.lead")
    go(world, initiative, "request_info", "BM.lead", at=later(1))
    go(world, initiative, "receive_info", "EC.own", at=later(15))

    # Ten working days waited: 9 December and ten more.
    assert "appointment" not in terms_of(initiative, at=later(35))
    assert "appointment" in terms_of(initiative, at=later(36))


def test_a_question_nobody_answers_becomes_a_call_with_the_question_to_read_out(world: World) -> None:
    initiative = world.initiative(Status.INFO_REQUESTED, due_on=TODAY)

    call = terms_of(initiative, at=later(1))["answer"]
    assert (call.kind, call.text_ready) == (TaskKind.CALL, "Waar?")
    assert "answer_again" not in terms_of(initiative, at=later(14))
    assert terms_of(initiative, at=later(15))["answer_again"].leads_to == "continue_without"


def test_a_receipt_that_was_not_mailed_within_a_working_day_is_phoned(world: World) -> None:
    initiative = world.initiative(Status.DRAFT, due_on=None)
    initiative.people.update(channel=Channel.EMAIL, email="mia@example.nl")
    go(world, initiative, "log", "EC.own")
    body = Message.objects.get(event__action="log", person__isnull=False).body

    assert "receipt" not in terms_of(initiative, at=later(1))
    call = terms_of(initiative, at=later(2))["receipt"]
    assert (call.text_ready, call.kind) == (body, TaskKind.CALL)
    Message.objects.update(state="sent")
    assert "receipt" not in terms_of(initiative, at=later(3))


def test_after_a_death_nobody_is_asked_to_write(world: World) -> None:
    initiative = world.initiative(Status.IN_REALISATION, silenced_at=NOW, logged_at=NOW, due_on=TODAY)

    assert not {"heartbeat", "update"} & set(terms_of(initiative, at=later(90)))


def test_each_late_adviser_is_asked_by_name_and_only_who_answers_is_done(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    initiative.co_advices.all().delete()
    for adviser in ("BM.coadvice", "BM.other"):
        CoAdvice.objects.create(
            initiative=initiative, adviser=world.people[adviser], question=f"Kan dit, {adviser}?", due_on=TODAY,
            asked_by=world.people["IC"], asked_at=NOW,
        )  # fmt: skip

    terms_of(initiative, at=later(1))
    asked = Task.objects.filter(leads_to="answer_co_advice").order_by("pk")
    assert [(task.for_user, task.text_ready) for task in asked] == [
        (world.people["BM.coadvice"], "Kan dit, BM.coadvice?"),
        (world.people["BM.other"], "Kan dit, BM.other?"),
    ]

    initiative.refresh_from_db()
    do("answer_co_advice", initiative, by=world.actor("BM.other"), at=later(1), answer="Ja.")
    assert [task.for_user for task in asked.filter(done_at=None)] == [world.people["BM.coadvice"]]


def test_of_two_conditions_the_one_that_is_still_late_is_asked_about_again(world: World) -> None:
    initiative = world.initiative(Status.APPROVED)
    decision = Decision.objects.create(
        initiative=initiative, outcome=Outcome.YES_IF, decided_at=NOW, decided_by=world.people["DEC.mandate"]
    )
    first, second = (
        Condition.objects.create(
            decision=decision, text=text, owner=ConditionOwner.INITIATOR, due_on=TODAY, beforehand=False
        )
        for text in ("Vergunning", "Verzekering")
    )
    terms_of(initiative, at=later(1))
    assert Task.objects.filter(leads_to="meet_condition", done_at=None).count() == 2

    initiative.refresh_from_db()
    do("meet_condition", initiative, by=world.actor("BM.lead"), at=later(1), condition=first)
    assert terms_of(initiative, at=later(2))["conditions"].text_ready == second.text


def test_what_lay_with_an_officer_who_left_is_asked_of_the_coordinator(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW, due_on=TODAY)
    world.people["BM.lead"].ends_on = TODAY - timedelta(days=1)
    world.people["BM.lead"].save()

    assert terms_of(initiative, at=later(1))["review"].for_function == Relation.INTERNAL_COORDINATOR


def test_without_an_external_coordinator_the_internal_one_calls(world: World) -> None:
    end_roles(world.people["EC.own"], on=TODAY - timedelta(days=7))
    initiative = world.initiative(Status.IN_REALISATION, due_on=TODAY)

    assert terms_of(initiative, at=later(1))["update"].for_function == Relation.INTERNAL_COORDINATOR


# ---- one task, and no more -----------------------------------------------------------------------------


def test_a_task_goes_when_its_term_is_met_and_comes_back_when_the_same_term_is_over_again(world: World) -> None:
    initiative = world.initiative(Status.SUBMITTED, due_on=TODAY, logged_at=NOW)
    made = terms_of(initiative, at=later(1))["route"]

    Initiative.objects.filter(pk=initiative.pk).update(due_on=TODAY + timedelta(days=9))
    assert "route" not in terms_of(initiative, at=later(2))
    Initiative.objects.filter(pk=initiative.pk).update(due_on=TODAY)

    assert terms_of(initiative, at=later(3))["route"].pk == made.pk


def test_what_somebody_ticked_is_not_asked_twice(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW, due_on=TODAY, logged_at=NOW)
    task = terms_of(initiative, at=later(1))["review"]

    tick_task(task, by=world.people["BM.lead"], at=later(1))

    assert "review" not in terms_of(initiative, at=later(2))


def test_the_database_itself_keeps_a_term_from_making_two_tasks(world: World) -> None:
    initiative = world.initiative(Status.SUBMITTED, due_on=TODAY)
    task = terms_of(initiative, at=later(1))["route"]

    task.pk = None
    with pytest.raises(IntegrityError):
        task.save(force_insert=True)


def test_every_rule_leads_to_something_that_exists_and_has_a_name_of_its_own() -> None:
    assert {rule.leads_to for rule in RULES} - {""} <= set(ROW_OF) | set(DEED_OF)
    names = [rule.name for rule in RULES] + [row.name for row in ESCALATIONS]
    assert len(names) == len(set(names))
    # The key must fit: the longest name, the number of a row and a date.
    assert max(len(name) for name in names) + 30 <= 60


@pytest.mark.parametrize(("status", "term", "function"), OF_STATUS)
def test_the_task_stands_on_the_list_of_who_holds_the_function(
    world: World, status: Status, term: str, function: Relation
) -> None:
    initiative = world.initiative(status, due_on=TODAY, logged_at=NOW)
    task = terms_of(initiative, at=later(1))[term]
    holders = {
        Relation.EXTERNAL_COORDINATOR: "EC.own",
        Relation.INTERNAL_COORDINATOR: "IC",
        Relation.LEAD_OFFICER: "BM.lead",
        Relation.DECIDER: "DEC.mandate",
    }

    assert task in open_tasks_for(world.people[holders[function]])
