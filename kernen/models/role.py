"""Who holds which role where, and from when until when."""

from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from kernen.models.domain import PolicyDomain
from kernen.models.kern import Kern
from kernen.models.money import Mandate


class Role(models.TextChoices):
    """The functions people hold; a municipality may call them otherwise (`Word`)."""

    EXTERNAL_COORDINATOR = "external_coordinator", _("externe coördinator")
    INTERNAL_COORDINATOR = "internal_coordinator", _("interne coördinator")
    BELEIDSMEDEWERKER = "beleidsmedewerker", _("beleidsmedewerker")
    KERNAMBTENAAR = "kernambtenaar", _("kernambtenaar")
    DECIDER = "decider", _("beslisser")
    MANAGER = "manager", _("manager")
    FUNCTIONAL_ADMIN = "functional_admin", _("functioneel beheerder")
    GGD_ADVISER = "ggd_adviser", _("GGD-adviseur")


OF_A_KERN = (Role.EXTERNAL_COORDINATOR, Role.KERNAMBTENAAR)


class RoleHoldingQuerySet(models.QuerySet["RoleHolding"]):
    """Holdings, asked for by day."""

    def current(self, on: date) -> Self:
        """Those that hold on this day, of accounts that work on this day."""
        return self.filter(
            Q(ends_on=None) | Q(ends_on__gte=on),
            Q(user__ends_on=None) | Q(user__ends_on__gte=on),
            starts_on__lte=on,
            user__is_active=True,
        )

    def people(self) -> models.QuerySet[User]:
        """Who holds these, each once."""
        return User.objects.filter(pk__in=self.values("user"))


class RoleHolding(models.Model):
    """One person, one role, one place or domain, with dates; nothing is deleted, so the history stays."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="role_holdings", verbose_name=_("persoon")
    )
    role = models.CharField(_("rol"), max_length=30, choices=Role)
    kern = models.ForeignKey(
        Kern, models.PROTECT, null=True, blank=True, related_name="role_holdings", verbose_name=_("kern")
    )
    all_kernen = models.BooleanField(_("alle kernen"), default=False)
    domain = models.ForeignKey(
        PolicyDomain,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="role_holdings",
        verbose_name=_("beleidsdomein"),
    )
    is_deputy = models.BooleanField(_("als vervanger"), default=False)
    mandate = models.ForeignKey(
        Mandate, models.PROTECT, null=True, blank=True, related_name="role_holdings", verbose_name=_("mandaat")
    )
    starts_on = models.DateField(_("vanaf"))
    ends_on = models.DateField(_("tot en met"), null=True, blank=True)

    objects: ClassVar[RoleHoldingQuerySet] = RoleHoldingQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("rol")
        verbose_name_plural = _("rollen")
        constraints = (
            models.CheckConstraint(condition=Q(role__in=Role.values), name="role_is_known"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="role_ends_after_it_starts",
                violation_error_message=_("De laatste dag ligt voor de eerste dag."),
            ),
            models.CheckConstraint(
                condition=(~Q(role__in=OF_A_KERN) & Q(kern=None) & Q(all_kernen=False))
                | (Q(role__in=OF_A_KERN) & (Q(kern__isnull=False) ^ Q(all_kernen=True))),
                name="role_of_a_kern_has_one_kern_or_all",
                violation_error_message=_(
                    "Kies voor deze rol één kern of alle kernen; andere rollen hebben geen kern."
                ),
            ),
            models.CheckConstraint(
                condition=Q(role=Role.BELEIDSMEDEWERKER, domain__isnull=False)
                | (~Q(role=Role.BELEIDSMEDEWERKER) & Q(domain=None)),
                name="role_of_a_domain_has_a_domain",
                violation_error_message=_("Een beleidsmedewerker heeft een beleidsdomein nodig; andere rollen niet."),
            ),
            models.CheckConstraint(
                condition=Q(role=Role.DECIDER, mandate__isnull=False) | (~Q(role=Role.DECIDER) & Q(mandate=None)),
                name="role_of_a_decider_has_a_mandate",
                violation_error_message=_("Een beslisser heeft een mandaat nodig; andere rollen niet."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_role_display()} – {self.user}"
