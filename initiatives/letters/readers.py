"""Who is told: the readers a row of the table may name, and the people behind them today."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum

from django.db.models import Q

from accounts.models import User
from initiatives.models import ContactPerson, Initiative
from initiatives.models.choices import Channel
from initiatives.models.stake import involved_in
from kernen.models import Kernoverleg, Role, RoleHolding
from kernen.models.role import OF_A_KERN

# Whose role counts for every initiative.
OF_THE_HOUSE = (Role.INTERNAL_COORDINATOR, Role.DECIDER)


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
    return who_hear(initiative, initiative.everybody())


def who_hear(initiative: Initiative, people: Iterable[ContactPerson]) -> list[ContactPerson]:
    """The same, of people who were asked for already."""
    if initiative.silenced_at is not None:
        return []
    return [person for person in people if person.channel != Channel.NONE]


def kernoverleggen_of(initiative: Initiative) -> list[Kernoverleg]:
    """The active platforms of its kernen; none for what is confidential."""
    if initiative.is_confidential:
        return []
    found = Kernoverleg.objects.of_kernen().active()
    if not initiative.whole_municipality:
        found = found.filter(kernen__in=initiative.kern_ids).distinct()
    return list(found.order_by("name"))


def staff_for(reader: Reader, initiative: Initiative, *, on: date) -> Sequence[User]:
    """The employees behind a reader on this day; who has a stake in it is not who handles it or decides."""
    if reader is Reader.OFFICER:
        officer = initiative.officer
        there = officer and not officer.has_ended(on) and officer.pk not in involved_in(initiative)
        return [officer] if officer and there else []
    if reader is Reader.FORMER_OFFICER:
        last = (
            initiative.assignments.exclude(ended_at=None).select_related("officer").order_by("-ended_at", "-pk").first()
        )
        return [last.officer] if last and not last.officer.has_ended(on) else []
    held = [holding for holding in _holdings(initiative, on=on) if _makes(holding, reader, initiative)]
    people = {holding.user_id: holding.user for holding in held}
    barred = involved_in(initiative) if reader is Reader.DECIDER else ()
    return [people[pk] for pk in sorted(people) if pk not in barred]


def heard_by(reader: Reader, initiative: Initiative, *, on: date) -> Sequence[User]:
    """Who hears what is meant for this reader: where nobody may decide, the internal coordinator, who finds somebody;
    and so where the officer stands back.
    """
    stands_in = reader is Reader.DECIDER or (reader is Reader.OFFICER and initiative.officer_id is not None)
    found = staff_for(reader, initiative, on=on)
    return found if found or not stands_in else staff_for(Reader.INTERNAL_COORDINATOR, initiative, on=on)


def first_contact(initiative: Initiative, *, on: date) -> User | None:
    """Whom residents call: an external coordinator of the kern with a number, the one who wrote it down first."""
    staff = [user for user in staff_for(Reader.EXTERNAL_COORDINATOR, initiative, on=on) if user.phone]
    return min(staff, key=lambda user: user.pk != initiative.logged_by_id, default=None)


def _holdings(initiative: Initiative, *, on: date) -> list[RoleHolding]:
    """The roles of everybody whom it may concern on this day; every reader of one step asks, so they are kept until
    the next step.
    """
    cached: tuple[date, list[RoleHolding]] | None = initiative.__dict__.get("_holdings_on")
    if cached is None or cached[0] != on:
        here = Q(all_kernen=True) | Q(kern__in=initiative.kern_ids) | Q(user=initiative.logged_by_id)
        concerned = Q(role__in=OF_THE_HOUSE) | Q(role__in=OF_A_KERN) & here
        found = RoleHolding.objects.current(on).filter(concerned).select_related("user", "mandate")
        cached = initiative.__dict__["_holdings_on"] = (on, list(found))
    return cached[1]


def _makes(holding: RoleHolding, reader: Reader, initiative: Initiative) -> bool:
    """Whether this role makes somebody this reader."""
    if holding.role != reader.value or (reader is Reader.KERNAMBTENAAR and initiative.is_confidential):
        return False
    if holding.role in OF_A_KERN:
        # What is about the whole municipality is nobody's kern: who wrote it down goes with it.
        wrote = initiative.whole_municipality and holding.user_id == initiative.logged_by_id
        return holding.all_kernen or holding.kern_id in initiative.kern_ids or wrote
    ceiling = holding.mandate.ceiling_cents if holding.mandate else None
    return ceiling is None or ceiling >= (initiative.proposed_cents or 0)
