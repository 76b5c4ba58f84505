"""The managers' list: how an initiative comes on it by itself, how it is taken off, and why it is there in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from initiatives.deeds.appointment.terms import MISSED_BY
from initiatives.deeds.overdue import WHY
from initiatives.models import Event, Initiative
from initiatives.models.choices import Audience
from initiatives.models.initiative_rows import InitiativeQuerySet
from initiatives.relations import Relation
from initiatives.statuses import RUNNING, Status, in_groups
from initiatives.workflow.action import Action, Done, Situation, Text
from initiatives.workflow.asking import line

LISTED = tuple(status for status in RUNNING if status not in (Status.DRAFT, Status.EXPLORING))


def _not_yet(s: Situation) -> Text | None:
    """Once is enough."""
    return _("Het staat al op de MT-lijst.") if s.initiative.is_escalated else None


def _is_on_it(s: Situation) -> Text | None:
    """Only what was put on it can be taken off."""
    return None if s.initiative.is_escalated else _("Het staat niet op de MT-lijst.")


def _put_on(s: Situation) -> Done:
    """The managers see it from now on."""
    return Done(escalated_at=s.at)


def _take_off(_s: Situation) -> Done:
    """The managers no longer see it, unless it is sensitive as well."""
    return Done(escalated_at=None)


DEEDS = (
    Action(
        name="escalate", button=_("Op de MT-lijst gezet"), sources=LISTED, audience=Audience.INTERNAL,
        explains=_("Een termijn is voorbij; het MT ziet het initiatief. Dit gaat vanzelf."),
        may={Relation.SYSTEM: "SAW"}, inputs=(line("why", _("Waarom?")), line("term", _("Termijn"))),
        guards=(_not_yet,), effect=_put_on,
    ),
    Action(
        name="settle_escalation", button=_("Van de MT-lijst halen"), sources=LISTED, audience=Audience.INTERNAL,
        explains=_("Het MT ziet het initiatief niet meer, tenzij het ook gevoelig ligt."),
        may={Relation.INTERNAL_COORDINATOR: "SAW"}, inputs=(line("reason", _("Wat is er geregeld?")),),
        guards=(_is_on_it,), effect=_take_off,
    ),
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why an initiative is on the list, and since when."""

    why: str
    since: date


def on_mt_list(user: User) -> InitiativeQuerySet:
    """What is on the list, as far as this person may see it."""
    on_it = Q(escalated_at__isnull=False) | Q(is_controversial=True)
    return Initiative.objects.visible_to(user).filter(on_it, status__in=in_groups("SAW"))


def reasons_of(initiatives: Iterable[Initiative]) -> dict[int, list[Reason]]:
    """Why each of these is on the list; two queries for however many."""
    rows = list(initiatives)
    told = ("escalate", "give_back", "flag_controversial", MISSED_BY)
    events = Event.objects.filter(initiative__in=rows, action__in=told).select_related("text").order_by("at", "pk")
    of: dict[int, list[Event]] = {row.pk: [] for row in rows}
    for event in events:
        of[event.initiative_id].append(event)
    return {row.pk: list(_reasons(row, of[row.pk])) for row in rows}


def _reasons(initiative: Initiative, events: list[Event]) -> Iterable[Reason]:
    """First what put it there, then that it is sensitive."""
    if initiative.escalated_at:
        put = next((event for event in events if event.at == initiative.escalated_at), None)
        backs = sum(event.action == "give_back" for event in events)
        yield Reason(why=_why(put, backs), since=timezone.localdate(initiative.escalated_at))
    if initiative.is_controversial:
        marked = [event for event in events if event.action == "flag_controversial"]
        since = marked[-1].at if marked else initiative.created_at
        note = f": {initiative.controversial_note}" if initiative.controversial_note else ""
        yield Reason(why=gettext("ligt gevoelig") + note, since=timezone.localdate(since))


def _why(put: Event | None, backs: int) -> str:
    """In words, from the event that put it there."""
    if put is not None and put.action == "escalate":
        return str(WHY.get(put.text.inputs.get("why", ""), gettext("een termijn is voorbij")))
    if put is not None and put.action == MISSED_BY:
        return str(WHY["appointment_missed"])
    return gettext("%s keer teruggegeven") % backs if backs else gettext("op de lijst gezet")
