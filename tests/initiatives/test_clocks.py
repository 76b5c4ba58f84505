"""When: how long each status may take, what an interruption does to that, and how late is late."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.clocks import Clocks, lateness, load_clocks, next_date, open_clocks
from initiatives.models import Appointment, Initiative, Task
from initiatives.models.task import TaskKind
from initiatives.relations import Relation
from initiatives.statuses import Status
from initiatives.workflow.perform import perform
from kernen.first_fill import dutch_holidays
from kernen.models import Holiday, Term
from kernen.workdays import Calendar
from tests.initiatives.world import NOW, TODAY, World

ROWS = dutch_holidays([2026, 2027])
CALENDAR = Calendar(closed=frozenset(row.day for row in ROWS if row.closed), legal=frozenset())
DAYS = st.dates(date(2026, 1, 5), date(2027, 6, 1))


def clocks_without_database() -> Clocks:
    """The Dutch holidays of two years."""
    clocks = Clocks()
    clocks.__dict__["calendar"] = CALENDAR
    return clocks


def days_later(days: int) -> datetime:
    """So many days after now, at the same hour."""
    return NOW + timedelta(days=days)


def go(world: World, initiative: Initiative, name: str, who: str, *, at: datetime = NOW, **inputs: Any) -> Initiative:
    """One step, with everything filled in."""
    perform(name, initiative, by=world.actor(who), at=at, **world.fill_in(name) | inputs)
    initiative.refresh_from_db()
    return initiative


# ---- the term of each status --------------------------------------------------------------------------


# Wednesday 18 November 2026; Christmas is a Friday, New Year as well, Easter Monday is 29 March 2027.
@pytest.mark.parametrize(
    ("status", "due_on"),
    [
        (Status.DRAFT, date(2027, 2, 16)),  # 90 days
        (Status.EXPLORING, date(2027, 2, 12)),  # 60 working days, 2 of them free
        (Status.SUBMITTED, date(2026, 11, 25)),  # 5 working days
        (Status.ASSIGNED, date(2026, 11, 25)),
        (Status.IN_REVIEW, date(2026, 12, 31)),
        (Status.DECISION_PENDING, date(2026, 12, 2)),  # 10 working days
        (Status.APPROVED, date(2027, 2, 12)),
        (Status.IN_REALISATION, date(2026, 12, 16)),  # 28 days
        (Status.SUPPORT_CHECK, None),  # these get their date from what was filled in
        (Status.INFO_REQUESTED, None),
        (Status.ON_HOLD, None),
        (Status.HANDED_OVER, None),
        (Status.COMPLETED, None),
    ],
)
def test_each_status_has_its_own_term(world: World, status: Status, due_on: date | None) -> None:
    assert load_clocks().due_on(status, TODAY) == due_on


def test_a_municipality_that_closes_for_carnival_has_a_day_more(world: World) -> None:
    monday = date(2027, 2, 8)
    before = load_clocks().due_on(Status.SUBMITTED, date(2027, 2, 5))

    Holiday.objects.create(day=monday, name="Carnaval", legal=False, closed=True)

    assert before == date(2027, 2, 12)
    assert load_clocks().due_on(Status.SUBMITTED, date(2027, 2, 5)) == date(2027, 2, 15)


def test_a_municipality_with_a_term_of_its_own_keeps_that_one(world: World) -> None:
    Term.objects.filter(key="route").update(days=2)

    go(world, submitted := world.initiative(Status.EXPLORING, **COMPLETE), "submit", "EC.own")

    assert submitted.due_on == date(2026, 11, 20)


COMPLETE = {"description": "Een bank.", "aim": "Uitrusten.", "asks": ["material"], "initiator_kind": "group"}


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 3, 28, 22, 30, tzinfo=UTC), date(2026, 3, 28)),  # 23.30 in the winter
        (datetime(2026, 3, 28, 23, 30, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 3, 29, 22, 30, tzinfo=UTC), date(2026, 3, 30)),  # 00.30 in the summer
        (datetime(2026, 10, 24, 22, 30, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), date(2026, 10, 25)),  # the hour that comes twice
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 22, 30, tzinfo=UTC), date(2026, 10, 25)),
    ],
)
def test_a_day_is_a_day_in_the_town_hall_also_when_the_clock_goes_back(moment: datetime, day: date) -> None:
    assert Clocks().day_of(moment) == day


@pytest.mark.parametrize(
    ("at", "due_on"),
    [
        (datetime(2026, 3, 27, 9, tzinfo=UTC), date(2026, 4, 3)),  # over the spring night, Good Friday is no day off
        (datetime(2026, 10, 23, 22, 30, tzinfo=UTC), date(2026, 10, 30)),  # Saturday half past midnight, in autumn
    ],
)
def test_five_working_days_are_five_days_over_the_change_of_the_clock(world: World, at: datetime, due_on: date) -> None:
    go(world, submitted := world.initiative(Status.EXPLORING, **COMPLETE), "submit", "EC.own", at=at)

    assert submitted.due_on == due_on


def test_an_idea_told_late_in_the_evening_is_open_since_that_day(world: World) -> None:
    evening = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)  # half past midnight on 2 July
    made = world.initiative(Status.EXPLORING, logged_at=evening)

    assert made.days_open(date(2026, 7, 3)) == 1


# ---- an interruption ----------------------------------------------------------------------------------


@given(paused=DAYS, left=st.integers(0, 40), pause=st.integers(0, 200))
def test_after_a_pause_the_phase_goes_on_with_the_working_days_it_had_left(paused: date, left: int, pause: int) -> None:
    clocks, resumed = clocks_without_database(), paused + timedelta(days=pause)
    phase_due_on = CALENDAR.add_working_days(paused, left)

    due_on = clocks.due_after_pause(phase_due_on=phase_due_on, paused_on=paused, resumed_on=resumed)

    assert CALENDAR.working_days_between(resumed, due_on) == left


@given(paused=DAYS, late=st.integers(1, 60), pause=st.integers(0, 200))
def test_what_was_late_before_the_pause_is_late_after_it(paused: date, late: int, pause: int) -> None:
    phase_due_on = paused - timedelta(days=late)

    due_on = clocks_without_database().due_after_pause(
        phase_due_on=phase_due_on, paused_on=paused, resumed_on=paused + timedelta(days=pause)
    )

    assert due_on == phase_due_on


def test_officer_who_holds_with_eight_days_left_has_eight_days_left_afterwards(world: World) -> None:
    made = world.initiative(Status.IN_REVIEW, due_on=date(2026, 11, 30))  # 8 working days from now

    go(world, made, "hold", "BM.lead", review_on=date(2026, 12, 20))
    assert (made.due_on, made.phase_due_on) == (date(2026, 12, 20), date(2026, 11, 30))
    go(world, made, "resume", "BM.lead", at=days_later(28))  # 16 December

    assert (made.status, made.due_on, made.phase_due_on) == (Status.IN_REVIEW, date(2026, 12, 29), None)


def test_two_questions_one_after_the_other_take_no_day_of_the_officer(world: World) -> None:
    made = world.initiative(Status.IN_REVIEW, due_on=date(2026, 11, 30))

    for n in (0, 1):
        at = days_later(14 * n)
        go(world, made, "request_info", "BM.lead", at=at, due_on=at.date() + timedelta(days=10))
        go(world, made, "receive_info", "EC.own", at=at + timedelta(days=14))

    assert CALENDAR.working_days_between(days_later(28).date(), made.due_on or TODAY) == 8


def test_the_date_promised_to_the_neighbourhood_stays_when_the_asking_is_put_aside(world: World) -> None:
    closes_on = TODAY + timedelta(days=20)
    made = world.initiative(Status.SUPPORT_CHECK, due_on=closes_on)

    go(world, made, "hold", "BM.lead")
    go(world, made, "resume", "BM.lead", at=days_later(3))

    assert made.due_on == closes_on


def test_residents_clock_never_starts_again_and_the_officers_does(world: World) -> None:
    logged = NOW - timedelta(days=30)
    made = world.initiative(Status.ASSIGNED, logged_at=logged, due_on=TODAY)

    go(world, made, "give_back", "BM.lead")
    go(world, made, "assign", "IC", at=days_later(2))
    go(world, made, "reassign", "IC", at=days_later(3), officer=world.people["BM.other"])

    assert (made.logged_at, made.days_open(TODAY + timedelta(days=3))) == (logged, 33)
    assert made.due_on == date(2026, 11, 27)  # five working days from the new assignment


@pytest.mark.parametrize("status", [Status.IN_REVIEW, Status.APPROVED, Status.INFO_REQUESTED, Status.ON_HOLD])
def test_handing_over_to_a_colleague_wipes_no_date(world: World, status: Status) -> None:
    made = world.initiative(status, confirmed_at=NOW - timedelta(days=9))
    meet_on = NOW + timedelta(days=5)
    people = world.people
    Appointment.objects.create(
        initiative=made, officer=people["BM.lead"], starts_at=meet_on, place="dorpshuis", planned_by=people["IC"]
    )
    before = {
        name: getattr(made, name) for name in ("due_on", "phase_due_on", "entered_at", "needed_by", "return_status")
    }
    clocks = open_clocks(made)

    go(world, made, "reassign", "IC", at=days_later(1))

    assert {name: getattr(made, name) for name in before} == before
    assert set(clocks) <= set(open_clocks(made))
    # Who has not begun yet says so once more; later on the work simply goes on.
    assert (made.confirmed_at is None) == (status == Status.IN_REVIEW)


# ---- the next date, and how late ----------------------------------------------------------------------


def test_the_next_date_is_the_earliest_of_everything_that_is_open(world: World) -> None:
    made = world.initiative(Status.IN_REVIEW, due_on=TODAY + timedelta(days=30))
    due = {}
    for days, done_at in ((9, None), (4, NOW), (12, None)):
        due[days] = Task.objects.create(
            initiative=made, kind=TaskKind.CALL, title=f"Bellen {days}", for_function=Relation.INTERNAL_COORDINATOR,
            due_on=TODAY + timedelta(days=days), created_at=NOW, done_at=done_at,
        )  # fmt: skip

    assert [clock.what for clock in open_clocks(made)] == ["Bellen 9", "Bellen 12", "In behandeling"]
    assert next_date(made) == TODAY + timedelta(days=9)

    due[9].is_moot = True
    due[9].save()
    assert next_date(made) == TODAY + timedelta(days=12)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-12, ("op tijd", "ok")),  # 8 days of 20 gone
        (-4, ("op tijd", "ok")),
        (-3, ("bijna", "warning")),
        (0, ("bijna", "warning")),
        (1, ("te laat", "error")),
        (39, ("te laat", "error")),
        (40, ("drie keer te laat", "error")),
    ],
)
def test_late_is_said_in_words(days: int, said: tuple[str, str]) -> None:
    due_on = date(2026, 11, 30)

    result = lateness(entered=date(2026, 11, 10), due_on=due_on, today=due_on + timedelta(days=days))

    assert result is not None
    assert (str(result[0]), result[1]) == said


def test_what_has_no_term_is_never_late() -> None:
    assert lateness(entered=TODAY, due_on=None, today=TODAY + timedelta(days=900)) is None


def test_a_term_of_no_days_at_all_is_late_the_day_after() -> None:
    result = lateness(entered=TODAY, due_on=TODAY, today=TODAY + timedelta(days=1))

    assert result is not None
    assert str(result[0]) == "te laat"
