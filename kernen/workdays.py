"""Counting days: working days over the editable holiday table, legal terms by the Algemene termijnenwet."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from kernen.kept import Kept
from kernen.models import Holiday
from kernen.models.term import Unit
from kernen.terms import Duration

SATURDAY = 5
MONTHS_A_YEAR = 12


def start_of(day: date) -> datetime:
    """Its first moment, by the clock of the town hall."""
    return timezone.make_aware(datetime.combine(day, time.min))


def months_after(day: date, months: int) -> date:
    """The same day so many months later (or earlier), or the last day of a month that is too short."""
    year, month = divmod(day.year * MONTHS_A_YEAR + day.month - 1 + months, MONTHS_A_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """The days that do not count, as plain sets."""

    closed: frozenset[date]
    legal: frozenset[date]

    def is_working_day(self, day: date) -> bool:
        """A weekday on which the town hall is open."""
        return day.weekday() < SATURDAY and day not in self.closed

    def add_working_days(self, start: date, days: int) -> date:
        """The n-th working day after `start`; the day itself does not count."""
        day = start
        while days > 0:
            day += timedelta(days=1)
            days -= self.is_working_day(day)
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days lie after `start` up to and including `end`; negative when `end` is earlier."""
        if end < start:
            return -self.working_days_between(end, start)
        return sum(self.is_working_day(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))

    def add(self, start: date, duration: Duration) -> date:
        """The last day of a term that starts the day after `start`."""
        if duration.unit == Unit.WORKING:
            return self.add_working_days(start, duration.days)
        return start + timedelta(days=duration.days)

    def subtract(self, end: date, duration: Duration) -> date:
        """The first day of the last so many days before `end`."""
        if duration.unit != Unit.WORKING:
            return end - timedelta(days=duration.days)
        day, left = end, duration.days
        while left > 0:
            day -= timedelta(days=1)
            left -= self.is_working_day(day)
        return day

    def end_of_legal_term(self, start: date, days: int) -> date:
        """The last day of a legal term; one that ends on a weekend or holiday moves on (Algemene termijnenwet 1)."""
        day = start + timedelta(days=days)
        while day.weekday() >= SATURDAY or day in self.legal:
            day += timedelta(days=1)
        return day


def _read_calendar() -> Calendar:
    """From the table of holidays."""
    rows = list(Holiday.objects.values_list("day", "legal", "closed"))
    return Calendar(
        closed=frozenset(day for day, _, closed in rows if closed),
        legal=frozenset(day for day, legal, _ in rows if legal),
    )


# The municipality's calendar; one query at most.
load_calendar = Kept(_read_calendar)
