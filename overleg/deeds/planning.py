"""When a group meets: planned, moved, called off and called back; and which day its rhythm makes likely."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max, Min, Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from initiatives.workflow.action import NotNow, NotYours
from kernen.models import Kernoverleg
from kernen.roles import roles_of
from overleg.deeds.claim import claim
from overleg.models import Meeting

NUMBERS = {
    "een": 1, "één": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9,
    "tien": 10, "elf": 11, "twaalf": 12,
}  # fmt: skip
COUNTED = r"(?P<number>\d{1,2}|" + "|".join(NUMBERS) + r")"
SPAN = r"(?P<span>weken|week|maanden|maand)\b"
EVERY = re.compile(rf"\b(?:elke|iedere|om de|per)\s+(?:{COUNTED}\s+)?{SPAN}")
A_YEAR = re.compile(rf"\b{COUNTED}\s*(?:keer|x|maal)\s+per\s+jaar\b")
MONTHLY = re.compile(r"\bmaandelijks\b|\bvan de maand\b")
MONTHS_A_YEAR, MOST_STEPS = 12, 60


def groups_of(user: User) -> QuerySet[Kernoverleg]:
    """The groups that come together and that this person sits with."""
    roles, groups = roles_of(user), Kernoverleg.objects.active().order_by("name")
    if roles.stands_for_all:
        return groups
    return groups.filter(pk__in=Kernoverleg.objects.filter(kernen__in=roles.own_kernen).values("pk"))


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """A group, the day it last met or will meet, and the first day that is to come."""

    group: Kernoverleg
    last: date | None
    coming: date | None

    def likely(self, *, today: date) -> date | None:
        """The first day from today on that its rhythm makes likely."""
        return likely_day(self.group, last=self.last, today=today)


def sittings_of(user: User, *, today: date) -> list[Sitting]:
    """Every group of `groups_of` with its days; one query."""
    standing = Q(meetings__called_off_at=None)
    ahead = standing & Q(meetings__held_on__gte=today, meetings__closed_at=None)
    days = {"last": Max("meetings__held_on", filter=standing), "coming": Min("meetings__held_on", filter=ahead)}
    return [
        Sitting(group=group, last=vars(group)["last"], coming=vars(group)["coming"])
        for group in groups_of(user).annotate(**days)
    ]


def plan_meeting(group: Kernoverleg, *, by: User, at: datetime, form_key: UUID, when: Mapping[str, Any]) -> Meeting:
    """One row, however often the button is pressed; `when` holds day, time, place and note."""
    if not groups_of(by).filter(pk=group.pk).exists():
        raise NotYours(_("Deze groep hoort niet bij uw functie."))
    try:
        with transaction.atomic():
            return Meeting.objects.create(kernoverleg=group, created_at=at, created_by=by, form_key=form_key, **when)
    except IntegrityError:
        return Meeting.objects.get(form_key=form_key)


@transaction.atomic
def change_meeting(meeting: Meeting, *, version: int, when: Mapping[str, Any]) -> None:
    """Another day, time or place; what is on the agenda stays."""
    check_open(meeting)
    claim(meeting, version=version)
    Meeting.objects.filter(pk=meeting.pk).update(**when)


def call_off(meeting: Meeting, *, at: datetime) -> None:
    """It does not take place; its agenda stays, and it can be called back. Pressed twice, it is called off once."""
    _set_called_off(meeting, at)


def call_back(meeting: Meeting) -> None:
    """It takes place after all."""
    _set_called_off(meeting, None)


@transaction.atomic
def _set_called_off(meeting: Meeting, at: datetime | None) -> None:
    """Off or on again, unless it was written down already."""
    now = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if now.is_closed:
        raise NotNow(_("Deze vergadering is geweest en afgesloten."))
    if now.is_called_off != (at is not None):
        claim(now, version=now.version)
        Meeting.objects.filter(pk=meeting.pk).update(called_off_at=at)


def check_open(meeting: Meeting) -> None:
    """Nothing changes about what is over or off."""
    if meeting.is_closed:
        raise NotNow(_("Deze vergadering is geweest en afgesloten."))
    if meeting.is_called_off:
        raise NotNow(_("Deze vergadering gaat niet door."))


def same_day(group: Kernoverleg, held_on: date, *, besides: Meeting | None = None) -> Meeting | None:
    """Another meeting of this group on this day."""
    others = Meeting.objects.standing().filter(kernoverleg=group, held_on=held_on)
    return (others.exclude(pk=besides.pk) if besides else others).first()


# ---- the rhythm ----------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Rhythm:
    """How long lies between two meetings; in months it stays the same weekday of the month."""

    weeks: int = 0
    months: int = 0

    def after(self, day: date) -> date:
        """The meeting that follows."""
        for _month in range(self.months):
            day = _same_weekday_next_month(day)
        return day + timedelta(weeks=self.weeks)


def likely_day(group: Kernoverleg, *, last: date | None, today: date) -> date | None:
    """The first day from today on that follows from the last meeting and the rhythm; None where neither says."""
    rhythm = read_rhythm(group.rhythm)
    if last is None or rhythm is None:
        return None
    day = last
    for _step in range(MOST_STEPS):
        day = rhythm.after(day)
        if day >= today:
            return day
    return None


def read_rhythm(text: str) -> Rhythm | None:
    """What 'elke zes weken' and its like say; None where it cannot be read."""
    text = text.lower()
    if found := A_YEAR.search(text):
        times = _number(found["number"])
        return Rhythm(months=MONTHS_A_YEAR // times) if 1 <= times <= MONTHS_A_YEAR else None
    if found := EVERY.search(text):
        times = _number(found["number"]) if found["number"] else (2 if "om de" in found[0] else 1)
        rhythm = Rhythm(weeks=times) if found["span"].startswith("we") else Rhythm(months=times)
        return rhythm if times else None
    return Rhythm(months=1) if MONTHLY.search(text) else None


def _number(said: str) -> int:
    """A digit or a word."""
    return int(said) if said.isdigit() else NUMBERS[said]


def _same_weekday_next_month(day: date) -> date:
    """The third Tuesday after a third Tuesday; a fifth becomes a fourth."""
    first = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    same = first + timedelta(days=(day.weekday() - first.weekday()) % 7)
    return same + timedelta(weeks=min((day.day - 1) // 7, 3))
