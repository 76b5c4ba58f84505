"""What ended long ago, and the rules by which it goes: for every test of retention."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from archive.deeds.approve import approve
from archive.deeds.propose import propose
from archive.models import DestructionItem, DestructionList, PersonRequest, RetentionRule
from archive.models.retention import Disposition, ResultType
from initiatives.models import Commitment, Decision, Initiative
from initiatives.statuses import Status
from tests.initiatives.world import NOW, TODAY, World

# The lists of these tests are about the year before; this is the last day that counts.
CUTOFF = date(2025, 12, 31)
LONG_AGO = date(2020, 5, 4)
STATUS_OF = {
    ResultType.COMPLETED: Status.COMPLETED,
    ResultType.COMPLETED_WITH_MONEY: Status.COMPLETED,
    ResultType.REJECTED: Status.REJECTED,
    ResultType.REJECTED_FORMAL: Status.REJECTED,
    ResultType.WITHDRAWN: Status.WITHDRAWN,
    ResultType.REFERRED: Status.REFERRED,
    ResultType.MERGED: Status.MERGED,
}


def decide(result: ResultType, *, months: int = 24, number: str = "6.1.9") -> RetentionRule:
    """This result is destroyed after so many months."""
    facts = {"disposition": Disposition.DESTROY, "months": months, "list_number": number, "source": "besluit 2024"}
    return RetentionRule.objects.update_or_create(result=result, defaults=facts)[0]


def decide_all(*, months: int = 24) -> None:
    """Everything is destroyed after so many months."""
    for result in ResultType:
        decide(result, months=months)


def leave(result: ResultType, disposition: Disposition) -> None:
    """This result is kept for ever, or undecided."""
    facts = {"disposition": disposition, "months": None, "list_number": "", "source": ""}
    RetentionRule.objects.update_or_create(result=result, defaults=facts)


def ended(world: World, result: ResultType, *, on: date = LONG_AGO, at: time = time(12), **facts: Any) -> Initiative:
    """An initiative that ended like this on this day in the town hall."""
    when = timezone.make_aware(datetime.combine(on, at))
    facts = {"entered_at": when, "is_formal": result == ResultType.REJECTED_FORMAL} | facts
    made = world.initiative(STATUS_OF[result], **facts)
    Commitment.objects.filter(initiative=made).delete()
    if result == ResultType.COMPLETED_WITH_MONEY:
        promise_money(world, made)
    if made.merged_into_id and "merged_into" not in facts:
        Initiative.objects.filter(pk=made.merged_into_id).update(
            status=Status.COMPLETED, due_on=None, entered_at=when, title="Waarin het opging"
        )
    return made


def promise_money(world: World, initiative: Initiative, *, released_at: datetime | None = None) -> None:
    """Some money of the municipality; given back where a moment is named."""
    decision = initiative.decisions.first() or Decision.objects.create(initiative=initiative, outcome="yes")
    Commitment.objects.create(
        initiative=initiative, decision=decision, source=world.source, amount_cents=500_00, at=NOW,
        released_at=released_at,
    )  # fmt: skip


def listed(world: World, *, at: datetime = NOW) -> DestructionList:
    """The list of this year as the internal coordinator proposes it."""
    return propose(by=world.people["IC"], at=at, form_key=uuid4())


def approved(world: World, *, at: datetime = NOW) -> DestructionList:
    """The same, and the functional administrator said yes at that moment."""
    made = listed(world, at=at)
    approve(made, by=world.people["FB"], at=at, version=made.version)
    return made


def line_of(initiative: Initiative) -> DestructionItem:
    """Its last line on a list."""
    return DestructionItem.objects.filter(initiative=initiative).latest("pk")


def after_waiting(at: datetime = NOW) -> datetime:
    """The first day on which an approved list may be carried out."""
    return at + timedelta(days=15)


def is_whole(initiative: Initiative) -> bool:
    """Still with its words."""
    initiative.refresh_from_db()
    return initiative.anonymised_at is None


def ask_about(initiative: Initiative) -> PersonRequest:
    """Somebody wants to know what is kept of them."""
    request = PersonRequest.objects.create(asks="access", received_on=TODAY, due_on=TODAY + timedelta(days=30))
    request.initiatives.add(initiative)
    return request
