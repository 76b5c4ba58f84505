"""The list of one platform meeting as somebody reads it: each point with why it is there and a form to note."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from accounts.models import User
from initiatives.models import Initiative
from initiatives.models.stake import with_stakes
from initiatives.relations import may_read
from initiatives.views.rows import Row, rows_of
from initiatives.workflow.action import Actor
from kernen.models import Word
from kernen.roles import roles_of
from overleg.deeds import platform
from overleg.deeds.platform_list import Candidate, candidates_for, not_on
from overleg.forms.platform import ROW, NoteForm
from overleg.models import AgendaItem, Meeting


@dataclass(frozen=True, kw_only=True)
class Point:
    """One point of the list; `row` is empty for an own point, `form` where nothing can be noted.

    `note` is what this person may read of what was noted: of an initiative as of every internal note.
    """

    item: AgendaItem
    row: Row | None
    form: NoteForm | None
    note: str


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """One initiative that might come on it."""

    row: Row
    candidate: Candidate
    is_ticked: bool


def list_context(
    meeting: Meeting, user: User, *, at: datetime, called: dict[str, Word], filled: NoteForm | None = None
) -> dict[str, Any]:
    """Everything the page of a meeting shows; what is on it for whom."""
    today = timezone.localdate(at)
    is_open = not meeting.is_closed and not meeting.is_called_off
    leads = roles_of(user).is_internal_coordinator
    whole = meeting.items.filter(removed_at=None)
    context: dict[str, Any] = {
        "meeting": meeting,
        "points": list(_points(meeting, user, at=at, called=called, filled=filled, may_note=is_open)),
        "unread": platform.count_unread(user, whole),
        "may_change": is_open and leads,
        "leads": leads,
        "has_begun": meeting.held_on <= today,
        "version_fields": [("version", meeting.version)],
        "proposals": [],
        "removed": [],
    }
    if context["may_change"]:
        gone = meeting.items.exclude(removed_at=None).select_related("initiative").order_by("removed_at")
        context["removed"] = list(platform.read_by(user, gone))
        context["proposals"] = list(_proposals(meeting, user, today=today, called=called))
    return context


def _points(
    meeting: Meeting, user: User, *, at: datetime, called: dict[str, Word], filled: NoteForm | None, may_note: bool
) -> Iterator[Point]:
    """What this person reads of the list, in its order."""
    behind = Initiative.objects.for_list().annotate(**with_stakes()).prefetch_related("co_advices")
    items = list(platform.read_by(user, platform.listed(meeting)).prefetch_related(Prefetch("initiative", behind)))
    rows = _rows([item.initiative for item in items if item.initiative], today=timezone.localdate(at), called=called)
    for item in items:
        form = None
        if may_note and _may_note(item, user):
            mine = filled is not None and filled.prefix == f"punt-{item.pk}"
            form = filled if mine else NoteForm(item, None, by=user, at=at, called=called)
        yield Point(item=item, row=rows.get(item.initiative_id or 0), form=form, note=_note_for(item, user))


def _note_for(item: AgendaItem, user: User) -> str:
    """An own point everybody; an initiative who reads its internal notes now."""
    hidden = item.initiative is not None and not may_read("internal_notes", roles_of(user), item.initiative)
    return "" if hidden else item.note


def _may_note(item: AgendaItem, user: User) -> bool:
    """An own point everybody; an initiative as the deed says."""
    return item.initiative is None or ROW.is_open_to(item.initiative, Actor(user=user))


def _rows(initiatives: list[Initiative], *, today: date, called: dict[str, Word]) -> dict[int, Row]:
    """The lines, by number."""
    return {row.initiative.pk: row for row in rows_of(initiatives, today=today, words=called)}


def _proposals(meeting: Meeting, user: User, *, today: date, called: dict[str, Word]) -> Iterator[Proposal]:
    """What has a reason and is not on the list yet; what a colleague asked for is ticked already."""
    rest = not_on(meeting, candidates_for(user, on=today))
    rows = _rows([one.initiative for one in rest], today=today, called=called)
    for one in rest:
        row = rows[one.initiative.pk]
        yield Proposal(row=row, candidate=one, is_ticked=one.initiative.platform_since is not None)
