"""Alblasserdam, where a kern is called wijk."""

from initiatives.demo.alblasserdam.ideas import IDEAS
from initiatives.demo.around import Tip
from initiatives.demo.staff import town_hall
from initiatives.demo.world import Account, Demo, Place, Platform
from initiatives.models.signal import SignalKind
from kernen.models import Role

WELFARE = "welzijnsorganisatie (voorbeeld)"

FACTS = {
    "name": "Alblasserdam",
    "prefix": "ALB",
    "gm_code": "GM0482",
    "phone": "14 078",
    "phone_hours": "maandag tot en met vrijdag 9.00–17.00 uur (voorbeeld)",
    "email": "gemeente@demo.example",
    "visiting_address": "Cortgene 2, 2951 ED Alblasserdam",
    "visiting_hours": "maandag tot en met vrijdag 9.00–17.00 uur, op afspraak (voorbeeld)",
    "website": "https://www.alblasserdam.nl/",
    "theme": "dijk",
}
WORDS = {
    "kern": ("wijk", "wijken", "de"),
    "kern_b1": ("wijk", "wijken", "de"),
    "kernoverleg": ("wijkoverleg", "wijkoverleggen", "het"),
    "kernambtenaar": ("wijkambtenaar", "wijkambtenaren", "de"),
}
PLACES = (
    Place(slug="centrum", name="Centrum", areas=("WK048201",), inhabitants=4930),
    # The woonplaats Kinderdijk, with the windmills, lies in another municipality.
    Place(slug="kinderdijk", name="Kinderdijk", areas=("WK048202",), inhabitants=3805),
    Place(slug="blokweer", name="Blokweer", areas=("WK048203",), inhabitants=7375),
    Place(slug="souburgh", name="Souburgh", areas=("WK048204",), inhabitants=3825),
    Place(slug="bedrijventerrein", name="Bedrijventerrein", areas=("WK048205",), inhabitants=160),
    Place(slug="landelijk-gebied", name="Landelijk gebied", areas=("WK048206",), inhabitants=215),
)
PLATFORMS = (Platform(name="Wijkkerngroep Kinderdijk", kernen=("kinderdijk",), mailbox="wijkkerngroep"),)
ACCOUNTS = (
    Account(
        key="extern",
        mailbox="externe-coordinator",
        name="externe coördinator",
        title="coördinator Burgerkracht",
        role=Role.EXTERNAL_COORDINATOR,
        organisation=WELFARE,
    ),
    Account(
        key="kinderdijk",
        mailbox="externe-coordinator-kinderdijk",
        name="externe coördinator Kinderdijk",
        title="coördinator Burgerkracht Kinderdijk",
        role=Role.EXTERNAL_COORDINATOR,
        kern="kinderdijk",
        organisation=WELFARE,
    ),
    *town_hall(ggd="GGD (voorbeeld)", bureau="team samenleving"),
    Account(
        key="kernambtenaar",
        mailbox="wijkambtenaar-kinderdijk",
        name="wijkambtenaar Kinderdijk",
        title="wijkambtenaar Kinderdijk",
        role=Role.KERNAMBTENAAR,
        kern="kinderdijk",
    ),
)
TIPS = (
    Tip(
        kern="blokweer",
        text="Bij de bushalte is het donker. Kunnen wij daar samen iets aan doen? Ik wil mijn naam liever niet zeggen.",
        ago=2,
    ),
    Tip(
        kern="souburgh",
        text="Ik wil met een paar buren een plein vol planten maken. Wie helpt ons op weg?",
        name="buurtbewoner",
        phone="06 12 34 56 78",
        may_call=True,
        ago=1,
    ),
    Tip(
        kind=SignalKind.JOIN,
        about="Reparatiecafé en kledinginzamelpunt",
        text="Ik repareer graag fietsen en wil meedoen.",
        name="een buurman",
        phone="06 12 34 56 78",
        may_call=True,
        ago=1,
    ),
)
DEMO = Demo(
    facts=FACTS,
    words=WORDS,
    places=PLACES,
    platforms=PLATFORMS,
    accounts=ACCOUNTS,
    ideas=IDEAS,
    tips=TIPS,
    purse="Wijkbudget",
)
