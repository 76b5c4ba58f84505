"""What a row of the table is made of: who may, from where, what is asked, what stands in the way, what it does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from accounts.models import User
from initiatives.clocks import Clocks, load_clocks
from initiatives.letters.readers import Reader
from initiatives.models import Appointment, Event, Initiative
from initiatives.models.appointment import STANDING
from initiatives.models.choices import Audience, Way
from initiatives.models.parts import part_of
from initiatives.models.stake import involved_in
from initiatives.relations import Relation, held_now, reaches
from initiatives.routing.officers import Officer, officers_on
from initiatives.routing.suggest import Route, suggest
from initiatives.statuses import Status
from kernen.enough import rule_for
from kernen.models import EnoughRule, Municipality
from kernen.municipality import get_municipality
from kernen.roles import roles_of

Text = str | StrPromise
STANDS_BACK = _("U heeft gezegd dat u hierbij betrokken bent. De interne coördinator zoekt een ander.")


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Who does it: a person with an account, the resident at the status page, or the system; and which way."""

    user: User | None = None
    is_initiator: bool = False
    # The chair's form, or whoever types it in for them; who may is decided at the meeting itself.
    for_kernoverleg: bool = False
    way: Way = Way.PAGE
    on_behalf_of_initiator: bool = False

    def functions(self, may: Mapping[Relation, str], initiative: Initiative) -> tuple[Relation, ...]:
        """The relations among these that the actor holds now, in the row's order."""
        if self.for_kernoverleg:
            return (Relation.KERNOVERLEG,) if Relation.KERNOVERLEG in may else ()
        if self.user is not None:
            return held_now(may, roles_of(self.user), initiative)
        own = Relation.INITIATOR if self.is_initiator else Relation.SYSTEM
        return (own,) if own in may else ()

    def is_involved(self, initiative: Initiative) -> bool:
        """Whether the actor said to have a stake in it. Who types in what a kernoverleg said, does it for them."""
        return self.user is not None and not self.for_kernoverleg and self.user.pk in involved_in(initiative)


INITIATOR = Actor(is_initiator=True)
SYSTEM = Actor()


@dataclass(frozen=True, kw_only=True)
class Situation:
    """One action at one moment: everything guards, effects and sentences may look at."""

    initiative: Initiative
    actor: Actor
    at: datetime
    inputs: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def today(self) -> date:
        """The day it is in the town hall."""
        return timezone.localdate(self.at)

    @cached_property
    def clocks(self) -> Clocks:
        """Terms and holidays of this municipality."""
        return load_clocks()

    @cached_property
    def municipality(self) -> Municipality:
        """Thresholds and words."""
        return get_municipality()

    @cached_property
    def route(self) -> Route:
        """Where it might go, learnt from what this person may see."""
        rows = Initiative.objects
        return suggest(self.initiative, earlier=rows.visible_to(self.actor.user) if self.actor.user else rows.none())

    @cached_property
    def officers(self) -> list[Officer]:
        """Everybody who could do it, with what they have on their desk."""
        return officers_on(self.today)

    @cached_property
    def appointment(self) -> Appointment | None:
        """The talk that stands, offered or planned."""
        return part_of(self.initiative, "appointments").filter(state__in=STANDING).first()

    @cached_property
    def enough(self) -> EnoughRule:
        """What counts as enough support for this idea, here."""
        return rule_for(domain=self.initiative.lead_domain_id, kern=self.initiative.lead_kern)

    @property
    def user(self) -> User:
        """The person who acts; raises TypeError where a person is needed and none is there."""
        if self.actor.user is None:
            raise TypeError("Hiervoor is een medewerker nodig.")
        return self.actor.user


@dataclass(frozen=True, kw_only=True)
class Input:
    """One thing that is asked: a form field made for this situation, the same in the form and in `perform`."""

    name: str
    make: Callable[[Situation], forms.Field]
    # Residents read it as it was typed.
    for_resident: bool = False


@dataclass(frozen=True, kw_only=True)
class Need:
    """Something the initiative itself must hold before a row may be walked."""

    label: Text
    is_there: Callable[[Initiative], bool]


def nothing_more(_event: Event) -> None:
    """The event and its messages are all."""


class Done:
    """What an effect did: the columns that change, the row it made, what goes into people's calendars, what follows."""

    def __init__(
        self,
        *,
        about: Model | None = None,
        calendar: str = "",
        audience: Audience | None = None,
        then: Callable[[Event], None] = nothing_more,
        **columns: Any,
    ) -> None:
        self.about = about
        self.calendar = calendar
        # Who may read it, where that depends on what was picked; None leaves it to the row.
        self.audience = audience
        # Done once the event and its messages are written, in the same transaction.
        self.then = then
        self.columns = columns


Guard = Callable[[Situation], Text | None]
Check = Callable[[Situation], Mapping[str, Text]]
Effect = Callable[[Situation], Done]
Sentence = Callable[[Situation], Text]


