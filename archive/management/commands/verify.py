"""Is everything there, and as it was written?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.backup.verify import count_everything, find_faults
from initiatives.deeds.invariants import broken_invariants


class Command(BaseCommand):
    """After a restore, and whenever somebody doubts; changes nothing."""

    help = "Telt, en kijkt na of rijen, bestanden, teksten en zegels kloppen."

    def handle(self, *args: object, **options: Any) -> None:
        """The counts, what deserves a look, the faults; 1 where there is one."""
        for name, number in count_everything():
            self.stdout.write(f"{number:>9}  {name}")
        for sentence in broken_invariants(today=timezone.localdate()):
            self.stdout.write(_("Let op: %s") % sentence)
        faults = list(find_faults(at=timezone.now()))
        for fault in faults:
            self.stdout.write(_("Fout: %s") % fault)
        if faults:
            raise CommandError(_("%d fouten gevonden.") % len(faults))
        self.stdout.write(_("Alles klopt."))
