"""The one function that does a deed, and the list of deeds somebody may do now."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import translation

from initiatives.deeds.table import DEED_OF, DEEDS
from initiatives.events import record
from initiatives.models import Event, Initiative
from initiatives.workflow.action import Action, Actor, Situation
from initiatives.workflow.effects import finish_tasks
from initiatives.workflow.once import press_once
from initiatives.workflow.perform import Option, prepare, write


def do(
    name: str,
    initiative: Initiative,
    *,
    by: Actor,
    at: datetime,
    version: int | None = None,
    form_key: UUID | None = None,
    **inputs: Any,
) -> Event:
    """Do one deed, wholly or not at all; the status stays what it was.

    Raises as `workflow.perform` does, and KeyError for a deed that does not exist.
    """
    row = DEED_OF[name]
    situation = Situation(initiative=initiative, actor=by, at=at, inputs=inputs)
    return press_once(form_key, lambda: _do(row, situation, version=version, form_key=form_key), version=version)


def _do(row: Action, s: Situation, *, version: int | None, form_key: UUID | None) -> Event:
    """Everything inside the one transaction."""
    s, function = prepare(row, s, version=version)
    with translation.override(settings.LANGUAGE_CODE):
        # Whatever language the resident reads, colleagues have their tasks in Dutch.
        done = row.effect(s)
    write(s.initiative, done.columns)
    finish_tasks(s, row.name)
    event = record(
        s.initiative,
        action=row.name,
        button=row.button,
        by=s.actor.user,
        function=function,
        at=s.at,
        audience=done.audience or row.audience,
        way=s.actor.way,
        on_behalf_of_initiator=s.actor.on_behalf_of_initiator,
        says=lambda: row.says(s),
        inputs=row.keeps(s),
        about=done.about,
        tells=row.tells,
        form_key=form_key,
    )
    done.then(event)
    return event


def deeds_for(initiative: Initiative, *, by: Actor, at: datetime) -> list[Option]:
    """The deeds this person can do now; one that makes no sense at this moment is left out."""
    situation = Situation(initiative=initiative, actor=by, at=at)
    return [
        Option(row=row, obstacle=None)
        for row in DEEDS
        if row.is_open_to(initiative, by) and row.obstacle(situation) is None
    ]
