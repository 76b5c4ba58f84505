"""Filling what stands around the initiatives of a demo, through the same deeds as in earnest."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any
from uuid import uuid4

from django.utils import timezone

from accounts.models import User
from initiatives.deeds.do import do
from initiatives.deeds.meeting import Promised
from initiatives.deeds.platform import ACTIONS
from initiatives.deeds.support import enter, note_concern, say
from initiatives.demo.walk import opening_hour, working_day
from initiatives.models import Initiative
from initiatives.models.choices import SupportMethod
from initiatives.workflow.action import Actor
from kernen.models import Kern, Kernoverleg
from kernen.workdays import Calendar, load_calendar
from overleg.deeds import platform
from overleg.deeds.agenda import add_point, put_on
from overleg.deeds.close import close_meeting
from overleg.deeds.drafting import draft
from overleg.deeds.planning import plan_meeting
from overleg.deeds.platform_list import candidates_for
from overleg.deeds.record import ItemSaid, write_down
from overleg.deeds.record import Said as Form
from overleg.deeds.wishes import add_wish
from overleg.demo.script import Coming, Demo, Noted, Promise, Said
from overleg.models import AgendaItem, Meeting

# In working days ago: the platform met after the last meeting of residents, and since then something was marked.
PLATFORM_MET, MARKED, PLANNED = 2, 1, 4
PLATFORM_PLACE, EVENING, MORNING = "Gemeentehuis, zaal 2 (voorbeeld)", time(19, 30), time(9, 30)


def fill_meetings(demo: Demo, people: Mapping[str, User], kernen: Mapping[str, Kern], now: datetime) -> None:
    """In the order of their days: wishes, what residents said, what neighbours answered, the platform."""
    town = Town(demo=demo, people=people, kernen=kernen, now=now)
    town.wish()
    town.meet_residents()
    town.ask_neighbours()
    town.meet_platform()
    town.plan_ahead()


@dataclass(kw_only=True)
class Town:
    """One demo being filled."""

    demo: Demo
    people: Mapping[str, User]
    kernen: Mapping[str, Kern]
    now: datetime

    @cached_property
    def calendar(self) -> Calendar:
        """Days on which the town hall is open."""
        return load_calendar()

    @cached_property
    def today(self) -> date:
        """The day the demo is filled."""
        return timezone.localdate(self.now)

    def at(self, working_days: int, *, hours: float = 5.0) -> datetime:
        """A moment so many working days ago, in the afternoon unless said; a later working day where that is today."""
        return opening_hour(self.calendar, self.today, working_days) + timedelta(hours=hours)

    def ahead(self, days: int) -> date:
        """A working day about so many days from now."""
        return working_day(self.calendar, self.today + timedelta(days=days))

    def idea(self, title: str) -> Initiative:
        """As it stands now."""
        return Initiative.objects.get(title=title)

    @property
    def coordinator(self) -> User:
        """Who works in the kernen."""
        return self.people["extern"]

    # ---- what a kern would like ----------------------------------------------------------------------

    def wish(self) -> None:
        """Some for a few kernen."""
        for number, (slug, texts) in enumerate(self.demo.wishes.items()):
            for text in texts:
                at = self.at(20 - number)
                add_wish(self.kernen[slug], text=text, by=self.coordinator, at=at, form_key=uuid4())

    # ---- residents meet ------------------------------------------------------------------------------

    def plan(self, group: str, *, on: date, place: str, ago: int, note: str = "") -> Meeting:
        """A meeting of this group in the evening."""
        when = {"held_on": on, "starts_at": EVENING, "place": place, "note": note}
        found = Kernoverleg.objects.get(name=group)
        return plan_meeting(found, by=self.coordinator, at=self.at(ago), form_key=uuid4(), when=when)

    def meet_residents(self) -> None:
        """Held, written down and closed the next working day."""
        past = self.demo.past
        held_on = timezone.localdate(self.at(past.ago))
        meeting = self.plan(past.group, on=held_on, place=past.place, ago=past.ago + 20, note=past.note)
        items = tuple(self.said(meeting, one, position=n) for n, one in enumerate(past.said, start=1))
        form = Form(present=past.present, recorder=self.coordinator.name, chair_involved=False, items=items)
        write_down(meeting, form, version=meeting.version)
        meeting.refresh_from_db()
        close_meeting(meeting, by=self.coordinator, at=self.at(past.ago - 1), version=meeting.version)

    def said(self, meeting: Meeting, one: Said, *, position: int) -> ItemSaid:
        """One point as it stood on the agenda, and what was said of it."""
        item = AgendaItem.objects.create(
            meeting=meeting,
            initiative=self.idea(one.about) if one.about else None,
            title=one.title,
            reason="opinion" if one.opinion else "new" if one.about else "own",
            position=position,
        )
        return ItemSaid(
            item=item, discussed=True, opinion=one.opinion, concerns=one.concerns, note=one.note,
            promises=tuple(self.promised(promise) for promise in one.promises),
        )  # fmt: skip

    def promised(self, promise: Promise) -> Promised:
        """With its day."""
        due_on = self.ahead(promise.ahead) if promise.ahead else timezone.localdate(self.at(promise.ago))
        return Promised(what=promise.what, who=promise.who, due_on=due_on)

    def plan_ahead(self) -> None:
        """The next meetings, with the agenda as it was drafted."""
        for coming in self.demo.coming:
            meeting = self.plan(coming.group, on=self.ahead(coming.ahead), place=coming.place, ago=PLANNED)
            if coming.has_agenda:
                self.draft(meeting, coming)

    def draft(self, meeting: Meeting, coming: Coming) -> None:
        """Everything that was proposed, and points of the group's own."""
        keys = [one.key for one in draft(meeting, by=self.coordinator, at=self.now)]
        put_on(meeting, shown=keys, ticked=keys, by=self.coordinator, at=self.now, version=meeting.version)
        for title in coming.points:
            meeting.refresh_from_db()
            add_point(meeting, title=title, version=meeting.version)

    # ---- neighbours answer ---------------------------------------------------------------------------

    def ask_neighbours(self) -> None:
        """On the page, on a list, and a concern with its answer."""
        asked = self.demo.neighbours
        initiative = self.idea(asked.about)
        check = initiative.support_checks.get(closed_at=None)
        for number, one in enumerate(asked.answers):
            at = self.at(one.ago, hours=1 + number / 4)
            say(
                check, code=None, answer=one.answer, why=one.why, way=SupportMethod.PAGE, place="",
                given_on=timezone.localdate(at), by=None, at=at, form_key=uuid4(),
            )  # fmt: skip
        officer = Actor(user=initiative.officer)
        at = self.at(3)
        entry: dict[str, Any] = {"opinion": "", "tellers": "", "note": "Voorbeeld.", "noted_on": timezone.localdate(at)}
        enter(initiative, by=officer, at=at, form_key=uuid4(), **{**entry, **asked.entry})
        note_concern(initiative, by=officer, at=self.at(3, hours=5.5), form_key=uuid4(), wording=asked.concern)
        do(
            "answer_concern", self.idea(asked.about), by=officer, at=self.at(2), concern=check.concerns.latest("pk"),
            answer=asked.answered, changed="", still_disagrees=False,
        )  # fmt: skip

    # ---- colleagues meet -----------------------------------------------------------------------------

    def meet_platform(self) -> None:
        """One that is over with its notes, and the next with a list that grows."""
        intern = self.people["intern"]
        held = self.at(PLATFORM_MET, hours=1)
        meeting = self.plan_platform(timezone.localdate(held), ago=PLATFORM_MET + 20)
        for noted in self.demo.noted:
            self.mark(noted.about, at=self.at(PLATFORM_MET + 1, hours=7))
        self.put_marked(meeting)
        for minutes, noted in enumerate(self.demo.noted):
            item = meeting.items.get(initiative__title=noted.about)
            at = held + timedelta(minutes=10 * minutes)
            platform.note(item, by=intern, at=at, form_key=uuid4(), inputs=self.noted(noted))
        meeting.refresh_from_db()
        platform.close(meeting, by=intern, at=held + timedelta(hours=1), version=meeting.version)
        self.mark(self.demo.marked, at=self.at(MARKED, hours=7))
        following = self.plan_platform(platform.suggest_next(today=self.today).held_on, ago=MARKED)
        self.put_marked(following)
        following.refresh_from_db()
        platform.put_own(following, title="Wie neemt waar in de zomer? (voorbeeld)", version=following.version)

    def mark(self, title: str, *, at: datetime) -> None:
        """A colleague asks for it."""
        reason = "Meer dan één team heeft hiermee te maken (voorbeeld)."
        do("ask_platform", self.idea(title), by=Actor(user=self.people["intern"]), at=at, reason=reason)

    def plan_platform(self, day: date, *, ago: int) -> Meeting:
        """In the morning, in the town hall."""
        facts = {"held_on": day, "starts_at": MORNING, "place": PLATFORM_PLACE, "note": ""}
        return platform.plan(by=self.people["intern"], at=self.at(ago), form_key=uuid4(), **facts)

    def put_marked(self, meeting: Meeting) -> None:
        """What was asked for is on the list."""
        candidates = candidates_for(self.people["intern"], on=self.today)
        platform.put_on(meeting, [one for one in candidates if one.initiative.platform_since], version=meeting.version)

    def noted(self, noted: Noted) -> dict[str, Any]:
        """As the form gives it."""
        empty = {f"{name}{part}": "" for name in ACTIONS for part in ("", "_by")}
        days = {f"{name}_on": None for name in ACTIONS}
        inputs: dict[str, Any] = {"noted_as": noted.noted_as, "note": noted.note} | empty | days
        if noted.what:
            inputs |= {"action_1": noted.what, "action_1_by": noted.who, "action_1_on": self.ahead(noted.ahead)}
        return inputs
