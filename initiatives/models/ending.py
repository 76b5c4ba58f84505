"""How it ends: letting go, looking back, or going elsewhere."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from initiatives.models.choices import SENSITIVE_REFERRALS, ReferralKind, Way
from initiatives.models.initiative import Initiative
from kernen.models import Kern


class Handover(models.Model):
    """The boomerang: what was agreed when the municipality let go, and when it asks how it goes."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="handovers")
    group_contact = models.CharField(_("aanspreekpunt van de groep"), max_length=200)
    agreements = models.TextField(_("afspraken over onderhoud, verzekering en sleutel"), max_length=2000)
    support_ends_on = models.DateField(_("ondersteuning tot en met"))
    check_in_on = models.DateField(_("wij bellen op"))
    at = models.DateTimeField(_("op"))
    taken_back_at = models.DateTimeField(_("weer ondersteund sinds"), null=True)

    class Meta:
        verbose_name = _("overdracht")
        verbose_name_plural = _("overdrachten")
        constraints = (
            models.UniqueConstraint(
                fields=("initiative",), condition=Q(taken_back_at=None), name="handover_one_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return self.group_contact


class Evaluation(models.Model):
    """Two questions at the end, or why they were not asked."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="evaluations")
    result = models.TextField(_("resultaat"), max_length=2000)
    went_well = models.TextField(_("wat ging goed"), max_length=2000, blank=True)
    could_be_better = models.TextField(_("wat kon beter"), max_length=2000, blank=True)
    without_because = models.TextField(_("geen evaluatie, omdat"), max_length=500, blank=True)
    learned = models.TextField(_("wat hebben wij geleerd"), max_length=2000)
    at = models.DateTimeField(_("op"))

    class Meta:
        verbose_name = _("evaluatie")
        verbose_name_plural = _("evaluaties")

    def __str__(self) -> str:
        return self.result[:40]


class Referral(models.Model):
    """Somebody was helped on elsewhere; of a quarrel, a cry for help or a complaint this row is all there is."""

    initiative = models.ForeignKey(Initiative, models.SET_NULL, null=True, related_name="referrals")
    kind = models.CharField(_("wat is dit"), max_length=20, choices=ReferralKind)
    receiver = models.CharField(_("doorverwezen naar"), max_length=120)
    receiver_phone = models.CharField(_("telefoon"), max_length=30, blank=True)
    kern = models.ForeignKey(Kern, models.PROTECT, null=True, related_name="referrals")
    channel = models.CharField(_("hoe kwam het binnen"), max_length=10, choices=Way)
    warm = models.BooleanField(_("al doorgegeven"), default=False)
    referred_on = models.DateField(_("op"))
    referred_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    form_key = models.UUIDField(unique=True, null=True)

    class Meta:
        verbose_name = _("doorverwijzing")
        verbose_name_plural = _("doorverwijzingen")
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=ReferralKind.values), name="referral_kind_is_known"),
            models.CheckConstraint(
                condition=~Q(kind__in=[kind.value for kind in SENSITIVE_REFERRALS]) | Q(referred_by=None),
                name="referral_sensitive_names_nobody",
            ),
        )

    def __str__(self) -> str:
        return self.get_kind_display()
