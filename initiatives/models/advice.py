"""What happens while the town hall looks at it: assignment, advice, question, suspension."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from initiatives.models.choices import GiveBackReason
from initiatives.models.initiative import Initiative
from kernen.models import PolicyDomain

USER = settings.AUTH_USER_MODEL


class Assignment(models.Model):
    """One officer's turn: from being asked until the work went elsewhere."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="assignments")
    officer = models.ForeignKey(USER, models.PROTECT, related_name="assignments")
    domain = models.ForeignKey(PolicyDomain, models.PROTECT, related_name="assignments")
    note = models.TextField(_("bericht aan de medewerker"), max_length=1000, blank=True)
    assigned_by = models.ForeignKey(USER, models.PROTECT, related_name="assignments_made")
    at = models.DateTimeField(_("op"))
    confirmed_at = models.DateTimeField(_("opgepakt op"), null=True)
    ended_at = models.DateTimeField(_("geëindigd op"), null=True)
    end_reason = models.CharField(_("reden"), max_length=20, choices=GiveBackReason, blank=True)
    handover_note = models.TextField(_("overdrachtsnotitie"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("toewijzing")
        verbose_name_plural = _("toewijzingen")
        constraints = (
            models.UniqueConstraint(
                fields=("initiative",), condition=Q(ended_at=None), name="assignment_one_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return f"{self.officer} ({self.domain})"


class CoAdvice(models.Model):
    """A concrete question to an officer of another domain, with a date; always internal."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="co_advices")
    adviser = models.ForeignKey(USER, models.PROTECT, related_name="co_advices", verbose_name=_("aan"))
    domain = models.ForeignKey(PolicyDomain, models.PROTECT, null=True, related_name="co_advices")
    question = models.TextField(_("vraag"), max_length=1000)
    due_on = models.DateField(_("antwoord voor"))
    asked_by = models.ForeignKey(USER, models.PROTECT, related_name="co_advices_asked")
    asked_at = models.DateTimeField(_("gevraagd op"))
    answer = models.TextField(_("advies"), max_length=4000, blank=True)
    answered_at = models.DateTimeField(_("beantwoord op"), null=True)

    class Meta:
        verbose_name = _("medeadvies")
        verbose_name_plural = _("medeadviezen")

    def __str__(self) -> str:
        return f"{self.adviser}: {self.question[:40]}"


class InfoRequest(models.Model):
    """A question to the resident, with the day by which we hope for an answer."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="info_requests")
    question = models.TextField(_("vraag"), max_length=2000)
    due_on = models.DateField(_("antwoord voor"))
    asked_by = models.ForeignKey(USER, models.PROTECT, related_name="info_requests")
    asked_at = models.DateTimeField(_("gesteld op"))
    answer = models.TextField(_("antwoord"), max_length=5000, blank=True)
    attempts = models.TextField(_("pogingen"), max_length=1000, blank=True)
    closed_at = models.DateTimeField(_("gesloten op"), null=True)

    class Meta:
        verbose_name = _("vraag aan de bewoner")
        verbose_name_plural = _("vragen aan de bewoner")
        constraints = (
            models.UniqueConstraint(fields=("initiative",), condition=Q(closed_at=None), name="question_one_at_a_time"),
        )

    def __str__(self) -> str:
        return self.question[:40]


class SuspensionGround(models.TextChoices):
    """Why a legal term stands still."""

    INCOMPLETE = "incomplete", _("aanvraag niet compleet (Awb 4:5, 4:15)")
    CONSENT = "consent", _("met instemming van de aanvrager (Awb 4:15)")


class Suspension(models.Model):
    """Days on which the legal term of a formal application does not run (Awb 4:15)."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="suspensions")
    ground = models.CharField(_("grond"), max_length=20, choices=SuspensionGround)
    starts_on = models.DateField(_("vanaf"))
    ends_on = models.DateField(_("tot en met"), null=True)

    class Meta:
        verbose_name = _("opschorting")
        verbose_name_plural = _("opschortingen")
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="suspension_ends_after_it_starts"
            ),
        )

    def __str__(self) -> str:
        return self.get_ground_display()
