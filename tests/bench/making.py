"""One initiative after another, with everything that hangs on it; the same chance gives the same rows."""

import json
from datetime import UTC, datetime, timedelta
from itertools import islice
from random import Random
from typing import Any

from initiatives.events import digest
from initiatives.models.access_code import hash_access_code
from initiatives.models.choices import Ask, Channel, InitiatorKind
from initiatives.models.message import MessageState
from initiatives.models.task import TaskKind
from initiatives.relations import Relation
from initiatives.statuses import INTERRUPTS, Status
from tests.bench import roads, words
from tests.bench.beside import hang_on
from tests.bench.idea import Idea, code_of, day, moment
from tests.bench.places import Places
from tests.bench.roads import Road, Step
from tests.bench.tables import Table

YEARS = 8
# Of the newest tenth most are going on, of what is older hardly any.
NEW_SHARE, GOING_ON_NEW, GOING_ON_OLD = 0.1, 0.9, 0.1
RECENT = timedelta(days=45)
PUBLISHED_SHARE, BY_MAIL_SHARE, OPEN_TASK_SHARE, WAITING_SHARE = 0.8, 0.6, 0.2, 0.02


def _in_utc(at: datetime) -> datetime:
    """Whole seconds, without a zone."""
    return at.astimezone(UTC).replace(tzinfo=None, microsecond=0)


