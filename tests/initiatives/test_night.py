"""The night looks at many at once and does to each what a look at that one alone would do: no more, and no less."""

from collections.abc import Callable
from datetime import datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection, transaction
from django.db.models import ProtectedError
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from burgerkracht.logs import SafeLines
from initiatives.clocks import load_clocks
from initiatives.deeds import night
from initiatives.deeds.case import load_case, load_cases
from initiatives.deeds.night import Round, _visit, running_handfuls, walk_round, would_change
from initiatives.deeds.overdue import terms_over
from initiatives.models import (
    Event,
    Initiative,
    Task,
)
from initiatives.models.facts import Facts
from initiatives.statuses import INTERRUPTS, RUNNING, Status
from initiatives.workflow.perform import perform
from tests.factories import end_roles
from tests.initiatives.happenings import (
    HAPPENINGS,
    advised,
    applied,
    decided,
    missed,
    paused,
    planned,
    receipt,
    ticked,
)
from tests.initiatives.test_overdue import later
from tests.initiatives.world import NOW, TODAY, World

FEW, MANY = 1, 30
# Two handfuls, of which the second is empty, and once each kind of row in which something may lie.
A_NIGHT = 14


def traces(pk: int) -> tuple[Any, ...]:
    """All that a visit may leave on this initiative."""
    tasks = Task.objects.filter(initiative=pk).order_by("pk")
    return (
        list(Initiative.objects.filter(pk=pk).values_list("status", "version", "escalated_at", "due_on")),
        list(tasks.values_list("term_key", "title", "text_ready", "for_function", "is_moot", "done_at", "due_on")),
        Event.objects.filter(initiative=pk).count(),
    )


def picked_at(at: datetime) -> set[int]:
    """Which ones the night would pick from its handfuls."""
    clocks, today = load_clocks(), timezone.localdate(at)
    cases = (load_cases(handful, today=today, clocks=clocks) for handful in running_handfuls())
    return {case.pk for handful in cases for case in handful if would_change(case)}


def look_and_visit(at: datetime) -> tuple[set[int], set[int]]:
    """Which ones it would pick; and which ones a visit to every single one changes."""
    clocks, picked, changed = load_clocks(), picked_at(at), set()
    for pk in list(Initiative.objects.running().values_list("pk", flat=True)):
        before = traces(pk)
        with transaction.atomic():
            _visit(pk, now=at, clocks=clocks)
        if traces(pk) != before:
            changed.add(pk)
    return picked, changed


# ---- over the demos ------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("place", ["valkenburg", "alblasserdam"])
def test_night_after_night_in_a_town_the_look_picks_just_what_a_visit_changes(place: str, tmp_path: Any) -> None:
    with override_settings(DEMO=place, MEDIA_ROOT=tmp_path):
        call_command("demo", stdout=StringIO())
    began, most = timezone.now(), 0
    for days in (0, 1, 2, 5, 9, 14, 21, 34, 89, 370):
        picked, changed = look_and_visit(began + timedelta(days=days))
        assert picked == changed
        most = max(most, len(changed))
    # Some nights have much to do; else this says nothing.
    assert most > 3


# ---- over towns nobody thought of ----------------------------------------------------------------------


def kind_of(happening: tuple[Callable[..., None], int]) -> str:
    """One talk stands at a time; everything else happens once as well."""
    what = happening[0].__name__
    return "talk" if what in ("planned", "offered") else what


IDEA = st.fixed_dictionaries({
    "status": st.sampled_from(RUNNING),
    "due": st.integers(-30, 30),
    "entered": st.integers(-40, 0),
    "taken": st.none() | st.integers(-40, 0),
    "escalated": st.booleans(),
    "happened": st.lists(st.tuples(st.sampled_from(HAPPENINGS), st.integers(-12, 12)), max_size=4, unique_by=kind_of),
})  # fmt: skip


def make_idea(world: World, drawn: dict[str, Any]) -> None:
    """An initiative to which all this happened."""
    status = drawn["status"]
    taken = None if drawn["taken"] is None else later(drawn["taken"])
    idea = world.initiative(
        status, due_on=None if status == Status.DRAFT else TODAY + timedelta(days=drawn["due"]),
        entered_at=later(drawn["entered"]), logged_at=later(drawn["entered"] - 10), confirmed_at=taken,
        escalated_at=NOW if drawn["escalated"] and status in INTERRUPTS else None,
        created_at=later(3 * drawn["due"]),
    )  # fmt: skip
    # Of a draft nothing is known yet.
    for happen, days in drawn["happened"] if status != Status.DRAFT else ():
        happen(world, idea, days)


class AnyTown(TestCase):
    """Whatever lies there, and however many nights pass."""

    @settings(max_examples=15, deadline=None)
    @given(ideas=st.lists(IDEA, min_size=3, max_size=7), nights=st.lists(st.integers(0, 30), min_size=1, max_size=3))
    def test_the_look_picks_just_what_a_visit_changes(self, ideas: list[dict[str, Any]], nights: list[int]) -> None:
        world = World()
        for drawn in ideas:
            make_idea(world, drawn)
        at = NOW
        for days in nights:
            at += timedelta(days=days, hours=5)
            for _twice in range(2):
                picked, changed = look_and_visit(at)
                assert picked == changed
            # Somebody ticks what lies there, and an officer leaves.
            Task.objects.filter(done_at=None, pk__in=list(Task.objects.values_list("pk", flat=True)[::2])).update(
                done_at=at, done_by=world.people["IC"]
            )
            end_roles(world.people["EC.own"])


# ---- what a night costs --------------------------------------------------------------------------------


