"""The night round: tasks and reminders for terms, old drafts, the managers' list, and what ought not to be."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from initiatives.clocks import load_clocks
from initiatives.deeds.forget_signals import forget_signals
from initiatives.deeds.forget_support import forget_support
from initiatives.deeds.invariants import broken_invariants
from initiatives.deeds.night import Round, note_round, walk_round
from initiatives.deeds.report import find_trouble, report_to_admins
from initiatives.sealing import seal_logs
from initiatives.workflow.storing import sweep
from kernen.first_fill import keep_holidays_ahead


class Command(BaseCommand):
    """Once a day, from cron; twice, late or two at once does no harm."""

    help = "Maakt taken en herinneringen van termijnen, ruimt oude concepten op en meldt wat niet klopt."

    def handle(self, *args: object, **options: Any) -> None:
        """The round, then the report."""
        now = timezone.now()
        keep_holidays_ahead(today=timezone.localdate(now))
        try:
            done = self.walk(now)
        except Exception:
            # Who looks after the installation hears it before the trace is lost in a log.
            report_to_admins([_("De nachtronde is afgebroken."), *find_trouble(now=now)], now=now)
            raise
        broken = list(broken_invariants(today=timezone.localdate(now)))
        trouble = find_trouble(now=now, skipped=len(done.failed), broken=broken)
        for sentence in trouble:
            self.stdout.write(f"Let op: {sentence}")
        report_to_admins(trouble, now=now)
        note_round(at=now)

    def walk(self, now: datetime) -> Round:
        """Everything the round does, with a line for each."""
        done = walk_round(now=now)
        self.stdout.write(f"{done.discarded} oude concepten weggegooid")
        self.stdout.write(f"{done.tasks} taken gemaakt")
        self.stdout.write(f"{done.reminded} herinneringen aan een vraag")
        self.stdout.write(f"{len(done.escalated)} op de MT-lijst gezet{listed(done.escalated)}")
        if swept := sweep(now=now):
            self.stdout.write(f"{swept} losse bestanden opgeruimd")
        self.stdout.write(f"{forget_signals(now=now, clocks=load_clocks())} signalen leeggemaakt")
        self.stdout.write(f"{forget_support(now=now, clocks=load_clocks())} peilingen tot aantallen teruggebracht")
        # What a neighbour answered a moment ago waits there, sealed, for a page that was never opened.
        Session.objects.filter(expire_date__lt=now).delete()
        for seal in seal_logs(at=now):
            self.stdout.write(f"Verzegeld: {seal} {seal.digest}")
        for job in jobs_of_apps():
            if said := job(now=now):
                self.stdout.write(said)
        return done


def jobs_of_apps() -> Iterator[Callable[..., str]]:
    """What the apps on floors above have to do at night; they say so themselves, as nothing here may know them."""
    for app in apps.get_app_configs():
        for path in getattr(app, "night_jobs", ()):
            yield import_string(path)


def listed(keys: list[str]) -> str:
    """The numbers behind a count."""
    return f": {', '.join(keys)}" if keys else ""
