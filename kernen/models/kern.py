"""Kernen and the residents' platforms that speak for them."""

from datetime import date
from typing import ClassVar, Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class KernQuerySet(models.QuerySet["Kern"]):
    """Kernen, asked for by whether they still exist."""

    def current(self) -> Self:
        """Those in use today."""
        return self.filter(archived_on=None)


class Kern(models.Model):
    """A village core or town quarter as the municipality itself draws it, not as Statistics Netherlands does."""

    name = models.CharField(_("naam"), max_length=80, unique=True)
    slug = models.SlugField(_("naam in het webadres"), max_length=80, unique=True)
    inhabitants = models.PositiveIntegerField(
        _("inwoners"), null=True, blank=True, help_text=_("Laat leeg als het aantal niet bekend is.")
    )
    inhabitants_year = models.PositiveSmallIntegerField(_("inwoners: jaar"), null=True, blank=True)
    inhabitants_source = models.CharField(_("inwoners: bron"), max_length=120, blank=True)
    households = models.PositiveIntegerField(_("huishoudens"), null=True, blank=True)
    households_year = models.PositiveSmallIntegerField(_("huishoudens: jaar"), null=True, blank=True)
    households_source = models.CharField(_("huishoudens: bron"), max_length=120, blank=True)
    meeting_place = models.CharField(
        _("dorpshuis of andere plek om af te spreken"), max_length=200, blank=True, help_text=_("Naam en adres.")
    )
    note = models.CharField(_("opmerking"), max_length=200, blank=True)
    archived_on = models.DateField(_("gearchiveerd op"), null=True, blank=True, editable=False)
    successors = models.ManyToManyField(
        "self", verbose_name=_("opvolgers"), symmetrical=False, blank=True, related_name="predecessors"
    )

    objects: ClassVar[KernQuerySet] = KernQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("kern")
        verbose_name_plural = _("kernen")
        constraints = (
            models.CheckConstraint(
                condition=Q(inhabitants=None) | (Q(inhabitants_year__isnull=False) & ~Q(inhabitants_source="")),
                name="kern_inhabitants_have_year_and_source",
                violation_error_message=_("Geef bij het aantal inwoners ook het jaar en de bron."),
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def is_archived(self) -> bool:
        """No longer in use; its history keeps the name."""
        return self.archived_on is not None

    def archive(self, *, on: date, successors: "list[Kern]") -> None:
        """Take this kern out of use; who follows it up is kept."""
        self.archived_on = on
        self.save(update_fields=["archived_on"])
        self.successors.set(successors)


class CbsArea(models.Model):
    """A wijk or buurt of Statistics Netherlands that lies in a kern, wholly or in part."""

    kern = models.ForeignKey(Kern, models.CASCADE, related_name="cbs_areas", verbose_name=_("kern"))
    code = models.CharField(
        _("CBS-code"),
        max_length=10,
        validators=[RegexValidator(r"^(WK\d{6}|BU\d{8})$", _("WK met zes of BU met acht cijfers."))],
    )
    partial = models.BooleanField(_("gedeeltelijk"), default=False)

    class Meta:
        verbose_name = _("CBS-gebied")
        verbose_name_plural = _("CBS-gebieden")
        constraints = (models.UniqueConstraint(fields=("kern", "code"), name="cbs_area_once_per_kern"),)

    def __str__(self) -> str:
        return self.code


class GroupKind(models.TextChoices):
    """What kind of group of residents comes together."""

    KERNOVERLEG = "kernoverleg", _("kernoverleg")
    WORKING_GROUP = "working_group", _("werkgroep")
    ADVISORY_BODY = "advisory_body", _("adviesraad")


class KernoverlegQuerySet(models.QuerySet["Kernoverleg"]):
    """Groups of residents, asked for by what they are."""

    def of_kernen(self) -> Self:
        """Those that speak for a kern; working groups and advisory bodies have their own business."""
        return self.filter(kind=GroupKind.KERNOVERLEG)

    def active(self) -> Self:
        """Those that come together."""
        return self.filter(is_active=True)


class Kernoverleg(models.Model):
    """An informal platform of residents for one kern or more; its chair is a name and a contact, no account.

    A working group over kernen and the delegation of an advisory body are kept here too: they meet in the same way.
    """

    kind = models.CharField(_("soort groep"), max_length=20, choices=GroupKind, default=GroupKind.KERNOVERLEG)
    name = models.CharField(_("naam"), max_length=120, unique=True)
    kernen = models.ManyToManyField(Kern, verbose_name=_("kernen"), related_name="kernoverleggen")
    chair_name = models.CharField(_("voorzitter"), max_length=120, blank=True)
    chair_email = models.EmailField(_("e-mailadres van de voorzitter"), blank=True)
    chair_phone = models.CharField(_("telefoon van de voorzitter"), max_length=30, blank=True)
    rhythm = models.CharField(
        _("komt bijeen"), max_length=120, blank=True, help_text=_("Bijvoorbeeld: elke zes weken.")
    )
    is_active = models.BooleanField(_("actief"), default=True, help_text=_("Uit: het kernoverleg slaapt."))

    objects: ClassVar[KernoverlegQuerySet] = KernoverlegQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("kernoverleg")
        verbose_name_plural = _("kernoverleggen")
        constraints = (models.CheckConstraint(condition=Q(kind__in=GroupKind.values), name="group_kind_is_known"),)

    def __str__(self) -> str:
        return self.name
