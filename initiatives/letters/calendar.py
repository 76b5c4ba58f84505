"""Calendar texts that Outlook, Google and Apple understand: invitations, cancellations and a feed (RFC 5545)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parseaddr
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar import (
    Calendar,
    Component,
    Event,
    Timezone,
    TimezoneDaylight,
    TimezoneStandard,
    vCalAddress,
    vDuration,
    vText,
)

from kernen.models import Municipality

ZONE = "Europe/Amsterdam"
HERE = ZoneInfo(ZONE)
# What no calendar can show and no standard allows in a text.
UNPRINTABLE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
REFRESH = timedelta(hours=1)


class Method(StrEnum):
    """What a calendar does with what it gets."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"
    PUBLISH = "PUBLISH"


class Standing(StrEnum):
    """How sure it is."""

    CONFIRMED = "CONFIRMED"
    TENTATIVE = "TENTATIVE"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One appointment as a calendar knows it; `reader` is the only address that stands in it."""

    key: str
    starts_at: datetime
    minutes: int
    summary: str
    place: str
    written_at: datetime
    sequence: int = 0
    standing: Standing = Standing.CONFIRMED
    reader: str = ""
    url: str = ""


def write_calendar(entries: Iterable[Entry], *, method: Method, municipality: Municipality, name: str = "") -> str:
    """The text of a calendar; an appointment keeps its key through every change, and the highest sequence counts."""
    calendar = Calendar()
    calendar.add("prodid", "-//Burgerkracht//Afspraken//NL")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method.value)
    if name:
        calendar.add("x-wr-calname", _clean(name))
        calendar.add("x-wr-timezone", ZONE)
        calendar.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", vDuration(REFRESH))
    calendar.add_component(_amsterdam())
    for entry in entries:
        calendar.add_component(_event(entry, municipality=municipality))
    text: bytes = calendar.to_ical()
    return text.decode()


def _event(entry: Entry, *, municipality: Municipality) -> Event:
    """One appointment; the hour is the hour on the wall, whatever the season."""
    event = Event()
    event.add("uid", f"{entry.key}@{municipality.gm_code.lower()}.burgerkracht")
    event.add("dtstamp", entry.written_at)
    event.add("sequence", entry.sequence)
    event.add("dtstart", entry.starts_at.astimezone(HERE))
    event.add("dtend", (entry.starts_at + timedelta(minutes=entry.minutes)).astimezone(HERE))
    event.add("summary", _clean(entry.summary))
    if entry.place:
        event.add("location", _clean(entry.place))
    if entry.url:
        event.add("url", entry.url)
    event.add("status", entry.standing.value)
    event.add("transp", "OPAQUE" if entry.standing == Standing.CONFIRMED else "TRANSPARENT")
    if entry.reader:
        event.add("organizer", _address(parseaddr(settings.DEFAULT_FROM_EMAIL)[1], name=municipality.name))
        event.add("attendee", _guest(entry.reader))
    return event


def _address(address: str, *, name: str = "") -> vCalAddress:
    """Somebody's mailbox as a calendar writes it."""
    found = vCalAddress(f"mailto:{_clean(address)}")
    if name:
        found.params["CN"] = vText(_clean(name))
    return found


def _guest(address: str) -> vCalAddress:
    """The reader: comes along, and no answer to the invitation is asked, as nobody reads that mailbox."""
    guest = _address(address)
    guest.params |= {"ROLE": vText("REQ-PARTICIPANT"), "PARTSTAT": vText("ACCEPTED"), "RSVP": vText("FALSE")}
    return guest


def _clean(text: str) -> str:
    """Text with one kind of line end and nothing unprintable; the library quotes commas, semicolons and lines."""
    return UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))


def _amsterdam() -> Timezone:
    """The whole rule of summer and winter time, so that no calendar has to know it by name."""
    zone = Timezone()
    zone.add("tzid", ZONE)
    zone.add_component(_season(TimezoneDaylight(), "CEST", month=3, hour=2, offsets=(1, 2)))
    zone.add_component(_season(TimezoneStandard(), "CET", month=10, hour=3, offsets=(2, 1)))
    return zone


def _season(season: Component, name: str, *, month: int, hour: int, offsets: tuple[int, int]) -> Component:
    """From the last Sunday of this month; the hours are those of the clock before it is put right."""
    first = {3: datetime(1981, 3, 29, hour), 10: datetime(1996, 10, 27, hour)}[month]
    season.add("tzname", name)
    season.add("dtstart", first)
    season.add("tzoffsetfrom", timedelta(hours=offsets[0]))
    season.add("tzoffsetto", timedelta(hours=offsets[1]))
    season.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
    return season
