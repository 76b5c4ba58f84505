"""What people keep for themselves at their desk: a view of the list under a name."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedView(models.Model):
    """A list as somebody narrowed it, kept under a name; `query` is what stands behind the ? in the address."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views")
    name = models.CharField(_("naam"), max_length=60)
    query = models.CharField(_("filters"), max_length=1000, blank=True)
    is_pinned = models.BooleanField(_("op Mijn werk"), default=False)
    created_at = models.DateTimeField(_("bewaard op"))

    class Meta:
        verbose_name = _("bewaarde lijst")
        verbose_name_plural = _("bewaarde lijsten")
        constraints = (models.UniqueConstraint(fields=("user", "name"), name="saved_view_name_once_per_person"),)

    def __str__(self) -> str:
        return self.name
