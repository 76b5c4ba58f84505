"""What people keep at their desk: views of the list, what they follow, and which sheets with people they took."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from initiatives.models.initiative import Initiative
from initiatives.relations import ROW_OF, Relation
from kernen.roles import roles_of


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


class Follow(models.Model):
    """Somebody wants to keep an eye on this initiative; it gives no right to see it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="follows")
    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="followers")
    at = models.DateTimeField(_("sinds"))

    class Meta:
        verbose_name = _("volger")
        verbose_name_plural = _("volgers")
        constraints = (models.UniqueConstraint(fields=("user", "initiative"), name="follow_once"),)

    def __str__(self) -> str:
        return f"{self.user} – {self.initiative}"


class ExportLog(models.Model):
    """Somebody took a sheet with names and numbers of residents, and why."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.CharField(_("waarvoor"), max_length=300)
    at = models.DateTimeField(_("op"))
    count = models.PositiveIntegerField(_("aantal initiatieven"))

    class Meta:
        verbose_name = _("uitvoer met mensen")
        verbose_name_plural = _("uitvoer met mensen")
        constraints = (models.CheckConstraint(condition=~Q(reason=""), name="export_with_people_has_a_reason"),)

    def __str__(self) -> str:
        return f"{self.user}, {self.at:%d-%m-%Y}"


def own_kern_q(user: User) -> Q:
    """A kernambtenaar follows the own kern without asking; empty where that is every kern."""
    return ROW_OF[Relation.KERNAMBTENAAR].q(roles_of(user))


def followed_q(user: User) -> Q:
    """What this person follows, asked for or as kernambtenaar."""
    asked = Follow.objects.filter(user=user).values("initiative")
    own_kern = Initiative.objects.filter(own_kern_q(user)).values("pk")
    return Q(pk__in=asked) | Q(pk__in=own_kern)
