"""Valkenburg aan de Geul with its nine kernen; the seven kernoverleggen of the sources are named nowhere."""

from initiatives.demo.around import Tip
from initiatives.demo.staff import town_hall
from initiatives.demo.valkenburg.examples import EXAMPLES
from initiatives.demo.valkenburg.finished import FINISHED
from initiatives.demo.valkenburg.going_on import GOING_ON
from initiatives.demo.valkenburg.later import LATER
from initiatives.demo.world import Account, Demo, Place, Platform
from initiatives.models.signal import SignalKind
from kernen.models import Role
from kernen.models.kern import GroupKind

FACTS = {
    "name": "Valkenburg aan de Geul",
    "prefix": "VAG",
    "gm_code": "GM0994",
    "phone": "14 043",
    "phone_hours": "maandag tot en met vrijdag 9.00–17.00 uur (voorbeeld)",
    "email": "gemeente@demo.example",
    "visiting_address": "Geneindestraat 4, 6301 HC Valkenburg",
    "visiting_hours": "maandag tot en met vrijdag 9.00–17.00 uur, op afspraak (voorbeeld)",
    "website": "https://www.valkenburg.nl/",
    "theme": "geul",
}
# Where Statistics Netherlands draws other lines, the buurten of 2014 say which part is meant.
PLACES = (
    Place(slug="valkenburg-centrum", name="Valkenburg-Centrum", areas=("BU09940000", "BU09940002")),
    Place(slug="broekhem", name="Broekhem", areas=("BU09940001",)),
    Place(slug="emmaberg", name="Emmaberg", areas=("BU09940003",)),
    Place(slug="de-heek", name="De Heek", areas=("BU09940004",), partial=True),
    Place(slug="houthem-st-gerlach", name="Houthem-St. Gerlach", areas=("WK099401",), inhabitants=1570, dwellings=793),
    Place(
        slug="schin-op-geul",
        name="Schin op Geul – Oud-Valkenburg",
        areas=("WK099402",),
        inhabitants=1415,
        dwellings=691,
    ),
    Place(slug="sibbe-ijzeren", name="Sibbe-IJzeren", areas=("WK099403",), inhabitants=1305, dwellings=597),
    Place(
        slug="berg-en-terblijt", name="Berg en Terblijt – Vilt", areas=("WK099404",), inhabitants=4305, dwellings=1946
    ),
    Place(slug="walem", name="Walem", areas=("WK099405",), inhabitants=150, dwellings=67),
)
PLATFORMS = (
    Platform(
        name="Kernoverleg Berg en Terblijt",
        kernen=("berg-en-terblijt",),
        mailbox="kernoverleg-berg",
        rhythm="elke zes weken, om en om in Berg en in Vilt",
    ),
    Platform(name="Wij Houthem – St. Gerlach", kernen=("houthem-st-gerlach",), mailbox="kernoverleg-houthem"),
    Platform(name="De Heerlijkheid", kernen=("schin-op-geul",), mailbox="kernoverleg-schin-op-geul"),
    # No mailbox: somebody tells them.
    Platform(name="Dorpsraad Sibbe-IJzeren", kernen=("sibbe-ijzeren",)),
    # Of the years of Buurtkracht; nothing was heard of it since.
    Platform(name="Buurtkrachtgroep Broekhem", kernen=("broekhem",), is_active=False),
    # Over kernen.
    Platform(
        name="Werkgroep Leefbaarheid",
        kind=GroupKind.WORKING_GROUP,
        mailbox="werkgroep-leefbaarheid",
        rhythm="drie keer per jaar (voorbeeld)",
    ),
    Platform(
        name="Werkgroep Buurtkracht",
        kind=GroupKind.WORKING_GROUP,
        kernen=("sibbe-ijzeren", "broekhem"),
        mailbox="werkgroep-buurtkracht",
    ),
    Platform(name="Delegatie van de Wmo-raad", kind=GroupKind.ADVISORY_BODY, mailbox="wmo-raad"),
)
ACCOUNTS = (
    Account(
        key="extern",
        mailbox="externe-coordinator",
        name="externe coördinator",
        title="coördinator Burgerkracht!",
        role=Role.EXTERNAL_COORDINATOR,
        organisation="welzijnsorganisatie (voorbeeld)",
    ),
    Account(
        key="sibbe",
        mailbox="externe-coordinator-sibbe",
        name="externe coördinator Sibbe",
        title="coördinator Burgerkracht! Sibbe-IJzeren",
        role=Role.EXTERNAL_COORDINATOR,
        kern="sibbe-ijzeren",
        organisation="welzijnsorganisatie (voorbeeld)",
    ),
    *town_hall(ggd="GGD Zuid Limburg", bureau="Bureau Burgerkracht!"),
    Account(
        key="kernambtenaar",
        mailbox="kernambtenaar-sibbe",
        name="kernambtenaar Sibbe",
        title="kernambtenaar Sibbe-IJzeren",
        role=Role.KERNAMBTENAAR,
        kern="sibbe-ijzeren",
    ),
)
TIPS = (
    Tip(
        kern="sibbe-ijzeren",
        text="Bij de bushalte is het donker. Kunnen wij daar samen iets aan doen? Ik wil mijn naam liever niet zeggen.",
        ago=2,
    ),
    Tip(
        kern="broekhem",
        text="Ik wil met een paar buren een plein vol planten maken. Wie helpt ons op weg?",
        name="buurtbewoner",
        phone="06 12 34 56 78",
        may_call=True,
        ago=1,
    ),
    Tip(
        kind=SignalKind.JOIN,
        about="Fruitbomen langs het pad (voorbeeld)",
        text="Mijn opa had een boomgaard. Ik wil graag meedoen met snoeien.",
        name="een buurvrouw",
        phone="06 12 34 56 78",
        may_call=True,
        ago=1,
    ),
)
DEMO = Demo(
    facts=FACTS,
    words={},
    places=PLACES,
    platforms=PLATFORMS,
    accounts=ACCOUNTS,
    ideas=(*FINISHED, *GOING_ON, *EXAMPLES, *LATER),
    tips=TIPS,
)
