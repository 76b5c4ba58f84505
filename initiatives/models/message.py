"""What somebody is told, and whether it arrived."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from initiatives.models.choices import Channel
from initiatives.models.event import Event
from initiatives.models.initiative import Initiative
from initiatives.models.person import ContactPerson


class MessageState(models.TextChoices):
    """How far a message is."""

    QUEUED = "queued", _("staat klaar")
    SENT = "sent", _("verstuurd")
    TASK = "task", _("taak voor een medewerker")
    DONE = "done", _("gedaan")
    FAILED = "failed", _("niet aangekomen")
    HELD = "held", _("wacht op vrijgave")
    DROPPED = "dropped", _("vervallen")


class Message(models.Model):
    """One text to one reader through one channel, as it will be read."""

    initiative = models.ForeignKey(Initiative, models.PROTECT, null=True, related_name="messages")
    event = models.ForeignKey(Event, models.PROTECT, null=True, related_name="messages")
    person = models.ForeignKey(ContactPerson, models.SET_NULL, null=True, related_name="messages")
    channel = models.CharField(_("kanaal"), max_length=20, choices=Channel)
    recipient = models.CharField(_("aan"), max_length=160)
    address = models.CharField(_("adres"), max_length=320, blank=True)
    subject = models.CharField(_("onderwerp"), max_length=200)
    body = models.TextField(_("tekst"))
    language = models.CharField(max_length=8, default="nl")
    # It asks something of the reader, so it does not wait for tomorrow's mail.
    asks = models.BooleanField(_("vraagt iets"), default=False)
    # An invitation, update or cancellation for the reader's calendar (RFC 5545), sent along.
    calendar = models.TextField(blank=True)
    # What may be sent once and never twice: a reminder of one appointment, the daily report of one day.
    once = models.CharField(max_length=120, unique=True, null=True, editable=False)  # noqa: DJ001
    drop_after_sending = models.BooleanField(default=False)
    state = models.CharField(_("stand"), max_length=10, choices=MessageState, default=MessageState.QUEUED)
    created_at = models.DateTimeField(_("gemaakt op"))
    sent_at = models.DateTimeField(_("verstuurd op"), null=True)
    attempts = models.PositiveSmallIntegerField(_("pogingen"), default=0)
    next_try_at = models.DateTimeField(null=True)
    leased_until = models.DateTimeField(null=True)
    # Letters with the same number go out as one mail; it stays the same through all attempts.
    message_id = models.CharField(max_length=120, blank=True)
    error = models.CharField(_("fout"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("bericht")
        verbose_name_plural = _("berichten")
        indexes = (
            models.Index(fields=("next_try_at",), name="message_to_send", condition=Q(state="queued", channel="email")),
            models.Index(fields=("address", "sent_at"), name="message_by_address", condition=Q(channel="email")),
            models.Index(fields=("initiative",), name="message_in_outbox", condition=Q(state__in=["queued", "held"])),
        )
        constraints = (
            models.CheckConstraint(condition=Q(state__in=MessageState.values), name="message_state_is_known"),
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="message_channel_is_known"),
        )

    def __str__(self) -> str:
        return self.subject
