"""The one function that writes a status, and the list of what somebody may do now."""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from initiatives.clocks import TERM_OF
from initiatives.events import record
from initiatives.models import Event, Initiative
from initiatives.statuses import INTERRUPTS, RUNNING, Status
from initiatives.workflow.action import Action, Actor, Incomplete, Refused, Situation, Stale, Text
from initiatives.workflow.dots import NotYet
from initiatives.workflow.effects import finish_tasks
from initiatives.workflow.once import press_once
from initiatives.workflow.storing import forget_draft
from initiatives.workflow.table import NEXT_STEPS, ROW_OF, TRANSITIONS, To, Transition


def perform(
    name: str,
    initiative: Initiative,
    *,
    by: Actor,
    at: datetime,
    version: int | None = None,
    form_key: UUID | None = None,
    **inputs: Any,
) -> Event | None:
    """Walk one row of the table, wholly or not at all.

    `version` is the one the person saw; `form_key` makes a second press of the same button give the first event.
    Returns the Event, or None for a draft that was thrown away. Raises NotYours, NotNow, Stale, Refused or
    Incomplete (each with a sentence for the reader) and KeyError for a row that does not exist.
    """
    row = ROW_OF[name]
    situation = Situation(initiative=initiative, actor=by, at=at, inputs=inputs)
    return press_once(form_key, lambda: _walk(row, situation, version=version, form_key=form_key), version=version)


def _walk(row: Transition, s: Situation, *, version: int | None, form_key: UUID | None) -> Event | None:
    """Everything inside the one transaction."""
    s, function = prepare(row, s, version=version)
    initiative, source = s.initiative, s.initiative.status
    if row.target is To.DELETED:
        forget_draft(initiative)
        initiative.delete()
        return None
    with translation.override(settings.LANGUAGE_CODE):
        # Whatever language the resident reads, colleagues have their tasks in Dutch.
        effect = row.effect(s)
    write(initiative, _moved(row, s) | effect.columns)
    if source != Status.DRAFT:
        # A draft has an owner and no tasks.
        finish_tasks(s, row.name)
    return record(
        initiative,
        action=row.name,
        button=row.button,
        by=s.actor.user,
        function=function,
        at=s.at,
        audience=row.audience,
        way=s.actor.way,
        on_behalf_of_initiator=s.actor.on_behalf_of_initiator,
        source=source,
        target=initiative.status,
        says=lambda: row.says(s),
        inputs=row.keeps(s),
        about=effect.about,
        tells=row.tells,
        form_key=form_key,
    )


def prepare(row: Action, s: Situation, *, version: int | None) -> tuple[Situation, Any]:
    """Who may, now, on this very version, with nothing in the way and everything filled in."""
    function = row.function_now(s.initiative, s.actor)
    claim(s.initiative, version=version)
    if obstacle := row.obstacle(s):
        raise Refused(obstacle)
    s = replace(s, inputs=row.clean(s))
    if complaints := row.complaints(s):
        raise Incomplete(complaints)
    return s, function


def claim(initiative: Initiative, *, version: int | None, **columns: Any) -> None:
    """Compare and swap: the row is ours until the transaction ends, or somebody else was first. `columns`: what is
    written whatever comes next.
    """
    seen = initiative.version if version is None else version
    here = Initiative.objects.filter(pk=initiative.pk, status=initiative.status, version=seen)
    if seen != initiative.version or here.update(version=seen + 1, **columns) != 1:
        raise Stale(_meanwhile(initiative))
    # Who has which role is no part of the version, so every step asks anew.
    initiative.__dict__.pop("_holdings_on", None)
    _hold(initiative, columns | {"version": seen + 1})


def _meanwhile(initiative: Initiative) -> str:
    """Who did what while this person was looking."""
    last = Event.objects.filter(initiative=initiative).select_related("actor").order_by("-at", "-pk").first()
    if last is None:
        return _("Iemand anders was u net voor. Er is niets veranderd door uw handeling.")
    who, row = last.actor or last.get_function_display(), ROW_OF.get(last.action)
    if row is None:
        return _("%s was u net voor. Wat u typte staat er nog. Bekijk eerst wat er is veranderd.") % who
    return _("%(who)s was u net voor: “%(what)s”. Wat u typte staat er nog. Bekijk eerst wat er is veranderd.") % {
        "who": who,
        "what": row.button,
    }


def write(initiative: Initiative, columns: Mapping[str, Any]) -> None:
    """Columns to the database and to the object in hand."""
    if columns:
        Initiative.objects.filter(pk=initiative.pk).update(**columns)
    _hold(initiative, columns)
    # Somebody may have been asked for advice; the few deeds that change where it lies or who stands back, say so.
    initiative.__dict__.pop("adviser_ids", None)
    initiative.__dict__.get("_prefetched_objects_cache", {}).pop("co_advices", None)


def _hold(initiative: Initiative, columns: Mapping[str, Any]) -> None:
    """The object in hand as the database has it."""
    for name, value in columns.items():
        setattr(initiative, name, value)


def _moved(row: Transition, s: Situation) -> dict[str, Any]:
    """The columns every change of status sets: where it stands, since when, and until when."""
    initiative = s.initiative
    if row.target is To.SAME:
        return {}
    if row.target is To.RETURN:
        target = Status(initiative.return_status)
        return {"status": target, "return_status": "", "phase_due_on": None} | _resumed(s, target)
    target = Status(row.target)
    columns: dict[str, Any] = {"status": target, "entered_at": s.at, "due_on": s.clocks.due_on(target, s.today)}
    if target in INTERRUPTS:
        return columns | {"return_status": initiative.status, "phase_due_on": initiative.due_on}
    return columns | {"return_status": "", "phase_due_on": None}


def _resumed(s: Situation, target: Status) -> dict[str, Any]:
    """The clock of the phase goes on; a date that was promised to the neighbourhood or a group stays that date."""
    due_on = s.initiative.phase_due_on
    if due_on is not None and target in TERM_OF:
        paused_on = s.clocks.day_of(s.initiative.entered_at)
        due_on = s.clocks.due_after_pause(phase_due_on=due_on, paused_on=paused_on, resumed_on=s.today)
    return {"entered_at": s.at, "due_on": due_on}


def example(row: Action, initiative: Initiative, *, by: Actor, at: datetime) -> str:
    """What the resident will read, with dots for what is still to be filled in; nothing is written."""
    draft = copy(initiative)
    situation = Situation(initiative=draft, actor=by, at=at, inputs=NotYet())
    if isinstance(row, Transition) and row.target is not To.DELETED:
        for name, value in _moved(row, situation).items():
            setattr(draft, name, value)
    return str(row.says(situation))


@dataclass(frozen=True, kw_only=True)
class Option:
    """A button: what it does, and why it cannot be pressed yet if it cannot."""

    row: Action
    obstacle: Text | None
    is_next: bool = False


def available(initiative: Initiative, *, by: Actor, at: datetime) -> list[Option]:
    """What this person may do now, the normal next step first; a row that is blocked says why."""
    situation = Situation(initiative=initiative, actor=by, at=at)
    options = [
        Option(row=row, obstacle=row.obstacle(situation)) for row in TRANSITIONS if row.is_open_to(initiative, by)
    ]
    first = next((o for name in NEXT_STEPS for o in options if o.row.name == name), None)
    if first is None or initiative.status not in RUNNING:
        return options
    return [replace(first, is_next=True), *(option for option in options if option is not first)]
