"""Files beside an initiative: what was sent, by whom, under a name of our own."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from initiatives.models.event import Event
from initiatives.models.initiative import Initiative


class AttachmentKind(models.TextChoices):
    """What may be sent; anything else is refused with a sentence."""

    JPEG = "jpeg", _("foto (JPEG)")
    PNG = "png", _("afbeelding (PNG)")
    PDF = "pdf", _("PDF")
    DOCX = "docx", _("Word")
    XLSX = "xlsx", _("Excel")
    ODT = "odt", _("OpenDocument-tekst")


class Attachment(models.Model):
    """One file. `stored_as` is a name we made; `name` is only for reading, never a path."""

    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="attachments")
    event = models.ForeignKey(Event, models.PROTECT, null=True, related_name="attachments")
    stored_as = models.UUIDField(default=uuid4, unique=True, editable=False)
    name = models.CharField(_("naam"), max_length=120)
    kind = models.CharField(_("soort"), max_length=10, choices=AttachmentKind)
    size = models.PositiveIntegerField(_("grootte in bytes"))
    sha256 = models.CharField(max_length=64)
    by_resident = models.BooleanField(_("van de bewoner"), default=False)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="attachments")
    uploaded_at = models.DateTimeField(_("toegevoegd op"))
    removed_at = models.DateTimeField(_("weggehaald op"), null=True)

    class Meta:
        verbose_name = _("bijlage")
        verbose_name_plural = _("bijlagen")
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=AttachmentKind.values), name="attachment_kind_is_known"),
            models.CheckConstraint(
                condition=Q(by_resident=True, uploaded_by=None) | Q(by_resident=False, uploaded_by__isnull=False),
                name="attachment_comes_from_somebody",
            ),
        )

    def __str__(self) -> str:
        return self.name
