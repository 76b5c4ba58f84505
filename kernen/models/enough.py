"""What counts as enough support from the neighbourhood, per kind of idea and kern."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from kernen.models.domain import PolicyDomain
from kernen.models.kern import Kern


class Enough(models.TextChoices):
    """How it is told whether support is enough; never a bare percentage."""

    NUMBER = "number", _("een aantal mensen dat voor is")
    SHARE = "share", _("een deel van de huishoudens dat voor is")
    OPINION = "opinion", _("een mening van het kernoverleg")
    REASONS = "reasons", _("een afweging met redenen")


NEEDS_A_NUMBER = (Enough.NUMBER, Enough.SHARE)


class EnoughRule(models.Model):
    """A rule for ideas in one domain, in one kern, or both; without either it is the rule for everything else.

    `number` is a number of people (`number`) or a percentage of the households asked (`share`).
    """

    kern = models.ForeignKey(
        Kern, models.PROTECT, null=True, blank=True, related_name="enough_rules", verbose_name=_("kern")
    )
    domain = models.ForeignKey(
        PolicyDomain, models.PROTECT, null=True, blank=True, related_name="enough_rules", verbose_name=_("domein")
    )
    enough = models.CharField(_("wat is genoeg"), max_length=10, choices=Enough)
    number = models.PositiveIntegerField(
        _("aantal, of percentage van de huishoudens"), null=True, blank=True, help_text=_("Bij een aantal of een deel.")
    )

    class Meta:
        verbose_name = _("regel voor genoeg steun")
        verbose_name_plural = _("regels voor genoeg steun")
        constraints = (
            models.UniqueConstraint(
                Coalesce("kern", 0),
                Coalesce("domain", 0),
                name="enough_rule_once",
                violation_error_message=_("Voor deze kern en dit domein is er al een regel."),
            ),
            models.CheckConstraint(condition=Q(enough__in=Enough.values), name="enough_rule_is_known"),
            models.CheckConstraint(
                condition=(Q(enough__in=NEEDS_A_NUMBER, number__isnull=False, number__gte=1))
                | (~Q(enough__in=NEEDS_A_NUMBER) & Q(number=None)),
                name="enough_rule_has_a_number_where_it_counts",
                violation_error_message=_("Geef bij een aantal of een deel ook het getal; bij de andere niet."),
            ),
            models.CheckConstraint(
                condition=~Q(enough=Enough.SHARE) | Q(number__lte=100),
                name="enough_rule_share_is_a_percentage",
                violation_error_message=_("Een deel is hooguit 100 procent."),
            ),
        )

    def __str__(self) -> str:
        where = ", ".join(str(part) for part in (self.kern, self.domain) if part)
        return where or str(_("alle kernen en domeinen"))
