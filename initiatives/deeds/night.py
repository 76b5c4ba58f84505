"""What the night round does to one initiative after another, so that nothing waits unseen."""

import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, transaction
from django.utils import timezone

from initiatives.clocks import Clocks, load_clocks
from initiatives.deeds.case import Case, load_case, load_cases
from initiatives.deeds.do import do
from initiatives.deeds.messages import STILL_LOOKING
from initiatives.deeds.overdue import escalations_wanted, find_settling, settle_terms
from initiatives.models import Initiative
from initiatives.models.stake import with_stakes
from initiatives.statuses import RUNNING, Status
from initiatives.workflow.action import SYSTEM, Refused
from initiatives.workflow.perform import perform

logger = logging.getLogger(__name__)
# So many are read at once: the round takes the same memory for ten initiatives and for a million.
AT_ONCE = 200
# Somebody who holds one row keeps one initiative from its turn; who holds them all keeps the night waiting for each.
LOCKED_IN_A_ROW = 5
OUR_DATABASE = (OperationalError, InterfaceError)
# What brings an initiative to whoever finds an officer for it.
CAME_TO_BE_ROUTED = ("submit", "give_back", "unmerge", "reopen")
# A file beside the database: whoever watches must see it also when the database is away.
LAST = "last_daily"


@dataclass(frozen=True, kw_only=True)
class Deed:
    """Something the round does to an initiative, and for which term."""

    name: str
    inputs: Mapping[str, Any]


@dataclass(kw_only=True)
class Round:
    """What one round did."""

    discarded: int = 0
    tasks: int = 0
    reminded: int = 0
    escalated: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def note(self, deed: Deed, initiative: Initiative) -> None:
        """One more deed was done."""
        if deed.name == "escalate":
            self.escalated.append(initiative.key)
        else:
            self.reminded += 1

    def add(self, visit: "Round") -> None:
        """What was done to one of them, and stands."""
        self.discarded += visit.discarded
        self.tasks += visit.tasks
        self.reminded += visit.reminded
        self.escalated += visit.escalated


def walk_round(*, now: datetime) -> Round:
    """Every running initiative for which there is something to do; safe to run twice, late or two at once.

    A handful is looked at together, without keeping anybody from it. What has to change is then looked at again,
    alone and in a transaction of its own, so that nothing is done on what was read a moment ago.
    """
    done, clocks, locked = Round(), load_clocks(), 0
    for handful in running_handfuls():
        for case in load_cases(handful, today=timezone.localdate(now), clocks=clocks):
            if not _may_change(case):
                continue
            try:
                with transaction.atomic():
                    visit = _visit(case.pk, now=now, clocks=clocks)
            except Exception as fault:
                # Somebody works on it at this very moment, or something is wrong with it: it has its turn tomorrow,
                # and nobody else waits for it.
                locked = locked + 1 if isinstance(fault, OUR_DATABASE) else 0
                if locked and (locked == LOCKED_IN_A_ROW or not connection.is_usable()):
                    raise  # The database is away, or held, for all of them.
                done.failed.append(str(case.pk))
                if not isinstance(fault, Refused):
                    logger.exception("The night passed over initiative %s", case.pk)
            else:
                locked = 0
                done.add(visit)
    return done


def note_round(*, at: datetime) -> None:
    """A whole round ended; raises OSError where that cannot be written down."""
    (Path(settings.VAR) / LAST).write_text(at.isoformat())


def last_round() -> datetime | None:
    """When the last whole round ended; None where there never was one, or where nobody can tell."""
    try:
        return datetime.fromisoformat((Path(settings.VAR) / LAST).read_text())
    except (OSError, ValueError):
        return None


def running_handfuls() -> Iterator[list[Initiative]]:
    """All of them in their order, a handful at a time; what is made meanwhile comes along."""
    last = 0
    rows = Initiative.objects.filter(status__in=RUNNING).annotate(**with_stakes()).order_by("pk")
    while handful := list(rows.filter(pk__gt=last)[:AT_ONCE]):
        yield handful
        last = handful[-1].pk


