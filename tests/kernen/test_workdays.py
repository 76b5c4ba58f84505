"""Counting days over weekends and holidays, as the town hall and the law count them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from kernen.first_fill import dutch_holidays, fill_holidays
from kernen.models.term import Unit
from kernen.terms import Duration
from kernen.workdays import Calendar, load_calendar

ROWS = dutch_holidays([2026, 2027])
CALENDAR = Calendar(
    closed=frozenset(row.day for row in ROWS if row.closed), legal=frozenset(row.day for row in ROWS if row.legal)
)
DAYS = st.dates(date(2026, 1, 1), date(2027, 11, 1))


def test_the_law_and_the_town_hall_differ_on_good_friday_and_liberation_day() -> None:
    differing = {row.day for row in ROWS if row.day.year == 2026 and row.legal != row.closed}
    assert differing == {date(2026, 4, 3), date(2026, 5, 5)}
    assert all(row.legal for row in ROWS)


def test_liberation_day_is_legal_every_year() -> None:
    assert {row.day for row in ROWS if row.name == "Bevrijdingsdag"} == {date(2026, 5, 5), date(2027, 5, 5)}


def test_no_row_for_a_sunday_which_never_counts() -> None:
    assert [row.day for row in ROWS if row.day.weekday() == 6] == []


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (date(2026, 11, 20), 1, date(2026, 11, 23)),  # Friday to Monday
        (date(2026, 11, 21), 1, date(2026, 11, 23)),  # Saturday to Monday
        (date(2026, 4, 2), 1, date(2026, 4, 3)),  # Good Friday: the town hall works
        (date(2026, 4, 3), 1, date(2026, 4, 7)),  # over Easter Monday
        (date(2026, 12, 24), 1, date(2026, 12, 28)),  # over Christmas and the weekend
        (date(2026, 12, 31), 5, date(2027, 1, 8)),  # over New Year
    ],
)
def test_working_days_skip_weekends_and_days_the_town_hall_is_closed(start: date, days: int, end: date) -> None:
    assert CALENDAR.add(start, Duration(days=days, unit=Unit.WORKING)) == end


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (date(2026, 11, 1), 14, date(2026, 11, 16)),  # ends on a Sunday
        (date(2026, 3, 20), 14, date(2026, 4, 7)),  # Good Friday, then the weekend, then Easter Monday
        (date(2026, 4, 21), 14, date(2026, 5, 6)),  # Liberation Day
        (date(2026, 11, 2), 14, date(2026, 11, 16)),
    ],
)
def test_a_legal_term_that_ends_on_a_free_day_moves_on(start: date, days: int, end: date) -> None:
    assert CALENDAR.end_of_legal_term(start, days) == end


def test_calendar_days_are_just_days() -> None:
    assert CALENDAR.add(date(2026, 12, 24), Duration(days=2, unit=Unit.CALENDAR)) == date(2026, 12, 26)


@given(start=DAYS, days=st.integers(0, 40))
def test_counting_back_gives_what_was_counted_forward(start: date, days: int) -> None:
    end = CALENDAR.add_working_days(start, days)
    assert CALENDAR.working_days_between(start, end) == days
    assert CALENDAR.working_days_between(end, start) == -days


@given(start=DAYS, days=st.integers(1, 40))
def test_a_term_in_working_days_ends_on_a_working_day(start: date, days: int) -> None:
    assert CALENDAR.is_working_day(CALENDAR.add_working_days(start, days))


@given(start=DAYS, days=st.integers(1, 60))
def test_a_legal_term_is_never_shortened_and_moves_less_than_a_week(start: date, days: int) -> None:
    moved = CALENDAR.end_of_legal_term(start, days) - (start + timedelta(days=days))
    assert 0 <= moved.days < 7


@pytest.mark.django_db
def test_the_calendar_is_read_in_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    fill_holidays([2026, 2027])
    with django_assert_num_queries(1):
        assert load_calendar() == CALENDAR
