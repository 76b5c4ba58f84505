"""Closing a meeting: each point that was discussed to its initiative's timeline, and the report, all or nothing."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from initiatives.deeds.do import do
from initiatives.deeds.meeting import DISCUSS
from initiatives.deeds.table import DEED_OF
from initiatives.models import Event, Initiative
from initiatives.workflow.action import Actor, Incomplete, Refused, Situation, Stale
from overleg.deeds.claim import claim
from overleg.deeds.record import Point, points_of, promises_of, refuse_when_over
from overleg.deeds.report import write_report
from overleg.models import AgendaItem, Meeting

# Colleagues at work on the same initiative at this very moment; after so many of them something else is wrong.
TRIES = 5
THE_CHAIR = re.compile(r"^\s*(de\s+)?voorzitter\s*$", re.IGNORECASE)


def close_meeting(meeting: Meeting, *, by: User | None, at: datetime, version: int) -> None:
    """Write everything, once; a second press, also at the same moment, changes nothing. Without `by` it is the chair.

    Raises Refused with a sentence, and Stale for who looked at an older version.
    """
    try:
        with transaction.atomic():
            _close(meeting, by=by, at=at, version=version)
    except (Stale, Refused):
        meeting.refresh_from_db()
        if not meeting.is_closed:
            raise


def _close(meeting: Meeting, *, by: User | None, at: datetime, version: int) -> None:
    """Everything inside the one transaction."""
    claim(meeting, version=version)
    refuse_when_over(meeting)
    meeting.refresh_from_db()
    if reason := not_yet(meeting, at=at):
        raise Refused(reason)
    points = points_of(meeting)
    # In one order everywhere, so that two meetings that close at once never wait for each other.
    for item in sorted(told_items(meeting), key=lambda item: item.initiative_id or 0):
        _tell(item, meeting, by=by, at=at)
    meeting.report = write_report(meeting, points)
    meeting.closed_at, meeting.closed_by = at, by
    meeting.save(update_fields=["report", "closed_at", "closed_by"])


def not_yet(meeting: Meeting, *, at: datetime) -> str:
    """What is still missing before it can be closed; nothing when it can."""
    if meeting.is_platform:
        return _("Dit is geen vergadering van bewoners.")
    if meeting.held_on > timezone.localdate(at):
        return _("Deze vergadering moet nog komen. Daarna sluit u het verslag af.")
    if meeting.present is None:
        return _("Vul eerst in hoeveel mensen er waren.")
    if meeting.chair_involved and not another_records(meeting, meeting.recorder):
        return _("De voorzitter hoort bij een idee. Vul daarom in welke ander het opschreef.")
    return ""


def another_records(meeting: Meeting, recorder: str) -> bool:
    """Somebody else than the chair wrote it down."""
    chair = meeting.kernoverleg.chair_name if meeting.kernoverleg else ""
    is_chair = THE_CHAIR.match(recorder) is not None or (chair != "" and recorder.strip().lower() == chair.lower())
    return recorder.strip() != "" and not is_chair


def told_items(meeting: Meeting) -> Sequence[AgendaItem]:
    """What was discussed and is an initiative, also when it may not be written to any more."""
    return list(meeting.items.filter(removed_at=None, discussed=True, initiative__isnull=False))


def _tell(item: AgendaItem, meeting: Meeting, *, by: User | None, at: datetime) -> None:
    """One timeline entry; what cannot have one any more is left out, and `skipped_of` says so."""
    actor = Actor(for_kernoverleg=True, user=by)
    inputs = inputs_of(item, meeting)
    for _try in range(TRIES):
        initiative = Initiative.objects.get(agenda_items=item)
        try:
            do(DISCUSS, initiative, by=actor, at=at, form_key=key_of(item, meeting), **inputs)
        except Stale:
            continue
        except Incomplete:
            raise
        except Refused:
            # It stopped, moved or became confidential meanwhile: the others are written, and `skipped_of` names it.
            return
        return
    raise Refused(_("Iemand werkt op dit moment aan een van de punten. Probeer het nog eens."))


def key_of(item: AgendaItem, meeting: Meeting) -> UUID:
    """The same for the same point of the same meeting, so that the database allows one entry and no second."""
    return uuid5(meeting.form_key, f"item {item.pk}")


def inputs_of(item: AgendaItem, meeting: Meeting) -> dict[str, Any]:
    """What the deed asks."""
    return {
        "group": meeting.group_name,
        "held_on": meeting.held_on,
        "present": meeting.present,
        "opinion": item.opinion,
        "concerns": item.concerns,
        "note": item.note,
        "wants_more_time": item.wants_more_time,
        "promises": promises_of(item.promises.order_by("pk")),
    }


# ---- what is going to be written, and what could not be ------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Foreseen:
    """What closing does, shown beforehand."""

    written: Sequence[tuple[Point, str]]
    not_written: Sequence[tuple[Point, str]]
    only_in_report: Sequence[Point]
    next_time: Sequence[Point]


def foresee(meeting: Meeting, *, at: datetime, reader: User | None) -> Foreseen:
    """Each point with the sentence that comes on its timeline, or why none comes; as far as this reader may see."""
    points = points_of(meeting, reader=reader)
    discussed = [(point, point.initiative) for point in points if point.item.discussed]
    on_timeline = [(point, initiative) for point, initiative in discussed if initiative is not None]
    why = {initiative.pk: why_not(initiative) for _point, initiative in on_timeline}
    return Foreseen(
        written=[(p, _sentence(p, i, meeting, at=at)) for p, i in on_timeline if not why[i.pk]],
        not_written=[(p, why[i.pk]) for p, i in on_timeline if why[i.pk]],
        only_in_report=[point for point, initiative in discussed if initiative is None],
        next_time=[point for point in points if not point.item.discussed],
    )


def _sentence(point: Point, initiative: Initiative, meeting: Meeting, *, at: datetime) -> str:
    """What the resident is going to read."""
    inputs: Mapping[str, Any] = inputs_of(point.item, meeting)
    situation = Situation(initiative=initiative, actor=Actor(for_kernoverleg=True), at=at, inputs=inputs)
    return str(DEED_OF[DISCUSS].says(situation))


def why_not(initiative: Initiative) -> str:
    """Why nothing can be written on its timeline now, without giving anything away; empty when it can."""
    if initiative.is_confidential or initiative.is_emptied:
        return _("Dit punt bespreken wij nu niet in een vergadering.")
    if initiative.merged_into_id:
        return _("Dit idee gaat samen verder met een ander idee.")
    return "" if initiative.status in DEED_OF[DISCUSS].sources else _("Dit idee is gestopt of ligt ergens anders.")


def skipped_of(meeting: Meeting) -> list[tuple[AgendaItem, str]]:
    """After closing: what was discussed and stands on no timeline, with why."""
    rows = {key_of(item, meeting): item for item in told_items(meeting)}
    written = set(Event.objects.filter(form_key__in=rows).values_list("form_key", flat=True))
    left = [item for key, item in rows.items() if key not in written]
    said = _("Dit idee was op dat moment niet te bespreken.")
    return [(item, why_not(item.initiative) or said) for item in left if item.initiative is not None]


def written_number(meeting: Meeting) -> int:
    """On how many timelines it came."""
    keys = [key_of(item, meeting) for item in told_items(meeting)]
    return Event.objects.filter(form_key__in=keys).count()
