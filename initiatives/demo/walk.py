"""Walking every idea through the real transitions and deeds, all of them together in the order of their days."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from initiatives.clocks import load_clocks
from initiatives.deeds.access import issue_code
from initiatives.deeds.do import do
from initiatives.deeds.table import DEED_OF
from initiatives.demo.around import BESIDE
from initiatives.demo.script import Idea, Step
from initiatives.models import Condition, ContactPerson, Initiative, InitiativeKern
from initiatives.models.access_code import hash_access_code
from initiatives.models.choices import Way
from initiatives.statuses import Status
from initiatives.workflow.action import INITIATOR, Actor
from initiatives.workflow.perform import perform, write
from kernen.models import FundingSource, Kern, PolicyDomain
from kernen.workdays import Calendar, load_calendar

# Who normally does what; everything else is the officer's.
WHO = {
    "log": "logger", "submit": "logger", "withdraw": "logger", "receive_info": "logger", "hand_over": "logger",
    "message_resident": "logger", "inform_initiator": "logger", "assign": "intern", "reopen": "intern",
    "merge": "intern", "send_back": "intern", "reassign": "intern", "reject": "intern", "publish": "intern",
    "flag_confidential": "intern", "flag_controversial": "intern",
}  # fmt: skip
OPENS, MINUTES_PER_STEP, MINUTES_PER_IDEA = time(9, 0), 20, 3
HOURS = {"starts_at": time(19, 30), "second_at": time(14, 0), "third_at": time(20, 0)}
# Where the named purse is closed on the day of the step, the purse of this owner pays.
OWN = "gemeente"


@dataclass(frozen=True, kw_only=True, order=True)
class Moment:
    """When which step of which idea is taken; sorted, they make the history of the town hall."""

    at: datetime
    idea: int
    step: int


@dataclass(kw_only=True)
class Walk:
    """The walk under way: who is there, and the initiatives so far."""

    ideas: tuple[Idea, ...]
    people: Mapping[str, User]
    kernen: Mapping[str, Kern]
    calendar: Calendar
    initiatives: dict[int, Initiative] = field(default_factory=dict)

    def take(self, moment: Moment) -> None:
        """One step of one idea; the first time it is written down as a draft."""
        idea = self.ideas[moment.idea]
        if moment.idea not in self.initiatives:
            self.initiatives[moment.idea] = write_down(
                idea, at=moment.at - timedelta(minutes=15), by=self.people[idea.logged_by], kernen=self.kernen
            )
        if not idea.steps:
            return
        step, initiative = idea.steps[moment.step], self.initiatives[moment.idea]
        by = self.actor(step, idea, initiative)
        inputs = {name: self.meant(name, value, initiative, moment.at) for name, value in step.inputs.items()}
        if step.name in BESIDE:
            BESIDE[step.name](initiative, by=by, at=moment.at, **inputs)
            return
        act = do if step.name in DEED_OF else perform
        act(step.name, initiative, by=by, at=moment.at, **inputs)
        if step.name == "log":
            hand_card(initiative, by=by, at=moment.at + timedelta(minutes=1), code=idea.code)

    def actor(self, step: Step, idea: Idea, initiative: Initiative) -> Actor:
        """Who takes this step."""
        who = step.by or WHO.get(step.name, "officer")
        if who == "initiator":
            return INITIATOR
        if who == "officer":
            officers = {user.pk: user for user in self.people.values()}
            return Actor(user=officers[initiative.officer_id or 0])
        user = self.people[idea.logged_by if who == "logger" else who]
        spoke = step.name in ("receive_info", "withdraw")
        return Actor(user=user, way=Way.PHONE if spoke else Way.PAGE, on_behalf_of_initiator=spoke)

    def meant(self, name: str, value: Any, initiative: Initiative, at: datetime) -> Any:
        """What a key or a number of days stands for at this moment."""
        today = timezone.localdate(at)
        if name in HOURS:
            return datetime.combine(self.calendar.add_working_days(today, value), HOURS[name], at.tzinfo)
        if isinstance(value, int) and name.endswith(("_on", "_date")):
            return working_day(self.calendar, today + timedelta(days=value))
        if name in ("officer", "adviser", "co_adviser"):
            return self.people[value]
        if name == "domain":
            return PolicyDomain.objects.get(code=value)
        if name == "source":
            source = FundingSource.objects.get(name=value)
            return source if source.is_open(today) else FundingSource.objects.get(owner=OWN)
        if name == "target":
            return self.initiatives[next(n for n, idea in enumerate(self.ideas) if idea.key == value)]
        if name == "condition":
            return Condition.objects.filter(decision__initiative=initiative, met_at=None).earliest("pk")
        return value


def walk(ideas: tuple[Idea, ...], *, people: Mapping[str, User], kernen: Mapping[str, Kern], now: datetime) -> None:
    """Take every step of every idea, the oldest first, so that numbers and days agree."""
    calendar = load_calendar()
    under_way = Walk(ideas=ideas, people=people, kernen=kernen, calendar=calendar)
    for moment in sorted(moments_of(ideas, calendar=calendar, today=timezone.localdate(now))):
        under_way.take(moment)


def moments_of(ideas: tuple[Idea, ...], *, calendar: Calendar, today: date) -> Iterable[Moment]:
    """Counted back from today, on days the town hall is open, during the day."""
    for n, idea in enumerate(ideas):
        day = days_before(calendar, today, idea.ago)
        for index in reversed(range(max(len(idea.steps), 1))):
            minutes = MINUTES_PER_STEP * (index + 1) + MINUTES_PER_IDEA * (n % 20)
            opens = datetime.combine(day, OPENS, timezone.get_current_timezone())
            yield Moment(at=opens + timedelta(minutes=minutes), idea=n, step=index)
            if idea.steps:
                day = days_before(calendar, day, idea.steps[index].after)


def opening_hour(calendar: Calendar, today: date, working_days: int) -> datetime:
    """When the town hall opened, so many working days ago."""
    return datetime.combine(days_before(calendar, today, working_days), OPENS, timezone.get_current_timezone())


def days_before(calendar: Calendar, day: date, working_days: int) -> date:
    """So many working days earlier."""
    while working_days > 0:
        day -= timedelta(days=1)
        working_days -= calendar.is_working_day(day)
    return day


def working_day(calendar: Calendar, day: date) -> date:
    """This day, or the first one after it on which the town hall is open."""
    return day if calendar.is_working_day(day) else calendar.add_working_days(day, 1)


def write_down(idea: Idea, *, at: datetime, by: User, kernen: Mapping[str, Kern]) -> Initiative:
    """The draft, as the coordinator typed it."""
    initiative = Initiative.objects.create(
        title=idea.title,
        summary=idea.summary,
        description=idea.description,
        aim=idea.aim,
        initiator_kind=idea.kind,
        asks=list(idea.asks),
        whole_municipality=not idea.kernen,
        created_at=at,
        entered_at=at,
        due_on=load_clocks().due_on(Status.DRAFT, timezone.localdate(at)),
        logged_by=by,
        **idea.more,
    )
    for index, slug in enumerate(idea.kernen):
        InitiativeKern.objects.create(initiative=initiative, kern=kernen[slug], is_lead=index == 0)
    for person in idea.people:
        since = timezone.localdate(at)
        ContactPerson.objects.create(initiative=initiative, created_at=at, channel_since=since, **vars(person))
    return initiative


def hand_card(initiative: Initiative, *, by: Actor, at: datetime, code: str) -> None:
    """The code for the resident; two initiatives have one that is always the same, for who looks at the demo."""
    issue_code(initiative, by=by, at=at)
    if code:
        write(initiative, {"access_code_hash": hash_access_code(code)})
