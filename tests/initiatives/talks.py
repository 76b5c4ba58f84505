"""Mia's idea and its appointment: the deeds, and what lies in mailboxes and on desks after them."""

from datetime import UTC, datetime, timedelta
from typing import Any

from ical.calendar_stream import IcsCalendarStream

from initiatives.clocks import load_clocks
from initiatives.deeds.do import do
from initiatives.deeds.overdue import settle_terms
from initiatives.models import Event, Initiative, Message, OfferedMoment
from initiatives.models.choices import Channel
from initiatives.statuses import Status
from initiatives.workflow.action import INITIATOR, Actor
from tests.initiatives.test_letters import known_person
from tests.initiatives.world import NOW, TODAY, World

FIRST = datetime(2026, 12, 1, 18, 30, tzinfo=UTC)
SECOND, THIRD = FIRST + timedelta(days=1), FIRST + timedelta(days=2)
OFFER: dict[str, Any] = {"starts_at": FIRST, "second_at": SECOND, "third_at": THIRD, "place": "Dorpshuis De Linde"}
ONE: dict[str, Any] = {"starts_at": FIRST, "place": "Dorpshuis De Linde", "meeting": "village_hall"}
HELD: dict[str, Any] = {
    "state": "held", "discussed": "de plek", "possible": "ja", "needed": "een tegel",
    "agreed_1": "de plek opmeten", "agreed_1_by": "officer", "agreed_1_on": TODAY + timedelta(days=20),
    "agreed_2": "foto’s sturen", "agreed_2_by": "resident", "agreed_2_on": TODAY + timedelta(days=21),
    "agreed_3": "de buren vragen", "agreed_3_by": "coordinator", "agreed_3_on": TODAY + timedelta(days=22),
}  # fmt: skip


def idea_of_mia(world: World) -> Initiative:
    """An idea of Mia, who reads mail, with an officer."""
    made = world.initiative(Status.IN_REVIEW)
    known_person(made, Channel.EMAIL)
    return made


def act(world: World, idea: Initiative, name: str, who: str = "IC", *, at: datetime = NOW, **inputs: Any) -> Event:
    """One deed on the idea as it is now."""
    idea.refresh_from_db()
    return do(name, idea, by=world.actor(who), at=at, **inputs)


def pick(world: World, idea: Initiative, *, by: Actor = INITIATOR, at: datetime = NOW) -> Event:
    """The first of the moments."""
    idea.refresh_from_db()
    return do("pick_appointment", idea, by=by, at=at, moment=OfferedMoment.objects.earliest("starts_at"))


def calendars(event: Event | None = None) -> dict[str, tuple[str, int, str]]:
    """Method, sequence and guest of what each reader finds in the mail, read by another library."""
    rows = Message.objects.exclude(calendar="").order_by("pk")
    found = {}
    for row in rows.filter(event=event) if event else rows:
        calendar = IcsCalendarStream.calendar_from_ics(row.calendar)
        (entry,) = calendar.events
        (guest,) = entry.attendees
        assert guest.uri == f"mailto:{row.address}"
        assert "Mia" not in row.calendar.replace("mia@example.nl", "")
        found[row.recipient] = (str(calendar.method), entry.sequence or 0, str(entry.summary))
    return found


def reminders() -> list[tuple[str, datetime | None]]:
    """Every reminder there is, with when it goes."""
    return list(Message.objects.exclude(once=None).order_by("pk").values_list("state", "next_try_at"))


def tasks_after(idea: Initiative, *, at: datetime) -> set[str]:
    """What the round of that night leaves open about the appointment."""
    idea.refresh_from_db()
    settle_terms(idea, at=at, clocks=load_clocks())
    rows = idea.tasks.filter(term_key__startswith="appointment_", done_at=None)
    return {task.term_key.partition("-")[0] for task in rows}
