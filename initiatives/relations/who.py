"""Who is this person to this initiative: one row per relation, as a Q and as the same rule in Python."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Protocol

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

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
    return _has("InitiativeKern", kern__in=kernen) | Q(logged_by=user_id)


def _has(model: str, **condition: object) -> Q:
    """Something of this kind hangs on it. Never a join: that would give a row twice, and the database would have to
    look at all of them before it could show the first. The models look down on this room, so it asks by name.
    """
    hanging = apps.get_model("initiatives", model).objects
    return Q(Exists(hanging.filter(initiative=OuterRef("pk"), **condition)))


def _of_kern(kernen: frozenset[int], everywhere: bool, roles: Roles, facts: Facts) -> bool:
    """The same rule as `_of_kern_q`."""
    return everywhere or bool(kernen & facts.kern_ids) or facts.logged_by_id == roles.user_id


NEVER = Q(pk__in=())


def _when(condition: bool, q: Callable[[], Q]) -> Q:
    """The Q where the role is held at all; elsewhere it is not even made."""
    return q() if condition else NEVER


ROWS: tuple[Row, ...] = (
    Row(
        relation=Relation.EXTERNAL_COORDINATOR,
        sees="DESAWXZ",
        confidential=True,
        q=lambda r: _when(
            r.is_external_coordinator, lambda: _of_kern_q(r.external_kernen, r.external_everywhere, r.user_id)
        ),
        holds=lambda r, f: r.is_external_coordinator and _of_kern(r.external_kernen, r.external_everywhere, r, f),
    ),
    Row(
        relation=Relation.INTERNAL_COORDINATOR,
        sees="DESAWXZ",
        confidential=True,
        q=lambda r: _when(r.is_internal_coordinator, lambda: Q()),
        holds=lambda r, _f: r.is_internal_coordinator,
    ),
    Row(
        relation=Relation.LEAD_OFFICER,
        sees="ESAWXZ",
        confidential=True,
        q=lambda r: _when(r.is_beleidsmedewerker, lambda: Q(officer=r.user_id)),
        holds=lambda r, f: r.is_beleidsmedewerker and f.officer_id == r.user_id,
    ),
    Row(
        relation=Relation.CO_ADVISER,
        sees="AWXZ",
        confidential=True,
        q=lambda r: _when(r.is_beleidsmedewerker or r.is_ggd_adviser, lambda: _has("CoAdvice", adviser=r.user_id)),
        holds=lambda r, f: (r.is_beleidsmedewerker or r.is_ggd_adviser) and r.user_id in f.adviser_ids,
    ),
    Row(
        relation=Relation.DOMAIN_OFFICER,
        sees="ESAWXZ",
        confidential=False,
        q=lambda r: _when(r.is_beleidsmedewerker, lambda: Q(lead_domain__in=r.domains)),
        holds=lambda r, f: r.is_beleidsmedewerker and f.lead_domain_id in r.domains,
    ),
    Row(
        relation=Relation.KERNAMBTENAAR,
        sees="DESAWXZ",
        confidential=False,
        q=lambda r: _when(
            r.is_kernambtenaar, lambda: _of_kern_q(r.kernambtenaar_kernen, r.kernambtenaar_everywhere, r.user_id)
        ),
        holds=lambda r, f: r.is_kernambtenaar and _of_kern(r.kernambtenaar_kernen, r.kernambtenaar_everywhere, r, f),
    ),
    Row(
        relation=Relation.DECIDER,
        sees="AWXZ",
        confidential=True,
        q=lambda r: _when(r.is_decider, lambda: Q(proposed_cents__lte=r.ceiling_cents)),
        holds=lambda r, f: r.is_decider and f.proposed_cents is not None and f.proposed_cents <= r.ceiling_cents,
    ),
    Row(
        relation=Relation.GGD_ADVISER,
        sees="ESAWXZ",
        confidential=False,
        q=lambda r: _when(r.is_ggd_adviser, lambda: Q(health_related=True)),
        holds=lambda r, f: r.is_ggd_adviser and f.health_related,
    ),
    Row(
        relation=Relation.MANAGER,
        sees="SAW",
        confidential=False,
        q=lambda r: _when(r.is_manager, lambda: Q(is_controversial=True) | Q(escalated_at__isnull=False)),
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
        q=lambda r: _when(r.in_emergency, lambda: Q()),
        holds=lambda r, _f: r.in_emergency,
    ),
)
ROW_OF = {row.relation: row for row in ROWS}


def holdable(roles: Roles, among: Collection[Relation] = tuple(Relation)) -> list[tuple[Row, Q]]:
    """The rows these functions may hold; a branch that is never true costs more to build than all the others."""
    rows = [(row, row.q(roles)) for row in ROWS if row.relation in among]
    return [(row, held) for row, held in rows if held is not NEVER]


def relations_of(roles: Roles, facts: Facts) -> frozenset[Relation]:
    """Everything this person is to this initiative."""
    return frozenset(row.relation for row in ROWS if row.holds(roles, facts))
