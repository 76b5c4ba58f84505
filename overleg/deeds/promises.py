"""What was promised in a meeting is kept, or not after all: until then it comes back on agendas and pages."""

from datetime import datetime

from overleg.models import Promise


def keep(promise: Promise, *, at: datetime) -> None:
    """Done; who presses twice, or second, changes nothing."""
    Promise.objects.filter(pk=promise.pk, kept_at=None).update(kept_at=at)


def take_back(promise: Promise) -> None:
    """Not done after all: it is open again, on the day it was promised for."""
    Promise.objects.filter(pk=promise.pk).update(kept_at=None)
