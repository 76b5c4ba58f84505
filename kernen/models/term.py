"""Terms and the days on which no term runs."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Unit(models.TextChoices):
    """How the days of a term are counted."""

    WORKING = "working", _("werkdagen")
    CALENDAR = "calendar", _("kalenderdagen")


class Term(models.Model):
    """How long something may take here; the keys and first values are those of `kernen.terms`."""

    key = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("naam"), max_length=120)
    days = models.PositiveSmallIntegerField(_("dagen"))
    unit = models.CharField(_("geteld in"), max_length=10, choices=Unit)

    class Meta:
        verbose_name = _("termijn")
        verbose_name_plural = _("termijnen")
        constraints = (
            models.CheckConstraint(condition=Q(unit__in=Unit.values), name="term_unit_is_known"),
            models.CheckConstraint(
                condition=Q(days__gte=1), name="term_is_a_day_at_least", violation_error_message=_("Minstens één dag.")
            ),
        )

    def __str__(self) -> str:
        return self.name


class Holiday(models.Model):
    """A day that does not count: by law for legal terms, by closing for working days."""

    day = models.DateField(_("dag"), unique=True)
    name = models.CharField(_("naam"), max_length=80)
    legal = models.BooleanField(
        _("wettelijk"),
        default=True,
        help_text=_("Een wettelijke termijn die hierop eindigt, schuift op (Algemene termijnenwet)."),
    )
    closed = models.BooleanField(_("gemeentehuis dicht"), default=True, help_text=_("Telt niet als werkdag."))

    class Meta:
        verbose_name = _("vrije dag")
        verbose_name_plural = _("vrije dagen")

    def __str__(self) -> str:
        return f"{self.name} ({self.day:%d-%m-%Y})"
