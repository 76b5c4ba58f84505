"""The small list of things to do: who has which, what finishes it, and that it is done once."""

import pytest

from initiatives.deeds.do import do
from initiatives.deeds.table import DEED_OF
from initiatives.deeds.tasks import open_tasks_for, tick_task
from initiatives.models import Decision, Event, Task
from initiatives.models.message import MessageState
from initiatives.models.task import TaskKind
from initiatives.relations import Relation
from initiatives.statuses import Status
from initiatives.workflow.action import Actor
from initiatives.workflow.perform import perform
from initiatives.workflow.table import ROW_OF
from tests.initiatives.test_deeds import decided
from tests.initiatives.world import NOW, World

# ---- tasks --------------------------------------------------------------------------------------------


def test_who_was_handed_the_work_confirms_it_and_the_task_is_done(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW, confirmed_at=NOW)
    perform("reassign", initiative, by=world.actor("IC"), at=NOW, **world.fill_in("reassign"))
    task = open_tasks_for(world.colleague).get()
    assert (task.leads_to, task.text_ready) == ("confirm_assignment", "Bel de groep.")

    do("confirm_assignment", initiative, by=Actor(user=world.colleague), at=NOW, no_conflict=True)

    task.refresh_from_db()
    initiative.refresh_from_db()
    assert (task.done_at, task.done_by, initiative.confirmed_at) == (NOW, world.colleague, NOW)


@pytest.mark.parametrize("name", ["give_back", "reassign"])
def test_who_no_longer_has_the_work_has_nothing_left_to_confirm(world: World, name: str) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    perform("reassign", initiative, by=world.actor("IC"), at=NOW, **world.fill_in("reassign"))
    first = Task.objects.get(leads_to="confirm_assignment")

    answers = world.fill_in(name) | ({"officer": world.people["BM.other"]} if name == "reassign" else {})
    actor = world.actor("IC") if name == "reassign" else Actor(user=world.colleague)
    perform(name, initiative, by=actor, at=NOW, **answers)

    first.refresh_from_db()
    assert first.is_moot


def test_a_no_that_is_looked_at_again_leaves_no_call_to_make(world: World) -> None:
    initiative = world.initiative(Status.DECISION_PENDING)
    perform("reject", initiative, by=world.actor("DEC.mandate"), at=NOW, **world.fill_in("reject"))
    assert open_tasks_for(world.people["BM.lead"]).get().leads_to == "inform_initiator"

    perform("reopen", initiative, by=world.actor("IC"), at=NOW, **world.fill_in("reopen"))

    assert not Task.objects.filter(done_at=None, message=None).exists()


@pytest.mark.parametrize(("name", "leads_to"), [("resume", "resume"), ("withdraw", "resume")])
def test_what_was_put_aside_is_looked_at_by_going_on_or_stopping(world: World, name: str, leads_to: str) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    perform("hold", initiative, by=world.actor("BM.lead"), at=NOW, **world.fill_in("hold"))
    assert Task.objects.get(done_at=None, message=None).leads_to == leads_to

    perform(name, initiative, by=world.actor("BM.lead"), at=NOW, **world.fill_in(name))

    assert not Task.objects.filter(done_at=None, leads_to=leads_to).exists()


def test_a_task_is_ticked_once_and_the_letter_it_brought_is_done(world: World) -> None:
    initiative = world.initiative(Status.ASSIGNED)
    perform("accept", initiative, by=world.actor("BM.lead"), at=NOW, **world.fill_in("accept"))
    task = open_tasks_for(world.people["EC.own"]).get()

    for _ in range(2):
        tick_task(task, by=world.people["EC.own"], at=NOW)

    task.refresh_from_db()
    assert (task.done_at, task.done_by) == (NOW, world.people["EC.own"])
    assert task.message is not None
    assert (task.message.state, task.message.sent_at) == (MessageState.DONE, NOW)
    ticked = Event.objects.get(action="tick_task")
    assert (ticked.function, ticked.audience) == (Relation.EXTERNAL_COORDINATOR, "partner")


def test_a_task_that_belongs_to_a_step_is_not_done_by_ticking_it(world: World) -> None:
    initiative = decided(world, told=False)
    task = initiative.tasks.get(leads_to="inform_initiator")

    tick_task(task, by=world.people["BM.lead"], at=NOW)

    task.refresh_from_db()
    assert task.done_at is None
    assert (task.kind, task.leads_to in DEED_OF) == (TaskKind.CALL, True)


@pytest.mark.parametrize("subject", ["EC.other", "GGD.tag", "MGR.escalated", "BM.domain", "FB"])
def test_nobody_has_a_task_of_another_function(world: World, subject: str) -> None:
    initiative = world.known_to_all(Status.ASSIGNED)
    perform("accept", initiative, by=world.actor("BM.lead"), at=NOW, **world.fill_in("accept"))

    assert list(open_tasks_for(world.people[subject])) == []
    assert Task.objects.filter(done_at=None).exists()


def test_every_task_leads_to_something_that_exists(world: World) -> None:
    decided(world, told=False)
    for name in ("hold", "reassign"):
        initiative = world.initiative(Status.IN_REVIEW)
        perform(name, initiative, by=world.actor("IC"), at=NOW, **world.fill_in(name))

    assert {task.leads_to for task in Task.objects.all()} >= {"inform_initiator", "resume", "confirm_assignment"}
    assert {task.leads_to for task in Task.objects.all()} - {""} <= set(ROW_OF) | set(DEED_OF)
    assert Decision.objects.count() == 1
