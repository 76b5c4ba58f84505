"""What is on an agenda and in which order: put on, taken off, put back and moved; nothing happens to an initiative."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import User
from initiatives.models import Initiative
from initiatives.workflow.action import NotNow, NotYours
from overleg.deeds.claim import claim
from overleg.deeds.drafting import Proposal, draft, for_groups
from overleg.deeds.planning import check_open
from overleg.models import AgendaItem, Meeting
from overleg.models.meeting import Reason

# Longer is no agenda.
AT_MOST = 100


def put_on(
    meeting: Meeting, *, shown: Collection[str], ticked: Collection[str], by: User, at: datetime, version: int
) -> int:
    """What was shown and ticked comes on the agenda, what was shown and not ticked is kept as taken off; how many
    came on. What came up since the page was shown waits.
    """
    check_open(meeting)
    proposals = [one for one in draft(meeting, by=by, at=at) if one.key in shown]
    chosen = [one for one in proposals if one.key in ticked]
    if not proposals:
        return 0
    with transaction.atomic():
        claim(meeting, version=version)
        _check_room(meeting, more=len(chosen))
        for one in chosen:
            _propose(meeting, one)
        for one in proposals:
            if one not in chosen:
                _propose(meeting, one, removed_at=at)
    return len(chosen)


def _propose(meeting: Meeting, one: Proposal, **columns: object) -> None:
    """A proposal as a row."""
    _add(meeting, initiative=one.initiative, title="" if one.initiative else one.title, reason=one.reason, **columns)


def add_point(meeting: Meeting, *, title: str, version: int) -> bool:
    """A point of the group's own; False where one with these words stands there already."""
    check_open(meeting)
    same = AgendaItem.objects.filter(meeting=meeting, initiative=None, title=title)
    if same.filter(removed_at=None).exists():
        return False
    if gone := same.first():
        return put_back(gone, version=version)
    with transaction.atomic():
        claim(meeting, version=version)
        _check_room(meeting)
        _add(meeting, title=title)
    return True


def add_initiative(meeting: Meeting, initiative: Initiative, *, by: User, version: int) -> bool:
    """One that somebody looked up; False where it stands there already."""
    check_open(meeting)
    if not for_groups(meeting, user=by).filter(pk=initiative.pk).exists():
        raise NotYours(_("Dit initiatief hoort niet bij de kernen van deze groep."))
    there = AgendaItem.objects.filter(meeting=meeting, initiative=initiative).first()
    if there is not None:
        return put_back(there, version=version) if there.removed_at else False
    with transaction.atomic():
        claim(meeting, version=version)
        _check_room(meeting)
        _add(meeting, initiative=initiative)
    return True


def take_off(item: AgendaItem, *, at: datetime, version: int) -> bool:
    """Off the agenda; it can be put back. False where it was off already."""
    return _move(item, removed_at=at, version=version)


def put_back(item: AgendaItem, *, version: int) -> bool:
    """On the agenda again, at the end. False where it was there already."""
    return _move(item, removed_at=None, version=version)


@transaction.atomic
def _move(item: AgendaItem, *, removed_at: datetime | None, version: int) -> bool:
    """Off or on, once."""
    check_open(item.meeting)
    now = AgendaItem.objects.get(pk=item.pk)
    if (now.removed_at is None) == (removed_at is None):
        return False
    claim(item.meeting, version=version)
    if removed_at is None:
        _check_room(item.meeting)
        now.position = _end(item.meeting)
    now.removed_at = removed_at
    now.save(update_fields=["removed_at", "position"])
    return True


@transaction.atomic
def reorder(meeting: Meeting, *, places: Mapping[int, int], version: int) -> bool:
    """Another order, as typed or dragged: a place per item. False where that is the order it has."""
    check_open(meeting)
    items = list(AgendaItem.objects.filter(meeting=meeting, removed_at=None))
    wanted = in_order(items, places)
    if wanted == items:
        return False
    claim(meeting, version=version)
    for number, item in enumerate(wanted, start=1):
        item.position = number
    AgendaItem.objects.bulk_update(wanted, ["position"])
    return True


def keep_order(meeting: Meeting, *, places: Mapping[int, int], version: int) -> int:
    """What was moved before something else was done is kept with it; the version that is left to claim."""
    return version + reorder(meeting, places=places, version=version) if places else version


def in_order(items: Sequence[AgendaItem], places: Mapping[int, int]) -> list[AgendaItem]:
    """Sorted by the place that was typed; of two with one place, who was moved goes where it was moved to."""

    def key(numbered: tuple[int, AgendaItem]) -> tuple[int, int, int]:
        here, item = numbered
        place = places.get(item.pk, here)
        return place, (place > here) - (place < here), here

    return [item for _here, item in sorted(enumerate(items, start=1), key=key)]


def _add(meeting: Meeting, **columns: object) -> None:
    """One row at the end."""
    AgendaItem.objects.create(**{"meeting": meeting, "reason": Reason.OWN, "position": _end(meeting)} | columns)


def _end(meeting: Meeting) -> int:
    """The place after the last."""
    last: int | None = AgendaItem.objects.filter(meeting=meeting).aggregate(last=Max("position"))["last"]
    return (last or 0) + 1


def _check_room(meeting: Meeting, *, more: int = 1) -> None:
    """An evening has an end."""
    if AgendaItem.objects.filter(meeting=meeting, removed_at=None).count() + more > AT_MOST:
        raise NotNow(_("Er passen niet meer dan %s punten op een agenda. Haal er eerst iets af.") % AT_MOST)
