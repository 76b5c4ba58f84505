"""The functions of a town hall, one account each; a municipality gives the kernen and the words."""

from initiatives.demo.world import Account
from kernen.models import Role

PASSWORD = "burgerkracht-demo"  # noqa: S105  (printed on the sign-in page of a demo)
TEAMHOOFD, COLLEGE = "teamhoofd", "college van burgemeester en wethouders"

# key, the desk, its domains, those it stands in for
DESKS = (
    ("welzijn", "welzijn", ("welzijn", "jeugd", "vrijwilligers"), ("gezondheid",)),
    ("openbare_ruimte", "openbare ruimte", ("openbare_ruimte", "duurzaamheid"), ("verkeer",)),
    ("gezondheid", "volksgezondheid", ("gezondheid",), ("welzijn", "sport")),
    ("sport", "sport", ("sport",), ("jeugd",)),
    ("cultuur", "cultuur", ("cultuur", "toerisme"), ("vrijwilligers",)),
    ("bestaanszekerheid", "bestaanszekerheid", ("bestaanszekerheid",), ()),
    ("verkeer", "verkeer", ("verkeer", "wonen", "veiligheid"), ("openbare_ruimte",)),
)  # fmt: skip


def officers() -> tuple[Account, ...]:
    """The seven desks that share the thirteen domains."""
    return tuple(
        Account(
            key=key,
            mailbox=f"beleidsmedewerker-{desk.replace(' ', '-')}",
            name=f"beleidsmedewerker {desk}",
            role=Role.BELEIDSMEDEWERKER,
            title=f"team {desk}",
            domains=domains,
            deputy_for=deputy_for,
        )
        for key, desk, domains, deputy_for in DESKS
    )


def town_hall(*, ggd: str, bureau: str) -> tuple[Account, ...]:
    """Everybody who is not bound to a kern."""
    return (
        Account(
            key="intern",
            mailbox="interne-coordinator",
            name="interne coördinator",
            role=Role.INTERNAL_COORDINATOR,
            title=bureau,
        ),
        Account(
            key="intern-2",
            mailbox="interne-coordinator-2",
            name="interne coördinator (vervanger)",
            role=Role.INTERNAL_COORDINATOR,
            title=bureau,
        ),
        *officers(),
        Account(key="teamhoofd", mailbox="teamhoofd", name="teamhoofd", role=Role.DECIDER, mandate=TEAMHOOFD),
        Account(key="college", mailbox="college", name="college", role=Role.DECIDER, mandate=COLLEGE),
        Account(key="manager", mailbox="mt-lid", name="MT-lid", role=Role.MANAGER),
        Account(
            key="beheer", mailbox="functioneel-beheerder", name="functioneel beheerder", role=Role.FUNCTIONAL_ADMIN
        ),
        Account(key="ggd", mailbox="ggd-adviseur", name="GGD-adviseur", role=Role.GGD_ADVISER, organisation=ggd),
    )
