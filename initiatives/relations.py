"""Who is this person to this initiative: one row per relation, as a Q and as the same rule in Python."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from initiatives.statuses import ANONYMISED, Ball, in_groups, with_ball
from kernen.roles import Roles


class Relation(models.TextChoices):
    """What somebody is to one initiative; the order is the one in which a function is named."""

    EXTERNAL_COORDINATOR = "external_coordinator", _("externe coördinator")
    INTERNAL_COORDINATOR = "internal_coordinator", _("interne coördinator")
    LEAD_OFFICER = "lead_officer", _("beleidsmedewerker")
    CO_ADVISER = "co_adviser", _("medeadviseur")
    DOMAIN_OFFICER = "domain_officer", _("beleidsmedewerker van het domein")
    KERNAMBTENAAR = "kernambtenaar", _("kernambtenaar")
    DECIDER = "decider", _("beslisser")
    GGD_ADVISER = "ggd_adviser", _("GGD-adviseur")
    MANAGER = "manager", _("manager")
    FUNCTIONAL_ADMIN = "functional_admin", _("functioneel beheerder")
    BREAK_GLASS = "break_glass", _("functioneel beheerder met noodtoegang")
    INITIATOR = "initiator", _("initiatiefnemer")
    KERNOVERLEG = "kernoverleg", _("kernoverleg")
    SYSTEM = "system", _("systeem")


class Facts(Protocol):
    """The columns of an initiative that decide about a relation."""

    status: str
    is_confidential: bool
    is_controversial: bool
    whole_municipality: bool
    logged_by_id: int | None
    officer_id: int | None
    lead_domain_id: int | None
    health_related: bool
    proposed_cents: int | None

    @property
    def kern_ids(self) -> frozenset[int]:
        """Every kern it is about."""

    @property
    def adviser_ids(self) -> frozenset[int]:
        """Everybody who was asked for advice."""

    @property
    def is_escalated(self) -> bool:
        """On the managers' list."""

    @property
    def is_emptied(self) -> bool:
        """A quarrel, a cry for help or a complaint of which only the count is left."""

    @property
    def is_anonymised(self) -> bool:
        """Destroyed or erased: number, kern, domain, dates and result are left, no word and no person."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One relation: what it sees, whether it sees what is confidential, and the rule twice."""

    relation: Relation
    sees: str
    confidential: bool
    q: Callable[[Roles], Q]
    holds: Callable[[Roles, Facts], bool]


def _of_kern_q(kernen: frozenset[int], everywhere: bool, user_id: int | None) -> Q:
    """Own kern: one of its kernen is mine, I logged it, or I work for all kernen."""
    if everywhere:
        return Q()
    return Q(kern_links__kern__in=kernen) | Q(logged_by=user_id)


def _of_kern(kernen: frozenset[int], everywhere: bool, roles: Roles, facts: Facts) -> bool:
    """The same rule as `_of_kern_q`."""
    return everywhere or bool(kernen & facts.kern_ids) or facts.logged_by_id == roles.user_id


NEVER = Q(pk__in=())


def _when(condition: bool, q: Q) -> Q:
    """The Q where the role is held at all."""
    return q if condition else NEVER


