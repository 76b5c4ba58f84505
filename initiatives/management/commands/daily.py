"""The night round: tasks and reminders for terms, old drafts, the managers' list, and what ought not to be."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from initiatives.deeds.invariants import broken_invariants
from initiatives.deeds.night import walk_round


class Command(BaseCommand):
    """Once a day, from cron; twice, late or two at once does no harm."""

    help = "Maakt taken en herinneringen van termijnen, ruimt oude concepten op en meldt wat niet klopt."

    def handle(self, *args: object, **options: Any) -> None:
        """The round, then the report."""
        now = timezone.now()
        done = walk_round(now=now)
        self.stdout.write(f"{done.discarded} oude concepten weggegooid")
        self.stdout.write(f"{done.tasks} taken gemaakt")
        self.stdout.write(f"{done.reminded} herinneringen aan een vraag")
        self.stdout.write(f"{len(done.escalated)} op de MT-lijst gezet{listed(done.escalated)}")
        if done.failed:
            self.stdout.write(f"{len(done.failed)} overgeslagen, daar werkte iemand aan")
        for sentence in broken_invariants(today=timezone.localdate(now)):
            self.stdout.write(f"Let op: {sentence}")


def listed(keys: list[str]) -> str:
    """The numbers behind a count."""
    return f": {', '.join(keys)}" if keys else ""
