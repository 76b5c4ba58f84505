"""The one command that opens the mail server: requests write rows, this sends them."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from initiatives.letters.post import deliver_due, go_on_until_told
from initiatives.sealing import seal_logs

HOUR = 3600.0


class SealEveryHour:
    """This worker always runs, so it is also the one that seals the logs."""

    def __init__(self) -> None:
        self.next_at = 0.0

    def __call__(self) -> None:
        if time.monotonic() >= self.next_at:
            self.next_at = time.monotonic() + HOUR
            seal_logs(at=timezone.now())


class Command(BaseCommand):
    """Once for what is due, or for ever."""

    help = "Verstuurt de mails die klaarstaan; --forever blijft draaien tot SIGTERM."

    def add_arguments(self, parser: CommandParser) -> None:
        """For ever, as a service."""
        parser.add_argument("--forever", action="store_true")

    def handle(self, *args: object, **options: Any) -> None:
        """One round, or a round every few seconds until somebody says stop."""
        if options["forever"]:
            go_on_until_told(besides=SealEveryHour())
        self.stdout.write(f"{deliver_due()} verstuurd")
