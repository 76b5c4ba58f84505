"""The room in which the platform meets: what tests of it plan, press, note and read."""

from datetime import date
from typing import Any
from uuid import uuid4

from django.http import HttpResponse

from initiatives.models import Initiative
from overleg.deeds.platform_list import candidates_for
from overleg.models import AgendaItem, Meeting
from overleg.models.meeting import Reason
from tests.factories import sign_in
from tests.initiatives.world import NOW, TODAY
from tests.overleg.town import Town

ALL = "/overleg/platform/"
FRESH: dict[str, Any] = {"entered_at": NOW}


def meet(on: date = TODAY, **facts: Any) -> Meeting:
    """A meeting of the platform, today where no day is named."""
    return Meeting.objects.create(kernoverleg=None, held_on=on, created_at=NOW, form_key=uuid4(), **facts)


def page_of(meeting: Meeting) -> str:
    return f"{ALL}{meeting.pk}/"


def listed(town: Town, meeting: Meeting, initiative: Initiative | None = None, **facts: Any) -> AgendaItem:
    return town.item(initiative, meeting=meeting, reason=Reason.MARKED if initiative else Reason.OWN, **facts)


def read(town: Town, who: str, meeting: Meeting) -> str:
    return sign_in(town.world.people[who]).get(page_of(meeting)).content.decode()


def whys(town: Town, who: str = "IC") -> dict[str, Reason]:
    """What would be proposed to this person, by title."""
    return {one.initiative.title: one.reason for one in candidates_for(town.world.people[who], on=TODAY)}


def press(town: Town, who: str, meeting: Meeting, where: str, **data: Any) -> HttpResponse:
    """One button on the page of a meeting."""
    meeting.refresh_from_db()
    client = sign_in(town.world.people[who])
    return client.post(f"{page_of(meeting)}{where}", {"version": meeting.version} | data)  # type: ignore[return-value]


def note(town: Town, who: str, item: AgendaItem, **typed: Any) -> HttpResponse:
    """One note, typed into the form of its point."""
    filled = {"noted_as": "noted", "note": "Wij wachten.", "form_key": uuid4()} | typed
    client = sign_in(town.world.people[who])
    data = {f"punt-{item.pk}-{name}": value for name, value in filled.items()}
    return client.post(f"{page_of(item.meeting)}punt/{item.pk}/noteren/", data)  # type: ignore[return-value]


def points(town: Town, who: str, meeting: Meeting) -> list[Any]:
    found: list[Any] = sign_in(town.world.people[who]).get(page_of(meeting)).context["points"]
    return found
