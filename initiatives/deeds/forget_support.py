"""What single neighbours answered ends: six weeks after a check closed there are counts, and nothing else."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from initiatives.clocks import Clocks
from initiatives.models import SupportCheck, SupportEntry
from initiatives.models.choices import SupportMethod
from initiatives.models.tally import Votes, add_up, voices_of
from kernen.workdays import start_of

# Words in which somebody may be named; where and when something was heard stays.
WORDS: Mapping[str, Any] = {"note": "", "tellers": ""}
# What was struck keeps a sign that it was, and no more.
NO_WORDS = "-"


def forget_support(*, now: datetime, clocks: Clocks) -> int:
    """Every check whose term is over; how many there were. Twice is once."""
    last = clocks.before(timezone.localdate(now), "reaction_kept")
    before = start_of(last)
    over = SupportCheck.objects.filter(closed_at__lt=before, forgotten_at=None)
    return sum(_forget(pk, now=now) for pk in list(over.order_by("pk").values_list("pk", flat=True)))


def _forget(pk: int, *, now: datetime) -> bool:
    """One check, wholly or not at all: its voices become one line for each way, and its codes are gone."""
    with transaction.atomic():
        check = SupportCheck.objects.select_for_update().filter(pk=pk, forgotten_at=None).first()
        if check is None or check.closed_at is None:
            return False
        for way, votes in _by_voice(check).items():
            SupportEntry.objects.create(
                way=way, entered_at=now, form_key=uuid4(), **_line(check, votes, on=timezone.localdate(check.closed_at))
            )
        check.codes.all().delete()
        check.entries.update(**WORDS)
        check.entries.exclude(struck_at=None).update(struck_because=NO_WORDS)
        check.forgotten_at = now
        check.save(update_fields=["forgotten_at"])
    return True


def _by_voice(check: SupportCheck) -> Mapping[SupportMethod, Votes]:
    """What single voices count for at this moment, per way."""
    return add_up((), voices_of([check])).per_way


def _line(check: SupportCheck, votes: Votes, *, on: date) -> dict[str, Any]:
    """One line of the count, of the whole area, by nobody."""
    numbers = {"votes_for": votes.pro, "votes_against": votes.con, "votes_neutral": votes.neutral}
    return {"poll": check, "place": check.area[:200], "noted_on": on, **numbers}
