"""How long what is kept: by result, by the day in the town hall, and never shorter than was promised."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.deeds.retention import (
    count_by_result,
    expires_on,
    latest_end,
    load_rules,
    past_term,
    result_of,
    term_of,
)
from archive.models import RetentionRule
from archive.models.retention import Disposition, ResultType
from initiatives.models import Initiative
from initiatives.statuses import ENDED, RUNNING, Status
from tests.archive.ended import CUTOFF, LONG_AGO, decide, decide_all, ended, leave, promise_money
from tests.initiatives.world import NOW, World

days = st.dates(date(2000, 1, 1), date(2060, 12, 31))


def numbers(cutoff: date = CUTOFF) -> list[int]:
    return [end.initiative.pk for end in past_term(cutoff=cutoff)]


# ---- how it ended -------------------------------------------------------------------------------------


@pytest.mark.parametrize("result", ResultType)
def test_how_an_initiative_ended_is_read_from_its_facts(world: World, result: ResultType) -> None:
    assert result_of(ended(world, result)) == result


def test_money_that_was_given_back_was_not_spent(world: World) -> None:
    made = ended(world, ResultType.COMPLETED)
    promise_money(world, made, released_at=NOW)
    assert result_of(made) == ResultType.COMPLETED


def test_what_runs_has_no_result_and_every_end_has_one(world: World) -> None:
    results = {status: result_of(world.initiative(status)) for status in Status}
    assert {status for status, result in results.items() if result is None} == set(RUNNING)
    assert {status for status, result in results.items() if result is not None} == set(ENDED)


def test_what_runs_has_no_term(world: World) -> None:
    decide_all()
    assert term_of(world.initiative(Status.IN_REALISATION), rules=load_rules()) is None


# ---- the days -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("began", "months", "last"),
    [
        (date(2024, 5, 4), 12, date(2025, 5, 4)),
        (date(2024, 12, 31), 12, date(2025, 12, 31)),
        # What has no day of that number in that month ends later, never earlier.
        (date(2024, 2, 29), 12, date(2025, 3, 1)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2025, 8, 31), 1, date(2025, 10, 1)),
        (date(2025, 10, 31), 4, date(2026, 3, 1)),
        (date(2025, 12, 1), 1, date(2026, 1, 1)),
        (date(2025, 11, 30), 1, date(2025, 12, 30)),
        (date(2025, 11, 30), 13, date(2026, 12, 30)),
    ],
)
def test_a_term_of_months_ends_on_the_same_day_of_a_later_month(began: date, months: int, last: date) -> None:
    assert expires_on(began, months) == last


@given(day=days, months=st.integers(1, 1200))
def test_no_term_is_shorter_than_its_months(day: date, months: int) -> None:
    last = expires_on(day, months)
    whole = (last.year - day.year) * 12 + last.month - day.month
    assert (whole, last.day) == (months, day.day) or (whole, last.day) == (months + 1, 1)


@given(cutoff=days, months=st.integers(1, 600))
def test_the_last_day_that_is_past_its_term_is_really_the_last(cutoff: date, months: int) -> None:
    day = latest_end(cutoff, months)
    assert expires_on(day, months) <= cutoff < expires_on(day + timedelta(days=1), months)


@pytest.mark.parametrize("result", ResultType)
@pytest.mark.parametrize(("days_later", "is_listed"), [(-1, False), (0, True), (1, True)])
def test_every_result_comes_on_the_list_on_the_last_day_of_its_term(
    world: World, result: ResultType, days_later: int, is_listed: bool
) -> None:
    decide_all(months=240)
    decide(result, months=24)
    if result == ResultType.MERGED:
        decide(ResultType.COMPLETED, months=24)
    made = ended(world, result, on=date(2023, 12, 31))
    assert (made.pk in numbers(date(2025, 12, 31) + timedelta(days=days_later))) is is_listed


@pytest.mark.parametrize(
    ("on", "at", "is_listed"),
    [
        # Nearly midnight in the town hall, when it is still, or already, another day in London.
        (date(2023, 12, 31), time(23, 59), True),
        (date(2024, 1, 1), time(0, 0), False),
        (date(2024, 1, 1), time(0, 59), False),
    ],
)
def test_the_day_is_the_day_in_the_town_hall(world: World, on: date, at: time, is_listed: bool) -> None:
    decide(ResultType.WITHDRAWN, months=24)
    made = ended(world, ResultType.WITHDRAWN, on=on, at=at)
    assert (made.pk in numbers()) is is_listed


@pytest.mark.parametrize("on", [date(2023, 3, 26), date(2023, 10, 29)])
@pytest.mark.parametrize("at", [time(0, 30), time(2, 30), time(23, 30)])
def test_the_night_the_clock_changes_is_one_day_like_any_other(world: World, on: date, at: time) -> None:
    decide(ResultType.WITHDRAWN, months=24)
    made = ended(world, ResultType.WITHDRAWN, on=on, at=at)
    last = date(on.year + 2, on.month, on.day)
    assert [made.pk in numbers(last + timedelta(days=days)) for days in (-1, 0)] == [False, True]


# ---- rules --------------------------------------------------------------------------------------------


def test_a_new_municipality_has_a_rule_for_every_result_and_destroys_nothing(world: World) -> None:
    for result in ResultType:
        ended(world, result)
    assert {rule.disposition for rule in load_rules().values()} == {Disposition.UNDECIDED}
    assert set(load_rules()) == set(ResultType.values)
    assert past_term(cutoff=date(2099, 12, 31)) == []


def test_a_rule_that_is_gone_is_undecided(world: World) -> None:
    RetentionRule.objects.all().delete()
    ended(world, ResultType.COMPLETED)
    assert past_term(cutoff=date(2099, 12, 31)) == []


def test_what_is_permanent_is_never_listed(world: World) -> None:
    decide_all()
    leave(ResultType.COMPLETED_WITH_MONEY, Disposition.PERMANENT)
    ended(world, ResultType.COMPLETED_WITH_MONEY)
    other = ended(world, ResultType.COMPLETED)
    assert numbers(date(2099, 12, 31)) == [other.pk]


def test_what_was_reopened_and_ended_again_begins_anew(world: World) -> None:
    decide_all(months=24)
    made = ended(world, ResultType.REJECTED, on=LONG_AGO)
    Initiative.objects.filter(pk=made.pk).update(entered_at=NOW)
    assert numbers() == []


def test_what_is_empty_already_is_not_listed(world: World) -> None:
    decide_all()
    ended(world, ResultType.REFERRED, emptied_at=NOW)
    ended(world, ResultType.WITHDRAWN, anonymised_at=NOW)
    assert (numbers(), sum(count_by_result().values())) == ([], 0)


# ---- merged -------------------------------------------------------------------------------------------


def test_what_was_merged_stays_as_long_as_what_it_went_into_runs(world: World) -> None:
    decide_all(months=24)
    running = world.initiative(Status.IN_REALISATION)
    merged = ended(world, ResultType.MERGED, merged_into=running)
    assert numbers() == []
    assert term_of(merged, rules=load_rules()) is None


def test_what_was_merged_stays_as_long_as_what_it_went_into_stays(world: World) -> None:
    decide_all(months=24)
    into = ended(world, ResultType.COMPLETED_WITH_MONEY)
    merged = ended(world, ResultType.MERGED, merged_into=into)
    assert set(numbers()) == {merged.pk, into.pk}

    decide(ResultType.COMPLETED_WITH_MONEY, months=84)
    assert numbers() == []
    leave(ResultType.COMPLETED_WITH_MONEY, Disposition.PERMANENT)
    assert numbers(date(2099, 12, 31)) == []


def test_the_term_of_what_was_merged_begins_when_the_last_of_the_row_ended(world: World) -> None:
    decide_all(months=24)
    last = ended(world, ResultType.COMPLETED, on=date(2023, 12, 31))
    middle = ended(world, ResultType.MERGED, on=date(2019, 1, 1), merged_into=last)
    first = ended(world, ResultType.MERGED, on=date(2018, 1, 1), merged_into=middle)
    term = term_of(first, rules=load_rules())
    assert term is not None
    assert (term.ended_on, term.expires_on) == (date(2023, 12, 31), date(2025, 12, 31))
    assert numbers(date(2025, 12, 30)) == []


def test_the_overview_counts_what_is_kept_whole_by_result(world: World) -> None:
    for result in (ResultType.COMPLETED, ResultType.COMPLETED, ResultType.REFERRED):
        ended(world, result)
    assert {result: number for result, number in count_by_result().items() if number} == {"completed": 2, "referred": 1}
