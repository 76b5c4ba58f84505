"""What is done to an account: ending it, bringing it back, and never locking the last administrator out."""

from datetime import date

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from accounts.models import User
from accounts.sessions import end_sessions
from kernen.models import Role, RoleHolding


def somebody_else_administers(*, besides: User, on: date) -> bool:
    """Whether /beheer/ stays open to somebody when this person goes."""
    holding = RoleHolding.objects.current(on).filter(role=Role.FUNCTIONAL_ADMIN)
    return holding.exclude(user=besides).exists()


def end_account(*, user: User, last_day: date, at_once: bool) -> None:
    """From the day after, or from now on, this person is nobody here; roles stay as history."""
    user.ends_on = last_day
    user.is_active = not at_once
    user.save(update_fields=["ends_on", "is_active"])


def reopen_account(*, user: User, last_day: date | None) -> None:
    """The account works again, until this day."""
    user.ends_on = last_day
    user.is_active = True
    user.save(update_fields=["ends_on", "is_active"])


@transaction.atomic
def forget_second_step(*, user: User) -> None:
    """For who lost the phone and the codes: the next sign-in asks to set the second step anew, on every device."""
    Authenticator.objects.filter(user=user).delete()
    SocialAccount.objects.filter(user=user).delete()
    end_sessions(user=user)


def forget_old_addresses(*, user: User) -> None:
    """After a change of address nobody signs in with the old one, nor as who had it in the directory."""
    EmailAddress.objects.filter(user=user).delete()
    SocialAccount.objects.filter(user=user).delete()