def would_change(case: Case) -> bool:
    """Whether the round has anything to do to it; by the same rules as what it then does."""
    if case.initiative.status == Status.DRAFT:
        return _is_old(case)
    return any(wanted(case) for wanted in DEEDS_OF_A_NIGHT) or find_settling(case).is_needed


def _may_change(case: Case) -> bool:
    """The same; where one of a handful cannot be read, each of them is looked at alone."""
    try:
        return would_change(case)
    except Exception:
        return True


def _visit(pk: int, *, now: datetime, clocks: Clocks) -> Round:
    """One initiative, as it is now and ours until it is done; what was done."""
    done = Round()
    rows = Initiative.objects.annotate(**with_stakes()).select_for_update(of=("self",))
    initiative = rows.filter(pk=pk, status__in=RUNNING).first()
    if initiative is None:
        return done
    today = timezone.localdate(now)
    if initiative.status == Status.DRAFT:
        if _is_old(load_case(initiative, today=today, clocks=clocks)):
            perform("discard", initiative, by=SYSTEM, at=now)
            done.discarded += 1
        return done
    for wanted in DEEDS_OF_A_NIGHT:
        # One deed may change what the next one finds.
        if deed := wanted(load_case(initiative, today=today, clocks=clocks)):
            do(deed.name, initiative, by=SYSTEM, at=now, **deed.inputs)
            done.note(deed, initiative)
    done.tasks += settle_terms(initiative, at=now, clocks=clocks)
    return done


# ---- what there may be to do ---------------------------------------------------------------------------


def _is_old(draft: Case) -> bool:
    """A draft past its term: the only end the system makes by itself, as nothing was sent yet."""
    return draft.clocks.after("draft", timezone.localdate(draft.initiative.created_at)) < draft.today


def _reminder(case: Case) -> Deed | None:
    """The resident hears some days before, and on the day, that we wait for an answer; each once."""
    initiative, ends = case.initiative, case.initiative.due_on
    if initiative.status != Status.INFO_REQUESTED or ends is None or initiative.silenced_at is not None:
        return None
    # Some days before and the day itself, but not on the heels of the question.
    heels = case.entered + timedelta(days=1)
    days = (case.clocks.before(ends, "answer_reminder"), ends)
    reached = [day for day in days if heels < day <= case.today <= ends]
    return _once(case, "remind_question", f"answer-{ends:%Y%m%d}-{reached[-1]:%Y%m%d}") if reached else None


def _still_looking(case: Case) -> Deed | None:
    """Given back, and nobody else found within the term: the resident hears that we still look, once."""
    initiative = case.initiative
    late = initiative.due_on is not None and initiative.due_on < case.today
    if initiative.status != Status.SUBMITTED or not late or initiative.silenced_at is not None:
        return None
    came = [event for event in case.events if event.action in CAME_TO_BE_ROUTED]
    if not came or came[-1].action != "give_back":
        return None
    return _once(case, STILL_LOOKING, f"back-{came[-1].pk}")


def _escalation(case: Case) -> Deed | None:
    """On the managers' list, once for each term that is over: what was settled there does not come back."""
    if case.initiative.is_escalated:
        return None
    wanted = (_once(case, "escalate", term, why=why) for why, term in escalations_wanted(case))
    return next((deed for deed in wanted if deed), None)


def _once(case: Case, name: str, term: str, **inputs: str) -> Deed | None:
    """This deed, unless it was done for this very term already."""
    return None if case.was_told(name, term) else Deed(name=name, inputs={**inputs, "term": term})


# In their order; the tasks come after them.
DEEDS_OF_A_NIGHT: tuple[Callable[[Case], Deed | None], ...] = (_reminder, _still_looking, _escalation)
