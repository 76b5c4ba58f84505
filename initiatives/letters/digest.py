"""When colleagues get their mail: at a few fixed hours of a working day, in one piece."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from initiatives.clocks import load_clocks
from kernen.municipality import get_municipality

# Somebody who closes the town hall for longer still gets mail some day.
LONGEST_WAIT = 60


def next_digest(at: datetime) -> datetime:
    """The first moment after this one at which colleagues get their mail."""
    calendar, today = load_clocks().calendar, timezone.localdate(at)
    hours = sorted({int(hour) for hour in get_municipality().digest_hours.split(",")})
    days = (today + timedelta(days=ahead) for ahead in range(LONGEST_WAIT))
    moments = (
        datetime.combine(day, time(hour), tzinfo=timezone.get_current_timezone())
        for day in days
        if calendar.is_working_day(day)
        for hour in hours
    )
    return next((moment for moment in moments if moment > at), at)
