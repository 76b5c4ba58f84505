"""The chair's way in without an account: a link to one form; only its digest is kept."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from overleg.models.meeting import Meeting


class ChairLink(models.Model):
    """Opens the form of one meeting, as often as needed, until the meeting is closed or its days are over."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="chair_links")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(_("gemaakt op"))
    expires_on = models.DateField(_("geldig tot en met"))
    revoked_at = models.DateTimeField(_("ingetrokken op"), null=True)

    class Meta:
        verbose_name = _("link voor een voorzitter")
        verbose_name_plural = _("links voor voorzitters")

    def __str__(self) -> str:
        return f"{self.meeting} {self.created_at:%d-%m-%Y}"
