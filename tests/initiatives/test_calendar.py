"""The calendar texts, read by another library than the one that writes them: the right hour, the right words."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event

from initiatives.letters.calendar import Entry, Method, Standing, write_calendar
from initiatives.letters.invitations import reminder_at
from kernen.models import Municipality
from tests.initiatives.world import NOW

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
HERE = Municipality(name="Valkenburg; ‘aan’ de Geul, hè", gm_code="GM0994")
HOSTILE = "Dorpshuis, De Linde; 1e \\ 2e zaal\r\nBEGIN:VALARM 🎉\x00 " + "é" * 90
# Both sides of both changes of the clock, the nights themselves, and the middle of each season.
MOMENTS = [
    datetime(2026, 1, 15, 19, 30, tzinfo=AMSTERDAM),
    datetime(2026, 3, 28, 19, 30, tzinfo=AMSTERDAM),
    datetime(2026, 3, 29, 10, 0, tzinfo=AMSTERDAM),
    datetime(2026, 3, 30, 19, 30, tzinfo=AMSTERDAM),
    datetime(2026, 7, 1, 9, 0, tzinfo=AMSTERDAM),
    datetime(2026, 10, 24, 19, 30, tzinfo=AMSTERDAM),
    datetime(2026, 10, 25, 10, 0, tzinfo=AMSTERDAM),
    datetime(2026, 10, 26, 19, 30, tzinfo=AMSTERDAM),
    datetime(2026, 12, 1, 19, 30, tzinfo=AMSTERDAM),
]


def text_of(starts_at: datetime, *, method: Method = Method.REQUEST, **facts: object) -> str:
    """One appointment as it is sent to Mia."""
    known: dict[str, object] = {
        "key": "afspraak-7", "starts_at": starts_at, "minutes": 60, "summary": "Gesprek", "place": "Dorpshuis",
        "written_at": NOW, "reader": "mia@example.nl",
    }  # fmt: skip
    entry = Entry(**known | facts)  # type: ignore[arg-type]
    return write_calendar([entry], method=method, municipality=HERE)


def read(text: str) -> tuple[Calendar, Event]:
    """What the other library makes of it."""
    calendar = IcsCalendarStream.calendar_from_ics(text)
    (event,) = calendar.events
    return calendar, event


@pytest.mark.parametrize("moment", MOMENTS, ids=lambda moment: f"{moment:%d-%m}")
def test_the_hour_is_the_hour_on_the_wall_on_both_sides_of_every_change_of_the_clock(moment: datetime) -> None:
    _calendar, event = read(text_of(moment.astimezone(UTC)))

    assert isinstance(event.dtstart, datetime)
    assert isinstance(event.dtend, datetime)
    assert (event.dtstart.hour, event.dtstart.minute) == (moment.hour, moment.minute)
    assert event.dtstart.astimezone(UTC) == moment.astimezone(UTC)
    assert event.dtend - event.dtstart == timedelta(minutes=60)
    assert f"DTSTART;TZID=Europe/Amsterdam:{moment:%Y%m%dT%H%M%S}" in text_of(moment.astimezone(UTC))


@pytest.mark.parametrize("year", [1997, 2026, 2037, 2060])
def test_the_rule_of_summer_time_that_is_sent_along_is_the_one_of_amsterdam(year: int) -> None:
    calendar, _event = read(text_of(MOMENTS[0]))
    (zone,) = calendar.timezones
    offsets = {}
    for season in (*zone.standard, *zone.daylight):
        assert season.rrule is not None
        assert season.dtstart is not None
        change = next(day for day in season.rrule.as_rrule(season.dtstart) if day.year == year)
        offsets[change] = season.tz_offset_to

    for change, offset in offsets.items():
        just_after = (change.replace(tzinfo=None) + timedelta(hours=2)).replace(tzinfo=AMSTERDAM)
        assert just_after.utcoffset() == offset.offset
    assert len(offsets) == 2


def test_text_with_commas_semicolons_lines_and_signs_of_joy_comes_over_whole() -> None:
    text = text_of(MOMENTS[0], summary=HOSTILE, place=HOSTILE)
    calendar, event = read(text)

    said = HOSTILE.replace("\r\n", "\n").replace("\x00", "")
    assert (event.summary, event.location) == (said, said)
    assert len(calendar.events) == 1
    assert "\nBEGIN:VALARM" not in text
    assert event.organizer is not None
    assert event.organizer.common_name == HERE.name


def test_no_line_is_longer_than_seventyfive_octets_and_every_line_ends_as_the_standard_says() -> None:
    text = text_of(MOMENTS[0], summary=HOSTILE, place=HOSTILE, reader=f"{'m' * 60}@{'e' * 100}.nl")

    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert "\n" not in text.replace("\r\n", "")


@pytest.mark.parametrize(
    ("method", "standing"), [(Method.REQUEST, Standing.CONFIRMED), (Method.CANCEL, Standing.CANCELLED)]
)
def test_an_update_and_a_cancellation_are_about_the_same_appointment(method: Method, standing: Standing) -> None:
    calendar, event = read(text_of(MOMENTS[0], method=method, standing=standing, sequence=3))

    assert (calendar.method, event.uid, event.sequence) == (method.value, "afspraak-7@gm0994.burgerkracht", 3)
    assert event.status == standing.value
    assert [guest.uri for guest in event.attendees] == ["mailto:mia@example.nl"]
    assert event.dtstamp == NOW


@pytest.mark.parametrize("moment", MOMENTS, ids=lambda moment: f"{moment:%d-%m}")
def test_the_reminder_is_three_days_before_at_the_same_hour_whatever_the_clock_did(moment: datetime) -> None:
    due = reminder_at(moment.astimezone(UTC)).astimezone(AMSTERDAM)

    assert (due.date(), due.time()) == (moment.date() - timedelta(days=3), moment.time())
