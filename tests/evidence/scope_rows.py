"""What lies around the initiatives of a random world, in a few questions to the database, each row with its word."""

from dataclasses import dataclass, field
from datetime import time, timedelta
from random import Random
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from accounts.models import User
from initiatives.models import (
    Appointment,
    Attachment,
    CoAdvice,
    ContactPerson,
    Event,
    EventText,
    Follow,
    Initiative,
    InitiativeKern,
    Message,
    Note,
    RelatedLink,
    SavedView,
    Signal,
    SupportCheck,
    Task,
)
from initiatives.relations import Relation
from overleg.models import AgendaItem, Meeting, Promise, Wish
from tests.initiatives.world import NOW, TODAY

if TYPE_CHECKING:
    from tests.evidence.scope_worlds import Ground

SOON, LATER = NOW + timedelta(hours=2), TODAY + timedelta(days=7)
FUNCTIONS = ("", *Relation.values[:5])


def word(kind: str, number: int) -> str:
    """What stands in a row of this initiative: of a title, another text, a person, a note, or the name of a file."""
    return f"zq{kind}{number:03d}z"


def surname(number: int) -> str:
    """By which a person is looked for."""
    return f"achternaam{number:03d}"


@dataclass(kw_only=True)
class Rows:
    """Everything that hangs on the initiatives; `places` and `advisers` are what the rule wants to know of it."""

    ground: "Ground"
    rng: Random
    ideas: list[Initiative]
    places: dict[int, list[int]] = field(default_factory=dict)
    advisers: dict[int, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.numbered = list(enumerate(self.ideas, start=1))
        self._places()
        self._people()
        self._work()
        self._events()
        self._neighbours()
        self._meetings()
        self._own()

    def _maybe(self, share: float = 0.5) -> list[tuple[int, Initiative]]:
        """Some of them."""
        return [pair for pair in self.numbered if self.rng.random() < share]

    def _places(self) -> None:
        """No kern where it is of the whole municipality, else one or two."""
        for row in self.ideas:
            kernen = [] if row.whole_municipality else self.rng.sample(self.ground.kernen, k=self.rng.choice((1, 1, 2)))
            self.places[row.pk] = [kern.pk for kern in kernen]
        InitiativeKern.objects.bulk_create(
            InitiativeKern(initiative=row, kern_id=kern, is_lead=place == 0)
            for row in self.ideas
            for place, kern in enumerate(self.places[row.pk])
        )

    def _people(self) -> None:
        """Somebody to reach, a letter to them, and notes about it."""
        self.people = ContactPerson.objects.bulk_create(
            ContactPerson(
                initiative=row, name=f"{word('p', n)} {surname(n)}", channel="email",
                email=f"{word('p', n)}@example.nl", phone="043 600 0000", street=f"{word('p', n)}straat 1",
                created_at=NOW,
            )
            for n, row in self.numbered
        )  # fmt: skip
        self.letters = Message.objects.bulk_create(
            Message(
                initiative=row, person=self.people[n - 1], channel="email", recipient="bewoner", created_at=NOW,
                address="bewoner@example.nl", subject="Uw idee", body=word("b", n), next_try_at=SOON,
                state=self.rng.choice(("queued", "held")),
            )
            for n, row in self._maybe()
        )  # fmt: skip
        Note.objects.bulk_create(
            Note(initiative=row, kind=kind, text=word(letter, n), by=self.ground.coordinator, at=NOW)
            for n, row in self.numbered
            for kind, letter in (("internal", "n"), ("coordinators", "c"))
        )

    def _somebody(self) -> User:
        """The one who is asked, or a colleague."""
        return self.rng.choice((self.ground.user, *self.ground.colleagues))

    def _work(self) -> None:
        """Advice that is asked, tasks for a person or a function, talks, and files."""
        asked = [(n, row, self._somebody()) for n, row in self._maybe(0.4)]
        self.advisers = {row.pk: [] for row in self.ideas} | {row.pk: [who.pk] for _, row, who in asked}
        about: dict[str, Any] = {"asked_by": self.ground.coordinator, "asked_at": NOW}
        CoAdvice.objects.bulk_create(
            CoAdvice(initiative=row, adviser=who, question=word("b", n), due_on=TODAY, **about) for n, row, who in asked
        )
        letters = {letter.initiative_id: letter for letter in self.letters}
        self.tasks = Task.objects.bulk_create(
            Task(
                initiative=row, kind="write", message=letters.get(row.pk), title=f"Nagaan {word('b', n)}",
                text_ready=word("b", n), due_on=TODAY, for_user=None if function else self._somebody(),
                for_function=function, created_at=NOW,
            )
            for n, row in self.numbered
            for function in [self.rng.choice(FUNCTIONS)]
        )  # fmt: skip
        Appointment.objects.bulk_create(
            Appointment(
                initiative=row, officer=self._somebody(), starts_at=SOON, place=word("b", n),
                planned_by=self.ground.coordinator,
            )
            for n, row in self._maybe(0.7)
        )  # fmt: skip
        self.files = Attachment.objects.bulk_create(
            Attachment(
                initiative=row, name=f"{word('a', n)}.pdf", kind="pdf", size=9, uploaded_at=NOW,
                uploaded_by=self.ground.coordinator,
            )
            for n, row in self.numbered
        )  # fmt: skip

    def _events(self) -> None:
        """What residents read of it, and what only colleagues do."""
        events = Event.objects.bulk_create(
            Event(
                initiative=row, at=NOW, action="hold", actor=self.ground.coordinator, audience=audience,
                function=Relation.INTERNAL_COORDINATOR, digest=f"{n}{audience}",
            )
            for n, row in self.numbered
            for audience in ("resident", "internal")
        )  # fmt: skip
        EventText.objects.bulk_create(
            EventText(
                event=event, salt="zout",
                sentence=word("b", 1 + place // 2) if place % 2 == 0 else "",
                inputs={"reason": word("n", 1 + place // 2)} if place % 2 else {},
            )
            for place, event in enumerate(events)
        )  # fmt: skip

    def _neighbours(self) -> None:
        """What they said of it, what they were asked, and what is related to what."""
        Signal.objects.bulk_create(
            Signal(
                kind=self.rng.choice(("support", "worry", "join")), kern_id=next(iter(self.places[row.pk]), None),
                text=word("b", n), name=word("b", n), initiative=row, created_at=NOW, form_key=uuid4(),
            )
            for n, row in self._maybe()
        )  # fmt: skip
        SupportCheck.objects.bulk_create(
            SupportCheck(
                initiative=row, ways=["list"], area=word("b", n), organiser=word("b", n), public_text=word("b", n),
                can_still_change="veel", closes_on=LATER, started_at=NOW, started_by=self.ground.coordinator,
            )
            for n, row in self._maybe(0.4)
        )  # fmt: skip
        pairs = {tuple(sorted(self.rng.sample([row.pk for row in self.ideas], k=2))) for _ in range(8)}
        RelatedLink.objects.bulk_create(
            RelatedLink(first_id=first, second_id=second, by=self.ground.coordinator, at=NOW) for first, second in pairs
        )
        Wish.objects.bulk_create(
            Wish(
                kern=self.rng.choice(self.ground.kernen), text=f"Wens {n}", initiative=row, noted_at=NOW,
                changed_at=NOW, form_key=uuid4(),
            )
            for n, row in self._maybe(0.3)
        )  # fmt: skip

    def _meetings(self) -> None:
        """Of every group one to come and one that is over, and of the platform too; with anything at all on them."""
        groups = [*self.ground.groups, None]
        days = [(group, day) for group in groups for day in (LATER, TODAY - timedelta(days=20))]
        self.meetings = Meeting.objects.bulk_create(
            Meeting(
                kernoverleg=group, held_on=day, starts_at=time(20), place="Dorpshuis", created_at=NOW, form_key=uuid4(),
                present=8, closed_at=None if day == LATER else self.rng.choice((None, NOW)),
            )
            for group, day in days
        )  # fmt: skip
        items = AgendaItem.objects.bulk_create(
            AgendaItem(
                meeting=meeting, initiative=row, reason=self.rng.choice(("new", "opinion", "check_in")), position=place,
                discussed=True, concerns=word("b", n), note=word("b", n), removed_at=self.rng.choice((None, None, NOW)),
            )
            for meeting in self.meetings
            for place, (n, row) in enumerate(self._maybe(0.35))
        )  # fmt: skip
        number_of = {row.pk: n for n, row in self.numbered}
        Promise.objects.bulk_create(
            Promise(item=item, what=word("b", number_of[item.initiative_id or 0]), who="voorzitter", due_on=TODAY)
            for item in items[::2]
        )

    def _own(self) -> None:
        """What the one who is asked follows and kept."""
        Follow.objects.bulk_create(Follow(user=self.ground.user, initiative=row, at=NOW) for _, row in self._maybe(0.5))
        SavedView.objects.create(user=self.ground.user, name="Alles", query="show=all", is_pinned=True, created_at=NOW)
