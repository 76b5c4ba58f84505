"""Who is let in, and let in again at each request."""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Exists, OuterRef
from django.utils import timezone

from accounts.models import User
from accounts.second_step import factors_of


class CurrentAccountBackend(AuthenticationBackend):
    """An account that is past its last day is nobody, also in a session that is still open."""

    def get_user(self, user_id: int) -> User | None:
        """At every request; whether there is a second step is asked along, for every page of colleagues wants it."""
        user = User.objects.annotate(second_step_set=Exists(factors_of(OuterRef("pk")))).filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None

    def user_can_authenticate(self, user: AbstractBaseUser | None) -> bool:
        """Asked at signing in and, by `get_user`, at every request after it."""
        return isinstance(user, User) and not user.has_ended(timezone.localdate())
