"""The village's own list of what it would like (gemeenschapsagenda)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from initiatives.models import Initiative
from kernen.models import Kern
from kernen.roles import Roles


def stands_for(roles: Roles, kern: Kern) -> bool:
    """Who keeps the affairs of a kern: its coordinator, its kernambtenaar, and the internal coordinator."""
    return roles.stands_for_all or kern.pk in roles.own_kernen


class WishState(models.TextChoices):
    """How far a wish is."""

    OPEN = "open", _("wens")
    TAKEN_UP = "taken_up", _("wordt opgepakt")
    DONE = "done", _("gedaan")
    DROPPED = "dropped", _("vervallen")


class Wish(models.Model):
    """Something a kern would like, in its own words and without names; everybody may read it."""

    kern = models.ForeignKey(Kern, models.PROTECT, related_name="wishes", verbose_name=_("kern"))
    text = models.CharField(_("wens"), max_length=200)
    state = models.CharField(_("stand"), max_length=10, choices=WishState, default=WishState.OPEN)
    initiative = models.ForeignKey(Initiative, models.SET_NULL, null=True, related_name="wishes")
    noted_at = models.DateTimeField(_("genoteerd op"))
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(_("gewijzigd op"))
    form_key = models.UUIDField(unique=True)

    class Meta:
        verbose_name = _("wens van een kern")
        verbose_name_plural = _("wensen van een kern")
        constraints = (models.CheckConstraint(condition=Q(state__in=WishState.values), name="wish_state_is_known"),)

    def __str__(self) -> str:
        return self.text