def statements_of(at: datetime) -> int:
    """How often a round asks the database."""
    with CaptureQueriesContext(connection) as asked:
        done = walk_round(now=at)
    assert (done.tasks, done.reminded, done.escalated, done.failed) == (0, 0, [], [])
    return len(asked)


def test_a_night_in_which_nothing_is_to_be_done_asks_as_little_for_thirty_as_for_one(world: World) -> None:
    def grow(number: int) -> int:
        for _ in range(number):
            idea = world.initiative(Status.IN_REVIEW, due_on=TODAY, logged_at=NOW, confirmed_at=NOW)
            for happen in (planned, missed, advised, receipt, paused, applied, ticked):
                happen(world, idea, 5)
            decided(world, world.initiative(Status.APPROVED, due_on=TODAY, logged_at=NOW), -1)
        walk_round(now=later(1))
        return statements_of(later(1))

    assert (grow(FEW), grow(MANY - FEW)) == (A_NIGHT, A_NIGHT)


def test_a_rule_finds_everything_in_the_case_and_asks_nobody_else(world: World) -> None:
    for status in RUNNING:
        idea = world.initiative(status)
        for happen in (planned, missed, advised, decided, receipt, paused, applied, ticked):
            happen(world, idea, 5)
    clocks, rows = load_clocks(), list(Initiative.objects.running())
    cases = list(load_cases(rows, today=TODAY + timedelta(days=40), clocks=clocks))
    for kind in [name for name in vars(Facts) if not name.startswith("_")]:
        getattr(cases[0].facts, kind)
    clocks.after("route", TODAY)

    with CaptureQueriesContext(connection) as asked:
        found = [len(list(terms_over(case))) for case in cases]

    assert (len(asked), sum(found) > len(RUNNING)) == (0, True)


# ---- and meanwhile -------------------------------------------------------------------------------------


def test_what_a_colleague_does_between_the_look_and_the_visit_counts(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    idea = world.initiative(Status.SUBMITTED, due_on=TODAY, logged_at=NOW)
    whole = night._visit

    def just_before(pk: int, **kwargs: Any) -> Round:
        perform("assign", Initiative.objects.get(pk=pk), by=world.actor("IC"), at=later(1), **world.fill_in("assign"))
        return whole(pk, **kwargs)

    monkeypatch.setattr(night, "_visit", just_before)
    done = walk_round(now=later(1))

    assert (done.tasks, done.failed, idea.tasks.filter(term_key__startswith="route").count()) == (0, [], 0)


def failing(monkeypatch: pytest.MonkeyPatch, pk: int, fault: Exception) -> None:
    """What is done to this one goes wrong at the very end."""
    whole = night._visit

    def fails_on_one(at: int, **kwargs: Any) -> Round:
        visit = whole(at, **kwargs)
        if at == pk:
            raise fault
        return visit

    monkeypatch.setattr(night, "_visit", fails_on_one)


@pytest.mark.parametrize("fault", [ProtectedError("", set()), OperationalError("canceling statement: lock timeout")])
def test_one_with_which_something_is_wrong_keeps_no_other_waiting_and_is_not_told_as_done(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, fault: Exception
) -> None:
    broken, sound = (world.initiative(Status.SUBMITTED, due_on=TODAY, logged_at=NOW) for _ in range(2))
    failing(monkeypatch, broken.pk, fault)

    done = walk_round(now=later(30))

    assert (done.failed, done.escalated) == ([str(broken.pk)], [sound.key])
    assert (broken.tasks.count(), sound.tasks.count()) == (0, done.tasks)
    # Where it went wrong can be read in the log; the words of a fault may be somebody's.
    (line,) = [record for record in caplog.records if record.levelname == "ERROR"]
    assert line.getMessage() == f"The night passed over initiative {broken.pk}"
    assert "fails_on_one" in SafeLines().format(line)


def test_a_database_that_is_away_stops_the_night(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    idea = world.initiative(Status.SUBMITTED, due_on=TODAY, logged_at=NOW)
    failing(monkeypatch, idea.pk, OperationalError("server closed the connection"))
    monkeypatch.setattr(connection, "is_usable", lambda: False)

    with pytest.raises(OperationalError):
        walk_round(now=later(1))


def test_who_holds_every_row_does_not_keep_the_night_waiting_for_each(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(night.LOCKED_IN_A_ROW + 1):
        world.initiative(Status.SUBMITTED, due_on=TODAY, logged_at=NOW)
    tried: list[int] = []

    def locked(pk: int, **_: Any) -> Round:
        tried.append(pk)
        raise OperationalError("canceling statement: lock timeout")

    monkeypatch.setattr(night, "_visit", locked)
    with pytest.raises(OperationalError):
        walk_round(now=later(1))
    assert len(tried) == night.LOCKED_IN_A_ROW


def test_one_that_cannot_be_read_is_passed_over_and_who_was_read_with_it_is_not(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, sound = (world.initiative(Status.SUBMITTED, due_on=TODAY, logged_at=NOW) for _ in range(2))
    of = Facts._of

    def unreadable(facts: Facts, rows: Any) -> Any:
        if broken.pk in facts._keys:
            raise ValueError("a row nobody can read")
        return of(facts, rows)

    monkeypatch.setattr(Facts, "_of", unreadable)

    assert (walk_round(now=later(1)).failed, sound.tasks.count() > 0) == ([str(broken.pk)], True)


def test_answers_that_nobody_reads_along_are_not_taken_for_never_given(world: World) -> None:
    case = load_case(world.initiative(Status.IN_REVIEW), today=TODAY, clocks=load_clocks())

    with pytest.raises(KeyError):
        case.noted("give_back")
