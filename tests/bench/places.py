"""Where the ideas of the bench are, and who works there: made where nobody does yet, and read from what there is."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from kernen import first_fill
from kernen.models import FundingSource, Kern, Municipality, PolicyDomain, Role, RoleHolding
from tests.factories import make_kern, make_kernoverleg, make_mandate, make_municipality, make_people

KERNEN = """
Sibbe IJzeren Broekhem Berg Terblijt Vilt Geulhem Houthem Hulsberg Oud-Valkenburg Schin Walem Genhoes Strucht
Euverem Gulpen Wijlre Ingber Margraten Bemelen Cadier Eckelrade Gronsveld Noorbeek
""".split()  # noqa: SIM905
OFFICERS_PER_DOMAIN = 3


@dataclass(frozen=True, kw_only=True)
class Places:
    """Numbers of rows: kernen, who goes round there, who works in which domain, and who decides."""

    prefix: str
    kernen: list[int]
    coordinator_of: dict[int, int]
    officers: dict[int, list[int]]
    domains: list[int]
    internal: list[int]
    deciders: list[int]
    sources: list[int]


@transaction.atomic
def found_municipality(*, today: date) -> None:
    """A town with everybody in it; nothing where there is one already."""
    if Municipality.objects.exists():
        return
    make_municipality(takes_signals=True)
    first_fill.begin(today=today)
    kernen = [make_kern(name, slug=name.lower()) for name in KERNEN]
    for kern in kernen:
        make_kernoverleg(kern, name=f"Kernoverleg {kern.name}", chair_email=f"voorzitter@{kern.slug}.example.nl")
    FundingSource.objects.create(name="Kernenbudget", owner="gemeente", starts_on=date(2020, 1, 1), legal_basis="ASV")
    make_people(_at_the_town_hall() | _in_the_kernen(kernen))


def _at_the_town_hall() -> dict[str, dict[str, object]]:
    """By name, the role and what it needs."""
    mandate, officer = make_mandate("teamhoofd"), Role.BELEIDSMEDEWERKER
    people: dict[str, dict[str, object]] = {
        f"Medewerker {domain.code} {number}": {"role": officer, "domain": domain, "function_title": domain.name}
        for domain in PolicyDomain.objects.order_by("pk")
        for number in range(1, OFFICERS_PER_DOMAIN + 1)
    }
    people |= {f"Interne coördinator {n}": {"role": Role.INTERNAL_COORDINATOR} for n in (1, 2, 3)}
    people |= {f"Teamhoofd {n}": {"role": Role.DECIDER, "mandate": mandate} for n in (1, 2)}
    others = {"Manager": Role.MANAGER, "Beheerder": Role.FUNCTIONAL_ADMIN, "GGD": Role.GGD_ADVISER}
    return people | {name: {"role": role} for name, role in others.items()}


def _in_the_kernen(kernen: list[Kern]) -> dict[str, dict[str, object]]:
    """One goes round in two kernen, one official has four; a holding for each."""
    made: dict[str, dict[str, object]] = {}
    for kern in kernen:
        made[f"Coördinator {kern.name}"] = {"role": Role.EXTERNAL_COORDINATOR, "kern": kern}
        made[f"Kernambtenaar {kern.name}"] = {"role": Role.KERNAMBTENAAR, "kern": kern}
    return made


def read_places() -> Places:
    """Whatever town this is, as the rows need it; raises StopIteration where somebody is missing."""
    held: dict[str, list[RoleHolding]] = defaultdict(list)
    for holding in RoleHolding.objects.order_by("pk"):
        held[holding.role].append(holding)
    external = held[Role.EXTERNAL_COORDINATOR]
    kernen = list(Kern.objects.current().order_by("pk").values_list("pk", flat=True))
    of_kern = {holding.kern_id: holding.user_id for holding in external if holding.kern_id}
    officers: dict[int, list[int]] = defaultdict(list)
    for holding in held[Role.BELEIDSMEDEWERKER]:
        officers[holding.domain_id or 0].append(holding.user_id)
    return Places(
        prefix=Municipality.objects.get().prefix,
        kernen=kernen,
        coordinator_of={kern: of_kern.get(kern, external[0].user_id) for kern in kernen},
        officers=dict(officers),
        domains=sorted(officers),
        internal=[holding.user_id for holding in held[Role.INTERNAL_COORDINATOR]],
        deciders=[holding.user_id for holding in held[Role.DECIDER]],
        sources=list(FundingSource.objects.order_by("pk").values_list("pk", flat=True)),
    )
