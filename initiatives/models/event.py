"""The memory: what happened, who did it, and the words that were said about it."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from initiatives.models.choices import Audience, Way
from initiatives.models.initiative import Initiative
from initiatives.relations import Relation
from initiatives.statuses import Status


class Event(models.Model):
    """One thing that happened. It holds no free text and is never edited; a mistake gets a new event."""

    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="events")
    at = models.DateTimeField(_("wanneer"))
    action = models.CharField(_("handeling"), max_length=40)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="events_done")
    function = models.CharField(_("functie"), max_length=30, choices=Relation)
    way = models.CharField(_("hoe"), max_length=10, choices=Way, default=Way.PAGE)
    on_behalf_of_initiator = models.BooleanField(_("namens de initiatiefnemer"), default=False)
    source = models.CharField(_("van"), max_length=20, choices=Status, blank=True)
    target = models.CharField(_("naar"), max_length=20, choices=Status, blank=True)
    object_type = models.CharField(_("soort voorwerp"), max_length=30, blank=True)
    object_id = models.BigIntegerField(_("nummer van het voorwerp"), null=True)
    result = models.CharField(_("uitkomst"), max_length=30, default="ok")
    audience = models.CharField(_("voor wie"), max_length=10, choices=Audience)
    digest = models.CharField(max_length=64)
    form_key = models.UUIDField(unique=True, null=True)

    class Meta:
        verbose_name = _("gebeurtenis")
        verbose_name_plural = _("gebeurtenissen")
        indexes = (models.Index(fields=("initiative", "-at", "-id"), name="event_newest_first"),)
        constraints = (
            models.CheckConstraint(condition=Q(audience__in=Audience.values), name="event_audience_is_known"),
            models.CheckConstraint(condition=Q(function__in=Relation.values), name="event_function_is_known"),
        )

    def __str__(self) -> str:
        return f"{self.action} {self.at:%d-%m-%Y %H:%M}"

    # In words. Django's own look through all labels each time, and a timeline says them on every line.
    def get_function_display(self) -> str:  # type: ignore[no-redef]
        return str(Relation(self.function).label)

    def get_audience_display(self) -> str:  # type: ignore[no-redef]
        return str(Audience(self.audience).label)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Never: what happened, happened."""
        raise TypeError("Een gebeurtenis wordt nooit verwijderd.")


class EventText(models.Model):
    """The words of one event, the only part that may be emptied (erasure, sensitive referral, 'ingekort')."""

    event = models.OneToOneField(Event, models.PROTECT, related_name="text", primary_key=True)
    salt = models.CharField(max_length=32)
    sentence = models.TextField(_("zin voor de bewoner"), blank=True)
    # The sentence by language code, as far as it can be said in another language.
    translations = models.JSONField(_("in andere talen"), default=dict)
    inputs = models.JSONField(_("wat is ingevuld"), default=dict)
    emptied_at = models.DateTimeField(_("leeggemaakt op"), null=True)

    class Meta:
        verbose_name = _("tekst van een gebeurtenis")
        verbose_name_plural = _("teksten van gebeurtenissen")

    def __str__(self) -> str:
        return self.sentence

    def said_in(self, language: str) -> str:
        """The sentence in this language, or in Dutch where it cannot be said otherwise."""
        said: str = self.translations.get(language) or self.sentence
        return said

    def is_dutch_in(self, language: str) -> bool:
        """Whether somebody who reads another language gets the Dutch."""
        return language != settings.LANGUAGE_CODE and not self.translations.get(language)
