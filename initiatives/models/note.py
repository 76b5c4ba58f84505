"""What colleagues write down for each other."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from initiatives.models.initiative import Initiative


class NoteKind(models.TextChoices):
    """Who reads it along."""

    INTERNAL = "internal", _("intern")
    COORDINATORS = "coordinators", _("tussen coördinatoren")


class Note(models.Model):
    """A remark that no resident ever reads."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="notes")
    kind = models.CharField(_("voor wie"), max_length=20, choices=NoteKind)
    text = models.TextField(_("notitie"), max_length=4000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="notes")
    at = models.DateTimeField(_("op"))

    class Meta:
        verbose_name = _("notitie")
        verbose_name_plural = _("notities")
        constraints = (models.CheckConstraint(condition=Q(kind__in=NoteKind.values), name="note_kind_is_known"),)

    def __str__(self) -> str:
        return self.text[:40]
