"""A fault of the system, on the record: residents are told, and who missed a term by it gets longer (Wmebv)."""

from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class OutageQuerySet(models.QuerySet["Outage"]):
    """Outages, asked for by the moment."""

    def since(self, moment: datetime, *, until: datetime) -> Self:
        """Those that began before `until` and lasted into the time since then; the newest first."""
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=moment), starts_at__lte=until).order_by("-starts_at", "-pk")


class Outage(models.Model):
    """From when to when the digital way did not work, and what people were told to do instead."""

    starts_at = models.DateTimeField(_("sinds"))
    ends_at = models.DateTimeField(_("tot"), null=True, blank=True)
    text = models.CharField(
        _("wat bewoners lezen"), max_length=300, help_text=_("Bijvoorbeeld: wij krijgen nu geen mail. Bel ons.")
    )

    objects: ClassVar[OutageQuerySet] = OutageQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("storing")
        verbose_name_plural = _("storingen")
        ordering = ("-starts_at",)
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gte=F("starts_at")), name="outage_ends_after_it_starts"
            ),
        )

    def __str__(self) -> str:
        return self.text
