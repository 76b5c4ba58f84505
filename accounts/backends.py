"""Who is let in, and let in again at each request."""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.base_user import AbstractBaseUser
from django.utils import timezone

from accounts.models import User


class CurrentAccountBackend(AuthenticationBackend):
    """An account that is past its last day is nobody, also in a session that is still open."""

    def user_can_authenticate(self, user: AbstractBaseUser | None) -> bool:
        """Asked at signing in and, by `get_user`, at every request after it."""
        return isinstance(user, User) and not user.has_ended(timezone.localdate())
