"""The people behind an initiative: how to reach them, and what they agreed to."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from localflavor.nl.models import NLZipCodeField

from initiatives.models.choices import Channel, Level, Way
from initiatives.models.initiative import Initiative


class PersonRole(models.TextChoices):
    """What somebody is to the initiative."""

    CONTACT = "contact", _("contactpersoon")
    CO_INITIATOR = "co_initiator", _("doet mee")
    REPRESENTATIVE = "representative", _("ouder of begeleider")


class ContactPerson(models.Model):
    """Somebody who may be called, written to or mailed; no birth date, no number of any register."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="people")
    role = models.CharField(_("rol"), max_length=20, choices=PersonRole, default=PersonRole.CONTACT)
    name = models.CharField(_("naam"), max_length=120)
    channel = models.CharField(_("hoort liefst van ons via"), max_length=20, choices=Channel)
    email = models.EmailField(_("e-mailadres"), blank=True)
    phone = models.CharField(_("telefoon"), max_length=30, blank=True)
    street = models.CharField(_("straat en huisnummer"), max_length=120, blank=True)
    postcode = NLZipCodeField(_("postcode"), blank=True)
    city = models.CharField(_("plaats"), max_length=80, blank=True)
    language = models.CharField(_("leest het liefst"), max_length=8, default="nl")
    level = models.CharField(_("soort brief"), max_length=10, choices=Level, default=Level.PLAIN)
    # Since when somebody said to be reachable this way (Wmebv: electronically only to who made that known).
    channel_since = models.DateField(_("wil zo bericht sinds"), null=True)
    created_at = models.DateTimeField(_("vastgelegd op"), editable=False)

    class Meta:
        verbose_name = _("contactpersoon")
        verbose_name_plural = _("contactpersonen")
        constraints = (
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="person_channel_is_known"),
            models.CheckConstraint(condition=Q(level__in=Level.values), name="person_level_is_known"),
            models.CheckConstraint(
                condition=~Q(channel=Channel.EMAIL) | ~Q(email=""), name="person_by_email_has_an_address"
            ),
            models.CheckConstraint(
                condition=~Q(channel=Channel.PHONE) | ~Q(phone=""), name="person_by_phone_has_a_number"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def reads(self) -> str:
        """Language and length in words; empty for who reads what most people read."""
        language = dict(settings.LANGUAGES).get(self.language, self.language)
        other = [language] if self.language != settings.LANGUAGE_CODE else []
        return ", ".join([*other, *([str(Level(self.level).label)] if self.level != Level.PLAIN else [])])

    @property
    def address_line(self) -> str:
        """Street, postcode and place as on an envelope."""
        return ", ".join(part for part in (self.street, f"{self.postcode} {self.city}".strip()) if part)


class ConsentKind(models.TextChoices):
    """What somebody may agree to; each is asked apart and may be taken back."""

    PUBLISH_NAME = "publish_name", _("naam op de website")
    SHARE_CONTACT = "share_contact", _("gegevens delen met andere inwoners")
    NAME_IN_KERNOVERLEG = "name_in_kernoverleg", _("naam noemen in het kernoverleg")


class Consent(models.Model):
    """A yes of one person to one thing, with the day and the way it was given (AVG art. 7)."""

    person = models.ForeignKey(ContactPerson, models.CASCADE, related_name="consents")
    kind = models.CharField(_("waarvoor"), max_length=30, choices=ConsentKind)
    given_on = models.DateField(_("gegeven op"))
    way = models.CharField(_("hoe"), max_length=10, choices=Way)
    withdrawn_on = models.DateField(_("ingetrokken op"), null=True, blank=True)

    class Meta:
        verbose_name = _("toestemming")
        verbose_name_plural = _("toestemmingen")
        constraints = (
            models.UniqueConstraint(
                fields=("person", "kind"), condition=Q(withdrawn_on=None), name="consent_stands_once"
            ),
        )

    def __str__(self) -> str:
        return self.get_kind_display()
