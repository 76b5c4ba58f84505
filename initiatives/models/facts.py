"""What lies around a handful of initiatives: each kind of row asked once for all of them, when first looked at."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from operator import attrgetter
from typing import TypeVar

from django.db import models
from django.db.models import Max, QuerySet

from initiatives.models.advice import CoAdvice, Suspension
from initiatives.models.appointment import STANDING, Appointment
from initiatives.models.choices import Audience
from initiatives.models.decision import Condition
from initiatives.models.event import Event
from initiatives.models.initiative import Initiative
from initiatives.models.message import Message, MessageState
from initiatives.models.person import ContactPerson
from initiatives.models.task import Task

# The events whose answers a term is read from; of the others the words are left where they are.
NOTED = ("mark_formal", "extend_term", "escalate", "remind_question", "still_looking", "record_appointment")

Row = TypeVar("Row")
Model = TypeVar("Model", bound=models.Model)
# Rows by the number of their initiative.
Of = Mapping[int, Sequence[Row]]


class Facts:
    """The rows of these initiatives as they were when first looked at; who changes something takes new ones.

    One statement for a kind (and one for the moments of talks), whether it is about one initiative or about many.
    """

    def __init__(self, initiatives: Iterable[Initiative]) -> None:
        self._keys = [initiative.pk for initiative in initiatives]

    @cached_property
    def events(self) -> Of[Event]:
        """What happened, in its order, without a word of it."""
        columns = ("initiative", "at", "action", "target", "object_type", "object_id")
        return _gather(self._of(Event.objects.only(*columns)).order_by("at", "pk"))

    @cached_property
    def noted(self) -> Of[Event]:
        """What was done whose answers count (`NOTED`), in its order, with those answers."""
        rows = self._of(Event.objects.filter(action__in=NOTED))
        return _gather(rows.select_related("text").order_by("at", "pk"))

    @cached_property
    def told_at(self) -> Mapping[int, datetime]:
        """When its residents last read anything; without those who never did."""
        rows = self._of(said_to_residents()).order_by().values("initiative").annotate(last=Max("at"))
        return dict(rows.values_list("initiative", "last"))

    @cached_property
    def tasks(self) -> Of[Task]:
        """Done, to do and not needed any more."""
        columns = ("initiative", "kind", "term_key", "leads_to", "done_at", "is_moot")
        return _gather(self._of(Task.objects.only(*columns)).order_by("pk"))

    @cached_property
    def talks(self) -> Of[Appointment]:
        """However they went, with the moments that were offered."""
        return _gather(self._of(Appointment.objects.prefetch_related("moments")).order_by("pk"))

    @cached_property
    def open_advice(self) -> Of[CoAdvice]:
        """Asked and not answered, with who was asked."""
        return _gather(self._of(CoAdvice.objects.filter(answered_at=None)).select_related("adviser").order_by("pk"))

    @cached_property
    def open_conditions(self) -> Of[Condition]:
        """What the last decision asked and is not arranged."""
        rows = Condition.objects.standing_of(self._keys).select_related("decision")
        return _gather(rows, by=attrgetter("decision.initiative_id"))

    @cached_property
    def waiting_receipts(self) -> Of[Message]:
        """Receipts to residents whose mail has not left."""
        receipts = Message.objects.filter(event__action="log", person__isnull=False, state=MessageState.QUEUED)
        return _gather(self._of(receipts).order_by("pk"))

    @cached_property
    def suspensions(self) -> Of[Suspension]:
        """Days on which the term of the law does not run, over or not."""
        return _gather(self._of(Suspension.objects.all()).order_by("starts_on"))

    @cached_property
    def people(self) -> Of[ContactPerson]:
        """The residents behind it."""
        return _gather(self._of(ContactPerson.objects.all()).order_by("pk"))

    @cached_property
    def sent_once(self) -> Of[str]:
        """Of who has a talk ahead: the keys of mails that go once, sent or waiting to be."""
        ahead = [key for key, talks in self.talks.items() if any(talk.state in STANDING for talk in talks)]
        rows = Message.objects.filter(initiative__in=ahead, once__isnull=False).exclude(state=MessageState.DROPPED)
        found: dict[int, list[str]] = defaultdict(list)
        for key, once in rows.values_list("initiative", "once"):
            found[key or 0].append(once or "")
        return found

    def _of(self, rows: QuerySet[Model]) -> QuerySet[Model]:
        """Those of these initiatives."""
        return rows.filter(initiative__in=self._keys)


def said_to_residents() -> QuerySet[Event]:
    """The events of which residents read something."""
    said = Event.objects.filter(audience__in=(Audience.RESIDENT, Audience.PUBLIC))
    return said.exclude(text__sentence="")


def _gather(rows: Iterable[Row], *, by: Callable[[Row], int] = attrgetter("initiative_id")) -> dict[int, list[Row]]:
    """The same rows by initiative."""
    found = defaultdict(list)
    for row in rows:
        found[by(row)].append(row)
    return found
