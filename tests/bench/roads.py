"""The roads an initiative goes: which steps, by whom, and what its residents read of each."""

from collections.abc import Sequence
from dataclasses import dataclass

from initiatives.deeds.access import FIRST
from initiatives.deeds.table import DEED_OF
from initiatives.letters.readers import Reader
from initiatives.statuses import RUNNING as GOING_ON
from initiatives.statuses import Status
from initiatives.workflow.action import Action
from initiatives.workflow.table import ROW_OF, Transition


@dataclass(frozen=True, kw_only=True)
class Step:
    """One thing that happens: read from the tables once, for it happens a million times.

    `days` is how long it takes, more or less; `target` the status it leads to, empty where it leads to none.
    """

    name: str
    button: str
    who: str
    days: int
    says: str
    target: str
    audience: str
    tells_residents: bool
    tells_colleague: bool


def _step(name: str, who: str, days: int, says: str = "") -> Step:
    """A row of the table, or a deed."""
    action: Action = FIRST if name == FIRST.name else ROW_OF.get(name) or DEED_OF[name]
    colleagues = {Reader.OFFICER, Reader.INTERNAL_COORDINATOR}
    return Step(
        name=name,
        button=str(action.button),
        who=who,
        days=days,
        says=says,
        target=str(action.target.value) if isinstance(action, Transition) else "",
        audience=str(action.audience.value),
        tells_residents=Reader.INITIATOR in action.tells,
        tells_colleague=not colleagues.isdisjoint(action.tells),
    )


EC, IC, BM, DEC = "external_coordinator", "internal_coordinator", "lead_officer", "decider"
STEPS = {
    step.name: step
    for step in (
        _step("log", EC, 1, "Wij hebben uw idee opgeschreven."),
        _step("issue_code", EC, 0),
        _step("submit", EC, 14, "Uw idee ligt nu op het gemeentehuis. Daar zoeken wij een medewerker."),
        _step("assign", IC, 3, "Wij hebben een medewerker gevraagd om naar uw idee te kijken."),
        _step("accept", BM, 4, "Een medewerker bekijkt uw idee en neemt contact met u op."),
        _step("request_info", BM, 6, "Wij hebben een vraag aan u: hoe groot wordt het, en wie houdt het bij?"),
        _step("hold", BM, 8, "Uw idee wacht even: het is nu niet het seizoen. In het voorjaar gaan wij verder."),
        _step("publish", IC, 3),
        _step("start_support", BM, 20, "Wij vragen de buurt wat zij van het idee vindt."),
        _step("close_support", BM, 21, "De buurt is gevraagd. De meeste buren zijn voor."),
        _step("propose", BM, 12, "Uw idee ligt nu bij wie daarover beslist."),
        _step("approve", DEC, 9, "Ja, uw idee kan doorgaan."),
        _step("reject", DEC, 9, "Nee, dit kan niet doorgaan. De grond is niet van de gemeente."),
        _step("inform_initiator", BM, 2, "Wij hebben u verteld wat er is besloten, en waarom."),
        _step("start", BM, 15, "Het werk begint. Elke vier weken hoort u hoe het gaat."),
        _step("hand_over", BM, 60, "U gaat zelf verder. Over een half jaar bellen wij om te vragen hoe het gaat."),
        _step("complete", BM, 90, "Klaar. Dank u wel voor uw werk voor het dorp."),
        _step("refer", IC, 3, "Daar kunt u beter terecht bij de woningcorporatie. Wij hebben u daar aangemeld."),
        _step("merge", IC, 5, "Uw idee gaat samen verder met een ander idee in dezelfde straat."),
        _step("withdraw", BM, 25, "Uw idee is gestopt. U mag altijd terugkomen."),
    )
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Road:
    """How far one came, and along which steps, with the status each began in; of so many in a hundred."""

    share: float
    status: Status
    steps: Sequence[Step]
    sources: Sequence[str]
    is_going_on: bool


def _road(share: float, status: Status, steps: str) -> Road:
    """The steps by name."""
    taken = [STEPS[name] for name in steps.split()]
    sources, here = [], Status.DRAFT.value
    for step in taken:
        sources.append(here if step.target else "")
        here = step.target or here
    return Road(share=share, status=status, steps=taken, sources=sources, is_going_on=status in GOING_ON)


_TO_OFFICER = "log issue_code submit assign accept"
_ASKED = f"{_TO_OFFICER} publish start_support close_support"
RUNNING = (
    _road(6, Status.DRAFT, ""),
    _road(14, Status.EXPLORING, "log issue_code"),
    _road(10, Status.SUBMITTED, "log issue_code submit"),
    _road(8, Status.ASSIGNED, "log issue_code submit assign"),
    _road(18, Status.IN_REVIEW, _TO_OFFICER),
    _road(6, Status.INFO_REQUESTED, f"{_TO_OFFICER} request_info"),
    _road(5, Status.ON_HOLD, f"{_TO_OFFICER} publish hold"),
    _road(8, Status.SUPPORT_CHECK, f"{_TO_OFFICER} publish start_support"),
    _road(6, Status.DECISION_PENDING, f"{_ASKED} propose"),
    _road(4, Status.APPROVED, f"{_ASKED} propose approve inform_initiator"),
    _road(9, Status.IN_REALISATION, f"{_ASKED} propose approve inform_initiator start"),
    _road(6, Status.HANDED_OVER, f"{_ASKED} propose approve inform_initiator start hand_over"),
)
ENDED = (
    _road(24, Status.COMPLETED, f"{_TO_OFFICER} publish propose approve inform_initiator start complete"),
    _road(22, Status.COMPLETED, f"{_ASKED} propose approve inform_initiator start hand_over complete"),
    _road(14, Status.REJECTED, f"{_TO_OFFICER} propose reject inform_initiator"),
    _road(16, Status.REFERRED, "log issue_code submit refer"),
    _road(4, Status.MERGED, "log issue_code submit merge"),
    _road(20, Status.WITHDRAWN, f"{_TO_OFFICER} withdraw"),
)
