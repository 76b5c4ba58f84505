"""What may have happened to an initiative, written straight into its rows: `days` from today, and odd days differ."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from initiatives.events import record
from initiatives.models import (
    Appointment,
    CoAdvice,
    Condition,
    Decision,
    Event,
    Initiative,
    Message,
    OfferedMoment,
    Suspension,
    Task,
)
from initiatives.models.choices import Audience, Channel
from initiatives.models.decision import ConditionOwner, Outcome
from initiatives.models.message import MessageState
from initiatives.relations import Relation
from initiatives.statuses import Status
from tests.initiatives.test_letters import known_person
from tests.initiatives.test_overdue import later
from tests.initiatives.world import NOW, TODAY, World


def happened(idea: Initiative, action: str, at: datetime, **facts: Any) -> Event:
    """A line in its history."""
    return record(
        idea, action=action, button="", by=None, function=Relation.SYSTEM, at=at,
        **{"audience": Audience.INTERNAL} | facts,
    )  # fmt: skip


def talk(world: World, idea: Initiative, state: str, days: int, **facts: Any) -> Appointment:
    """With the officer, so many days from now."""
    return Appointment.objects.create(
        initiative=idea, officer=world.people["BM.lead"], planned_by=world.people["IC"], state=state, place="Dorpshuis",
        **{"starts_at": later(days)} | facts,
    )  # fmt: skip


def planned(world: World, idea: Initiative, days: int) -> None:
    """A talk that stands; somebody who reads mail has a reminder of it, or it was dropped."""
    standing = talk(world, idea, "planned", days)
    mia = known_person(idea, Channel.EMAIL)
    happened(idea, "plan_appointment", later(days // 2), about=standing)
    Message.objects.create(
        initiative=idea, person=mia, channel=Channel.EMAIL, recipient="Mia", subject="s", body="b", created_at=NOW,
        once=f"reminder-{standing.pk}-0-{mia.pk}",
        state=MessageState.DROPPED if days % 3 == 0 else MessageState.QUEUED,
    )  # fmt: skip


def offered(world: World, idea: Initiative, days: int) -> None:
    standing = talk(world, idea, "offered", days, starts_at=None)
    for more in (0, 1):
        OfferedMoment.objects.create(appointment=standing, starts_at=later(days + more))


def missed(world: World, idea: Initiative, days: int) -> None:
    """We did not turn up; the managers saw it at once, or will in the morning."""
    row = talk(world, idea, "missed", -1, missed_by_municipality=True, recorded_at=later(min(days, 0)))
    happened(idea, "record_appointment", NOW, about=row, inputs={"on_mt_list": True} if days % 2 else {})


def advised(world: World, idea: Initiative, days: int) -> None:
    people = world.people
    for adviser in ("BM.coadvice", "BM.other"):
        CoAdvice.objects.create(
            initiative=idea, adviser=people[adviser], question="Kan het?", due_on=TODAY + timedelta(days=days),
            asked_by=people["IC"], asked_at=NOW, answered_at=NOW if adviser == "BM.other" and days % 2 else None,
        )  # fmt: skip


def decided(world: World, idea: Initiative, days: int) -> None:
    """Twice: what the first decision asked is history."""
    for more in (0, 1):
        decision = Decision.objects.create(
            initiative=idea, outcome=Outcome.YES_IF, decided_by=world.people["DEC.mandate"], decided_at=later(more - 5)
        )
        Condition.objects.create(
            decision=decision, text="Vergunning", owner=ConditionOwner.INITIATOR, beforehand=False,
            due_on=TODAY + timedelta(days=days), met_at=NOW if days % 4 == 0 else None,
        )  # fmt: skip


def receipt(world: World, idea: Initiative, days: int) -> None:
    event = happened(idea, "log", later(-abs(days)))
    Message.objects.create(
        initiative=idea, event=event, person=idea.people.get(), channel=Channel.EMAIL, recipient="Mia", subject="s",
        body="ontvangen", created_at=event.at,
    )  # fmt: skip


def paused(world: World, idea: Initiative, days: int) -> None:
    """Three times, or twice and left aside for longer."""
    for n in range(2 if days % 2 else 3):
        happened(idea, "hold", later(-20 + 4 * n), target=Status.ON_HOLD)
        happened(idea, "resume", later(-18 + 4 * n), target=Status.IN_REVIEW)
    happened(idea, "extend_term", later(days), inputs={"new_date": (TODAY + timedelta(days=50)).isoformat()})


def applied(world: World, idea: Initiative, days: int) -> None:
    Initiative.objects.filter(pk=idea.pk).update(is_formal=True)
    received = TODAY - timedelta(days=abs(days) + 40)
    happened(idea, "mark_formal", later(-9), inputs={"received_on": received.isoformat()})
    Suspension.objects.create(
        initiative=idea, ground="consent", starts_on=TODAY - timedelta(days=9), ends_on=TODAY if days % 2 else None
    )


def given_back(world: World, idea: Initiative, days: int) -> None:
    event = happened(idea, "give_back", later(-8), target=Status.SUBMITTED)
    if days % 3 == 0:
        happened(idea, "still_looking", later(-1), inputs={"term": f"back-{event.pk}"})


def told(world: World, idea: Initiative, days: int) -> None:
    """A word to the residents; half of these words were taken away again."""
    said = "Nog even geduld." if days % 2 else ""
    happened(idea, "message_resident", later(days - 25), audience=Audience.RESIDENT, says=lambda: said)


def died(world: World, idea: Initiative, days: int) -> None:
    Initiative.objects.filter(pk=idea.pk).update(silenced_at=NOW)


def ticked(world: World, idea: Initiative, days: int) -> None:
    """Somebody called, and one task is done."""
    for kind, key in (("call", ""), ("check", f"review-{TODAY:%Y%m%d}")):
        Task.objects.create(
            initiative=idea, kind=kind, title="t", due_on=TODAY, created_at=NOW, done_at=later(days), term_key=key,
            for_function=Relation.LEAD_OFFICER, is_moot=days % 5 == 0,
        )  # fmt: skip


HAPPENINGS: tuple[Callable[[World, Initiative, int], None], ...] = (
    planned, offered, missed, advised, decided, receipt, paused, applied, given_back, told, died, ticked,
)  # fmt: skip