ROWS: tuple[Row, ...] = (
    Row(
        relation=Relation.EXTERNAL_COORDINATOR,
        sees="DESAWXZ",
        confidential=True,
        q=lambda r: _when(r.is_external_coordinator, _of_kern_q(r.external_kernen, r.external_everywhere, r.user_id)),
        holds=lambda r, f: r.is_external_coordinator and _of_kern(r.external_kernen, r.external_everywhere, r, f),
    ),
    Row(
        relation=Relation.INTERNAL_COORDINATOR,
        sees="DESAWXZ",
        confidential=True,
        q=lambda r: _when(r.is_internal_coordinator, Q()),
        holds=lambda r, _f: r.is_internal_coordinator,
    ),
    Row(
        relation=Relation.LEAD_OFFICER,
        sees="ESAWXZ",
        confidential=True,
        q=lambda r: _when(r.is_beleidsmedewerker, Q(officer=r.user_id)),
        holds=lambda r, f: r.is_beleidsmedewerker and f.officer_id == r.user_id,
    ),
    Row(
        relation=Relation.CO_ADVISER,
        sees="AWXZ",
        confidential=True,
        q=lambda r: _when(r.is_beleidsmedewerker or r.is_ggd_adviser, Q(co_advices__adviser=r.user_id)),
        holds=lambda r, f: (r.is_beleidsmedewerker or r.is_ggd_adviser) and r.user_id in f.adviser_ids,
    ),
    Row(
        relation=Relation.DOMAIN_OFFICER,
        sees="ESAWXZ",
        confidential=False,
        q=lambda r: _when(r.is_beleidsmedewerker, Q(lead_domain__in=r.domains)),
        holds=lambda r, f: r.is_beleidsmedewerker and f.lead_domain_id in r.domains,
    ),
    Row(
        relation=Relation.KERNAMBTENAAR,
        sees="DESAWXZ",
        confidential=False,
        q=lambda r: _when(
            r.is_kernambtenaar, _of_kern_q(r.kernambtenaar_kernen, r.kernambtenaar_everywhere, r.user_id)
        ),
        holds=lambda r, f: r.is_kernambtenaar and _of_kern(r.kernambtenaar_kernen, r.kernambtenaar_everywhere, r, f),
    ),
    Row(
        relation=Relation.DECIDER,
        sees="AWXZ",
        confidential=True,
        q=lambda r: _when(r.is_decider, Q(proposed_cents__lte=r.ceiling_cents)),
        holds=lambda r, f: r.is_decider and f.proposed_cents is not None and f.proposed_cents <= r.ceiling_cents,
    ),
    Row(
        relation=Relation.GGD_ADVISER,
        sees="ESAWXZ",
        confidential=False,
        q=lambda r: _when(r.is_ggd_adviser, Q(health_related=True)),
        holds=lambda r, f: r.is_ggd_adviser and f.health_related,
    ),
    Row(
        relation=Relation.MANAGER,
        sees="SAW",
        confidential=False,
        q=lambda r: _when(r.is_manager, Q(is_controversial=True) | Q(escalated_at__isnull=False)),
        holds=lambda r, f: r.is_manager and (f.is_controversial or f.is_escalated),
    ),
    # Sees no initiative, and may only hand over the work of an ended account.
    Row(
        relation=Relation.FUNCTIONAL_ADMIN,
        sees="",
        confidential=False,
        q=lambda _r: NEVER,
        holds=lambda r, _f: r.is_functional_admin,
    ),
    # In an emergency, half an hour, logged and told; to read only: no action names it.
    Row(
        relation=Relation.BREAK_GLASS,
        sees="ESAWXZ",
        confidential=True,
        q=lambda r: _when(r.in_emergency, Q()),
        holds=lambda r, _f: r.in_emergency,
    ),
)
ROW_OF = {row.relation: row for row in ROWS}


def sees_through(row: Row, facts: Facts) -> bool:
    """Whether this relation opens the initiative at this moment."""
    if facts.is_emptied or (facts.is_confidential and not row.confidential):
        return False
    return reaches(row.sees, facts)


def reaches(letters: str, facts: Facts) -> bool:
    """Whether it stands in one of these groups; what was anonymised stands in none but its own."""
    return ANONYMISED in letters if facts.is_anonymised else facts.status in in_groups(letters)


def reaches_q(letters: str) -> Q:
    """The same rule as `reaches`, as a condition over the columns."""
    here = Q(anonymised_at=None, status__in=in_groups(letters))
    return here | Q(anonymised_at__isnull=False) if ANONYMISED in letters else here


def _holdable(roles: Roles, among: Collection[Relation]) -> list[tuple[Row, Q]]:
    """The rows these functions may hold; a branch that is never true costs more to build than all the others."""
    rows = [(row, row.q(roles)) for row in ROWS if row.relation in among]
    return [(row, held) for row, held in rows if held is not NEVER]


def visible_q(roles: Roles, *, through: Collection[Relation] = tuple(Relation)) -> Q:
    """What this person may see through these relations, as one condition (joins may give a row twice)."""
    q = NEVER
    for row, held in _holdable(roles, through):
        q |= held & reaches_q(row.sees) & (Q() if row.confidential else Q(is_confidential=False))
    return q & Q(emptied_at=None)


def relations_of(roles: Roles, facts: Facts) -> frozenset[Relation]:
    """Everything this person is to this initiative."""
    return frozenset(row.relation for row in ROWS if row.holds(roles, facts))


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
        for _row, held in _holdable(roles, relations):
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
    """The same rule as `may_read`, as one condition over the columns (joins may give a row twice)."""
    q = NEVER
    for row, _held in _holdable(roles, MAY_READ[what]):
        q |= visible_q(roles, through=(row.relation,)) & reaches_q(MAY_READ[what][row.relation])
    return q
