"""Policy domains: the desks of the town hall."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class PolicyDomainQuerySet(models.QuerySet["PolicyDomain"]):
    """Domains, asked for by whether they are still in use."""

    def current(self) -> Self:
        """Those in use today."""
        return self.filter(archived_on=None)


class PolicyDomain(models.Model):
    """A field of policy, with the word residents read and the officer who answers for it."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("naam"), max_length=80, unique=True)
    resident_word = models.CharField(_("woord voor inwoners"), max_length=80)
    description = models.TextField(_("omschrijving"), blank=True, max_length=2000)
    keywords = models.TextField(
        _("trefwoorden"), blank=True, max_length=2000, help_text=_("Gescheiden door komma’s; voor het routevoorstel.")
    )
    default_officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="domains_led",
        verbose_name=_("vaste beleidsmedewerker"),
    )
    deputy_officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="domains_deputised",
        verbose_name=_("vervanger"),
    )
    archived_on = models.DateField(_("gearchiveerd op"), null=True, blank=True, editable=False)

    objects: ClassVar[PolicyDomainQuerySet] = PolicyDomainQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("beleidsdomein")
        verbose_name_plural = _("beleidsdomeinen")

    def __str__(self) -> str:
        return self.name

    @property
    def is_archived(self) -> bool:
        """No longer in use for new initiatives."""
        return self.archived_on is not None
