"""Putting a copy back on an empty machine, or over what is there when somebody says so twice."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.backup.manifest import NotUsable
from archive.backup.put_back import put_back
from archive.backup.verify import find_faults


class Command(BaseCommand):
    """Stop the site and `deliver` first; what waits in the copy goes out as soon as `deliver` runs."""

    help = "Zet een reservekopie terug en kijkt alles na."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which copy; and twice yes for what cannot be undone."""
        parser.add_argument("kopie", type=Path)
        parser.add_argument("--vervang", action="store_true", help="zet de kopie over een gevulde database heen")
        parser.add_argument("--ja-alles-weg", action="store_true", help="ja, wat er nu in staat mag weg")

    def handle(self, *args: object, **options: Any) -> None:
        """The copy back, then the faults; 1 where it is not whole."""
        replace = options["vervang"] and options["ja_alles_weg"]
        try:
            manifest = put_back(options["kopie"], now=timezone.now(), say=self.stdout.write, replace=replace)
        except NotUsable as why:
            raise CommandError(f"{why}{self.explain(options)}") from None
        faults = list(find_faults(at=manifest.moment))
        for fault in faults:
            self.stdout.write(_("Fout: %s") % fault)
        if faults:
            raise CommandError(_("De kopie is teruggezet, maar niet alles klopt."))
        self.stdout.write(_("Klaar: de kopie is teruggezet en alles klopt."))

    def explain(self, options: dict[str, Any]) -> str:
        """How one says yes twice, for who said it once."""
        if options["vervang"] != options["ja_alles_weg"]:
            return " " + _("Vervangen kan alleen met --vervang én --ja-alles-weg; wat er staat is dan weg.")
        return ""
