"""A person with an account: an e-mail address, a name, and an end."""

from datetime import date
from typing import Any, ClassVar, Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.validators import FileExtensionValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _


class UserQuerySet(models.QuerySet["User"]):
    """The people, asked for by what they may."""

    def current(self, on: date) -> Self:
        """Accounts that work on this day: active and not past their end date."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=on), is_active=True)


class UserManager(BaseUserManager["User"]):
    """Makes accounts; the address is kept in lower case, so that nobody has two."""

    def get_queryset(self) -> UserQuerySet:
        """Everybody, with the questions of `UserQuerySet`."""
        return UserQuerySet(self.model, using=self._db)

    def get_by_natural_key(self, username: str | None) -> "User":
        """The account of this address, however it was typed."""
        return self.get(email=(username or "").strip().lower())

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A new account; without a password nobody can sign in until the invitation is used."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """An account for the first steps on a new installation."""
        return self.create_user(email, password, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who works with the software: an employee, or a person from outside the town hall."""

    email = models.EmailField(_("e-mailadres"), max_length=254, unique=True)
    name = models.CharField(_("naam of functie"), max_length=120)
    function_title = models.CharField(_("functie of team"), max_length=120, blank=True)
    phone = models.CharField(_("telefoon"), max_length=30, blank=True)
    phone_hours = models.CharField(_("bereikbaar op"), max_length=120, blank=True)
    photo = models.ImageField(
        _("foto"),
        upload_to="mensen/",
        blank=True,
        validators=[FileExtensionValidator(["png", "jpg", "jpeg"])],
        help_text=_("Alleen voor coördinatoren die dat willen. Inwoners zien de foto bij ‘Ik heb een idee’."),
    )
    organisation = models.CharField(
        _("organisatie"), max_length=120, blank=True, help_text=_("Alleen voor wie niet bij de gemeente werkt.")
    )
    processing_agreement = models.CharField(
        _("verwerkersovereenkomst"),
        max_length=120,
        blank=True,
        help_text=_("Het kenmerk van de overeenkomst met deze organisatie."),
    )
    ends_on = models.DateField(
        _("laatste dag"), null=True, blank=True, help_text=_("Na deze dag kan deze persoon niet meer inloggen.")
    )
    is_active = models.BooleanField(_("actief"), default=True)
    date_joined = models.DateTimeField(_("aangemaakt op"), default=timezone.now, editable=False)
    # Part of what a session is bound to: one more, and every open session is over.
    sign_outs = models.PositiveIntegerField(default=0, db_default=0, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = (
            models.UniqueConstraint(Lower("email"), name="user_email_is_unique_whatever_the_case"),
            models.CheckConstraint(
                condition=Q(organisation="") | (Q(ends_on__isnull=False) & ~Q(processing_agreement="")),
                name="user_from_outside_has_end_date_and_agreement",
                violation_error_message=_(
                    "Iemand van een andere organisatie heeft een laatste dag en een verwerkersovereenkomst nodig."
                ),
            ),
        )

    def __str__(self) -> str:
        return self.name

    def has_ended(self, on: date) -> bool:
        """Whether this account no longer works on this day."""
        return not self.is_active or (self.ends_on is not None and self.ends_on < on)

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """A session ends with the password it was opened with, and when all are ended at once."""
        bound_to = f"{self.password}:{self.sign_outs}"
        return salted_hmac("accounts.User.session", bound_to, secret=secret, algorithm="sha256").hexdigest()

    def clean(self) -> None:
        """The address in lower case, as it is looked up."""
        super().clean()
        self.email = self.email.strip().lower()

    @property
    def is_staff(self) -> bool:
        """Django's own flag for its admin; ours is asked of the roles, so this opens nothing."""
        return False


class Review(models.TextChoices):
    """What the half-yearly look at an account from outside led to."""

    STAYS = "stays", _("blijft")
    ENDED = "ended", _("beëindigd")


class AccountReview(models.Model):
    """Somebody looked whether this person from outside still needs the account (BIO2 5.18). Never edited."""

    user = models.ForeignKey(User, models.PROTECT, related_name="reviews")
    reviewed_on = models.DateField(_("beoordeeld op"))
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="reviews_done")
    outcome = models.CharField(_("uitkomst"), max_length=10, choices=Review)

    class Meta:
        verbose_name = _("beoordeling van een account")
        verbose_name_plural = _("beoordelingen van accounts")
        constraints = (models.CheckConstraint(condition=Q(outcome__in=Review.values), name="review_outcome_is_known"),)

    def __str__(self) -> str:
        return f"{self.reviewed_on:%d-%m-%Y}"
