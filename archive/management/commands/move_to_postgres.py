"""The move from SQLite to PostgreSQL, in one command."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.backup.make import count
from archive.backup.manifest import NotUsable
from archive.backup.moving import move
from archive.backup.verify import find_faults


class Command(BaseCommand):
    """Stop the site and `deliver` first, and let DATABASE_URL name the empty database; files stay where they are."""

    help = "Zet alles uit een SQLite-bestand over in een lege PostgreSQL-database en kijkt alles na."

    def add_arguments(self, parser: CommandParser) -> None:
        """From where."""
        ours = Path(settings.VAR) / "burgerkracht.sqlite3"
        parser.add_argument("bestand", type=Path, nargs="?", default=ours, help=f"standaard {ours}")

    def handle(self, *args: object, **options: Any) -> None:
        """The move, then the faults; 1 where something is not as it should be."""
        try:
            tables = move(options["bestand"], say=self.stdout.write)
        except NotUsable as why:
            raise CommandError(str(why)) from None
        said = {"rows": count(tables), "tables": len(tables)}
        self.stdout.write(_("%(rows)d rijen in %(tables)d tabellen zijn in beide gelijk. Nakijken…") % said)
        faults = list(find_faults(at=timezone.now()))
        for fault in faults:
            self.stdout.write(_("Fout: %s") % fault)
        if faults:
            raise CommandError(_("Alles is overgezet, maar niet alles klopt."))
        self.stdout.write(_("Klaar: alles is overgezet en alles klopt. Iedereen logt opnieuw in."))
