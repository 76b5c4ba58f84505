"""The first functional administrator of a new installation: an account, the role, and a link to set a password."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from accounts.invitations import way_in
from accounts.models import User
from kernen.first_fill import begin
from kernen.models import Role, RoleHolding


class Command(BaseCommand):
    """Prints the link instead of mailing it: on a new installation nothing may leave yet."""

    help = "Make somebody functional administrator and print a one-time link to set a password."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Who, and where the site is."""
        parser.add_argument("email")
        parser.add_argument("name")
        parser.add_argument("--site", default="http://localhost:8000", help="address of this installation")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Make or find the account, give the role where it is not held, print the link."""
        email = options["email"].strip().lower()
        try:
            validate_email(email)
        except ValidationError:
            raise CommandError(f"{email} is not an e-mail address.") from None
        today = timezone.localdate()
        user = User.objects.filter(email=email).first() or User.objects.create_user(email, name=options["name"])
        if user.has_ended(today):
            raise CommandError(f"The account of {email} has ended.")
        # The first administrator finds terms, holidays and domains to begin with.
        begin(today=today)
        if not RoleHolding.objects.current(today).filter(user=user, role=Role.FUNCTIONAL_ADMIN).exists():
            RoleHolding.objects.create(user=user, role=Role.FUNCTIONAL_ADMIN, starts_on=today)
        self.stdout.write(options["site"].rstrip("/") + way_in(user=user))
