"""The night round: drafts that lay too long go, and an open initiative without a next date is reported."""

from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from initiatives.clocks import load_clocks, next_date
from initiatives.models import Initiative
from initiatives.statuses import Status
from initiatives.workflow.action import SYSTEM
from initiatives.workflow.perform import perform


class Command(BaseCommand):
    """Once a day, from cron; twice does no harm."""

    help = "Gooit oude concepten weg en meldt initiatieven zonder volgende datum."

    def handle(self, *args: object, **options: Any) -> None:
        """Both rounds, with what they found."""
        now = timezone.now()
        self.stdout.write(f"{discard_old_drafts(now=now)} oude concepten weggegooid")
        for key in without_next_date():
            self.stdout.write(f"{key} heeft geen volgende datum")


def discard_old_drafts(*, now: datetime) -> int:
    """Drafts past their term; the only end the system makes by itself, as nothing was sent yet."""
    clocks = load_clocks()
    today = timezone.localdate(now)
    drafts = Initiative.objects.filter(status=Status.DRAFT).order_by("pk")
    old = [draft for draft in drafts if clocks.after("draft", timezone.localdate(draft.created_at)) < today]
    for draft in old:
        perform("discard", draft, by=SYSTEM, at=now)
    return len(old)


def without_next_date() -> list[str]:
    """Open initiatives of which nobody knows when something happens: a fault in the software or by hand."""
    running = Initiative.objects.running().exclude(status=Status.DRAFT).order_by("pk")
    return [initiative.key for initiative in running if next_date(initiative) is None]
