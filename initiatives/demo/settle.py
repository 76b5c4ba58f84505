"""After the walk: what was said long ago counts as delivered, the last few days still have to be done."""

from datetime import datetime, timedelta

from django.db.models import F, Q
from django.utils import timezone

from initiatives.clocks import load_clocks
from initiatives.deeds.messages import SPOKEN_TO
from initiatives.deeds.overdue import settle_terms
from initiatives.demo.script import STILL_TO_DO
from initiatives.demo.walk import days_before
from initiatives.models import Initiative, Message, Task
from initiatives.models.message import MessageState
from kernen.workdays import load_calendar


def settle(*, now: datetime) -> None:
    """Mails went out when they were made; calls and letters were done, except the very last."""
    today = timezone.localdate(now)
    # A reminder of an appointment to come waits for its day.
    Message.objects.filter(Q(once=None) | Q(once__startswith="signal-"), state=MessageState.QUEUED).update(
        state=MessageState.SENT, sent_at=F("created_at"), next_try_at=None, attempts=1
    )
    Message.objects.filter(state=MessageState.DROPPED, once__startswith="reminder-").update(
        state=MessageState.SENT, sent_at=F("created_at") + timedelta(days=5)
    )
    Message.objects.filter(drop_after_sending=True).update(body="", address="")
    recent = days_before(load_calendar(), today, STILL_TO_DO)
    old = Task.objects.filter(done_at=None, created_at__date__lt=recent).filter(
        Q(message__isnull=False) | Q(due_on__lt=recent)
    )
    Message.objects.filter(task__in=old).update(state=MessageState.DONE, sent_at=F("created_at") + timedelta(hours=2))
    for task in old.select_related("initiative"):
        task.done_at = task.created_at + timedelta(hours=2)
        task.done_by_id = task.for_user_id or task.initiative.logged_by_id
        task.save(update_fields=["done_at", "done_by"])
    look_for_terms(now=now)


def look_for_terms(*, now: datetime) -> None:
    """The tasks of terms that are over, as the night round makes them; who was told nothing for weeks among them."""
    clocks = load_clocks()
    for initiative in Initiative.objects.filter(status__in=SPOKEN_TO):
        settle_terms(initiative, at=now, clocks=clocks)
