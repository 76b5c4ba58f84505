"""A town with a past: what was decided before, and what arrives now."""

from initiatives.models import Initiative
from initiatives.statuses import Status
from kernen.models import PolicyDomain
from tests.initiatives.world import NOW, World


def domain(code: str) -> PolicyDomain:
    return PolicyDomain.objects.get(code=code)


def decided(world: World, title: str, code: str, *, times: int = 1, **facts: object) -> list[Initiative]:
    """Earlier ones that an officer of this domain took up."""
    made = []
    for _n in range(times):
        one = world.initiative(
            Status.IN_REALISATION, title=title, summary="", description="", aim="", lead_domain=domain(code),
            confirmed_at=NOW, **{"asks": []} | facts,
        )  # fmt: skip
        made.append(one)
    return made


def arrived(world: World, title: str, **facts: object) -> Initiative:
    """A new one that waits to be assigned."""
    texts: dict[str, object] = {"summary": "", "description": "", "aim": "", "asks": []}
    return world.initiative(Status.SUBMITTED, title=title, **texts | facts)


def town_with_a_past(world: World) -> None:
    """Enough decisions to learn from."""
    decided(world, "Verlichting op het wandelpad", "veiligheid", times=9)
    decided(world, "Zangkoor zoekt een zaal", "cultuur", times=9)
    decided(world, "Kippenhok achter de kerk", "openbare_ruimte", times=9)
