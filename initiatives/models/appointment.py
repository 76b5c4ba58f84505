"""The talk between residents and officer: offered moments, the one that was picked, and how it went."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from initiatives.models.choices import Way
from initiatives.models.initiative import Initiative

USER = settings.AUTH_USER_MODEL


class AppointmentState(models.TextChoices):
    """How far an appointment is, or how it went."""

    OFFERED = "offered", _("voorgesteld")
    PLANNED = "planned", _("gepland")
    HELD = "held", _("geweest")
    MISSED = "missed", _("niet doorgegaan")
    CANCELLED = "cancelled", _("afgezegd")


# Still to come, as far as anybody wrote down.
STANDING = (AppointmentState.OFFERED, AppointmentState.PLANNED)


class Meeting(models.TextChoices):
    """Where one meets; the village comes first."""

    VILLAGE_HALL = "village_hall", _("in het dorpshuis")
    AT_HOME = "at_home", _("bij de bewoner thuis")
    TOWN_HALL = "town_hall", _("op het gemeentehuis")
    PHONE = "phone", _("telefonisch")
    VIDEO = "video", _("met beeldbellen")
    ELSEWHERE = "elsewhere", _("ergens anders")


class Appointment(models.Model):
    """An object inside the review, not a status; at most one stands at a time."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="appointments")
    officer = models.ForeignKey(USER, models.PROTECT, related_name="appointments", verbose_name=_("met"))
    starts_at = models.DateTimeField(_("wanneer"), null=True)
    minutes = models.PositiveSmallIntegerField(_("duur in minuten"), default=60)
    meeting = models.CharField(_("hoe"), max_length=20, choices=Meeting, default=Meeting.VILLAGE_HALL)
    place = models.CharField(_("waar"), max_length=200)
    state = models.CharField(_("stand"), max_length=10, choices=AppointmentState, default=AppointmentState.PLANNED)
    planned_by = models.ForeignKey(USER, models.PROTECT, related_name="appointments_planned")
    # How often it was moved: a calendar takes the highest as the truth (RFC 5545).
    sequence = models.PositiveSmallIntegerField(default=0, editable=False)
    picked_way = models.CharField(_("gekozen via"), max_length=10, choices=Way, blank=True)
    discussed = models.TextField(_("besproken"), max_length=2000, blank=True)
    possible = models.TextField(_("kan het"), max_length=1000, blank=True)
    needed = models.TextField(_("wat is nodig"), max_length=1000, blank=True)
    who_does_what = models.TextField(_("wie doet wat, wanneer"), max_length=1000, blank=True)
    missed_by_municipality = models.BooleanField(_("door de gemeente gemist"), default=False)
    recorded_at = models.DateTimeField(_("vastgelegd op"), null=True)

    class Meta:
        verbose_name = _("afspraak")
        verbose_name_plural = _("afspraken")
        constraints = (
            models.CheckConstraint(condition=Q(state__in=AppointmentState.values), name="appointment_state_is_known"),
            models.CheckConstraint(condition=Q(meeting__in=Meeting.values), name="appointment_meeting_is_known"),
            models.CheckConstraint(
                condition=~Q(state=AppointmentState.PLANNED) | Q(starts_at__isnull=False),
                name="appointment_planned_has_a_moment",
            ),
            models.UniqueConstraint(
                fields=("initiative",),
                condition=Q(state__in=[state.value for state in STANDING]),
                name="appointment_one_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.starts_at:%d-%m-%Y %H:%M} {self.place}" if self.starts_at else self.place

    @property
    def is_standing(self) -> bool:
        """Offered or planned: it is still to come, or still to be written down."""
        return self.state in STANDING

    @property
    def times(self) -> list[datetime]:
        """When it is, or could be."""
        return [self.starts_at] if self.starts_at else [offered.starts_at for offered in self.moments.all()]

    def is_over(self, *, at: datetime) -> bool:
        """Whether its moment has come; of moments to choose from there is none yet."""
        return self.starts_at is not None and self.starts_at < at


class OfferedMoment(models.Model):
    """One of the moments a resident may pick from."""

    appointment = models.ForeignKey(Appointment, models.CASCADE, related_name="moments")
    starts_at = models.DateTimeField(_("wanneer"))

    class Meta:
        verbose_name = _("voorgesteld moment")
        verbose_name_plural = _("voorgestelde momenten")
        ordering = ("starts_at",)
        constraints = (models.UniqueConstraint(fields=("appointment", "starts_at"), name="offered_moment_once"),)

    def __str__(self) -> str:
        return f"{self.starts_at:%d-%m-%Y %H:%M}"


class CalendarFeed(models.Model):
    """The address under which somebody's own calendar reads the appointments; only its digest is kept."""

    user = models.OneToOneField(USER, models.CASCADE, related_name="calendar_feed")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(_("gemaakt op"))

    class Meta:
        verbose_name = _("agenda-abonnement")
        verbose_name_plural = _("agenda-abonnementen")

    def __str__(self) -> str:
        return str(self.user)
