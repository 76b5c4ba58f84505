"""One initiative on one day, with all that the terms look at: what they do not find here they do not know."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from django.utils import timezone

from accounts.models import User
from initiatives.clocks import Clocks, LegalTerm, legal_term, paused_days
from initiatives.letters.readers import who_hear
from initiatives.models import Appointment, CoAdvice, Condition, ContactPerson, Event, Initiative, Message, Task
from initiatives.models.appointment import STANDING
from initiatives.models.facts import NOTED, Facts


@dataclass(frozen=True, kw_only=True)
class Moment:
    """One term: the day it ends, the day from which there is something to do about it, and until when."""

    ends: date
    starts: date
    due: date
    mark: str = ""
    user: User | None = None
    text: str = ""

    @property
    def key(self) -> str:
        """What tells this term from every other of its kind on the same initiative."""
        return f"{self.mark}{self.ends:%Y%m%d}"


@dataclass(frozen=True, kw_only=True)
class Case:
    """One initiative on one day. Its rows come from `facts`, which it may share with a handful of others."""

    initiative: Initiative
    today: date
    clocks: Clocks
    facts: Facts

    @property
    def pk(self) -> int:
        """By which its facts are found."""
        return self.initiative.pk

    @property
    def entered(self) -> date:
        """The day it came where it stands."""
        return timezone.localdate(self.initiative.entered_at)

    # ---- its rows ----------------------------------------------------------------------------------------

    @property
    def events(self) -> Sequence[Event]:
        """What happened, in its order; what was said or filled in is not with it."""
        return self.facts.events.get(self.pk, ())

    def noted(self, action: str) -> list[Event]:
        """Each time this was done, with what was filled in; raises KeyError for what is not read along (`NOTED`)."""
        if action not in NOTED:
            raise KeyError(action)
        return [event for event in self.facts.noted.get(self.pk, ()) if event.action == action]

    def was_told(self, action: str, term: str) -> bool:
        """Whether this was done for this very term already."""
        return any(event.text.inputs.get("term") == term for event in self.noted(action))

    @property
    def told_at(self) -> datetime:
        """When its residents last read anything, or else when it began."""
        return self.facts.told_at.get(self.pk) or self.initiative.logged_at or self.initiative.created_at

    @property
    def tasks(self) -> Sequence[Task]:
        """Done, to do and not needed any more; without their words."""
        return self.facts.tasks.get(self.pk, ())

    @property
    def talks(self) -> Sequence[Appointment]:
        """Every appointment, however it went."""
        return self.facts.talks.get(self.pk, ())

    @property
    def appointment(self) -> Appointment | None:
        """The talk that stands, offered or planned."""
        return next((talk for talk in self.talks if talk.state in STANDING), None)

    @property
    def open_advice(self) -> Sequence[CoAdvice]:
        """Asked and not answered."""
        return self.facts.open_advice.get(self.pk, ())

    @property
    def open_conditions(self) -> Sequence[Condition]:
        """What the last decision asked and is not arranged."""
        return self.facts.open_conditions.get(self.pk, ())

    @property
    def waiting_receipts(self) -> Sequence[Message]:
        """Receipts whose mail has not left."""
        return self.facts.waiting_receipts.get(self.pk, ())

    @property
    def people(self) -> list[ContactPerson]:
        """The residents who want to hear from us."""
        return who_hear(self.initiative, self.facts.people.get(self.pk, ()))

    @property
    def sent_once(self) -> frozenset[str]:
        """The keys of mails about the talk ahead that go once, sent or waiting to be."""
        return frozenset(self.facts.sent_once.get(self.pk, ()))

    # ---- its days ----------------------------------------------------------------------------------------

    @cached_property
    def legal(self) -> LegalTerm | None:
        """The term of the law (Awb 4:13), for an application that is not decided yet."""
        return legal_term(self.initiative, today=self.today, clocks=self.clocks, facts=self.facts)

    def breach(self, ends: date, *, mark: str = "", user: User | None = None, text: str = "") -> Moment:
        """A term that is over: the day after there is something to do, at once."""
        starts = ends + timedelta(days=1)
        return Moment(
            ends=ends, starts=starts, due=self.clocks.after("receipt", starts), mark=mark, user=user, text=text
        )

    def after_accept(self, key: str) -> date | None:
        """The end of a term that began when the officer took it up; days on which it waited do not count."""
        taken = self.initiative.confirmed_at
        if taken is None:
            return None
        ends = self.clocks.after(key, timezone.localdate(taken))
        waited = paused_days(self.events, since=taken, today=self.today, clocks=self.clocks)
        return self.clocks.calendar.add_working_days(ends, waited)


def load_cases(initiatives: Iterable[Initiative], *, today: date, clocks: Clocks) -> Iterator[Case]:
    """A case for each of these, with the rows of all of them asked together."""
    rows = list(initiatives)
    facts = Facts(rows)
    return (Case(initiative=row, today=today, clocks=clocks, facts=facts) for row in rows)


def load_case(initiative: Initiative, *, today: date, clocks: Clocks) -> Case:
    """This one alone, with its own rows as they are now."""
    return next(load_cases([initiative], today=today, clocks=clocks))
