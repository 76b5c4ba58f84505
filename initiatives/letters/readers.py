"""Who is told: the readers a row of the table may name, and the people behind them today."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from django.db.models import Q

from accounts.models import User
from initiatives.models import ContactPerson, Initiative
from initiatives.models.choices import Channel
from kernen.models import Kernoverleg, Role, RoleHolding
from kernen.roles import NO_CEILING


class Reader(StrEnum):
    """Somebody who hears of an event."""

    INITIATOR = "initiator"
    EXTERNAL_COORDINATOR = "external_coordinator"
    INTERNAL_COORDINATOR = "internal_coordinator"
    OFFICER = "officer"
    FORMER_OFFICER = "former_officer"
    KERNAMBTENAAR = "kernambtenaar"
    KERNOVERLEG = "kernoverleg"
    DECIDER = "decider"


def people_of(initiative: Initiative) -> list[ContactPerson]:
    """The residents who want to hear from us; nobody once messages were stopped."""
    if initiative.silenced_at is not None:
        return []
    return list(initiative.people.exclude(channel=Channel.NONE).order_by("pk"))


def kernoverleggen_of(initiative: Initiative) -> list[Kernoverleg]:
    """The active platforms of its kernen; none for what is confidential."""
    if initiative.is_confidential:
        return []
    found = Kernoverleg.objects.of_kernen().active()
    if not initiative.whole_municipality:
        found = found.filter(kernen__in=initiative.kern_ids).distinct()
    return list(found.order_by("name"))


def staff_for(reader: Reader, initiative: Initiative, *, on: date) -> Iterable[User]:
    """The employees behind a reader on this day."""
    if reader is Reader.OFFICER:
        officer = initiative.officer
        return [officer] if officer and not officer.has_ended(on) else []
    if reader is Reader.FORMER_OFFICER:
        last = (
            initiative.assignments.exclude(ended_at=None).select_related("officer").order_by("-ended_at", "-pk").first()
        )
        return [last.officer] if last and not last.officer.has_ended(on) else []
    return RoleHolding.objects.current(on).filter(_held(reader, initiative)).people().order_by("pk")


def first_contact(initiative: Initiative, *, on: date) -> User | None:
    """Whom residents call: an external coordinator of the kern with a number, the one who wrote it down first."""
    staff = [user for user in staff_for(Reader.EXTERNAL_COORDINATOR, initiative, on=on) if user.phone]
    return min(staff, key=lambda user: user.pk != initiative.logged_by_id, default=None)


def _held(reader: Reader, initiative: Initiative) -> Q:
    """The roles that make somebody this reader."""
    if reader is Reader.DECIDER:
        amount = initiative.proposed_cents or 0
        covers = Q(mandate__ceiling_cents=None) | Q(mandate__ceiling_cents__gte=min(amount, NO_CEILING))
        return Q(role=Role.DECIDER) & covers
    if reader in (Reader.EXTERNAL_COORDINATOR, Reader.KERNAMBTENAAR):
        if reader is Reader.KERNAMBTENAAR and initiative.is_confidential:
            return Q(pk__in=())
        own = Q(all_kernen=True) | Q(kern__in=initiative.kern_ids)
        # What is about the whole municipality is nobody's kern: who wrote it down goes with it.
        own |= Q(user=initiative.logged_by_id) if initiative.whole_municipality else Q()
        return Q(role=reader.value) & own
    return Q(role=reader.value)
