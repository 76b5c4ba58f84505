"""A copy of the database and the files, while the site runs."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.backup.make import make_backup
from archive.backup.manifest import NotUsable


class Command(BaseCommand):
    """Every night, from cron; what it makes holds personal data and is not encrypted."""

    help = "Maakt onder de genoemde map een reservekopie van database en bestanden."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to."""
        parser.add_argument("map", type=Path)

    def handle(self, *args: object, **options: Any) -> None:
        """The copy, with a line for each step; 1 where it could not be made."""
        try:
            made = make_backup(options["map"], now=timezone.now(), say=self.stdout.write)
        except NotUsable as why:
            raise CommandError(str(why)) from None
        self.stdout.write(_("Klaar: %s. Versleutel deze map voor u haar elders bewaart.") % made)
