"""Signals end: what nobody needs any more is emptied, and what stays is a count."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from initiatives.clocks import Clocks
from initiatives.deeds.signals import NOTHING
from initiatives.models import Signal, SupportCheck
from initiatives.models.signal import SignalKind, SignalState
from initiatives.statuses import ENDED
from kernen.workdays import start_of

EMPTY = Q(**{name: value for name, value in NOTHING.items() if name != "may_call"})


def forget_signals(*, now: datetime, clocks: Clocks) -> int:
    """Everything whose term is over; how many there were. Twice is once."""
    today = timezone.localdate(now)
    old = Q(created_at__lt=start_of(clocks.before(today, "signal_kept")))
    said = _said_and_over(before=start_of(clocks.before(today, "reaction_kept")))
    with transaction.atomic():
        over = Signal.objects.filter(old | said).exclude(~Q(state=SignalState.NEW) & EMPTY)
        rows = Signal.objects.filter(pk__in=list(over.values_list("pk", flat=True)))
        rows.filter(state=SignalState.NEW).update(state=SignalState.LAPSED, handled_at=now)
        return rows.update(**NOTHING)


def _said_and_over(*, before: datetime) -> Q:
    """What neighbours said until a support check closed, or of what has ended, this long ago."""
    asked = SupportCheck.objects.filter(
        initiative=OuterRef("initiative"), closed_at__lt=before, closed_at__gte=OuterRef("created_at")
    )
    has_ended = Q(initiative__status__in=ENDED, initiative__entered_at__lt=before)
    return ~Q(kind=SignalKind.IDEA) & (Q(Exists(asked)) | has_ended)
