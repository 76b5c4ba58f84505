"""A meeting, what is on its agenda, and what was promised there."""

from datetime import date, timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from initiatives.models import Initiative
from initiatives.models.choices import Opinion
from kernen.models import Kernoverleg
from kernen.roles import Roles, roles_of


def serves(roles: Roles) -> Q:
    """The groups this person sits with: of their own kernen as coordinator or kernambtenaar, or all of them."""
    if roles.stands_for_all:
        return Q(kernoverleg__isnull=False)
    return Q(kernoverleg__kernen__in=roles.own_kernen)


def sits_in_platform(roles: Roles) -> bool:
    """The platform is of all kernambtenaren; the internal coordinator leads it."""
    return roles.is_kernambtenaar or roles.is_internal_coordinator


# A day further away than this, in days, is a slip of the finger.
FARTHEST = timedelta(days=731)


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """Meetings, asked for by who looks and when they are."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """What this person sits with; every page of meetings goes through here."""
        roles = roles_of(user)
        mine = serves(roles) | (Q(kernoverleg=None) if sits_in_platform(roles) else Q(pk__in=()))
        return self.filter(pk__in=self.model.objects.filter(mine).values("pk"))

    def of_groups(self) -> Self:
        """Of residents."""
        return self.filter(kernoverleg__isnull=False)

    def of_platform(self) -> Self:
        """Of the kernambtenaren."""
        return self.filter(kernoverleg=None)

    def standing(self) -> Self:
        """Not called off."""
        return self.filter(called_off_at=None)

    def to_come(self, on: date) -> Self:
        """Today or later, and not written down yet."""
        return self.standing().filter(held_on__gte=on, closed_at=None)


class Meeting(models.Model):
    """One gathering of one group of residents; without a group it is the platform of kernambtenaren.

    `version` counts every change of agenda and form, so that of two people who change at once nobody loses anything.
    """

    kernoverleg = models.ForeignKey(
        Kernoverleg, models.PROTECT, null=True, related_name="meetings", verbose_name=_("groep")
    )
    held_on = models.DateField(_("datum"))
    starts_at = models.TimeField(_("begint om"), null=True)
    place = models.CharField(_("plaats"), max_length=200, blank=True)
    note = models.CharField(_("opmerking"), max_length=300, blank=True)
    # During or after: how many people, who wrote it down, and whether the chair has a stake.
    present = models.PositiveIntegerField(_("aantal aanwezigen"), null=True)
    recorder = models.CharField(_("genoteerd door"), max_length=120, blank=True)
    chair_involved = models.BooleanField(_("voorzitter betrokken"), default=False)
    report = models.TextField(_("verslag"), max_length=10000, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("gemaakt op"))
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="meetings_planned")
    closed_at = models.DateTimeField(_("afgesloten op"), null=True)
    # Empty when the chair closed it with the form.
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="meetings_closed")
    called_off_at = models.DateTimeField(_("afgelast op"), null=True)
    form_key = models.UUIDField(unique=True)

    objects: ClassVar[MeetingQuerySet] = MeetingQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("vergadering")
        verbose_name_plural = _("vergaderingen")
        indexes = (models.Index(fields=("kernoverleg", "held_on"), name="meeting_by_group"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(called_off_at=None), name="meeting_called_off_is_not_closed"
            ),
            models.CheckConstraint(
                condition=Q(kernoverleg=None) | Q(closed_at=None) | Q(present__isnull=False),
                name="meeting_of_residents_closes_with_a_number",
            ),
        )

    def __str__(self) -> str:
        return f"{self.group_name}, {self.held_on:%d-%m-%Y}"

    @property
    def group_name(self) -> str:
        """Who comes together."""
        return str(self.kernoverleg) if self.kernoverleg else str(_("Platform kernambtenaren"))

    @property
    def is_platform(self) -> bool:
        """Of colleagues, not of residents."""
        return self.kernoverleg_id is None

    @property
    def is_closed(self) -> bool:
        """Written down, and on everybody's timeline."""
        return self.closed_at is not None

    @property
    def is_called_off(self) -> bool:
        """It does not take place."""
        return self.called_off_at is not None


class Reason(models.TextChoices):
    """Why something is on an agenda."""

    NEW = "new", _("nieuw in onze kern")
    OPINION = "opinion", _("uw mening gevraagd")
    DECIDED = "decided", _("er is een besluit")
    PROMISE = "promise", _("een belofte is te laat")
    CHECK_IN = "check_in", _("hoe gaat het nu")
    OWN = "own", _("eigen punt")
    # Of the platform.
    MARKED = "marked", _("bespreken in platform")
    MORE_DOMAINS = "more_domains", _("speelt in meer domeinen")
    GIVEN_BACK = "given_back", _("twee keer teruggegeven")
    MORE_FUNDS = "more_funds", _("meer dan één geldbron")
    STANDING_STILL = "standing_still", _("staat lang stil")


class AgendaItem(models.Model):
    """One thing to talk about: an initiative, or a point of the group's own; and what was said of it."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    initiative = models.ForeignKey(Initiative, models.PROTECT, null=True, related_name="agenda_items")
    reason = models.CharField(_("waarom"), max_length=20, choices=Reason, default=Reason.OWN)
    title = models.CharField(_("onderwerp"), max_length=200, blank=True)
    position = models.PositiveIntegerField(_("volgorde"))
    # None: nobody said yet whether it was discussed.
    discussed = models.BooleanField(_("besproken"), null=True)
    opinion = models.CharField(_("mening"), max_length=10, choices=Opinion, blank=True)
    concerns = models.TextField(_("zorgen"), max_length=1000, blank=True)
    note = models.TextField(_("wat is er gezegd of besloten"), max_length=2000, blank=True)
    wants_more_time = models.CharField(_("meer tijd nodig, omdat"), max_length=300, blank=True)
    removed_at = models.DateTimeField(_("van de agenda gehaald op"), null=True)

    class Meta:
        verbose_name = _("agendapunt")
        verbose_name_plural = _("agendapunten")
        ordering = ("position", "pk")
        constraints = (
            models.UniqueConstraint(fields=("meeting", "initiative"), name="agenda_names_an_initiative_once"),
            models.CheckConstraint(condition=Q(reason__in=Reason.values), name="agenda_item_reason_is_known"),
            models.CheckConstraint(condition=Q(initiative__isnull=False) | ~Q(title=""), name="agenda_item_has_words"),
            models.CheckConstraint(
                condition=Q(discussed=True) | Q(opinion="", concerns="", wants_more_time=""),
                name="agenda_item_said_only_when_discussed",
            ),
        )

    def __str__(self) -> str:
        return self.title or str(self.initiative)


class Promise(models.Model):
    """Who does what by when, said in a meeting."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="promises")
    what = models.CharField(_("wat"), max_length=300)
    who = models.CharField(_("wie"), max_length=120, help_text=_("Een functie of groep."))
    due_on = models.DateField(_("voor"))
    kept_at = models.DateTimeField(_("gedaan op"), null=True)

    class Meta:
        verbose_name = _("belofte")
        verbose_name_plural = _("beloften")
        indexes = (models.Index(fields=("due_on",), name="promise_open", condition=Q(kept_at=None)),)

    def __str__(self) -> str:
        return self.what
