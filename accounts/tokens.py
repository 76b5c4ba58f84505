"""The one-time link by which a password is set: only for an account that works today."""

from allauth.account.forms import EmailAwarePasswordResetTokenGenerator
from django.contrib.auth.base_user import AbstractBaseUser

from accounts.backends import CurrentAccountBackend


class CurrentAccountTokens(EmailAwarePasswordResetTokenGenerator):  # type: ignore[misc]
    """An old link never brings an ended account back to life."""

    def check_token(self, user: AbstractBaseUser | None, token: str | None) -> bool:
        """Right, not too old, not used yet, and of an account that has not ended."""
        return CurrentAccountBackend().user_can_authenticate(user) and bool(super().check_token(user, token))
