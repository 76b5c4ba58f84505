"""The one command that opens the mail server: requests write rows, this sends them."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from initiatives.letters.post import deliver_due, go_on_until_told


class Command(BaseCommand):
    """Once for what is due, or for ever."""

    help = "Verstuurt de mails die klaarstaan; --forever blijft draaien tot SIGTERM."

    def add_arguments(self, parser: CommandParser) -> None:
        """For ever, as a service."""
        parser.add_argument("--forever", action="store_true")

    def handle(self, *args: object, **options: Any) -> None:
        """One round, or a round every few seconds until somebody says stop."""
        if options["forever"]:
            go_on_until_told()
        self.stdout.write(f"{deliver_due()} verstuurd")
