"""The one function that notes who looked at personal data, in which function, at what, when, why and how it ended."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import models
from django.db.models import Count, Max

from accounts.models import User
from accounts.request_id import request_id
from initiatives.models import AccessEntry, Initiative
from initiatives.models.access import Looked, Outcome
from initiatives.relations import MAY_READ, Relation, held_now, reaches, relations_of
from kernen.models import Role
from kernen.roles import NOBODY, Roles, roles_of

# By which part of the matrix somebody may look; what stands not here is looked at through any tie.
PART = {
    Looked.CONTACT_DATA: "contact_data",
    Looked.EXPORT_WITH_PERSONS: "contact_data",
    Looked.PRINT: "contact_data",
    Looked.ATTACHMENT: "attachments",
}
# What somebody is who has no tie to the initiative: refused, or looking at what belongs to none.
FUNCTION_OF = {
    Role.EXTERNAL_COORDINATOR: Relation.EXTERNAL_COORDINATOR,
    Role.INTERNAL_COORDINATOR: Relation.INTERNAL_COORDINATOR,
    Role.BELEIDSMEDEWERKER: Relation.DOMAIN_OFFICER,
    Role.KERNAMBTENAAR: Relation.KERNAMBTENAAR,
    Role.DECIDER: Relation.DECIDER,
    Role.GGD_ADVISER: Relation.GGD_ADVISER,
    Role.MANAGER: Relation.MANAGER,
    Role.FUNCTIONAL_ADMIN: Relation.FUNCTIONAL_ADMIN,
}
# Noted also where nothing was found.
WITHOUT_INITIATIVE = {Looked.ACCESS_LOG, Looked.PERSON_FOUND, Looked.PERSON_EXPORT}
# A long export is written in so many pieces.
AT_ONCE = 500
LONGEST_REASON = 200


def note_look(
    what: Looked,
    *,
    by: User | None,
    function: Relation | None = None,
    initiatives: Iterable[Initiative],
    at: datetime,
    why: str = "",
    result: Outcome = Outcome.SHOWN,
    about: models.Model | None = None,
) -> None:
    """One line per initiative, in one query (an export of thousands in more, so that it takes no more memory and no
    other writer waits for all of it); one line for what belongs to none: a signal, the log itself, an empty search for
    a person. Who opens a page again, looks again: every look is kept.
    Called before anything is shown, so that where the log cannot be written nothing is shown; what was noted by then
    stays. `function`: by default
    the first that opens this part to this person; `why`: by default the reason of an emergency. BIO2 8.15.01.
    """
    roles = roles_of(by) if by else NOBODY
    whole = {"actor": by, "what": what, "at": at, "result": result, "request_id": request_id(), **_named(about)}
    rows: Iterator[Initiative | None] = iter(initiatives)
    of_none = about is not None or what in WITHOUT_INITIATIVE
    some = list(islice(rows, AT_ONCE)) or ([None] if of_none else [])
    while some:
        lines = []
        for one in some:
            held = function or _function(what, roles, one)
            because = why or (roles.emergency_reason if held == Relation.BREAK_GLASS else "")
            lines.append(AccessEntry(initiative=one, function=held, why=because[:LONGEST_REASON], **whole))
        AccessEntry.objects.bulk_create(lines)
        some = list(islice(rows, AT_ONCE))


def looks_of(initiatives: Iterable[Initiative]) -> list[dict[str, Any]]:
    """Per function and part: how often it was looked at and when last; no name of a colleague, so a resident may read
    it (AVG 15).
    """
    rows = AccessEntry.objects.filter(initiative__in=[one.pk for one in initiatives], result=Outcome.SHOWN)
    counted = rows.values("function", "what").annotate(times=Count("pk"), last=Max("at")).order_by("function", "what")
    return [
        {
            "function": str(Relation(line["function"]).label) if line["function"] else "",
            "what": str(Looked(line["what"]).label), "times": line["times"], "last": line["last"],
        }
        for line in counted
    ]  # fmt: skip


def _named(about: models.Model | None) -> dict[str, Any]:
    """Which row it was about."""
    return {"object_type": str(about._meta.model_name), "object_id": about.pk} if about else {}


def _function(what: Looked, roles: Roles, initiative: Initiative | None) -> Relation | str:
    """The first relation that opens this part now; then any tie; then what this person is elsewhere."""
    if roles.user_id is None:
        return Relation.INITIATOR
    if initiative is None:
        return _by_role(roles)
    may = MAY_READ.get(PART.get(what, ""), {})
    for relation in held_now(may, roles, initiative):
        if reaches(may[relation], initiative):
            return relation
    ties = relations_of(roles, initiative)
    return next((relation for relation in Relation if relation in ties), None) or _by_role(roles)


def _by_role(roles: Roles) -> Relation | str:
    """The first role, as a function; empty for who holds none."""
    return next((function for role, function in FUNCTION_OF.items() if role in roles.kinds), "")
