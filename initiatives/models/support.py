"""Asking the neighbourhood: who asks, whom, until when, and what came of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from initiatives.models.choices import SupportConclusion, SupportMethod
from initiatives.models.initiative import Initiative


class SupportCheck(models.Model):
    """One time the neighbourhood was asked. Neighbours are counted here, never listed."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="support_checks")
    method = models.CharField(_("hoe"), max_length=20, choices=SupportMethod)
    area = models.CharField(_("wie wordt gevraagd"), max_length=300)
    organiser = models.CharField(_("wie vraagt"), max_length=200)
    can_still_change = models.TextField(_("wat kan nog veranderen"), max_length=1000)
    public_text = models.TextField(_("tekst voor de buurt"), max_length=1500)
    closes_on = models.DateField(_("tot en met"))
    started_at = models.DateTimeField(_("begonnen op"))
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="support_checks")
    how_informed = models.TextField(_("hoe is de buurt ingelicht"), max_length=1000, blank=True)
    votes_for = models.PositiveIntegerField(_("voor"), null=True)
    votes_against = models.PositiveIntegerField(_("tegen"), null=True)
    votes_neutral = models.PositiveIntegerField(_("maakt niet uit"), null=True)
    opinion = models.TextField(_("mening van het kernoverleg"), max_length=1000, blank=True)
    concerns = models.TextField(_("zorgen"), max_length=2000, blank=True)
    concerns_answer = models.TextField(_("wat doen wij daarmee"), max_length=2000, blank=True)
    conclusion = models.CharField(_("conclusie"), max_length=20, choices=SupportConclusion, blank=True)
    reasons = models.TextField(_("waarom"), max_length=2000, blank=True)
    closed_at = models.DateTimeField(_("gesloten op"), null=True)

    class Meta:
        verbose_name = _("draagvlakpeiling")
        verbose_name_plural = _("draagvlakpeilingen")
        constraints = (
            models.UniqueConstraint(
                fields=("initiative",), condition=Q(closed_at=None), name="support_check_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | ~Q(conclusion=""), name="support_check_closes_with_a_conclusion"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_method_display()}: {self.area}"

    @property
    def total(self) -> int:
        """How many answers were counted."""
        return sum(n or 0 for n in (self.votes_for, self.votes_against, self.votes_neutral))
