"""However answers come in, mixed, twice or late, the count is the one that ten lines give that know no database."""

import contextlib
from collections import Counter
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from initiatives.clocks import load_clocks
from initiatives.deeds.do import do
from initiatives.deeds.forget_support import forget_support
from initiatives.deeds.support import enter, say
from initiatives.deeds.support_codes import find_code, make_codes, void_batch
from initiatives.models import Initiative, SupportCheck, SupportCode, SupportEntry, SupportVoice
from initiatives.models.choices import SupportAnswer
from initiatives.models.tally import Tally, count
from initiatives.statuses import Status
from initiatives.workflow.action import Refused
from tests.initiatives.world import NOW, TODAY, World

LETTERS = 3
Step = tuple[Any, ...]
ENTER = st.tuples(
    st.just("enter"), st.integers(0, 3), st.sampled_from(["list", "door_to_door"]),
    st.tuples(*[st.integers(0, 40)] * 3),
)  # fmt: skip
SAY = st.tuples(
    st.just("say"), st.integers(0, 9), st.sampled_from([None, *range(LETTERS)]),
    st.sampled_from(SupportAnswer.values), st.sampled_from(["page", "letter", "list"]), st.integers(0, 2),
)  # fmt: skip
STEPS = st.lists(st.one_of(ENTER, SAY, SAY, st.tuples(st.just("strike"), st.integers(0, 3)), st.just(("void",))))


def by_hand(steps: list[Step]) -> Counter[tuple[str, str]]:
    """The model: which answers count, by way and answer."""
    sheets: dict[int, Step] = {}
    voices: dict[int, Step] = {}
    struck, void = set[int](), set[int]()
    for what, *said in steps:
        if what == "enter":
            sheets.setdefault(said[0], (said[1], said[2]))
        elif what == "strike":
            struck |= {said[0]} & set(sheets)
        elif what == "void":
            void |= set(range(LETTERS)) - {letter for letter, *_rest in voices.values()}
        elif said[1] not in void:
            voices.setdefault(said[0], tuple(said[1:]))
    in_order = sorted(voices.items(), key=lambda voice: -voice[1][3])
    last = {(letter, key if letter is None else 0): (way, answer) for key, (letter, answer, way, _ago) in in_order}
    total = Counter(last.values())
    for way, numbers in (sheet for key, sheet in sheets.items() if key not in struck):
        total += Counter({(way, answer): n for answer, n in zip(SupportAnswer.values, numbers, strict=True)})
    return +total


def as_counted(tally: Tally) -> Counter[tuple[str, str]]:
    """What the database gives, in the words of the model."""
    found = Counter[tuple[str, str]]()
    for way, votes in tally.per_way.items():
        found += Counter({(way.value, "for"): votes.pro, (way.value, "against"): votes.con})
        found += Counter({(way.value, "neutral"): votes.neutral})
    return +found


class Counting(TestCase):
    """A check on paper, at the door, by letter and on the page at once."""

    world: World
    check_pk: int
    initiative: Initiative

    @classmethod
    def setUpTestData(cls) -> None:
        cls.world = World()
        cls.initiative = cls.world.initiative(Status.SUPPORT_CHECK, officer=None)
        cls.check_pk = cls.initiative.support_checks.get().pk
        SupportEntry.objects.all().delete()
        SupportCheck.objects.update(ways=["list", "letter", "page"], closes_on=TODAY + timedelta(days=9))

    @settings(max_examples=200, deadline=None)
    @given(steps=STEPS)
    def test_every_order_and_mix_counts_what_the_model_counts_and_forgetting_changes_nothing(
        self, steps: list[Step]
    ) -> None:
        check = SupportCheck.objects.get(pk=self.check_pk)
        coordinator = self.world.people["IC"]
        self.batch = uuid4()
        self.codes = make_codes(check, number=LETTERS, by=coordinator, at=NOW, form_key=self.batch)
        for what, *said in steps:
            getattr(self, f"_{what}")(check, *said)

        assert as_counted(count(check)) == by_hand(steps)
        before = as_counted(count(check))
        SupportCheck.objects.filter(pk=check.pk).update(closed_at=NOW, conclusion="enough")
        assert forget_support(now=NOW + timedelta(days=60), clocks=load_clocks()) == 1
        assert as_counted(count(check)) == before
        assert (SupportVoice.objects.count(), SupportCode.objects.count()) == (0, 0)

    def _enter(self, _check: SupportCheck, key: int, way: str, numbers: tuple[int, int, int]) -> None:
        names = ("votes_for", "votes_against", "votes_neutral")
        enter(
            self.initiative, by=self.world.actor("KA.own"), at=NOW, form_key=UUID(int=key), way=way,
            place=f"lijst {key}", noted_on=TODAY, **dict(zip(names, numbers, strict=True)),
        )  # fmt: skip

    def _strike(self, _check: SupportCheck, key: int) -> None:
        row = SupportEntry.objects.filter(place=f"lijst {key}", struck_at=None).first()
        if row is not None:
            now = Initiative.objects.get(pk=self.initiative.pk)
            do("strike_support", now, by=self.world.actor("IC"), at=NOW, entry=row, struck_because="dubbel")

    def _void(self, check: SupportCheck) -> None:
        # Refused where every letter was answered or made void already.
        with contextlib.suppress(Refused):
            void_batch(check, self.batch, by=self.world.people["IC"], at=NOW)

    def _say(self, check: SupportCheck, key: int, letter: int | None, answer: str, way: str, ago: int) -> None:
        given_on: date = TODAY - timedelta(days=ago)
        with contextlib.suppress(Refused):
            code = None if letter is None else find_code(self.codes[letter].lower(), check=check)
            say(
                check, code=code, answer=answer, why="", way=way, place="", given_on=given_on,
                by=self.world.people["IC"], at=NOW, form_key=UUID(int=100 + key),
            )  # fmt: skip
