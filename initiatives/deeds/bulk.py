"""One action on many initiatives: first what would happen, then what can be done, each by itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrPromise

from accounts.models import User
from initiatives.deeds.do import do
from initiatives.deeds.follow import follow, why_not_follow
from initiatives.deeds.table import DEED_OF
from initiatives.models import Initiative
from initiatives.workflow.action import Action, Actor, Refused, Situation, Stale
from initiatives.workflow.perform import perform
from initiatives.workflow.table import ROW_OF
from kernen.roles import Roles

# A person can look through a hundred lines; more is a mistake or a machine.
MOST = 100


@dataclass(frozen=True, kw_only=True)
class Bulk:
    """Something that makes sense for many at once; `row` says what the tables know of it."""

    name: str
    label: str | StrPromise
    row: Action | None = None


FOLLOW = Bulk(name="follow", label=gettext_lazy("Volgen"))
REASSIGN = Bulk(name="reassign", label=ROW_OF["reassign"].button, row=ROW_OF["reassign"])
SENSITIVE = Bulk(
    name="flag_controversial", label=DEED_OF["flag_controversial"].button, row=DEED_OF["flag_controversial"]
)
BULK_OF = {bulk.name: bulk for bulk in (REASSIGN, SENSITIVE, FOLLOW)}


def bulk_for(roles: Roles) -> list[Bulk]:
    """What this person is offered; whether it may be done stands in the tables, per initiative."""
    offered = [REASSIGN] if roles.is_internal_coordinator else []
    if roles.is_internal_coordinator or roles.is_beleidsmedewerker or roles.is_kernambtenaar:
        offered.append(SENSITIVE)
    # Who is there because the glass is broken, only reads.
    return [] if roles.in_emergency and not offered else [*offered, FOLLOW]


@dataclass(kw_only=True)
class Outcome:
    """What can be done or was done, and by name what not, with the reason."""

    done: list[Initiative] = field(default_factory=list)
    skipped: list[tuple[Initiative, str]] = field(default_factory=list)


def foresee(
    bulk: Bulk, initiatives: Iterable[Initiative], *, by: User, at: datetime, inputs: Mapping[str, Any] | None
) -> Outcome:
    """What would happen; nothing is written. Without inputs only what the tables say of person and moment."""
    outcome = Outcome()
    for initiative in initiatives:
        if reason := _why_not(bulk, initiative, by=by, at=at, inputs=inputs):
            outcome.skipped.append((initiative, reason))
        else:
            outcome.done.append(initiative)
    return outcome


def _why_not(bulk: Bulk, initiative: Initiative, *, by: User, at: datetime, inputs: Mapping[str, Any] | None) -> str:
    """The sentence of the tables, empty where nothing is in the way."""
    if bulk.row is None:
        return why_not_follow(initiative, by=by)
    s = Situation(initiative=initiative, actor=Actor(user=by), at=at, inputs=inputs or {})
    try:
        bulk.row.function_now(initiative, s.actor)
        if obstacle := bulk.row.obstacle(s):
            return str(obstacle)
        if inputs is None:
            return ""
        s = replace(s, inputs=bulk.row.clean(s))
    except Refused as refusal:
        return str(refusal)
    return " ".join(sentence for sentences in bulk.row.complaints(s).values() for sentence in sentences)


def carry_out(
    bulk: Bulk,
    initiatives: Iterable[Initiative],
    *,
    versions: Mapping[int, int],
    by: User,
    at: datetime,
    batch: UUID,
    inputs: Mapping[str, Any],
) -> Outcome:
    """Do what can be done, each in a transaction of its own, on the version that was seen; sent twice, done once."""
    outcome = Outcome()
    for initiative in initiatives:
        try:
            if bulk.row is None:
                follow(initiative, by=by, at=at)
            else:
                run = perform if bulk.name in ROW_OF else do
                run(
                    bulk.name,
                    initiative,
                    by=Actor(user=by),
                    at=at,
                    version=versions.get(initiative.pk, initiative.version),
                    form_key=uuid5(batch, str(initiative.pk)),
                    **inputs,
                )
        except Stale:
            outcome.skipped.append((initiative, _("Dit is veranderd terwijl u keek. Bekijk het eerst opnieuw.")))
        except Refused as refusal:
            outcome.skipped.append((initiative, str(refusal)))
        else:
            outcome.done.append(initiative)
    return outcome
