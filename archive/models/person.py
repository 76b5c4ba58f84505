"""What a person asked about themselves (AVG 15-20), and the journal that keeps the erased erased."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from initiatives.models import Initiative


class PersonAsks(models.TextChoices):
    """The right somebody uses."""

    ACCESS = "access", _("inzage (artikel 15)")
    RECTIFY = "rectify", _("verbeteren (artikel 16)")
    ERASE = "erase", _("wissen (artikel 17)")
    RESTRICT = "restrict", _("beperken (artikel 18)")


class PersonRequest(models.Model):
    """A request of a person, to be answered within a month (AVG 12.3); who it was is not written here."""

    asks = models.CharField(_("vraagt om"), max_length=10, choices=PersonAsks)
    received_on = models.DateField(_("ontvangen op"))
    due_on = models.DateField(_("antwoord uiterlijk op"))
    initiatives = models.ManyToManyField(Initiative, blank=True, related_name="person_requests")
    handled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(_("beantwoord op"), null=True)
    kept_because = models.CharField(
        _("wat blijft, en waarom"), max_length=500, blank=True, help_text=_("Noem de wet of de termijn, geen namen.")
    )
    form_key = models.UUIDField(unique=True, null=True)

    class Meta:
        verbose_name = _("AVG-verzoek")
        verbose_name_plural = _("AVG-verzoeken")
        constraints = (
            models.CheckConstraint(condition=Q(asks__in=PersonAsks.values), name="person_request_asks_is_known"),
        )

    def __str__(self) -> str:
        return f"{self.get_asks_display()} {self.received_on:%d-%m-%Y}"


class Erasure(models.Model):
    """One thing that was erased: which row of which table, when and why; replayed after an old copy is put back."""

    model = models.CharField(_("tabel"), max_length=60)
    object_id = models.BigIntegerField(_("nummer"))
    # Which columns were emptied; nothing here means the row itself is gone.
    columns = models.JSONField(_("kolommen"), default=list)
    at = models.DateTimeField(_("gewist op"))
    because = models.CharField(_("waarom"), max_length=30)

    class Meta:
        verbose_name = _("wissing")
        verbose_name_plural = _("wissingen")
        indexes = (models.Index(fields=("at", "id"), name="erasure_in_order"),)

    def __str__(self) -> str:
        return f"{self.model} {self.object_id}"
