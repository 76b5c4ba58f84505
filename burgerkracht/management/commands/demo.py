"""Fills an empty database with a demo municipality, and says who can sign in and which codes work."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import User
from archive.deeds.example import fill_list, fill_rules
from initiatives.demo import alblasserdam, valkenburg
from initiatives.demo.fill import fill
from initiatives.demo.staff import PASSWORD
from initiatives.demo.world import Demo
from initiatives.models import Initiative
from initiatives.models.access_code import hash_access_code
from kernen.models import Kern
from kernen.municipality import find_municipality
from overleg.demo import alblasserdam as meetings_of_alblasserdam
from overleg.demo import valkenburg as meetings_of_valkenburg
from overleg.demo.fill import fill_meetings
from overleg.demo.script import Demo as Meetings

DEMOS = {"valkenburg": valkenburg.DEMO, "alblasserdam": alblasserdam.DEMO}
MEETINGS = {"valkenburg": meetings_of_valkenburg.DEMO, "alblasserdam": meetings_of_alblasserdam.DEMO}


def fill_beside(meetings: Meetings, people: Mapping[str, User], kernen: Mapping[str, Kern], now: datetime) -> None:
    """What stands on top of the initiatives: meetings, and the archive."""
    fill_meetings(meetings, people, kernen, now)
    fill_rules()
    # The other demo holds what its sources tell, and nothing else.
    if settings.DEMO == "valkenburg":
        fill_list(people, kernen, now)


class Command(BaseCommand):
    """Safe to call twice: a database with a municipality in it is never written to."""

    help = "Vult een lege database met de demo en noemt de accounts en de codes."

    def handle(self, *args: object, **options: Any) -> None:
        """Fill where nothing is, then print."""
        demo = DEMOS.get(settings.DEMO)
        if demo is None:
            raise CommandError(f"Zet DEMO op {' of '.join(DEMOS)}.")
        here = find_municipality()
        if here is None:
            fill(demo, now=timezone.now(), beside=partial(fill_beside, MEETINGS[settings.DEMO]))
        elif here.gm_code != demo.facts["gm_code"]:
            raise CommandError(f"In deze database staat al de gemeente {here.name}. Kies een andere DATABASE_URL.")
        self.say_accounts(demo)
        self.say_codes(demo)

    def say_accounts(self, demo: Demo) -> None:
        """Who can sign in, by function."""
        there = set(User.objects.values_list("email", flat=True))
        rows = [(account.name, account.email) for account in demo.accounts if account.email in there]
        width = max((len(name) for name, _ in rows), default=0)
        far = max((len(email) for _, email in rows), default=0)
        self.stdout.write(f"\nDemo van de gemeente {demo.facts['name']}. Inloggen:\n\n")
        for name, email in rows:
            self.stdout.write(f"  {name:<{width}}  {email:<{far}}  {PASSWORD}")

    def say_codes(self, demo: Demo) -> None:
        """What a resident can type at 'Volg uw idee'."""
        self.stdout.write("\nVolg uw idee:\n\n")
        for idea in (idea for idea in demo.ideas if idea.code):
            found = Initiative.objects.filter(access_code_hash=hash_access_code(idea.code)).first()
            if found:
                self.stdout.write(f"  {found.reference}  {idea.code}  {found.title}")
        self.stdout.write("")
