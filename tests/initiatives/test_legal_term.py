"""The term of the law counts from its rows, and no clock ever starts again or loses its date."""

import contextlib
from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from initiatives.clocks import legal_term, load_clocks, open_clocks, suspended_days
from initiatives.deeds.do import do
from initiatives.deeds.edit import EDIT_CONTENT, edit_content
from initiatives.deeds.overdue import settle_terms
from initiatives.models import Event, Initiative, Suspension
from initiatives.relations import Relation
from initiatives.statuses import Status
from initiatives.workflow.action import Refused
from initiatives.workflow.perform import perform
from initiatives.workflow.table import ROW_OF
from tests.initiatives.test_overdue import go, later, terms_of
from tests.initiatives.world import NOW, TODAY, World

# ---- the term of the law -------------------------------------------------------------------------------


def formal(world: World, received_on: date = TODAY) -> Initiative:
    """Marked as an application that came in on that day."""
    initiative = world.initiative(Status.IN_REVIEW, due_on=TODAY + timedelta(days=90))
    do(
        "mark_formal", initiative, by=world.actor("IC"), at=NOW, reason="Brief van de vereniging.",
        received_on=received_on,
    )  # fmt: skip
    return initiative


def due(initiative: Initiative, *, at: date = TODAY) -> date | None:
    term = legal_term(initiative, today=at, clocks=load_clocks())
    return term.due_on if term else None


def test_a_decision_on_an_application_is_due_in_eight_weeks(world: World) -> None:
    assert due(formal(world)) == date(2027, 1, 13)
    assert due(formal(world, received_on=date(2026, 11, 10))) == date(2027, 1, 5)
    assert due(world.initiative(Status.IN_REVIEW)) is None


def test_a_legal_term_that_ends_on_a_day_off_moves_on(world: World) -> None:
    # Eight weeks after 30 October 2026 is Christmas Day, a Friday; the first day that counts is Monday.
    assert due(formal(world, received_on=date(2026, 10, 30))) == date(2026, 12, 28)


def test_a_question_to_the_applicant_makes_the_term_stand_still(world: World) -> None:
    initiative = formal(world)
    go(world, initiative, "request_info", "BM.lead", at=later(2))

    waiting = legal_term(initiative, today=TODAY + timedelta(days=7), clocks=load_clocks())
    assert waiting is not None
    assert (waiting.stands_still_since, waiting.suspended_days) == (TODAY + timedelta(days=2), 5)

    go(world, initiative, "receive_info", "EC.own", at=later(12))
    assert due(initiative) == date(2027, 1, 25)  # ten days later is Saturday 23 January


def test_putting_it_aside_does_not_stop_the_law(world: World) -> None:
    initiative = formal(world)

    go(world, initiative, "hold", "BM.lead", at=later(2))

    assert due(initiative) == date(2027, 1, 13)


def test_a_later_date_counts_only_when_it_was_told_in_time(world: World) -> None:
    in_time, too_late = formal(world), formal(world)
    for initiative, days in ((in_time, 20), (too_late, 60)):
        do(
            "extend_term", initiative, by=world.actor("BM.lead"), at=later(days),
            new_date=TODAY + timedelta(days=100), reason="Druk.", sentence="Het is druk.",
        )  # fmt: skip

    assert (due(in_time), due(too_late)) == (TODAY + timedelta(days=100), date(2027, 1, 13))


def test_ten_working_days_before_the_end_the_officer_is_warned(world: World) -> None:
    initiative = formal(world)

    assert "law" not in terms_of(initiative, at=later(40))
    task = terms_of(initiative, at=later(42))["law"]  # 30 December
    assert (task.due_on, task.for_function) == (date(2027, 1, 13), Relation.LEAD_OFFICER)
    assert date(2027, 1, 13) in [clock.on for clock in open_clocks(initiative, today=TODAY)]


def test_once_there_is_a_decision_no_legal_term_runs(world: World) -> None:
    assert due(world.initiative(Status.APPROVED, is_formal=True)) is None
    assert due(world.initiative(Status.ON_HOLD, is_formal=True, logged_at=NOW)) == date(2027, 1, 13)


