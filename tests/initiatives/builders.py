"""Initiatives for tests, brought to any state by walking the real steps with past dates in order."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from accounts.models import User
from initiatives.deeds.access import issue_code
from initiatives.deeds.do import do
from initiatives.models import ContactPerson, Event, Initiative, InitiativeKern
from initiatives.models.choices import Channel, SixQuestions
from initiatives.statuses import Status
from initiatives.views.status.session import KEY
from initiatives.workflow.action import INITIATOR, Actor
from initiatives.workflow.perform import perform
from kernen.first_fill import fill_terms
from kernen.models import Kern, Municipality, PolicyDomain, Role
from tests.factories import make_domain, make_kern, make_mandate, make_municipality, make_user

LONG_AGO = datetime(2026, 3, 2, 9, tzinfo=UTC)


@dataclass
class World:
    """One village with everybody who is needed."""

    municipality: Municipality
    kern: Kern
    domain: PolicyDomain
    coordinator: User
    internal: User
    officer: User
    decider: User
    kernambtenaar: User


def make_world(kern_name: str = "Sibbe") -> World:
    """A municipality with one kern and one person for every function."""
    municipality = make_municipality()
    fill_terms()
    kern, domain = make_kern(kern_name, slug=kern_name.lower()), make_domain(f"Openbare ruimte {kern_name}")
    return World(
        municipality=municipality,
        kern=kern,
        domain=domain,
        coordinator=make_user(
            "Els Coördinator",
            role=Role.EXTERNAL_COORDINATOR,
            kern=kern,
            phone="043 123 45 67",
            phone_hours="dinsdag en donderdag",
        ),
        internal=make_user("Ingrid Intern", role=Role.INTERNAL_COORDINATOR),
        officer=make_user("Bert Beleid", role=Role.BELEIDSMEDEWERKER, domain=domain, function_title="team Groen"),
        decider=make_user("Dirk Beslisser", role=Role.DECIDER, mandate=make_mandate(ceiling_cents=10_000_00)),
        kernambtenaar=make_user("Karin Kern", role=Role.KERNAMBTENAAR, kern=kern),
    )


@dataclass
class Walk:
    """One initiative on its way; every step is a day later than the one before."""

    world: World
    initiative: Initiative
    at: datetime = LONG_AGO
    code: str = ""
    last: Event | None = field(default=None)

    def go(self, name: str, by: User | Actor, **inputs: Any) -> "Walk":
        """One transition."""
        self.at += timedelta(days=1)
        actor = Actor(user=by) if isinstance(by, User) else by
        self.last = perform(name, self.initiative, by=actor, at=self.at, **inputs)
        return self

    def deed(self, name: str, by: User, **inputs: Any) -> "Walk":
        """One deed."""
        self.at += timedelta(days=1)
        self.last = do(name, self.initiative, by=Actor(user=by), at=self.at, **inputs)
        return self

    @property
    def day(self) -> Any:
        """The day of the last step."""
        return timezone.localdate(self.at)


def start_walk(world: World, *, at: datetime = LONG_AGO, kernen: tuple[Kern, ...] = (), **facts: Any) -> Walk:
    """A draft with a story and one person to tell."""
    initiative = Initiative.objects.create(
        **{
            "title": "Bankje bij de kapel",
            "summary": "Een bankje om uit te rusten.",
            "description": "Een bankje bij de kapel, met uitzicht.",
            "aim": "Elkaar ontmoeten",
            "asks": ["space"],
            "initiator_kind": "group",
            "entered_at": at,
            "created_at": at,
            "due_on": at.date() + timedelta(days=90),
            "logged_by": world.coordinator,
        }
        | facts
    )
    if not initiative.whole_municipality:
        for number, kern in enumerate(kernen or (world.kern,)):
            InitiativeKern.objects.create(initiative=initiative, kern=kern, is_lead=number == 0)
    ContactPerson.objects.create(
        initiative=initiative, name="Mia Bewoner", channel=Channel.PHONE, phone="06 11 22 33 44", created_at=at
    )
    return Walk(world=world, initiative=initiative, at=at)


QUESTIONS = {question.value: "yes" for question in SixQuestions}


def propose(walk: Walk) -> None:
    """The officer's advice, without money."""
    walk.go(
        "propose", walk.world.officer, advice="Doen. INTERN ADVIES.", amount="0",
        without_talk_because="niet nodig", without_support_because="klein", **QUESTIONS,
    )  # fmt: skip


def ask_neighbours(walk: Walk) -> None:
    """The neighbourhood is asked."""
    walk.go(
        "start_support", walk.world.officer, ways=["list"], area="de Kapelstraat", organiser="de groep",
        how_informed="een brief", what_changes="Er zit soms iemand.",
        can_still_change="de plek", public_text="Er komt misschien een bankje.",
        closes_on=walk.day + timedelta(days=20),
    )  # fmt: skip


def hear_neighbours(walk: Walk) -> None:
    """The neighbourhood has answered."""
    walk.deed(
        "enter_support", walk.world.officer, way="list", place="Kapelstraat", noted_on=walk.day, votes_for=12,
        votes_against=1, votes_neutral=2, note="INTERN: de buurman klaagde",
    )  # fmt: skip
    walk.go(
        "close_support", walk.world.officer, how_informed="een brief", summary="De bank komt verder van de weg.",
        conclusion="enough", reasons="INTERNE REDEN",
    )  # fmt: skip


