"""The words of letters as the municipality writes them: templates per step, and standard texts to pick from."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from initiatives.models.choices import Level
from kernen.models import PolicyDomain


class LetterTemplate(models.Model):
    """How residents are written to after one step; where there is no row, our own words stand.

    `action` is the code of the step, or empty for every step. The most particular row is taken: step and domain,
    then step, then all.
    """

    action = models.CharField(_("na welke stap"), max_length=40, blank=True)
    domain = models.ForeignKey(
        PolicyDomain, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("alleen voor domein")
    )
    language = models.CharField(_("taal"), max_length=8, default="nl")
    level = models.CharField(_("taalniveau"), max_length=10, choices=Level, default=Level.PLAIN)
    body = models.TextField(_("tekst"), max_length=4000)
    changed_at = models.DateTimeField(_("gewijzigd op"), auto_now=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )

    class Meta:
        verbose_name = _("brieftekst")
        verbose_name_plural = _("briefteksten")
        constraints = (
            models.CheckConstraint(condition=Q(level__in=Level.values), name="letter_template_level_is_known"),
            models.UniqueConstraint(fields=("action", "domain", "language", "level"), name="letter_template_once"),
            models.UniqueConstraint(
                fields=("action", "language", "level"),
                condition=Q(domain=None),
                name="letter_template_once_for_all",
            ),
        )

    # What the step is called on its button, for who shows this row; the table of steps lies above this file.
    step_name: str = ""

    def __str__(self) -> str:
        return self.step_name or self.action or str(_("alle stappen"))


class StandardText(models.Model):
    """A text that staff may put in a box with one click and then change."""

    title = models.CharField(_("naam"), max_length=80)
    text = models.TextField(_("tekst"), max_length=2000)
    # The codes of the actions at which it is offered; empty for all.
    actions = models.JSONField(_("bij welke handelingen"), default=list, blank=True)
    domain = models.ForeignKey(
        PolicyDomain, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("alleen voor domein")
    )
    is_active = models.BooleanField(_("in gebruik"), default=True)

    class Meta:
        verbose_name = _("standaardtekst")
        verbose_name_plural = _("standaardteksten")
        ordering = ("title",)

    def __str__(self) -> str:
        return self.title
