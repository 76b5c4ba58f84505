"""The initiative itself and its places."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from initiatives.models.choices import InitiatorKind, YesNoUnknown
from initiatives.models.initiative_rows import InitiativeQuerySet
from initiatives.statuses import ENDED, INTERRUPTS, RUNNING, STATES, TOLD_FIRST, UNTOLD_LABEL, State, Status
from kernen.models import Kern, PolicyDomain

if TYPE_CHECKING:
    from initiatives.models.person import ContactPerson


class Initiative(models.Model):
    """Something residents want to do for their kern."""

    # Where it stands. Written by `workflow.perform` alone.
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.DRAFT, editable=False)
    return_status = models.CharField(max_length=20, blank=True, editable=False)
    entered_at = models.DateTimeField(_("in deze status sinds"), editable=False)
    due_on = models.DateField(_("termijn van deze status"), null=True, editable=False)
    phase_due_on = models.DateField(_("termijn van de onderbroken status"), null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    reference = models.CharField(_("kenmerk"), max_length=20, unique=True, null=True, editable=False)  # noqa: DJ001
    access_code_hash = models.CharField(max_length=90, blank=True, editable=False)
    created_at = models.DateTimeField(_("begonnen op"), editable=False)
    logged_at = models.DateTimeField(_("vastgelegd op"), null=True, editable=False)
    logged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="initiatives_logged", editable=False
    )
    form_key = models.UUIDField(unique=True, null=True, editable=False)

    # The idea.
    title = models.CharField(_("titel"), max_length=120)
    summary = models.CharField(_("in één zin"), max_length=300)
    description = models.TextField(_("omschrijving"), max_length=5000, blank=True)
    aim = models.TextField(_("doel"), max_length=2000, blank=True)
    already_tried = models.TextField(_("al geprobeerd"), max_length=2000, blank=True)
    own_effort = models.TextField(_("eigen inzet"), max_length=2000, blank=True)

    # Where.
    kernen = models.ManyToManyField(
        Kern, through="InitiativeKern", related_name="initiatives", verbose_name=_("kernen")
    )
    whole_municipality = models.BooleanField(_("hele gemeente"), default=False)
    place = models.CharField(_("plek"), max_length=200, blank=True)
    discussed_in_kernoverleg = models.CharField(
        _("besproken in het kernoverleg"), max_length=10, choices=YesNoUnknown, default=YesNoUnknown.UNKNOWN
    )

    # Who.
    initiator_kind = models.CharField(_("wie heeft het idee"), max_length=20, choices=InitiatorKind, blank=True)
    organisation = models.CharField(_("naam van de organisatie of groep"), max_length=120, blank=True)
    brought_in_by = models.CharField(
        _("wie bracht het in"), max_length=120, blank=True, help_text=_("Een functie of groep, geen naam van een buur.")
    )
    fiscal_host = models.CharField(_("vereniging die het geld kan ontvangen"), max_length=120, blank=True)

    # What is needed.
    asks = models.JSONField(_("wat is er nodig van de gemeente"), default=list, blank=True)
    asks_note = models.CharField(_("toelichting"), max_length=300, blank=True)
    amount_asked_cents = models.PositiveBigIntegerField(_("gevraagd bedrag (eurocent)"), null=True, blank=True)
    permit_needed = models.CharField(
        _("vergunning of toestemming nodig"), max_length=10, choices=YesNoUnknown, default=YesNoUnknown.UNKNOWN
    )
    earlier_request = models.CharField(_("eerder aangevraagd bij"), max_length=200, blank=True)
    upkeep = models.TextField(_("onderhoud en beheer daarna"), max_length=1000, blank=True)
    needed_by = models.DateField(_("nodig voor"), null=True, blank=True)

    # Where it goes.
    domain_hint = models.ForeignKey(
        PolicyDomain, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("mogelijk domein")
    )
    lead_domain = models.ForeignKey(
        PolicyDomain, models.PROTECT, null=True, related_name="initiatives", editable=False, verbose_name=_("domein")
    )
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="initiatives_led",
        editable=False,
        verbose_name=_("beleidsmedewerker"),
    )
    confirmed_at = models.DateTimeField(_("opgepakt op"), null=True, editable=False)
    proposed_cents = models.PositiveBigIntegerField(_("voorgesteld bedrag (eurocent)"), null=True, editable=False)
    platform_since = models.DateTimeField(_("bespreken in het platform sinds"), null=True, editable=False)
    escalated_at = models.DateTimeField(_("op de MT-lijst sinds"), null=True, editable=False)
    is_formal = models.BooleanField(_("is een aanvraag (Awb)"), default=False)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged_from", editable=False)

    # Marks.
    health_related = models.BooleanField(_("gaat over gezondheid"), default=False)
    is_confidential = models.BooleanField(_("vertrouwelijk"), default=False, editable=False)
    is_controversial = models.BooleanField(_("ligt gevoelig"), default=False, editable=False)
    controversial_note = models.CharField(max_length=200, blank=True, editable=False)
    silenced_at = models.DateTimeField(_("geen berichten meer sinds"), null=True, editable=False)
    emptied_at = models.DateTimeField(_("leeggemaakt op"), null=True, editable=False)
    anonymised_at = models.DateTimeField(_("geanonimiseerd op"), null=True, editable=False)
    informed_at = models.DateTimeField(_("initiatiefnemer ingelicht over het besluit op"), null=True, editable=False)
    may_publish = models.BooleanField(_("mag op de website"), default=True)
    public_summary = models.CharField(_("tekst voor de website"), max_length=600, blank=True)
    published_at = models.DateTimeField(_("op de website sinds"), null=True, editable=False)

    # Who was named with an idea that is being written down at this moment; of any other the database is asked.
    just_named: "Sequence[ContactPerson] | None" = None

    objects: ClassVar[InitiativeQuerySet] = InitiativeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("initiatief")
        verbose_name_plural = _("initiatieven")
        indexes = (
            models.Index(fields=("status", "due_on"), name="initiative_by_status_and_term"),
            models.Index(fields=("officer", "status"), name="initiative_by_officer"),
            models.Index(fields=("lead_domain", "status"), name="initiative_by_domain"),
            # The orders of a list: the first page is read from the index, whatever lies behind it.
            models.Index(fields=("due_on", "id"), name="initiative_by_term"),
            # What is over has no term: without it the last page of what goes on is read at once too.
            models.Index(fields=("due_on", "id"), condition=Q(status__in=RUNNING), name="initiative_running_by_term"),
            models.Index(fields=("entered_at", "id"), name="initiative_by_move"),
            models.Index(fields=("created_at", "id"), name="initiative_by_age"),
            models.Index(fields=("title", "id"), name="initiative_by_title"),
            models.Index(fields=("logged_at",), name="initiative_by_day_logged"),
            # Few are, among very many.
            models.Index(fields=("due_on", "id"), condition=Q(is_controversial=True), name="initiative_sensitive"),
        )
        constraints = (
            models.CheckConstraint(condition=Q(status__in=Status.values), name="initiative_status_is_known"),
            models.CheckConstraint(
                condition=Q(status=Status.DRAFT, reference=None)
                | (~Q(status=Status.DRAFT) & Q(reference__isnull=False)),
                name="initiative_has_reference_unless_draft",
            ),
            models.CheckConstraint(
                condition=(Q(status__in=INTERRUPTS) & ~Q(return_status__in=("", *INTERRUPTS)))
                | (~Q(status__in=INTERRUPTS) & Q(return_status="")),
                name="initiative_interrupt_remembers_and_does_not_nest",
            ),
            models.CheckConstraint(
                condition=Q(status__in=(*ENDED, Status.DRAFT)) | Q(due_on__isnull=False),
                name="initiative_running_has_a_next_date",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.MERGED, merged_into__isnull=False)
                | (~Q(status=Status.MERGED) & Q(merged_into=None)),
                name="initiative_merged_points_on",
            ),
            models.CheckConstraint(condition=~Q(merged_into=F("pk")), name="initiative_not_merged_into_itself"),
            models.CheckConstraint(
                condition=Q(published_at=None) | Q(is_confidential=False),
                name="initiative_confidential_is_not_published",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=(Status.ASSIGNED, Status.IN_REVIEW)) | Q(officer__isnull=False),
                name="initiative_at_an_officer_has_one",
            ),
        )

    def __str__(self) -> str:
        return f"{self.reference or _('Concept')} {self.title}"

    def get_absolute_url(self) -> str:
        """The page for staff."""
        return reverse("initiative_detail", args=[self.key])

    @property
    def key(self) -> str:
        """How web addresses name it: its reference, or the number of the draft."""
        return self.reference or f"concept-{self.pk}"

    @cached_property
    def places(self) -> tuple["InitiativeKern", ...]:
        """Its kernen, asked once; reads the prefetched links where a list has them."""
        return tuple(self.kern_links.all())

    def lies_in(self, links: Iterable["InitiativeKern"]) -> None:
        """These were just written: from here on it is about these kernen."""
        self.places = tuple(links)
        for read_before in ("kern_ids", "_holdings_on"):
            self.__dict__.pop(read_before, None)

    @cached_property
    def kern_ids(self) -> frozenset[int]:
        """Every kern it is about."""
        return frozenset(link.kern_id for link in self.places)

    @cached_property
    def adviser_ids(self) -> frozenset[int]:
        """Everybody who was asked for advice."""
        return frozenset(advice.adviser_id for advice in self.co_advices.all())

    def everybody(self) -> "Sequence[ContactPerson]":
        """The residents behind it, who came first in front."""
        return list(self.people.order_by("pk")) if self.just_named is None else self.just_named

    @property
    def lead_kern(self) -> Kern | None:
        """The kern that goes first, None for the whole municipality."""
        return next((link.kern for link in self.places if link.is_lead), None)

    @property
    def where(self) -> str:
        """The kernen in words, the lead kern first."""
        if self.whole_municipality:
            return str(_("hele gemeente"))
        return ", ".join(link.kern.name for link in sorted(self.places, key=lambda link: not link.is_lead))

    @property
    def is_escalated(self) -> bool:
        """On the managers' list."""
        return self.escalated_at is not None

    @property
    def is_emptied(self) -> bool:
        """Only the count is left."""
        return self.emptied_at is not None

    @property
    def is_anonymised(self) -> bool:
        """Destroyed or erased: number, kern, domain, dates and result are left."""
        return self.anonymised_at is not None

    @property
    def state(self) -> State:
        """What its status means."""
        return STATES[Status(self.status)]

    def get_status_display(self) -> str:  # type: ignore[no-redef]
        """In words. Django's own looks through all labels each time, and a list says it on every line."""
        return str(Status(self.status).label) if self.status in Status.values else self.status

    @property
    def is_running(self) -> bool:
        """Not ended."""
        return self.status in RUNNING

    @property
    def is_untold(self) -> bool:
        """Decided, but the initiator has not heard it from a person yet: until then nobody reads it."""
        return self.status in TOLD_FIRST and self.informed_at is None

    @property
    def resident_label(self) -> str:
        """What its status is called in what residents are sent."""
        return str(UNTOLD_LABEL if self.is_untold else self.state.public_label)

    @property
    def public_step(self) -> int:
        """The step (1-6) the resident's page draws; an interruption keeps the step it interrupts."""
        own = self.state.step
        return own if own is not None else (STATES[Status(self.return_status)].step or 1)

    def days_open(self, on: date) -> int:
        """Calendar days since it was logged."""
        return (on - timezone.localdate(self.logged_at or self.created_at)).days


class InitiativeKern(models.Model):
    """An initiative is about this kern; one of them leads."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="kern_links")
    kern = models.ForeignKey(Kern, models.PROTECT, related_name="initiative_links")
    is_lead = models.BooleanField(_("eerste kern"), default=False)

    class Meta:
        verbose_name = _("kern van een initiatief")
        verbose_name_plural = _("kernen van een initiatief")
        constraints = (
            models.UniqueConstraint(fields=("initiative", "kern"), name="initiative_names_a_kern_once"),
            models.UniqueConstraint(
                fields=("initiative",), condition=Q(is_lead=True), name="initiative_has_one_lead_kern"
            ),
        )

    def __str__(self) -> str:
        return self.kern.name
