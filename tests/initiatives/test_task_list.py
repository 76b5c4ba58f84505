"""One small list per person: by day, with the words ready, ticked and taken back with one click."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from initiatives.deeds.tasks import open_tasks_for, tick_task, untick_task
from initiatives.models import Event, Initiative, Task
from initiatives.models.message import MessageState
from initiatives.models.task import TaskKind
from initiatives.relations import Relation
from initiatives.statuses import Status
from initiatives.workflow.perform import perform
from tests.factories import sign_in
from tests.initiatives.world import NOW, TODAY, World

PAGE = "/werk/taken/"


def make(initiative: Initiative, days: int = 0, **facts: object) -> Task:
    return Task.objects.create(
        **{
            "initiative": initiative, "kind": TaskKind.CHECK, "title": f"Over {days} dagen", "created_at": NOW,
            "for_function": Relation.INTERNAL_COORDINATOR, "due_on": TODAY + timedelta(days=days),
        } | facts
    )  # fmt: skip


def called(world: World) -> tuple[Initiative, Task]:
    """A resident who is phoned: the text to read out lies ready."""
    initiative = world.initiative(Status.ASSIGNED)
    perform("accept", initiative, by=world.actor("BM.lead"), at=NOW, **world.fill_in("accept"))
    return initiative, open_tasks_for(world.people["EC.own"]).get()


def come_in(user: User) -> Client:
    """Signed in, on the day of the town."""
    return sign_in(user)


@time_machine.travel(NOW, tick=False)
def test_the_list_is_grouped_by_day_with_what_is_late_on_top(world: World) -> None:
    initiative = world.initiative(Status.SUBMITTED)
    for days in (30, -3, 0, 2, 4, 5, -1):  # it is Wednesday; Sunday is four days away
        make(initiative, days)

    groups = come_in(world.people["IC"]).get(PAGE).context["groups"]

    assert [(title, [task.title for task in tasks]) for title, tasks in groups] == [
        ("Te laat", ["Over -3 dagen", "Over -1 dagen"]),
        ("Vandaag", ["Over 0 dagen"]),
        ("Deze week", ["Over 2 dagen", "Over 4 dagen"]),
        ("Later", ["Over 5 dagen", "Over 30 dagen"]),
    ]


@time_machine.travel(NOW, tick=False)
def test_coordinator_reads_out_the_text_with_the_number_to_call_beside_it(world: World) -> None:
    _initiative, task = called(world)

    page = come_in(world.people["EC.own"]).get(PAGE).content.decode()

    assert task.text_ready.splitlines()[0] in page
    assert "043 600 0000" in page


@time_machine.travel(NOW, tick=False)
def test_a_tick_and_taking_it_back_are_each_one_click_and_one_event(world: World) -> None:
    _initiative, task = called(world)
    client = come_in(world.people["EC.own"])

    done = client.post(f"/werk/taak/{task.pk}/", {"from": "tasks"})
    assert done.headers["Location"] == PAGE
    page = client.get(PAGE)
    assert ([*page.context["groups"]], [*page.context["done"]]) == ([], [task])

    for _ in range(2):
        assert client.post(f"/werk/taak/{task.pk}/terug/").headers["Location"] == PAGE

    task.refresh_from_db()
    assert (task.done_at, task.done_by) == (None, None)
    assert task.message is not None
    assert (task.message.state, task.message.sent_at) == (MessageState.TASK, None)
    actions = Event.objects.filter(object_type="task").order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["tick_task", "untick_task"]


def test_only_who_ticked_it_takes_it_back_and_only_that_day(world: World) -> None:
    initiative = world.initiative(Status.SUBMITTED)
    colleague = world.people["BM.lead"]
    task = make(initiative)
    tick_task(task, by=world.people["IC"], at=NOW)
    task.refresh_from_db()

    assert not untick_task(task, by=colleague, at=NOW)
    assert not untick_task(task, by=world.people["IC"], at=NOW + timedelta(days=1))
    assert untick_task(task, by=world.people["IC"], at=NOW + timedelta(hours=3))


def test_half_past_midnight_is_another_day_also_when_the_clock_goes_back(world: World) -> None:
    task = make(world.initiative(Status.SUBMITTED))
    evening = datetime(2026, 10, 25, 22, 50, tzinfo=UTC)  # ten to midnight in the winter hour
    tick_task(task, by=world.people["IC"], at=evening)
    task.refresh_from_db()

    assert not untick_task(task, by=world.people["IC"], at=evening + timedelta(minutes=20))
    assert untick_task(task, by=world.people["IC"], at=evening + timedelta(minutes=5))


def test_what_a_step_finished_and_what_is_moot_is_not_taken_back(world: World) -> None:
    initiative = world.initiative(Status.SUBMITTED)
    user = world.people["IC"]
    by_step = make(initiative, leads_to="assign", done_at=NOW, done_by=user)
    moot = make(initiative, is_moot=True, done_at=NOW, done_by=user)
    open_one = make(initiative)

    assert [untick_task(task, by=user, at=NOW) for task in (by_step, moot, open_one)] == [False, False, False]
    assert not Event.objects.filter(action="untick_task").exists()


def test_after_a_death_no_call_comes_back_on_the_list(world: World) -> None:
    initiative, task = called(world)
    tick_task(task, by=world.people["EC.own"], at=NOW)
    Initiative.objects.filter(pk=initiative.pk).update(silenced_at=NOW)
    task = Task.objects.get(pk=task.pk)

    assert not untick_task(task, by=world.people["EC.own"], at=NOW)


@pytest.mark.parametrize("subject", ["EC.other", "BM.other", "GGD.tag", "FB", "MGR.escalated"])
def test_a_stranger_finds_no_task_to_tick_or_to_take_back(world: World, subject: str) -> None:
    task = make(world.initiative(Status.SUBMITTED))
    client = come_in(world.people[subject])

    assert client.post(f"/werk/taak/{task.pk}/").status_code == 404
    assert client.post(f"/werk/taak/{task.pk}/terug/").status_code == 404
    assert client.get(f"/werk/taak/{task.pk}/terug/").status_code == 405


@time_machine.travel(NOW, tick=False)
def test_colleagues_see_what_is_to_do_and_cannot_tick_it(world: World) -> None:
    initiative, task = called(world)
    initiative.people.update(name="Mia Bewoner")
    make(initiative, title="Advies nalopen")

    page = come_in(world.people["BM.lead"]).get(initiative.get_absolute_url())

    others = [(str(other.title), str(other.who)) for other in page.context["others_tasks"]]
    assert others == [("Advies nalopen", "interne coördinator"), ("bellen", "externe coördinator")]
    assert f"/werk/taak/{task.pk}/" not in page.content.decode()
    # From outside the town hall one sees only what is one's own.
    own = come_in(world.people["EC.own"]).get(initiative.get_absolute_url())
    assert (own.context["others_tasks"], own.context["tasks"]) == ([], [task])


@time_machine.travel(NOW, tick=False)
def test_an_empty_list_says_so(world: World) -> None:
    assert "U heeft nu niets te doen." in come_in(world.people["IC"]).get(PAGE).content.decode()


def test_the_list_asks_as_much_of_the_database_for_one_as_for_many(world: World) -> None:
    client, counts = come_in(world.people["IC"]), []
    for many in (1, 30):
        for _ in range(many):
            initiative = world.initiative(Status.SUBMITTED)
            make(initiative)
            make(initiative, kind=TaskKind.CALL)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(PAGE).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]
