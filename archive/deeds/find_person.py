"""Looking for a person: what was found, put together per initiative, and noted as a look."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from archive.deeds.erase import may_go, visible
from archive.deeds.places import Place, find_places, more_of
from archive.deeds.wording import Wording
from archive.models import PersonRequest
from initiatives.looking import note_look
from initiatives.models import Initiative
from initiatives.models.access import Looked
from initiatives.relations import Relation
from initiatives.workflow.action import Actor


@dataclass(frozen=True, kw_only=True)
class Line:
    """One place, as the page shows it; with a reason where it stays."""

    place: Place
    stays: str


@dataclass(frozen=True, kw_only=True)
class Group:
    """What was found in one initiative, or in none."""

    initiative: Initiative | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True)
class Found:
    """Everything of one search."""

    groups: tuple[Group, ...]
    more: tuple[str, ...]

    @property
    def number(self) -> int:
        """How many places."""
        return sum(len(group.lines) for group in self.groups)

    def chosen(self, keys: Collection[str]) -> list[Line]:
        """The places somebody ticked."""
        return [line for group in self.groups for line in group.lines if line.place.key in keys]


def find_person(
    wording: Wording, *, by: Actor, at: datetime, request: PersonRequest, what: Looked = Looked.PERSON_FOUND
) -> Found:
    """Where somebody stands; noted for each initiative before anything is shown. Source: AVG 15."""
    places, initiatives = find_places(wording), visible(by)
    keys = sorted({place.initiative for place in places if place.initiative is not None} & initiatives.keys())
    mine = [initiatives[key] for key in keys]
    note_look(
        what,
        by=by.user,
        function=Relation.INTERNAL_COORDINATOR,
        initiatives=mine,
        at=at,
        why=_("AVG-verzoek %s") % request.pk,
        about=request,
    )
    request.initiatives.add(*mine)
    lines = [Line(place=place, stays=may_go(place, by=by, initiatives=initiatives)) for place in places]
    shown = [line for line in lines if line.place.initiative is None or line.place.initiative in initiatives]
    groups = tuple(
        Group(
            initiative=initiatives[key] if key is not None else None,
            lines=tuple(line for line in shown if line.place.initiative == key),
        )
        for key in [*keys, None]
        if any(line.place.initiative == key for line in shown)
    )
    asked = {string.casefold() for string in wording.strings}
    return Found(groups=groups, more=tuple(said for said in more_of(places) if said.casefold() not in asked))