def no_complaint(_s: Situation) -> Mapping[str, Text]:
    """Nothing wrong with the inputs taken together."""
    return {}


def no_effect(_s: Situation) -> Done:
    """Nothing but the status changes."""
    return Done()


def silence(_s: Situation) -> str:
    """The resident reads nothing new."""
    return ""


def everything(s: Situation) -> Mapping[str, Any]:
    """All that was filled in is kept beside the event."""
    return s.inputs


class Refused(Exception):
    """It was not done, and why, in a sentence for the reader."""

    def __init__(self, reason: Text) -> None:
        super().__init__(str(reason))
        self.reason = reason


class NotYours(Refused):
    """This person lacks the function."""


class NotNow(Refused):
    """The right person at the wrong moment."""


class Stale(NotNow):
    """Somebody else was first; nothing was lost and nothing was done."""


class Incomplete(Refused):
    """Something that was asked is missing or wrong: a sentence per input."""

    def __init__(self, errors: Mapping[str, list[str]]) -> None:
        super().__init__(" ".join(sentence for sentences in errors.values() for sentence in sentences))
        self.errors = errors


@dataclass(frozen=True, kw_only=True)
class Action:
    """One thing that can be done to an initiative."""

    name: str
    button: Text
    explains: Text
    may: Mapping[Relation, str]
    sources: tuple[Status, ...]
    inputs: tuple[Input, ...] = ()
    needs: tuple[Need, ...] = ()
    guards: tuple[Guard, ...] = ()
    check: Check = no_complaint
    effect: Effect = no_effect
    keeps: Callable[[Situation], Mapping[str, Any]] = everything
    says: Sentence = silence
    audience: Audience = Audience.RESIDENT
    tells: tuple[Reader, ...] = ()
    # Also for who has a stake in it: it brings the case to somebody else, or is no step in the case.
    hands_on: bool = False

    def functions(self, initiative: Initiative, actor: Actor) -> tuple[Relation, ...]:
        """The functions in which this actor could ever do this, in the row's order."""
        return actor.functions(self.may, initiative)

    def allows(self, initiative: Initiative, function: Relation) -> bool:
        """Whether this function may do this in the initiative's present status."""
        return initiative.status in self.sources and reaches(self.may[function], initiative)

    def is_open_to(self, initiative: Initiative, actor: Actor) -> bool:
        """Whether this actor may do this now, in any of their functions: for who draws the button or link."""
        allowed = any(self.allows(initiative, function) for function in self.functions(initiative, actor))
        return allowed and not self.is_barred(initiative, actor)

    def is_barred(self, initiative: Initiative, actor: Actor) -> bool:
        """Whether the actor stands back from this: everything goes past here, whoever may do it and however."""
        return not self.hands_on and actor.is_involved(initiative)

    def function_now(self, initiative: Initiative, actor: Actor) -> Relation:
        """The function in which the actor does it now; raises NotYours or NotNow."""
        functions = self.functions(initiative, actor)
        if not functions:
            raise NotYours(_("Dit hoort niet bij uw functie."))
        for function in functions:
            if self.allows(initiative, function):
                if self.is_barred(initiative, actor):
                    raise NotNow(STANDS_BACK)
                return function
        raise NotNow(
            _("“%(button)s” kan nu niet: het initiatief staat op “%(status)s”.")
            % {"button": self.button, "status": initiative.get_status_display()}
        )

    def missing(self, initiative: Initiative) -> list[Text]:
        """What the initiative itself still lacks."""
        return [need.label for need in self.needs if not need.is_there(initiative)]

    def obstacle(self, situation: Situation) -> Text | None:
        """Why it cannot be done yet, whatever is filled in; None when nothing stands in the way."""
        if missing := self.missing(situation.initiative):
            return _("Nog nodig: %(what)s.") % {"what": ", ".join(str(label) for label in missing)}
        return next((reason for guard in self.guards if (reason := guard(situation))), None)

    def clean(self, situation: Situation) -> dict[str, Any]:
        """What was filled in, made clean; raises Incomplete with a sentence per input."""
        unknown = set(situation.inputs) - {wanted.name for wanted in self.inputs}
        if unknown:
            raise TypeError(f"{self.name} does not ask for {sorted(unknown)}")
        cleaned, errors = {}, {}
        for wanted in self.inputs:
            try:
                cleaned[wanted.name] = wanted.make(situation).clean(situation.inputs.get(wanted.name))
            except ValidationError as error:
                errors[wanted.name] = list(error.messages)
        if errors:
            raise Incomplete(errors)
        return cleaned

    def complaints(self, situation: Situation) -> dict[str, list[str]]:
        """What is wrong with the clean inputs taken together, a sentence per input."""
        return {name: [str(sentence)] for name, sentence in self.check(situation).items()}
