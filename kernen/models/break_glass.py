"""The pane that is broken in an emergency: for half an hour the functional administrator sees what is closed."""

from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class BreakGlassQuerySet(models.QuerySet["BreakGlass"]):
    """Emergencies, asked for by moment."""

    def open_at(self, at: datetime) -> Self:
        """Those that run at this moment."""
        return self.filter(started_at__lte=at, ends_at__gt=at, closed_at=None)


class BreakGlass(models.Model):
    """One emergency access: who, why, from when until when. Never deleted."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="emergencies")
    reason = models.CharField(_("waarom"), max_length=300)
    started_at = models.DateTimeField(_("begonnen op"))
    ends_at = models.DateTimeField(_("eindigt op"))
    closed_at = models.DateTimeField(_("gesloten op"), null=True)
    form_key = models.UUIDField(unique=True, null=True)

    objects: ClassVar[BreakGlassQuerySet] = BreakGlassQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("noodtoegang")
        verbose_name_plural = _("noodtoegangen")
        constraints = (
            models.CheckConstraint(condition=~Q(reason=""), name="emergency_has_a_reason"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("started_at")), name="emergency_ends_after_its_start"),
        )

    def __str__(self) -> str:
        return f"{self.started_at:%d-%m-%Y %H:%M}"
