"""Every action and every deed on an initiative that asks something, filled in well, by somebody who may."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db.models import Model
from django.utils import timezone

from initiatives.deeds.table import DEED_OF
from initiatives.models import Initiative, RelatedLink
from initiatives.statuses import Status
from initiatives.workflow.table import ROW_OF
from tests.factories import sign_in
from tests.initiatives.test_deeds import FILLED, ready
from tests.initiatives.world import NOW, World
from tests.overleg.town import Town
from tests.security.forms_staff import Filling
from tests.security.sent import Sent, filled


def _related(world: World) -> tuple[Initiative, str, dict[str, Any]]:
    """One that points to another."""
    one, other = world.known_to_all(Status.IN_REVIEW), world.known_to_all(Status.IN_REVIEW)
    low, high = sorted((one, other), key=lambda row: row.pk)
    RelatedLink.objects.create(first=low, second=high, by=world.people["IC"], at=NOW)
    return one, "IC", {"other": other}


def _relating(world: World) -> tuple[Initiative, str, dict[str, Any]]:
    """One that will."""
    other = world.known_to_all(Status.IN_REVIEW)
    return world.known_to_all(Status.IN_REVIEW), "IC", {"reference": other.reference}


MORE: dict[str, Callable[[World], tuple[Initiative, str, dict[str, Any]]]] = {
    "relate": _relating,
    "unrelate": _related,
    "change_kern": lambda world: (
        world.known_to_all(Status.IN_REVIEW),
        "IC",
        {"kern": world.other_kern, "reason": "Het ligt daar."},
    ),
    "change_lead_domain": lambda world: (
        world.known_to_all(Status.IN_REVIEW),
        "IC",
        {"domain": world.other_domain, "reason": "Past beter."},
    ),
    "settle_escalation": lambda world: (
        world.known_to_all(Status.IN_REVIEW, escalated_at=NOW),
        "IC",
        {"reason": "Wij bellen morgen."},
    ),
}


def typed(value: Any) -> Any:
    """An answer as it stands in a box."""
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%dT%H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool) or value is None:
        return "on" if value else ""
    return [str(one) for one in value] if isinstance(value, list | tuple) else str(value)


def who_may(world: World, name: str, initiative: Initiative) -> str:
    """Somebody to whom this is open."""
    row = (ROW_OF | DEED_OF)[name]
    for who in world.people:
        actor = world.actor(who)
        if any(row.allows(initiative, function) for function in row.functions(initiative, actor)):
            return who
    raise LookupError(name)


def act_of(name: str, town: Town) -> Sent:
    """The form of an action as it stands on its page, with every answer typed."""
    world = town.world
    if name in FILLED or name in MORE:
        initiative, who, answers = ready(world, name) if name in FILLED else MORE[name](world)
        initiative.refresh_from_db()
    else:
        facts: dict[str, Any] = {"informed_at": None} if ROW_OF[name].sources[0] == Status.REJECTED else {}
        initiative, answers = world.known_to_all(ROW_OF[name].sources[0], **facts), world.fill_in(name)
        who = who_may(world, name, initiative)
    page = f"{initiative.get_absolute_url()}{name}/"
    said = {key: typed(value) for key, value in answers.items()}
    return filled(sign_in(world.people[who]), page, **said)


def names() -> Iterable[str]:
    """What a colleague has a page for with questions on it; what residents and meetings say goes by other doors."""
    told = [name for name in FILLED if name not in ELSEWHERE]
    return [*(name for name, row in ROW_OF.items() if row.inputs), *told, *MORE]


ELSEWHERE = ("discuss_in_kernoverleg", "pick_appointment", "note_in_platform")


FORMS: dict[str, Filling] = {f"initiative_act, {name}": partial(act_of, name) for name in names()}
