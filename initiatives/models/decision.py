"""Yes, yes-if or no: the proposal, the decision, its conditions and the money reserved."""

from collections.abc import Collection
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import formats
from django.utils.translation import gettext_lazy as _

from initiatives.models.choices import RejectReason, SixQuestions, Verdict
from initiatives.models.initiative import Initiative
from initiatives.models.parts import part_of
from kernen.models import FundingSource

USER = settings.AUTH_USER_MODEL


class Outcome(models.TextChoices):
    """What was decided."""

    YES = "yes", _("ja")
    YES_IF = "yes_if", _("ja, als")
    NO = "no", _("nee")
    RETURNED = "returned", _("terug naar behandeling")


class Approval(models.TextChoices):
    """The two ways of saying yes."""

    YES = Outcome.YES.value, _("ja")
    YES_IF = Outcome.YES_IF.value, _("ja, als aan voorwaarden is voldaan")


class Decision(models.Model):
    """A proposal and what was decided on it (amounts in euro cents)."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="decisions")
    proposed_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="decisions_proposed")
    proposed_at = models.DateTimeField(_("voorgelegd op"), null=True)
    answers = models.JSONField(_("de zes vragen"), default=dict)
    advice = models.TextField(_("advies"), max_length=4000, blank=True)
    amount_cents = models.PositiveBigIntegerField(_("bedrag (eurocent)"), default=0)
    source = models.ForeignKey(FundingSource, models.PROTECT, null=True, related_name="decisions")
    legal_basis = models.CharField(_("grondslag"), max_length=200, blank=True)
    without_support_because = models.TextField(_("geen peiling, omdat"), max_length=500, blank=True)
    without_talk_because = models.TextField(_("geen afspraak, omdat"), max_length=500, blank=True)
    open_advice_because = models.TextField(_("medeadvies niet afgewacht, omdat"), max_length=500, blank=True)
    decided_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="decisions_taken")
    decided_at = models.DateTimeField(_("besloten op"), null=True)
    outcome = models.CharField(_("besluit"), max_length=10, choices=Outcome, blank=True)
    reject_reason = models.CharField(_("reden"), max_length=20, choices=RejectReason, blank=True)
    explanation = models.TextField(_("uitleg voor de bewoner"), max_length=2000, blank=True)
    alternative = models.TextField(_("wat kan wel"), max_length=2000, blank=True)
    is_formal = models.BooleanField(_("besluit op een aanvraag (Awb)"), default=False)
    letter_on = models.DateField(_("brief verstuurd op"), null=True)
    objection_until = models.DateField(_("bezwaar tot en met"), null=True)

    class Meta:
        verbose_name = _("besluit")
        verbose_name_plural = _("besluiten")
        constraints = (
            models.UniqueConstraint(fields=("initiative",), condition=Q(outcome=""), name="decision_one_at_a_time"),
            models.CheckConstraint(
                condition=~Q(is_formal=True, outcome__in=("yes", "yes_if", "no")) | Q(letter_on__isnull=False),
                name="decision_formal_has_a_letter",
            ),
        )

    def __str__(self) -> str:
        return self.get_outcome_display() or str(_("voorstel"))

    @property
    def amount(self) -> str:
        """The amount as one reads it."""
        return f"€ {formats.number_format(self.amount_cents / 100, 2, force_grouping=True)}"

    @property
    def verdicts(self) -> list[tuple[str, str, str]]:
        """Question, answer and remark, in words."""
        return [
            (str(SixQuestions(name).label), str(Verdict(said["verdict"]).label), said["note"])
            for name, said in self.answers.items()
        ]


class ConditionOwner(models.TextChoices):
    """Who has to see to a condition."""

    INITIATOR = "initiator", _("initiatiefnemer")
    MUNICIPALITY = "municipality", _("gemeente")
    OTHER = "other", _("andere partij")


class ConditionQuerySet(models.QuerySet["Condition"]):
    """Conditions, asked for by whether they still stand."""

    def standing(self, initiative: Initiative) -> Self:
        """Those of the last decision that are not arranged yet; what an earlier decision asked is history."""
        return self.standing_of(part_of(initiative, "decisions").values("initiative"))

    def standing_of(self, initiatives: Collection[int] | models.QuerySet[Any]) -> Self:
        """The same for more than one, by number."""
        decided = Decision.objects.filter(initiative=OuterRef("decision__initiative"))
        last = decided.filter(outcome__in=("yes", "yes_if", "no")).order_by("-decided_at", "-pk")
        rows = self.filter(decision__initiative__in=initiatives, decision=Subquery(last.values("pk")[:1]))
        return rows.filter(met_at=None).order_by("due_on", "pk")


class Condition(models.Model):
    """What must be arranged, by whom and when; those marked 'vooraf' hold back the start."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="conditions")
    text = models.CharField(_("voorwaarde"), max_length=300)
    owner = models.CharField(_("wie"), max_length=20, choices=ConditionOwner)
    due_on = models.DateField(_("voor"))
    beforehand = models.BooleanField(_("vooraf"), default=False)
    met_at = models.DateTimeField(_("geregeld op"), null=True)

    objects: ClassVar[ConditionQuerySet] = ConditionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("voorwaarde")
        verbose_name_plural = _("voorwaarden")

    def __str__(self) -> str:
        return self.text


class Commitment(models.Model):
    """Money reserved on a source for one decision (euro cents)."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="commitments")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="commitments")
    source = models.ForeignKey(FundingSource, models.PROTECT, related_name="commitments")
    amount_cents = models.PositiveBigIntegerField(_("bedrag (eurocent)"))
    at = models.DateTimeField(_("op"))
    released_at = models.DateTimeField(_("vrijgevallen op"), null=True)

    class Meta:
        verbose_name = _("toezegging")
        verbose_name_plural = _("toezeggingen")
        constraints = (
            models.CheckConstraint(condition=Q(amount_cents__gte=1), name="commitment_is_some_money"),
            models.UniqueConstraint(
                fields=("decision",), condition=Q(released_at=None), name="commitment_once_per_decision"
            ),
        )

    def __str__(self) -> str:
        return f"{self.source}: {self.amount_cents} ct"
