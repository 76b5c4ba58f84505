"""Who looked at what: the access log, and the seals that prove that nothing in a log was changed."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from initiatives.models.initiative import Initiative
from initiatives.relations import Relation


class Looked(models.TextChoices):
    """What was looked at or taken along."""

    CONTACT_DATA = "contact_data", _("contactgegevens")
    CONTENT = "content", _("inhoud (noodtoegang)")
    ATTACHMENT = "attachment", _("bijlage")
    EXPORT_WITH_PERSONS = "export_persons", _("export met personen")
    EXPORT_WITHOUT_PERSONS = "export", _("export zonder personen")
    PRINT = "print", _("afdruk of brief")
    REACTIONS = "reactions", _("reacties van buurtbewoners")
    PERSON_FOUND = "person_found", _("gevonden bij een AVG-verzoek")
    PERSON_EXPORT = "person_export", _("inzage-export van een persoon")
    ACCESS_LOG = "access_log", _("logboek van inzage")


class Outcome(models.TextChoices):
    """How a look ended."""

    SHOWN = "shown", _("getoond")
    REFUSED = "refused", _("geweigerd")


class AccessEntry(models.Model):
    """One look at personal data or one export, as the BIO asks (8.15.01): who, function, what, when, why, result.

    It holds no personal data of residents; it is never edited and never deleted.
    """

    at = models.DateTimeField(_("wanneer"))
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="looks")
    # Empty for somebody who was refused and holds no function at all.
    function = models.CharField(_("functie"), max_length=30, choices=Relation, blank=True)
    what = models.CharField(_("wat"), max_length=20, choices=Looked)
    # The number stays when a draft is thrown away; nothing else of it does.
    initiative = models.ForeignKey(Initiative, models.DO_NOTHING, null=True, db_constraint=False, related_name="looks")
    object_type = models.CharField(_("soort voorwerp"), max_length=30, blank=True)
    object_id = models.BigIntegerField(_("nummer van het voorwerp"), null=True)
    why = models.CharField(_("waarom"), max_length=200, blank=True)
    result = models.CharField(_("uitkomst"), max_length=10, choices=Outcome, default=Outcome.SHOWN)
    # Of the request, as in the application log: what belongs together.
    request_id = models.CharField(_("verzoek"), max_length=36, blank=True)

    class Meta:
        verbose_name = _("inzage")
        verbose_name_plural = _("inzagen")
        indexes = (
            models.Index(fields=("initiative", "-at", "-id"), name="access_of_initiative"),
            models.Index(fields=("actor", "-at", "-id"), name="access_by_person"),
            models.Index(fields=("-at", "-id"), name="access_newest_first"),
        )
        constraints = (
            models.CheckConstraint(condition=Q(function__in=["", *Relation.values]), name="access_function_is_known"),
            models.CheckConstraint(condition=Q(what__in=Looked.values), name="access_what_is_known"),
            models.CheckConstraint(condition=Q(result__in=Outcome.values), name="access_result_is_known"),
        )

    def __str__(self) -> str:
        return f"{self.what} {self.at:%d-%m-%Y %H:%M}"

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Never: who looked, looked."""
        raise TypeError("Een inzage wordt nooit verwijderd.")


class Log(models.TextChoices):
    """The logs that are sealed."""

    EVENTS = "events", _("gebeurtenissen")
    ACCESS = "access", _("inzagen")


class Seal(models.Model):
    """A link of the hash chain over one log: the digest of a run of rows, tied to the seal before it."""

    log = models.CharField(_("logboek"), max_length=10, choices=Log)
    first_id = models.BigIntegerField(_("eerste regel"))
    last_id = models.BigIntegerField(_("laatste regel"))
    rows = models.PositiveIntegerField(_("aantal regels"))
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(_("verzegeld op"))

    class Meta:
        verbose_name = _("zegel")
        verbose_name_plural = _("zegels")
        constraints = (
            models.CheckConstraint(condition=Q(log__in=Log.values), name="seal_log_is_known"),
            models.CheckConstraint(condition=Q(first_id__lte=models.F("last_id")), name="seal_runs_forward"),
            models.UniqueConstraint(fields=("log", "last_id"), name="seal_ends_once"),
            models.UniqueConstraint(fields=("log", "first_id"), name="seal_begins_once"),
        )

    def __str__(self) -> str:
        return f"{self.log} {self.first_id}-{self.last_id}"