class Maker:
    """Makes rows in these tables, by model name; `most` steps of each road at most, None for all."""

    def __init__(
        self, tables: dict[str, Table], places: Places, *, many: int, seed: int, now: datetime, most: int | None = None
    ) -> None:
        self.tables, self.places, self.many, self.now, self.most = tables, places, many, _in_utc(now), most
        self.chance = Random(seed)
        self.numbers: dict[int, int] = {}

    def make(self, number: int) -> None:
        """Idea `number` of so many, the oldest is 0."""
        idea = self._begin(number)
        self._write_down(idea, number)
        self._reach(idea)
        happened = zip(idea.road.steps, idea.road.sources, idea.moments, strict=True)
        for step, source, at in islice(happened, self.most):
            self._happen(idea, step, source, at)
        hang_on(idea, self.tables, self.places, self.chance)

    # ---- the idea itself -----------------------------------------------------------------------------

    def _begin(self, number: int) -> Idea:
        """When it began, how far it came, and with whom."""
        chance, places = self.chance, self.places
        age = (self.many - number) / self.many * YEARS * 365
        begun = (self.now - timedelta(days=age)).replace(microsecond=0)
        is_new = number >= self.many * (1 - NEW_SHARE)
        going_on = chance.random() < (GOING_ON_NEW if is_new else GOING_ON_OLD)
        choices = roads.RUNNING if going_on else roads.ENDED
        road = chance.choices(choices, [one.share for one in choices])[0]
        if (road.status == Status.MERGED and number == 0) or (road.status == Status.DRAFT and not is_new):
            road = choices[1]
        domain = chance.choice(places.domains)
        return Idea(
            pk=self.tables["Initiative"].next, reference=self._reference(begun, road), title="", begun=begun, road=road,
            kern=chance.choice(places.kernen), domain=domain, officer=chance.choice(places.officers[domain]),
            moments=self._moments(begun, road),
        )  # fmt: skip

    def _reference(self, begun: datetime, road: Road) -> str:
        """The next number of its year; a draft has none."""
        if road.status == Status.DRAFT:
            return ""
        self.numbers[begun.year] = self.numbers.get(begun.year, 0) + 1
        return f"{self.places.prefix}-{begun.year}-{self.numbers[begun.year]:04d}"

    def _moments(self, begun: datetime, road: Road) -> list[datetime]:
        """When each step was taken: what ended ended in its time, what goes on came where it is not long ago."""
        passed, total = 0.0, sum(step.days for step in road.steps) or 1
        whole = timedelta(days=total * self.chance.uniform(0.7, 1.5))
        if road.is_going_on:
            whole = max(whole, self.now - begun - RECENT * self.chance.random())
        whole = min(whole, (self.now - begun) * 0.99)
        moments = []
        for step in road.steps:
            passed += step.days
            moments.append((begun + whole * (passed / total)).replace(microsecond=0))
        return moments

    def _write_down(self, idea: Idea, number: int) -> None:
        """The row, and the kern it is about."""
        columns = self._told(number) | self._where_it_stands(idea)
        idea.title = str(columns["title"])
        self.tables["Initiative"].add(id=idea.pk, **columns)
        self.tables["InitiativeKern"].add(initiative_id=idea.pk, kern_id=idea.kern, is_lead=True)
        if self.chance.random() < 0.1 and len(self.places.kernen) > 1:
            other = self.chance.choice([kern for kern in self.places.kernen if kern != idea.kern])
            self.tables["InitiativeKern"].add(initiative_id=idea.pk, kern_id=other, is_lead=False)

    def _told(self, number: int) -> dict[str, Any]:
        """What was told at the kitchen table."""
        chance = self.chance
        about, other, place = words.thing(chance), words.thing(chance), chance.choice(words.PLACES)
        is_rare = number % words.rare_every(self.many) == 0
        is_common = chance.random() < words.COMMON_SHARE
        return {
            "title": f"{about.capitalize()} {place}",
            "summary": chance.choice(words.WANTS).format(thing=about, other=other, place=place),
            "description": words.story(chance, about, other, place) + (f" Ook een {words.RARE}." if is_rare else ""),
            "aim": words.COMMON_AIM if is_common else chance.choice(words.AIMS),
            "already_tried": words.OLDEST_TRIED if number < words.oldest_of(self.many) else "",
            "own_effort": chance.choice(words.EFFORT), "place": place,
            "initiator_kind": chance.choice(InitiatorKind.values), "asks": json.dumps([chance.choice(Ask.values)]),
            "amount_asked_cents": chance.choice([None, 25_000, 80_000, 150_000]),
        }  # fmt: skip

    def _where_it_stands(self, idea: Idea) -> dict[str, Any]:
        """Status, terms, and who has it."""
        chance, status, logged = self.chance, idea.road.status, idea.at("log")
        assigned, informed, published = idea.at("assign"), idea.at("inform_initiator"), idea.at("publish")
        due = day(idea.last + timedelta(days=chance.randint(20, 75))) if idea.is_going_on else None
        shown = published if chance.random() < PUBLISHED_SHARE else None
        return {
            "status": status.value, "entered_at": moment(idea.last), "due_on": due,
            "return_status": Status.IN_REVIEW.value if status in INTERRUPTS else "",
            "phase_due_on": due if status in INTERRUPTS else None, "version": len(idea.moments) + 1,
            "reference": idea.reference or None, "created_at": moment(idea.begun),
            "access_code_hash": hash_access_code(code_of(idea.pk)) if logged else "",
            "logged_at": moment(logged) if logged else None, "logged_by_id": self.places.coordinator_of[idea.kern],
            "lead_domain_id": idea.domain if assigned else None, "officer_id": idea.officer if assigned else None,
            "confirmed_at": moment(confirmed) if (confirmed := idea.at("accept")) else None,
            "proposed_cents": 80_000 if idea.at("propose") else None,
            "merged_into_id": idea.pk - 1 if status == Status.MERGED else None,
            "informed_at": moment(informed) if informed else None,
            "published_at": moment(shown) if shown else None,
            "health_related": chance.random() < 0.15, "is_controversial": chance.random() < 0.02,
            "is_confidential": shown is None and chance.random() < 0.01,
        }  # fmt: skip

    def _reach(self, idea: Idea) -> None:
        """Whom to call, write or mail."""
        chance = self.chance
        for nth in range(2 if chance.random() < 0.2 else 1):
            name, by_mail = words.person(chance), chance.random() < BY_MAIL_SHARE
            channel = Channel.EMAIL if by_mail else chance.choice([Channel.PHONE, Channel.LETTER])
            person = self.tables["ContactPerson"].add(
                initiative_id=idea.pk, name=name, channel=channel.value, created_at=moment(idea.begun),
                email=f"bewoner{idea.pk}-{nth}@example.nl" if by_mail else "",
                phone="" if by_mail else f"043 6{chance.randrange(10**6):06d}",
                street=f"{chance.choice(words.STREETS)} {chance.randint(1, 99)}", city="Sibbe",
            )  # fmt: skip
            if nth == 0:
                idea.by_mail, idea.person, idea.name = by_mail, person, name

    # ---- what happened -------------------------------------------------------------------------------

    def _happen(self, idea: Idea, step: Step, source: str, at: datetime) -> None:
        """An event with its words, and the letters about it."""
        sentence, salt = step.says, f"{self.chance.getrandbits(128):032x}"
        number = self.tables["Event"].add(
            initiative_id=idea.pk, at=moment(at), action=step.name, actor_id=self._who(idea, step), function=step.who,
            source=source, target=step.target, audience=step.audience,
            digest=digest(salt=salt, sentence=sentence, inputs={}),
        )  # fmt: skip
        self.tables["EventText"].add(event_id=number, salt=salt, sentence=sentence)
        if step.tells_residents:
            self._write_to_resident(idea, step, number, at)
        if step.tells_colleague:
            self._write_to_colleague(idea, step, number, at)

    def _who(self, idea: Idea, step: Step) -> int:
        """The colleague in this function."""
        if step.who == roads.BM:
            return idea.officer
        if step.who == roads.EC:
            return self.places.coordinator_of[idea.kern]
        people = self.places.internal if step.who == roads.IC else self.places.deciders
        return people[idea.pk % len(people)]

    def _write_to_resident(self, idea: Idea, step: Step, event: int, at: datetime) -> None:
        """A mail that was sent, or something for the coordinator to do."""
        is_last = idea.is_going_on and at == idea.moments[-1]
        waits = idea.by_mail and is_last and self.chance.random() < WAITING_SHARE
        state = MessageState.HELD if waits else MessageState.SENT if idea.by_mail else MessageState.DONE
        is_open = not idea.by_mail and is_last and self.chance.random() < OPEN_TASK_SHARE
        subject = f"Uw idee {idea.reference}"
        body = f"Beste {idea.name},\n\nU heeft een idee: {idea.title}.\n{step.says}\n\nHeeft u een vraag? Bel 14 043."
        message = self.tables["Message"].add(
            initiative_id=idea.pk, event_id=event, person_id=idea.person, recipient=idea.name, subject=subject,
            body=body, channel=(Channel.EMAIL if idea.by_mail else Channel.PHONE).value, created_at=moment(at),
            address=f"bewoner{idea.pk}-0@example.nl" if idea.by_mail else "043 600 0000",
            state=str(MessageState.TASK if is_open else state), sent_at=None if waits or is_open else moment(at),
        )  # fmt: skip
        if not idea.by_mail:
            done = None if is_open else moment(at)
            self.tables["Task"].add(
                initiative_id=idea.pk, kind=TaskKind.CALL.value, title=f"Bellen: {idea.name}", text_ready=body,
                for_function=Relation.EXTERNAL_COORDINATOR.value, due_on=day(at + timedelta(days=7)),
                message_id=message, created_at=moment(at), done_at=done,
                done_by_id=self.places.coordinator_of[idea.kern] if done else None,
            )  # fmt: skip

    def _write_to_colleague(self, idea: Idea, step: Step, event: int, at: datetime) -> None:
        """One mail with the number and what was done."""
        self.tables["Message"].add(
            initiative_id=idea.pk, event_id=event, channel=Channel.EMAIL.value, recipient="medewerker",
            address=f"medewerker-{idea.officer}@example.nl", subject=f"{idea.reference}: {step.button}",
            body=f"{idea.reference}: {step.button}. Log in om het te lezen.", created_at=moment(at),
            state=MessageState.SENT.value, sent_at=moment(at),
        )  # fmt: skip
