"""What the night round does to one initiative after another, so that nothing waits unseen."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from initiatives.clocks import Clocks, load_clocks
from initiatives.deeds.do import do
from initiatives.deeds.messages import STILL_LOOKING
from initiatives.deeds.overdue import escalations_wanted, settle_terms
from initiatives.models import Event, Initiative
from initiatives.statuses import RUNNING, Status
from initiatives.workflow.action import SYSTEM, Refused
from initiatives.workflow.perform import perform

# So many are read at once: the round takes the same memory for ten initiatives and for a million.
AT_ONCE = 200
# A file beside the database: whoever watches must see it also when the database is away.
LAST = "last_daily"


@dataclass(kw_only=True)
class Round:
    """What one round did."""

    discarded: int = 0
    tasks: int = 0
    reminded: int = 0
    escalated: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


def walk_round(*, now: datetime) -> Round:
    """Every running initiative, each in a transaction of its own; safe to run twice, late or two at once."""
    done, clocks = Round(), load_clocks()
    for pk in running_keys():
        try:
            with transaction.atomic():
                _visit(pk, done, now=now, clocks=clocks)
        except Refused:
            # Somebody works on it at this very moment; it has its turn tomorrow.
            done.failed.append(str(pk))
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


def running_keys() -> Iterator[int]:
    """All of them in their order, a handful at a time; what is made meanwhile comes along."""
    last = 0
    rows = Initiative.objects.filter(status__in=RUNNING).order_by("pk").values_list("pk", flat=True)
    while batch := list(rows.filter(pk__gt=last)[:AT_ONCE]):
        yield from batch
        last = batch[-1]


def _visit(pk: int, done: Round, *, now: datetime, clocks: Clocks) -> None:
    """One initiative, as it is now and ours until it is done."""
    initiative = Initiative.objects.select_for_update().filter(pk=pk, status__in=RUNNING).first()
    if initiative is None:
        return
    if initiative.status == Status.DRAFT:
        done.discarded += _discard_old(initiative, now=now, clocks=clocks)
        return
    done.reminded += _remind(initiative, now=now, clocks=clocks)
    done.reminded += _say_still_looking(initiative, now=now)
    if _escalate(initiative, now=now, clocks=clocks):
        done.escalated.append(initiative.key)
    done.tasks += settle_terms(initiative, at=now, clocks=clocks)


def _discard_old(draft: Initiative, *, now: datetime, clocks: Clocks) -> bool:
    """A draft past its term: the only end the system makes by itself, as nothing was sent yet."""
    if clocks.after("draft", timezone.localdate(draft.created_at)) >= timezone.localdate(now):
        return False
    perform("discard", draft, by=SYSTEM, at=now)
    return True


def _escalate(initiative: Initiative, *, now: datetime, clocks: Clocks) -> bool:
    """On the managers' list, once for each term that is over: what was settled there does not come back."""
    if initiative.is_escalated:
        return False
    for why, term in escalations_wanted(initiative, at=now, clocks=clocks):
        if not _was_told(initiative, "escalate", term):
            do("escalate", initiative, by=SYSTEM, at=now, why=why, term=term)
            return True
    return False


def _remind(initiative: Initiative, *, now: datetime, clocks: Clocks) -> bool:
    """The resident hears some days before, and on the day, that we wait for an answer; each once."""
    today, ends = timezone.localdate(now), initiative.due_on
    if initiative.status != Status.INFO_REQUESTED or ends is None or initiative.silenced_at is not None:
        return False
    reached = [day for day in _reminder_days(initiative, ends, clocks) if day <= today <= ends]
    if not reached:
        return False
    term = f"answer-{ends:%Y%m%d}-{reached[-1]:%Y%m%d}"
    if _was_told(initiative, "remind_question", term):
        return False
    do("remind_question", initiative, by=SYSTEM, at=now, term=term)
    return True


def _say_still_looking(initiative: Initiative, *, now: datetime) -> bool:
    """Given back, and nobody else found within the term: the resident hears that we still look, once."""
    late = initiative.due_on is not None and initiative.due_on < timezone.localdate(now)
    if initiative.status != Status.SUBMITTED or not late or initiative.silenced_at is not None:
        return False
    came = Event.objects.filter(initiative=initiative, action__in=("submit", "give_back", "unmerge", "reopen"))
    last = came.order_by("-at", "-pk").first()
    if last is None or last.action != "give_back" or _was_told(initiative, STILL_LOOKING, f"back-{last.pk}"):
        return False
    do(STILL_LOOKING, initiative, by=SYSTEM, at=now, term=f"back-{last.pk}")
    return True


def _reminder_days(initiative: Initiative, ends: date, clocks: Clocks) -> list[date]:
    """Some days before and the day itself, but not on the heels of the question."""
    first = timezone.localdate(initiative.entered_at) + timedelta(days=1)
    return [day for day in (clocks.before(ends, "answer_reminder"), ends) if day > first]


def _was_told(initiative: Initiative, action: str, term: str) -> bool:
    """Whether this was done for this very term already."""
    return Event.objects.filter(initiative=initiative, action=action, text__inputs__term=term).exists()
