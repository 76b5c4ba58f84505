"""Asking the neighbourhood: who asks, whom, until when, every answer as it came in, and what came of it."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from initiatives.models.choices import Opinion, SupportAnswer, SupportConclusion, SupportMethod
from initiatives.models.initiative import Initiative
from initiatives.statuses import Status
from kernen.models import Enough
from kernen.models.enough import NEEDS_A_NUMBER


class SupportCheck(models.Model):
    """One time the neighbourhood was asked, in one way or more. Neighbours are counted here, never listed.

    The numbers are nowhere stored: `models.tally.count` adds them up from entries and voices, at any time.
    """

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="support_checks")
    ways = models.JSONField(_("hoe"), default=list)
    area = models.CharField(_("wie wordt gevraagd"), max_length=300)
    households = models.PositiveIntegerField(_("huishoudens die gevraagd worden"), null=True)
    households_source = models.CharField(_("huishoudens: bron en datum"), max_length=200, blank=True)
    organiser = models.CharField(_("wie vraagt"), max_length=200)
    how_informed = models.TextField(_("hoe hoort de buurt ervan"), max_length=1000, blank=True)
    # The neighbour's page: what, where (the area), when, what changes for me, what can still change.
    public_text = models.TextField(_("tekst voor de buurt"), max_length=1500)
    when_planned = models.CharField(_("wanneer"), max_length=200, blank=True)
    what_changes = models.TextField(_("wat verandert er voor de buren"), max_length=600, blank=True)
    can_still_change = models.TextField(_("wat kan nog veranderen"), max_length=1000)
    # The rule as it stood when the neighbourhood was asked; it does not move while people answer.
    enough = models.CharField(_("wat is genoeg"), max_length=10, choices=Enough, default=Enough.REASONS)
    enough_number = models.PositiveIntegerField(_("aantal of percentage"), null=True)
    closes_on = models.DateField(_("tot en met"))
    started_at = models.DateTimeField(_("begonnen op"))
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="support_checks")
    summary = models.TextField(_("wat zei de buurt, en wat doen wij ermee"), max_length=2000, blank=True)
    conclusion = models.CharField(_("conclusie"), max_length=20, choices=SupportConclusion, blank=True)
    reasons = models.TextField(_("waarom"), max_length=2000, blank=True)
    closed_at = models.DateTimeField(_("gesloten op"), null=True)
    # Six weeks after closing the single answers go; what is left are the counts.
    forgotten_at = models.DateTimeField(_("antwoorden gewist op"), null=True)

    class Meta:
        verbose_name = _("draagvlakpeiling")
        verbose_name_plural = _("draagvlakpeilingen")
        # The page of a kern shows the last ones.
        indexes = (models.Index(fields=("started_at", "id"), name="support_check_by_start"),)
        constraints = (
            models.UniqueConstraint(
                fields=("initiative",), condition=Q(closed_at=None), name="support_check_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | ~Q(conclusion=""), name="support_check_closes_with_a_conclusion"
            ),
            models.CheckConstraint(condition=Q(enough__in=Enough.values), name="support_check_rule_is_known"),
            models.CheckConstraint(
                condition=(Q(enough__in=NEEDS_A_NUMBER, enough_number__isnull=False, enough_number__gte=1))
                | (~Q(enough__in=NEEDS_A_NUMBER) & Q(enough_number=None)),
                name="support_check_rule_has_its_number",
            ),
        )

    def __str__(self) -> str:
        return f"{self.ways_in_words}: {self.area}"

    @property
    def ways_in_words(self) -> str:
        """How the neighbourhood is asked, as one reads it."""
        return ", ".join(str(SupportMethod(way).label) for way in self.ways)

    @property
    def is_closed(self) -> bool:
        """Nothing more is counted."""
        return self.closed_at is not None

    @property
    def needed(self) -> int | None:
        """So many must be in favour; a share of households is rounded up; None where the rule counts nothing."""
        if self.enough == Enough.SHARE:
            return -(-(self.enough_number or 0) * (self.households or 0) // 100)
        return self.enough_number if self.enough == Enough.NUMBER else None

    def takes_answers(self, on: date) -> bool:
        """Whether neighbours may still answer, or change their answer; not while the idea is put on hold."""
        return self.closed_at is None and on <= self.closes_on and self.initiative.status == Status.SUPPORT_CHECK


class SupportEntry(models.Model):
    """What was heard in one place on one day: a sheet, a street, a count in a room, the opinion of a kernoverleg.

    Never changed: a mistake is struck, with the reason, and entered anew.
    """

    poll = models.ForeignKey(SupportCheck, models.CASCADE, related_name="entries")
    way = models.CharField(_("hoe"), max_length=20, choices=SupportMethod)
    place = models.CharField(_("waar"), max_length=200)
    noted_on = models.DateField(_("wanneer"))
    votes_for = models.PositiveIntegerField(_("voor"), null=True)
    votes_against = models.PositiveIntegerField(_("tegen"), null=True)
    votes_neutral = models.PositiveIntegerField(_("maakt niet uit"), null=True)
    # Households at whose door somebody rang, or people in the room.
    reached = models.PositiveIntegerField(_("aangebeld, of aanwezig"), null=True)
    tellers = models.CharField(_("geteld door"), max_length=200, blank=True)
    opinion = models.CharField(_("mening"), max_length=10, choices=Opinion, blank=True)
    note = models.TextField(_("opmerking"), max_length=500, blank=True)
    # Empty for the chair's form and for what stays after the single answers are gone.
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="support_entries")
    entered_at = models.DateTimeField(_("ingevoerd op"))
    form_key = models.UUIDField(unique=True)
    struck_at = models.DateTimeField(_("doorgehaald op"), null=True)
    struck_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    struck_because = models.CharField(_("waarom doorgehaald"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("telling")
        verbose_name_plural = _("tellingen")
        constraints = (
            models.CheckConstraint(condition=Q(way__in=SupportMethod.values), name="support_entry_way_is_known"),
            models.CheckConstraint(
                condition=Q(votes_for=None, votes_against=None, votes_neutral=None)
                | Q(votes_for__isnull=False, votes_against__isnull=False, votes_neutral__isnull=False),
                name="support_entry_counts_all_three",
            ),
            models.CheckConstraint(
                condition=Q(votes_for__isnull=False) | ~Q(opinion=""), name="support_entry_says_something"
            ),
            models.CheckConstraint(
                condition=Q(struck_at=None) | ~Q(struck_because=""), name="support_entry_struck_has_a_reason"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_way_display()}, {self.place}"


class SupportCode(models.Model):
    """One household or neighbour that may answer once: the code on a letter, or given out by the open page.

    Only a keyed digest is kept; the code itself is gone once it was printed or shown.
    """

    poll = models.ForeignKey(SupportCheck, models.CASCADE, related_name="codes")
    digest = models.CharField(max_length=64, unique=True)
    batch = models.UUIDField(_("stapel"))
    # The way it was given out: a letter, the open page, or a talk that a colleague wrote down.
    way = models.CharField(_("hoe"), max_length=20, choices=SupportMethod)
    made_at = models.DateTimeField(_("gemaakt op"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    void_at = models.DateTimeField(_("ongeldig sinds"), null=True)

    class Meta:
        verbose_name = _("code voor een buur")
        verbose_name_plural = _("codes voor buren")
        indexes = (models.Index(fields=("poll", "batch"), name="support_code_by_batch"),)

    def __str__(self) -> str:
        return f"{self.get_way_display()} {self.made_at:%d-%m-%Y}"


class SupportVoice(models.Model):
    """One answer of one neighbour. Of a code with more than one, the last counts: latest day, then last entered."""

    code = models.ForeignKey(SupportCode, models.CASCADE, related_name="voices")
    answer = models.CharField(_("antwoord"), max_length=10, choices=SupportAnswer)
    why = models.TextField(_("waarom"), max_length=500, blank=True)
    # How it came to us: the page, or a letter that came back on paper.
    way = models.CharField(_("hoe"), max_length=20, choices=SupportMethod)
    place = models.CharField(_("waar"), max_length=200, blank=True)
    given_on = models.DateField(_("gegeven op"))
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField(_("ingevoerd op"))
    form_key = models.UUIDField(unique=True)

    class Meta:
        verbose_name = _("antwoord van een buur")
        verbose_name_plural = _("antwoorden van buren")
        constraints = (
            models.CheckConstraint(condition=Q(answer__in=SupportAnswer.values), name="support_voice_answer_is_known"),
            models.CheckConstraint(condition=Q(way__in=SupportMethod.values), name="support_voice_way_is_known"),
        )

    def __str__(self) -> str:
        return self.get_answer_display()


class Concern(models.Model):
    """Something neighbours worry about, in neutral words, and what is done with it; never who said it."""

    poll = models.ForeignKey(SupportCheck, models.CASCADE, related_name="concerns")
    wording = models.CharField(_("de zorg, in neutrale woorden"), max_length=500)
    answer = models.TextField(_("ons antwoord"), max_length=1000, blank=True)
    changed = models.CharField(_("wat er is aangepast"), max_length=500, blank=True)
    still_disagrees = models.BooleanField(_("is het er nog niet mee eens"), default=False)
    noted_at = models.DateTimeField(_("genoteerd op"))
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("zorg")
        verbose_name_plural = _("zorgen")

    def __str__(self) -> str:
        return self.wording
