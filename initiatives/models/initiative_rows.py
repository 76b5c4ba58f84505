"""Initiatives, asked for by who looks and what the page shows."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models

from accounts.models import User
from initiatives.relations import visible_q, waits_for_q
from initiatives.statuses import RUNNING, Status
from kernen.roles import roles_of

if TYPE_CHECKING:
    from initiatives.models.initiative import Initiative  # noqa: F401 - named below, in quotes

FIRST_TALK = (Status.DRAFT, Status.EXPLORING)


class InitiativeQuerySet(models.QuerySet["Initiative"]):
    """Initiatives, asked for by who looks and what the page shows."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """What this person may see; every page, list, count and export goes through here."""
        return self.filter(visible_q(roles_of(user)))

    def waiting_for(self, user: User) -> Self:
        """What lies on this person's desk."""
        return self.filter(waits_for_q(roles_of(user)))

    def waiting_for_others(self, user: User) -> Self:
        """What lies on another desk."""
        return self.exclude(waits_for_q(roles_of(user)))

    def late(self, on: date) -> Self:
        """Running past its term on this day."""
        return self.running().filter(due_on__lt=on)

    def running(self) -> Self:
        """Not ended."""
        return self.filter(status__in=RUNNING)

    def published(self) -> Self:
        """What anybody may read: published and agreed to, never confidential, not (back) in a first talk."""
        shown = self.filter(published_at__isnull=False, may_publish=True, is_confidential=False, emptied_at=None)
        return shown.exclude(status__in=FIRST_TALK).exclude(return_status__in=FIRST_TALK)

    def for_list(self) -> Self:
        """All that one line of a list shows, in a constant number of queries."""
        return self.select_related("lead_domain", "officer").for_neighbours()

    def for_neighbours(self) -> Self:
        """The same as everybody may read it: with its kernen, without whose desk it lies on."""
        links = self.model._meta.get_field("kern_links").related_model._default_manager.select_related("kern")
        return self.prefetch_related(models.Prefetch("kern_links", links))
