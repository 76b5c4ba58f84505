"""Where an initiative was sent, what was suggested, and what it is related to."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from initiatives.models.initiative import Initiative
from kernen.models import PolicyDomain


class RouteChoice(models.Model):
    """One choice of a lead domain: what the software put first, what the person chose, and why if not the same."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="route_choices")
    suggested = models.ForeignKey(
        PolicyDomain, models.PROTECT, null=True, related_name="+", verbose_name=_("voorgesteld")
    )
    chosen = models.ForeignKey(PolicyDomain, models.PROTECT, related_name="route_choices", verbose_name=_("gekozen"))
    reason = models.CharField(_("waarom een ander domein"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("op"))

    class Meta:
        verbose_name = _("routekeuze")
        verbose_name_plural = _("routekeuzes")

    def __str__(self) -> str:
        return str(self.chosen)


class RelatedLink(models.Model):
    """Two initiatives that have something to learn from each other; they stay apart."""

    first = models.ForeignKey(Initiative, models.CASCADE, related_name="related_first")
    second = models.ForeignKey(Initiative, models.CASCADE, related_name="related_second")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("op"))

    class Meta:
        verbose_name = _("verwant initiatief")
        verbose_name_plural = _("verwante initiatieven")
        constraints = (
            models.UniqueConstraint(fields=("first", "second"), name="related_link_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="related_link_lowest_number_first"),
        )

    def __str__(self) -> str:
        return f"{self.first} – {self.second}"
