"""What a password may be, besides what Django itself asks."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

AT_MOST = 128


class NotTooLong:
    """Long enough for any sentence, and no longer: hashing a book is a way to stop the site (ASVS 6.2)."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Raises ValidationError above the limit."""
        if len(password) > AT_MOST:
            raise ValidationError(self.get_help_text(), code="password_too_long")

    def get_help_text(self) -> str:
        """The rule, for under the box."""
        return _("Het wachtwoord heeft hooguit %d tekens.") % AT_MOST