DAYS = st.dates(date(2026, 1, 1), date(2028, 1, 1))
SPANS = st.lists(st.tuples(DAYS, st.integers(0, 60)), max_size=6)


@given(spans=SPANS)
def test_days_that_two_suspensions_share_count_once(spans: list[tuple[date, int]]) -> None:
    rows = [(start, start + timedelta(days=length)) for start, length in spans]
    single = {start + timedelta(days=n) for start, length in spans for n in range(length)}

    assert suspended_days(rows, today=date(2029, 1, 1)) == len(single)


# ---- clocks never start again and never lose a date ----------------------------------------------------

STEPS = st.lists(
    st.tuples(
        st.sampled_from(["give_back", "assign", "reassign", "edit", "hold", "resume", "night"]), st.integers(0, 9)
    ),
    max_size=10,
)


class AnyStory(TestCase):
    """Whatever is done in whatever order, over Christmas and over the nights on which the clock changes."""

    @settings(max_examples=25, deadline=None)
    @given(steps=STEPS, start=st.sampled_from([0, 120, 130]))
    def test_the_residents_clock_never_starts_again_and_no_date_is_lost(
        self, steps: list[tuple[str, int]], start: int
    ) -> None:
        world = World()
        logged = later(start - 30)
        initiative = world.initiative(
            Status.IN_REVIEW, logged_at=logged, entered_at=later(start), confirmed_at=later(start),
            due_on=TODAY + timedelta(days=start + 30), needed_by=date(2027, 9, 1),
        )  # fmt: skip
        at = later(start)
        for name, days in steps:
            at += timedelta(days=days, hours=7)
            self.take(world, initiative, name, at)
            initiative.refresh_from_db()
            assert (initiative.logged_at, initiative.needed_by) == (logged, date(2027, 9, 1))
            assert initiative.due_on is not None
            assert (initiative.phase_due_on is None) == (initiative.status != Status.ON_HOLD)

    def take(self, world: World, initiative: Initiative, name: str, at: datetime) -> None:
        """One step, where it can be taken."""
        before = initiative.due_on
        if name == "night":
            settle_terms(initiative, at=at, clocks=load_clocks())
        elif name == "edit":
            edit(world, initiative, at)
        elif initiative.status in ROW_OF[name].sources:
            who = "IC"
            if name == "give_back":
                initiative.officer = world.people["BM.lead"]
                Initiative.objects.filter(pk=initiative.pk).update(officer=world.people["BM.lead"])
                who = "BM.lead"
            inputs = world.fill_in(name)
            if name == "reassign" and initiative.officer == world.colleague:
                inputs["officer"] = world.people["BM.other"]
            if name == "hold":
                inputs["review_on"] = at.date() + timedelta(days=20)
            # What nobody has cannot be handed over; a refusal changes nothing either.
            with contextlib.suppress(Refused):
                perform(name, initiative, by=world.actor(who), at=at, **inputs)
        initiative.refresh_from_db()
        if name in ("night", "edit", "reassign"):
            assert initiative.due_on == before


def edit(world: World, initiative: Initiative, at: datetime) -> None:
    """Another title, where it may be changed."""
    actor = world.actor("IC" if initiative.status == Status.SUBMITTED else "BM.lead")
    if EDIT_CONTENT.is_open_to(initiative, actor):
        edit_content(initiative, by=actor, at=at, version=initiative.version, columns={"title": f"Bank {at:%d %H}"})


def test_events_alone_tell_what_was_suspended(world: World) -> None:
    initiative = formal(world)
    go(world, initiative, "request_info", "BM.lead", at=later(2))
    go(world, initiative, "receive_info", "EC.own", at=later(5))

    assert [(row.starts_on, row.ends_on) for row in Suspension.objects.all()] == [
        (TODAY + timedelta(days=2), TODAY + timedelta(days=5))
    ]
    assert Event.objects.filter(initiative=initiative).count() == 3
