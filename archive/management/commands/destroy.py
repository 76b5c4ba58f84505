"""Carries out approved destruction lists whose term of reflection is over; the night round does the same."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.deeds.destroy import destroy_approved


class Command(BaseCommand):
    """Twice, late, two at once or again after it was killed does no harm."""

    help = "Vernietigt wat op een goedgekeurde lijst staat en waarvan de bedenktijd voorbij is."

    def handle(self, *args: object, **options: Any) -> None:
        """Do it, and say what was done."""
        self.stdout.write(destroy_approved(now=timezone.now()) or _("Er is nu niets te vernietigen."))
