"""What was already running, or done, before there was this software: from a spreadsheet, without persons."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from initiatives.deeds.intake import Idea, begin
from initiatives.events import record
from initiatives.models import Evaluation, Initiative
from initiatives.models.choices import Audience, Channel
from initiatives.relations import Relation
from initiatives.statuses import Status
from initiatives.workflow.action import Actor, NotYours
from initiatives.workflow.perform import claim, perform, write
from kernen.models import Kern
from kernen.roles import roles_of


@dataclass(frozen=True, kw_only=True)
class Running:
    """One line of the paper list."""

    title: str
    summary: str
    kernen: tuple[Kern, ...]
    whole_municipality: bool
    initiator_kind: str
    started_on: date
    completed_on: date | None
    result: str


def import_running(rows: Iterable[Running], *, by: User, form_key: UUID) -> list[Initiative]:
    """All of them or none, the oldest first; the same form sent again gives what it gave before."""
    if not roles_of(by).is_internal_coordinator:
        raise NotYours(_("Dit hoort niet bij uw functie."))
    ordered = sorted(rows, key=lambda row: row.started_on)
    keys = [uuid5(form_key, str(number)) for number in range(len(ordered))]
    try:
        with transaction.atomic():
            return [_bring_in(row, by=by, form_key=key) for row, key in zip(ordered, keys, strict=True)]
    except IntegrityError:
        done = list(Initiative.objects.filter(form_key__in=keys, logged_by=by))
        if len(done) != len(keys):
            raise
        return done


def _bring_in(row: Running, *, by: User, form_key: UUID) -> Initiative:
    """Through the ordinary door on its own day; nobody is written to, colleagues neither."""
    at = _noon(row.started_on)
    idea = Idea(
        columns={
            "title": row.title,
            "summary": row.summary,
            "whole_municipality": row.whole_municipality,
            "initiator_kind": row.initiator_kind,
        },
        kern=row.kernen[0] if row.kernen else None,
        others=row.kernen[1:],
        person={"name": _("Niet bekend"), "channel": Channel.NONE},
    )
    initiative = begin(by=by, at=at, idea=idea, form_key=form_key)
    perform("log", initiative, by=Actor(user=by), at=at)
    # What was on paper for years is news to nobody.
    initiative.messages.all().delete()
    if row.completed_on is not None:
        _complete_from_paper(initiative, row, by=by, at=_noon(row.completed_on))
    return initiative


def _complete_from_paper(initiative: Initiative, row: Running, *, by: User, at: datetime) -> None:
    """One honest step to the end, marked as an import: who decided what on paper is not made up (decision 4)."""
    claim(initiative, version=None)
    source = initiative.status
    result = Evaluation.objects.create(
        initiative=initiative,
        result=row.result,
        without_because=_("Ingelezen van een lijst; er is geen evaluatie bekend."),
        learned=_("Niet bekend."),
        at=at,
    )
    write(initiative, {"status": Status.COMPLETED, "entered_at": at, "due_on": None})
    record(
        initiative,
        action="import",
        button=_("Ingelezen"),
        by=by,
        function=Relation.INTERNAL_COORDINATOR,
        at=at,
        audience=Audience.INTERNAL,
        source=source,
        target=initiative.status,
        about=result,
    )


def _noon(day: date) -> datetime:
    """Some moment of a day of which no hour is known."""
    return datetime.combine(day, time(12), tzinfo=timezone.get_current_timezone())
