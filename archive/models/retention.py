"""How long which result is kept, and the lists by which something is destroyed."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from initiatives.models import Initiative


class ResultType(models.TextChoices):
    """How an initiative can end, as far as the term depends on it."""

    COMPLETED = "completed", _("afgerond")
    COMPLETED_WITH_MONEY = "completed_money", _("afgerond, met geld van de gemeente")
    REJECTED = "rejected", _("niet akkoord")
    REJECTED_FORMAL = "rejected_formal", _("afgewezen aanvraag (Awb)")
    WITHDRAWN = "withdrawn", _("gestopt")
    REFERRED = "referred", _("doorverwezen")
    MERGED = "merged", _("samengevoegd")


class Disposition(models.TextChoices):
    """What happens at the end (archiefnominatie)."""

    UNDECIDED = "undecided", _("nog niet bepaald: bewaren")
    DESTROY = "destroy", _("vernietigen na de termijn")
    PERMANENT = "permanent", _("blijvend bewaren")


class RetentionRule(models.Model):
    """The municipality's own term for one result, with the number of the selection list it follows.

    Without a rule, and while it is undecided, nothing is ever destroyed. Source of the model: Archiefwet 1995 art. 3
    and 5, Selectielijst gemeenten en intergemeentelijke organen 2020.
    """

    result = models.CharField(_("uitkomst"), max_length=20, choices=ResultType, unique=True)
    disposition = models.CharField(
        _("wat gebeurt ermee"), max_length=10, choices=Disposition, default=Disposition.UNDECIDED
    )
    months = models.PositiveSmallIntegerField(
        _("termijn (maanden)"), null=True, blank=True, help_text=_("Vanaf de dag waarop het initiatief eindigde.")
    )
    list_number = models.CharField(
        _("nummer in de selectielijst"), max_length=30, blank=True, help_text=_("Bijvoorbeeld 6.1.9.")
    )
    source = models.CharField(
        _("bron"),
        max_length=200,
        blank=True,
        help_text=_("Welke selectielijst, welk besluit, wie keek het na."),
    )

    class Meta:
        verbose_name = _("bewaartermijn")
        verbose_name_plural = _("bewaartermijnen")
        constraints = (
            models.CheckConstraint(condition=Q(result__in=ResultType.values), name="retention_result_is_known"),
            models.CheckConstraint(
                condition=Q(disposition__in=Disposition.values), name="retention_disposition_is_known"
            ),
            models.CheckConstraint(
                # Without saying that there is a number, no number at all would pass: the answer of SQL is then unknown.
                condition=~Q(disposition=Disposition.DESTROY)
                | (Q(months__isnull=False, months__gte=1) & ~Q(list_number="") & ~Q(source="")),
                name="retention_destroys_only_with_term_and_source",
                violation_error_message=_(
                    "Vul bij vernietigen de termijn, het nummer van de selectielijst en de bron in."
                ),
            ),
        )

    def __str__(self) -> str:
        return str(self.get_result_display())


class DestructionList(models.Model):
    """What one person proposes to destroy and another approves: never the same one (four eyes)."""

    year = models.PositiveSmallIntegerField(_("jaar"))
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="destructions_proposed")
    proposed_at = models.DateTimeField(_("voorgesteld op"))
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="destructions_approved"
    )
    approved_at = models.DateTimeField(_("goedgekeurd op"), null=True)
    returned_at = models.DateTimeField(_("teruggegeven op"), null=True)
    returned_because = models.CharField(_("teruggegeven omdat"), max_length=500, blank=True)
    executed_at = models.DateTimeField(_("vernietigd op"), null=True)
    version = models.PositiveIntegerField(default=0)
    form_key = models.UUIDField(unique=True, null=True)

    class Meta:
        verbose_name = _("vernietigingslijst")
        verbose_name_plural = _("vernietigingslijsten")
        constraints = (
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("proposed_by")),
                name="destruction_needs_another_person",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None, approved_at=None)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="destruction_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(executed_at=None) | Q(approved_at__isnull=False), name="destruction_only_after_approval"
            ),
            models.CheckConstraint(
                condition=Q(returned_at=None) | Q(approved_at=None), name="destruction_returned_or_approved"
            ),
            models.UniqueConstraint(
                fields=("year",),
                condition=Q(returned_at=None, executed_at=None),
                name="destruction_one_standing_list_a_year",
            ),
        )

    def __str__(self) -> str:
        return f"{self.year} ({self.pk})"

    @property
    def cutoff(self) -> date:
        """The last day of the year it is about: what is on it was past its term on that day."""
        return date(self.year, 12, 31)

    @property
    def is_open(self) -> bool:
        """Proposed, and nobody said yes or gave it back yet."""
        return self.approved_at is None and self.returned_at is None

    @property
    def is_standing(self) -> bool:
        """Not given back, and not carried out to the end."""
        return self.returned_at is None and self.executed_at is None

    @property
    def state(self) -> str:
        """How far it is, in words."""
        if self.returned_at:
            return say("teruggegeven")
        if self.executed_at:
            return say("uitgevoerd")
        return say("goedgekeurd") if self.approved_at else say("wacht op goedkeuring")


class DestructionItem(models.Model):
    """One initiative on a list, with the rule as it was when the list was made; no words of residents."""

    destruction = models.ForeignKey(DestructionList, models.PROTECT, related_name="items")
    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="destruction_items")
    result = models.CharField(_("uitkomst"), max_length=20, choices=ResultType)
    list_number = models.CharField(_("nummer in de selectielijst"), max_length=30)
    months = models.PositiveSmallIntegerField(_("termijn (maanden)"))
    ended_on = models.DateField(_("afgelopen op"))
    kept_because = models.CharField(_("toch bewaren omdat"), max_length=300, blank=True)
    destroyed_at = models.DateTimeField(_("vernietigd op"), null=True)

    objects: ClassVar[models.Manager["DestructionItem"]] = models.Manager()

    class Meta:
        verbose_name = _("regel van een vernietigingslijst")
        verbose_name_plural = _("regels van een vernietigingslijst")
        constraints = (
            models.UniqueConstraint(fields=("destruction", "initiative"), name="destruction_names_it_once"),
            models.CheckConstraint(
                condition=Q(kept_because="") | Q(destroyed_at=None), name="destruction_spares_what_is_kept"
            ),
            models.CheckConstraint(condition=Q(result__in=ResultType.values), name="destruction_result_is_known"),
        )

    def __str__(self) -> str:
        return str(self.initiative_id)