def approve(walk: Walk, **inputs: Any) -> None:
    """A yes that nobody outside the town hall has heard yet."""
    walk.go("approve", walk.world.decider, **{"outcome": "yes", "explanation": "Dit is een mooi plan."} | inputs)


def tell(walk: Walk) -> None:
    """The initiator hears it by phone."""
    walk.deed("inform_initiator", walk.world.coordinator, how="phone")


def begin(walk: Walk) -> None:
    """The work begins."""
    walk.go("start", walk.world.officer, who_does_what="De groep zet de bank neer.", starts_on=walk.day)


ROUTE: dict[Status, tuple[str, ...]] = {
    Status.EXPLORING: ("log",),
    Status.SUBMITTED: ("log", "submit"),
    Status.ASSIGNED: ("log", "submit", "assign"),
    Status.IN_REVIEW: ("log", "submit", "assign", "accept"),
    Status.SUPPORT_CHECK: ("log", "submit", "assign", "accept", "ask"),
    Status.DECISION_PENDING: ("log", "submit", "assign", "accept", "propose"),
    Status.APPROVED: ("log", "submit", "assign", "accept", "propose", "approve"),
    Status.REJECTED: ("log", "submit", "assign", "accept", "propose", "reject"),
    Status.IN_REALISATION: ("log", "submit", "assign", "accept", "propose", "approve", "tell", "start"),
    Status.HANDED_OVER: ("log", "submit", "assign", "accept", "propose", "approve", "tell", "start", "hand_over"),
    Status.COMPLETED: ("log", "submit", "assign", "accept", "propose", "approve", "tell", "start", "complete"),
    Status.INFO_REQUESTED: ("log", "submit", "assign", "accept", "question"),
    Status.ON_HOLD: ("log", "submit", "assign", "accept", "hold"),
    Status.REFERRED: ("log", "submit", "refer"),
    Status.WITHDRAWN: ("log", "submit", "withdraw"),
}


def take(walk: Walk, name: str) -> None:
    """One named piece of the route."""
    w, day = walk.world, walk.day
    steps: dict[str, Any] = {
        "log": lambda: _log(walk),
        "submit": lambda: walk.go("submit", w.coordinator),
        "assign": lambda: walk.go("assign", w.internal, domain=w.domain, officer=w.officer, note="INTERNE NOTITIE"),
        "accept": lambda: walk.go("accept", w.officer, no_conflict=True),
        "ask": lambda: ask_neighbours(walk),
        "propose": lambda: propose(walk),
        "approve": lambda: approve(walk),
        "reject": lambda: walk.go(
            "reject", w.decider, reason="not_feasible", explanation="Het kan niet. De grond is niet van ons.",
            alternative="Een bankje op het plein.",
        ),
        "tell": lambda: tell(walk),
        "start": lambda: begin(walk),
        "hand_over": lambda: walk.go(
            "hand_over", w.officer, group_contact="de groep", agreements="De groep verft de bank.",
            support_ends_on=day + timedelta(days=30), check_in_on=day + timedelta(days=120),
        ),
        "complete": lambda: walk.go(
            "complete", w.officer, result="De bank staat er.", without_because="n.v.t.", learned="INTERNE LES"
        ),
        "question": lambda: walk.go(
            "request_info", w.officer, question="Hoe groot wordt de bank?", due_on=day + timedelta(days=15)
        ),
        "hold": lambda: walk.go(
            "hold", w.officer, reason="season", review_on=day + timedelta(days=60),
            public_sentence="Wij wachten op de lente.",
        ),
        "refer": lambda: walk.go(
            "refer", w.internal, kind="permit", receiver="Omgevingsloket", receiver_phone="14 043", warm=True
        ),
        "withdraw": lambda: walk.go("withdraw", INITIATOR, reason="withdrawn", others_asked=True, confirmed=True),
    }  # fmt: skip
    steps[name]()


def _log(walk: Walk) -> None:
    """A number, and the code that is on the resident's card."""
    walk.go("log", walk.world.coordinator)
    walk.code = issue_code(walk.initiative, by=walk.world.coordinator, at=walk.at)


def make_initiative(
    status: Status = Status.EXPLORING, *, world: World | None = None, published: bool = False, **facts: Any
) -> Walk:
    """An initiative that walked to this status; `published` puts it on the website as the coordinator would."""
    walk = start_walk(world or make_world(), **facts)
    for name in ROUTE[status]:
        take(walk, name)
        if published and name == "submit":
            publish(walk)
    return walk


def publish(walk: Walk) -> None:
    """Everybody may read it."""
    walk.deed("publish", walk.world.internal, public_summary=f"Voor iedereen: {walk.initiative.title}", seen=True)


def open_page(walk: Walk) -> Client:
    """A browser that gave number and code."""
    client = Client()
    session = client.session
    session[KEY] = {
        "pk": walk.initiative.pk,
        "code": walk.initiative.access_code_hash,
        "seen": timezone.now().timestamp(),
    }
    session.save()
    return client
