"""What a relation sees, and what it may read besides the story itself: each rule as a Q and in Python."""

from collections.abc import Collection, Mapping, Sequence
from functools import reduce
from operator import or_

from django.db.models import Q

from initiatives.relations.who import NEVER, ROW_OF, ROWS, Facts, Relation, Row, holdable, relations_of
from initiatives.statuses import ANONYMISED, Ball, Status, in_groups, with_ball
from kernen.roles import Roles


def sees_through(row: Row, facts: Facts) -> bool:
    """Whether this relation opens the initiative at this moment."""
    if facts.is_emptied or (facts.is_confidential and not row.confidential):
        return False
    return reaches(row.sees, facts)


def reaches(letters: str, facts: Facts) -> bool:
    """Whether it stands in one of these groups; what was anonymised stands in none but its own."""
    return ANONYMISED in letters if facts.is_anonymised else facts.status in in_groups(letters)


def reaches_q(letters: str) -> Q:
    """The same rule as `reaches`, as a condition over the columns; what holds for every row is left unsaid."""
    statuses = in_groups(letters)
    here = Q() if set(statuses) >= set(Status) else Q(status__in=statuses)
    if ANONYMISED not in letters:
        return here & Q(anonymised_at=None)
    return here and (here & Q(anonymised_at=None)) | Q(anonymised_at__isnull=False)


def visible_q(roles: Roles, *, through: Collection[Relation] = tuple(Relation)) -> Q:
    """What this person may see through these relations, as one condition over the columns."""
    ways = [
        held & reaches_q(row.sees) & (Q() if row.confidential else Q(is_confidential=False))
        for row, held in holdable(roles, through)
    ]
    return _one_of(ways) & Q(emptied_at=None)


def _one_of(ways: Sequence[Q]) -> Q:
    """Empty holds for every row, which `|` would forget."""
    return reduce(or_, ways, NEVER) if all(ways) else Q()


def is_visible(roles: Roles, facts: Facts) -> bool:
    """The same rule as `visible_q`, for one initiative already read."""
    return any(row.holds(roles, facts) and sees_through(row, facts) for row in ROWS)


# Whose desk it lies on, by whose turn it is; other turns lie outside the town hall.
TURN: dict[Ball, tuple[Relation, ...]] = {
    Ball.COORDINATOR: (Relation.EXTERNAL_COORDINATOR,),
    Ball.INTERNAL_COORDINATOR: (Relation.INTERNAL_COORDINATOR,),
    Ball.OFFICER: (Relation.LEAD_OFFICER,),
    Ball.DECIDER: (Relation.DECIDER,),
    Ball.CONDITIONS: (Relation.LEAD_OFFICER,),
    Ball.TOGETHER: (Relation.LEAD_OFFICER,),
}


def waits_for_q(roles: Roles) -> Q:
    """What lies on this person's desk: it is their turn in one of their functions, or their own draft."""
    q = Q(status__in=with_ball(Ball.COORDINATOR), logged_by=roles.user_id) if roles.may_log else NEVER
    for ball, relations in TURN.items():
        for _row, held in holdable(roles, relations):
            q |= held & Q(status__in=with_ball(ball))
    return q


# What may be read besides the story itself, by relation and status group; the letters are those of the matrix.
MAY_READ: dict[str, dict[Relation, str]] = {
    "contact_data": {
        Relation.EXTERNAL_COORDINATOR: "DESAW",
        Relation.INTERNAL_COORDINATOR: "DESAWX",
        Relation.LEAD_OFFICER: "AWX",
        Relation.KERNAMBTENAAR: "DAW",
        Relation.DECIDER: "A",
        Relation.BREAK_GLASS: "ESAWX",
    },
    "audit_trail": {  # who did what, also behind the counter; not what was typed there
        Relation.INTERNAL_COORDINATOR: "DESAWXZ",
        Relation.LEAD_OFFICER: "ESAWXZ",
        Relation.BREAK_GLASS: "ESAWXZ",
    },
    "internal_notes": {
        Relation.INTERNAL_COORDINATOR: "DESAWXZ",
        Relation.LEAD_OFFICER: "ESAWXZ",
        Relation.CO_ADVISER: "AW",
        Relation.KERNAMBTENAAR: "AW",
        Relation.DECIDER: "AWX",
    },
    "coordinator_notes": {Relation.EXTERNAL_COORDINATOR: "DESAW", Relation.INTERNAL_COORDINATOR: "DESAW"},
    "attachments": {
        Relation.EXTERNAL_COORDINATOR: "DESAW",
        Relation.INTERNAL_COORDINATOR: "ESAWX",
        Relation.LEAD_OFFICER: "AWX",
        Relation.CO_ADVISER: "AW",
        Relation.KERNAMBTENAAR: "AW",
        Relation.DECIDER: "A",
    },
}


def held_now(may: Mapping[Relation, str], roles: Roles, facts: Facts) -> tuple[Relation, ...]:
    """The relations of this list that the person holds and that open the initiative now, in the list's order."""
    # Who sees nothing (functional administrator) reaches by function alone; behind broken glass one only reads.
    blind = set() if roles.in_emergency else {row.relation for row in ROWS if not row.sees}
    mine = {one for one in relations_of(roles, facts) if one in blind or sees_through(ROW_OF[one], facts)}
    return tuple(relation for relation in may if relation in mine)


def may_read(what: str, roles: Roles, facts: Facts) -> bool:
    """Whether this person may read this part (a key of `MAY_READ`) at this moment."""
    fence = MAY_READ[what]
    return any(reaches(fence[relation], facts) for relation in held_now(fence, roles, facts))


def may_read_q(what: str, roles: Roles) -> Q:
    """The same rule as `may_read`, as one condition over the columns."""
    q = NEVER
    for row, _held in holdable(roles, MAY_READ[what]):
        q |= visible_q(roles, through=(row.relation,)) & reaches_q(MAY_READ[what][row.relation])
    return q
