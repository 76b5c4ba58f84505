"""The one-time link by which a password is set: only for an account that works today."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.tokens import PasswordResetTokenGenerator

from accounts.backends import CurrentAccountBackend
from accounts.models import User


class CurrentAccountTokens(PasswordResetTokenGenerator):
    """An old link never brings an ended account back to life."""

    def check_token(self, user: AbstractBaseUser | None, token: str | None) -> bool:
        """Right, not too old, not used yet, and of an account that has not ended."""
        if not isinstance(user, User) or not CurrentAccountBackend().user_can_authenticate(user):
            return False
        return super().check_token(user, token)
