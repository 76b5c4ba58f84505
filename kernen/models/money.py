"""Where money comes from, and who may promise it."""

from datetime import date

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class FundingSource(models.Model):
    """A purse with an owner, a beginning, an end and a ceiling (amounts in euro cents)."""

    name = models.CharField(_("naam"), max_length=120, unique=True)
    owner = models.CharField(_("eigenaar"), max_length=120)
    starts_on = models.DateField(_("vanaf"))
    ends_on = models.DateField(_("tot en met"), null=True, blank=True)
    ceiling_cents = models.PositiveBigIntegerField(
        _("plafond (eurocent)"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    health_only = models.BooleanField(_("alleen voor gezondheid"), default=False)
    legal_basis = models.CharField(
        _("juridische grondslag"),
        max_length=200,
        blank=True,
        help_text=_("Awb 4:23: subsidie heeft een grondslag nodig."),
    )
    note = models.CharField(_("opmerking"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("financieringsbron")
        verbose_name_plural = _("financieringsbronnen")
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="funding_source_ends_after_it_starts",
                violation_error_message=_("De laatste dag ligt voor de eerste dag."),
            ),
        )

    def __str__(self) -> str:
        return self.name

    def is_open(self, on: date) -> bool:
        """Whether money may be promised from it on this day."""
        return self.starts_on <= on and (self.ends_on is None or on <= self.ends_on)


class Mandate(models.Model):
    """Who may decide up to what amount (euro cents); no amount means without limit."""

    name = models.CharField(_("wie"), max_length=120, unique=True, help_text=_("Bijvoorbeeld teamhoofd of college."))
    ceiling_cents = models.PositiveBigIntegerField(_("tot en met (eurocent)"), null=True, blank=True)
    source = models.CharField(_("bron"), max_length=200, blank=True, help_text=_("Het mandaatbesluit."))

    class Meta:
        verbose_name = _("mandaat")
        verbose_name_plural = _("mandaten")

    def __str__(self) -> str:
        return self.name
