"""Something one person has to do, with the text ready."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from initiatives.models.initiative import Initiative
from initiatives.models.message import Message
from initiatives.relations import Relation


class TaskKind(models.TextChoices):
    """What kind of thing there is to do."""

    CALL = "call", _("bellen")
    WRITE = "write", _("brief sturen")
    TELL = "tell", _("zelf vertellen")
    CHECK = "check", _("nagaan")
    ANSWER = "answer", _("antwoorden")


# What cannot be mailed to somebody, and how it is brought instead.
TITLE_OF = {
    TaskKind.WRITE: _("Brief sturen aan %s"),
    TaskKind.CALL: _("Bellen: %s"),
    TaskKind.TELL: _("Zelf vertellen aan %s"),
}


class Task(models.Model):
    """For one person, or for whoever holds a function on this initiative; ticked with one click."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="tasks")
    kind = models.CharField(_("soort"), max_length=10, choices=TaskKind)
    title = models.CharField(_("wat"), max_length=160)
    text_ready = models.TextField(_("tekst"), blank=True)
    for_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="tasks", verbose_name=_("voor")
    )
    for_function = models.CharField(_("voor functie"), max_length=30, choices=Relation, blank=True)
    leads_to = models.CharField(
        _("wordt gedaan met"), max_length=40, blank=True, help_text=_("De handeling waarmee deze taak klaar is.")
    )
    term_key = models.CharField(
        _("door termijn"), max_length=60, blank=True, editable=False, help_text=_("De termijn die deze taak maakte.")
    )
    due_on = models.DateField(_("voor"))
    message = models.OneToOneField(Message, models.PROTECT, null=True, related_name="task")
    created_at = models.DateTimeField(_("gemaakt op"))
    done_at = models.DateTimeField(_("gedaan op"), null=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="tasks_done")
    is_moot = models.BooleanField(_("niet meer nodig"), default=False)

    class Meta:
        verbose_name = _("taak")
        verbose_name_plural = _("taken")
        indexes = (models.Index(fields=("for_user", "due_on"), name="task_open_by_person", condition=Q(done_at=None)),)
        constraints = (
            models.CheckConstraint(
                condition=Q(for_user__isnull=False) | ~Q(for_function=""), name="task_is_for_somebody"
            ),
            # Two night rounds at once, or one that runs twice, make one task of one term.
            models.UniqueConstraint(
                fields=("initiative", "term_key"), condition=~Q(term_key=""), name="task_once_per_term"
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def calls_initiator(self) -> bool:
        """A call without a message of its own: whose number it is stands with the people."""
        return self.kind == TaskKind.CALL and self.message_id is None
