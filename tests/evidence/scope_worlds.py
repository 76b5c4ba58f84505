"""Random worlds, each gone after it was asked: people with roles and dates, and initiatives full of words that tell."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from django.test import Client

from accounts.models import User
from archive.models import DestructionItem, DestructionList
from initiatives.deeds.calendar_feed import make_feed
from initiatives.models import Initiative
from initiatives.statuses import Status
from kernen import first_fill
from kernen.models import Absence, BreakGlass, Kern, Mandate, PolicyDomain, Role, RoleHolding
from tests.evidence.scope_rows import Rows, word
from tests.evidence.scope_rule import Held, Person, Story
from tests.factories import LONG_AGO, make_kern, make_kernoverleg, make_mandate, make_municipality, make_user, sign_in
from tests.initiatives.world import NOW, TODAY
from tests.security.forms_staff import sure

IDEAS = 12
CEILINGS = (50_000, 250_000)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
# Roles of today mostly; one that ended, one that begins, one whose last day is today.
DAYS = (*[(LONG_AGO, None)] * 5, (LONG_AGO, YESTERDAY), (TOMORROW, None), (LONG_AGO, TODAY), (TODAY, None))
# The column of the matrix, as trust.md says it.
COLUMN = {
    "draft": "draft", "exploring": "exploring", "submitted": "submitted", "assigned": "active",
    "in_review": "active", "support_check": "active", "decision_pending": "active", "approved": "active",
    "in_realisation": "active", "handed_over": "active", "info_requested": "waiting", "on_hold": "waiting",
    "completed": "ended", "rejected": "ended", "referred": "ended", "merged": "ended", "withdrawn": "ended",
}  # fmt: skip
ENDED = tuple(name for name, column in COLUMN.items() if column == "ended")


class Ground:
    """What all worlds share: places, domains, mandates, colleagues, and the one who is asked, in a browser."""

    def __init__(self) -> None:
        make_municipality()
        first_fill.fill_domains()
        first_fill.fill_terms()
        first_fill.fill_holidays((2026, 2027))
        self.kernen: list[Kern] = [make_kern(f"Kern {letter}", slug=f"kern-{letter.lower()}") for letter in "ABCD"]
        self.groups = [make_kernoverleg(kern, name=f"Kernoverleg {kern.name}") for kern in self.kernen]
        self.groups.append(make_kernoverleg(*self.kernen[:2], name="Werkgroep"))
        self.domains = list(PolicyDomain.objects.order_by("code")[:3])
        self.mandates: dict[int, Mandate] = {
            cents: make_mandate(f"tot {cents}", ceiling_cents=cents) for cents in CEILINGS
        }
        self.colleagues = [
            make_user(f"Collega {n}", role=Role.BELEIDSMEDEWERKER, domain=self.domains[n % 3]) for n in range(3)
        ]
        self.coordinator = make_user("Coördinator", role=Role.INTERNAL_COORDINATOR)
        self.user: User = make_user("De gevraagde")
        self.browser: Client = sure(sign_in(self.user))


@dataclass(kw_only=True)
class World:
    """One world: who is asked, what there is, and where it may be asked for."""

    seed: int
    ground: Ground
    rng: Random = field(init=False)
    person: Person = field(init=False)
    ideas: list[Initiative] = field(default_factory=list)
    stories: dict[int, Story] = field(default_factory=dict)
    rows: Rows = field(init=False)
    feed: str = ""

    def __post_init__(self) -> None:
        self.rng = Random(self.seed)
        self.person = self._person()
        drawn = [self._idea(number) for number in range(1, IDEAS + 1)]
        rest = [row for row in drawn if row.status != Status.MERGED]
        Initiative.objects.bulk_create(rest)
        self._merge([row for row in drawn if row.status == Status.MERGED], into=rest)
        self.rows = Rows(ground=self.ground, rng=self.rng, ideas=self.ideas)
        self.stories = {number: self._story(row, number) for number, row in enumerate(self.ideas, start=1)}
        self._lists()

    # ---- somebody --------------------------------------------------------------------------------------

    def _person(self) -> Person:
        """Roles with places and days; now and then none, or an account that ended."""
        rng, user = self.rng, self.ground.user
        kinds = rng.sample(list(Role), k=rng.choice((*[1] * 12, *[2] * 5, 3, 3, 0)))
        held = tuple(self._held(kind) for kind in kinds)
        RoleHolding.objects.bulk_create(self._holding(one) for one in held)
        ended = rng.random() < 0.03
        User.objects.filter(pk=user.pk).update(ends_on=YESTERDAY if ended else None)
        glass = Role.FUNCTIONAL_ADMIN in kinds and self._break_glass()
        for colleague in self.ground.colleagues[:2]:
            deputy = rng.choice((user, None))
            Absence.objects.create(user=colleague, deputy=deputy, starts_on=TODAY, ends_on=TOMORROW)
        self.feed = make_feed(user, at=NOW)
        return Person(pk=user.pk, held=held, glass=glass, ended=ended)

    def _held(self, kind: Role) -> Held:
        """This role, somewhere."""
        rng, (starts, ends) = self.rng, self.rng.choice(DAYS)
        facts: dict[str, Any] = {}
        if kind in (Role.EXTERNAL_COORDINATOR, Role.KERNAMBTENAAR):
            everywhere = rng.random() < 0.15
            facts = {"everywhere": True} if everywhere else {"kern": rng.choice(self.ground.kernen).pk}
        if kind == Role.BELEIDSMEDEWERKER:
            facts = {"domain": rng.choice(self.ground.domains).pk}
        if kind == Role.DECIDER:
            facts = {"ceiling": rng.choice(CEILINGS)}
        return Held(role=kind.value, starts=starts, ends=ends, **facts)

    def _holding(self, one: Held) -> RoleHolding:
        """The same as a row."""
        return RoleHolding(
            user=self.ground.user, role=one.role, kern_id=one.kern, all_kernen=one.everywhere, domain_id=one.domain,
            mandate=self.ground.mandates.get(one.ceiling), starts_on=one.starts, ends_on=one.ends,
        )  # fmt: skip

    def _break_glass(self) -> bool:
        """None, one that runs, one that is over, or one that was closed."""
        kind = self.rng.choice(("none", "open", "open", "over", "closed"))
        if kind == "none":
            return False
        start = NOW - timedelta(minutes=50 if kind == "over" else 1)
        BreakGlass.objects.create(
            user=self.ground.user, reason="storing", started_at=start, ends_at=start + timedelta(minutes=30),
            closed_at=NOW if kind == "closed" else None,
        )  # fmt: skip
        return kind == "open"

    # ---- what there is ---------------------------------------------------------------------------------

    def _idea(self, number: int) -> Initiative:
        """In some status, of somebody, somewhere, with marks."""
        rng, status = self.rng, self.rng.choice(list(Status))
        ended, confidential = status.value in ENDED, rng.random() < 0.3
        interrupted = status in (Status.INFO_REQUESTED, Status.ON_HOLD)
        texts = dict.fromkeys(("summary", "description", "aim", "upkeep", "public_summary"), word("b", number))
        return Initiative(
            status=status, title=f"Bankje {word('t', number)} roepnaam{number:03d}", **texts,
            reference=None if status == Status.DRAFT else f"VAG-2026-{number:04d}",
            created_at=NOW - timedelta(days=40), entered_at=NOW - timedelta(days=5), logged_at=NOW - timedelta(days=30),
            due_on=None if ended else TODAY + timedelta(days=rng.randint(-9, 30)),
            return_status=rng.choice((Status.EXPLORING, Status.IN_REVIEW)) if interrupted else "",
            whole_municipality=rng.random() < 0.15, logged_by=self._somebody(), officer=self._officer(status),
            lead_domain=rng.choice((*self.ground.domains, None)), health_related=rng.random() < 0.4,
            proposed_cents=rng.choice((None, 50_000, 50_001, 250_000, 250_001)), is_confidential=confidential,
            is_controversial=rng.random() < 0.25, escalated_at=NOW if rng.random() < 0.25 else None,
            platform_since=NOW if rng.random() < 0.4 else None, informed_at=rng.choice((NOW, None)),
            emptied_at=NOW if status == Status.REFERRED and rng.random() < 0.5 else None,
            anonymised_at=NOW if ended and rng.random() < 0.25 else None,
            published_at=NOW if not confidential and rng.random() < 0.5 else None, may_publish=rng.random() < 0.9,
        )  # fmt: skip

    def _somebody(self) -> User | None:
        """The one who is asked, a colleague, or nobody."""
        return self.rng.choice((self.ground.user, *self.ground.colleagues, None))

    def _officer(self, status: Status) -> User | None:
        """Who has it, where somebody must."""
        must = status in (Status.ASSIGNED, Status.IN_REVIEW)
        return self._somebody() or (self.ground.colleagues[0] if must else None)

    def _merge(self, merged: list[Initiative], *, into: list[Initiative]) -> None:
        """What was merged points on; in the end everything stands in the order of its number."""
        for row in merged:
            row.merged_into = self.rng.choice(into)
        Initiative.objects.bulk_create(merged)
        self.ideas = sorted([*into, *merged], key=lambda row: row.title[-3:])

    def _story(self, row: Initiative, number: int) -> Story:
        """The facts that the matrix asks for."""
        return Story(
            number=number, group="anonymised" if row.anonymised_at else COLUMN[row.status],
            confidential=row.is_confidential, emptied=row.emptied_at is not None,
            kernen=frozenset(self.rows.places[row.pk]), advisers=frozenset(self.rows.advisers[row.pk]),
            logged_by=row.logged_by_id, officer=row.officer_id, domain=row.lead_domain_id, health=row.health_related,
            on_mt_list=row.is_controversial or row.escalated_at is not None, proposed=row.proposed_cents,
            published=row.published_at is not None and row.may_publish,
        )  # fmt: skip

    def _lists(self) -> None:
        """A list of what may be destroyed, with what has ended on it."""
        self.destruction = DestructionList.objects.create(
            year=2026, proposed_by=self.ground.coordinator, proposed_at=NOW
        )
        DestructionItem.objects.bulk_create(
            DestructionItem(
                destruction=self.destruction, initiative=row, result="completed", list_number="6.1.9", months=60,
                ended_on=date(2020, 1, 1),
            )
            for row in self.ideas if row.status in ENDED and row.emptied_at is None
        )  # fmt: skip

    # ---- asking for it ---------------------------------------------------------------------------------

    @property
    def some(self) -> Initiative:
        """One of them, whoever may see it."""
        return self.rng.choice(self.ideas)

    def numbers(self) -> Iterator[int]:
        """Of every initiative."""
        yield from self.stories
