"""Takes the scope away from one room of the application, to see that the property would notice."""

from collections.abc import Mapping
from importlib import import_module
from types import SimpleNamespace

import pytest

from accounts.models import User
from initiatives.models import Initiative
from initiatives.models.initiative_rows import InitiativeQuerySet

# The room, and the pages that lean on it.
WITHOUT_SCOPE: Mapping[str, tuple[str, ...]] = {
    "initiatives.views.queue": ("list",),
    "initiatives.views.silence": ("silence",),
    "initiatives.views.similar": ("similar", "search box"),
    "initiatives.views.kernen": ("kernen",),
    "initiatives.views.work": ("work",),
    "initiatives.views.bulk": ("bulk",),
    "initiatives.views.act": ("detail",),
    "initiatives.deeds.calendar_feed": ("calendar feed",),
    "initiatives.deeds.tasks": ("tasks",),
    "initiatives.deeds.related": ("detail", "detail in a queue"),
    "overleg.deeds.village": ("kern", "handover of a kern"),
    "overleg.views.agenda": ("meeting",),
}


class _Everything:
    """The initiatives, with a scope that leaves nothing out."""

    def __getattr__(self, name: str) -> object:
        return getattr(Initiative.objects, name)

    def visible_to(self, _user: User) -> InitiativeQuerySet:
        """Not asked who looks."""
        return Initiative.objects.all()


def take_scope_away(monkeypatch: pytest.MonkeyPatch, room: str) -> None:
    """In this room alone `Initiative.objects.visible_to` gives everything."""
    monkeypatch.setattr(import_module(room), "Initiative", SimpleNamespace(objects=_Everything()))
