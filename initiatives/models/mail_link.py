"""A link in a mail: opens one initiative once, for who asked for it; only its digest is kept."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from initiatives.models.initiative import Initiative
from initiatives.models.person import ContactPerson


class MailLink(models.Model):
    """Used once, within the hour, and never a substitute for the code on the card."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="mail_links")
    person = models.ForeignKey(ContactPerson, models.CASCADE, related_name="mail_links")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(_("gemaakt op"))
    expires_at = models.DateTimeField(_("geldig tot"))
    used_at = models.DateTimeField(_("gebruikt op"), null=True)

    class Meta:
        verbose_name = _("link in een mail")
        verbose_name_plural = _("links in mails")

    def __str__(self) -> str:
        return f"{self.initiative} {self.created_at:%d-%m-%Y %H:%M}"
