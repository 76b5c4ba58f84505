"""What earlier decisions teach, as plain counts: how often a word or a question went to which desk."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from initiatives.routing.words import SHORTEST_PART, clues_in, find_keyword, stem_of

# Chosen on measured data, see docs/routering.md: a keyword of the desk weighs as much as a word that went there
# four and a half times as often as usual; a word seen once or twice hardly weighs.
KEYWORD_WEIGHT, CAUTION, MOST_CLUES = 1.5, 2.0, 10
# Halves and thirds of cases with more desks do not add up exactly.
ROUNDING = 0.001
# With fewer decisions than this, or of a word seen only once, chance speaks louder than habit.
LEARNS_FROM, SEEN_FROM = 25, 2
# From this lead on, first place is worth proposing; a single keyword without any history does not reach it.
CLEAR_LEAD = 1.6


class Kind(Enum):
    """What a clue is."""

    KEYWORD = "keyword"
    WORD = "word"
    ASK = "ask"


@dataclass(frozen=True, kw_only=True)
class Text:
    """What is known of an initiative before anybody decides."""

    words: tuple[str, ...]
    whole: str = ""
    asks: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Case:
    """An earlier one, and the desk or desks where it ended."""

    text: Text
    desks: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Clue:
    """One thing that speaks for or against a desk: found in which word, seen how often, there how often."""

    kind: Kind
    key: str
    found_in: str
    weight: float
    seen: float = 0
    here: float = 0

    @property
    def is_ask(self) -> bool:
        """Something that was asked, not a word that was written."""
        return self.kind is Kind.ASK


@dataclass(frozen=True, kw_only=True)
class Place:
    """One desk in the ranking: its score, what it started with, and its clues, the heaviest first."""

    desk: str
    score: float
    clues: tuple[Clue, ...]

    def without(self, clue: Clue) -> float:
        """The score it would have if this word had not been there, or this had not been asked."""
        gone = (own for own in self.clues if own.found_in == clue.found_in and own.is_ask == clue.is_ask)
        return round(self.score - sum(own.weight for own in gone), 9)


class Learned:
    """The counts of all earlier cases, and the keywords of each desk."""

    def __init__(self, cases: Iterable[Case], keywords: Mapping[str, tuple[str, ...]]) -> None:
        self.keywords = keywords
        self.cases = [case for case in cases if any(desk in keywords for desk in case.desks)]
        self.totals: defaultdict[str, float] = defaultdict(float)
        self.counts: dict[tuple[Kind, str], defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
        for case in self.cases:
            self._count(case, 1)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every stem that is long enough to be found inside a compound."""
        stems = (stem_of(word) for case in self.cases for word in case.text.words)
        return frozenset(stem for stem in stems if len(stem) >= SHORTEST_PART)

    def _count(self, case: Case, times: int) -> None:
        """Add a case to the counts, or take it out; one with two desks counts half for each."""
        desks = [desk for desk in case.desks if desk in self.keywords]
        found = self._found(case.text)
        for desk in desks:
            self.totals[desk] += times / len(desks)
            for clue in found:
                self.counts[clue][desk] += times / len(desks)

    def _found(self, text: Text) -> dict[tuple[Kind, str], str]:
        """Every clue that may have been seen before, and the word it was found in."""
        found = {(Kind.WORD, clue): word for clue, word in clues_in(text.words, self.vocabulary).items()}
        return found | {(Kind.ASK, ask): ask for ask in text.asks}

    def rank(self, text: Text) -> list[Place]:
        """Every desk, the likeliest first; equal ones in the order of their keys."""
        starts = self._starts()
        learned = self._learned(text, starts) if self.has_learnt else []
        places = []
        for desk, start in starts.items():
            clues = [*self._named(desk, text), *(clues[desk] for clues in learned)]
            clues.sort(key=lambda clue: (-clue.weight, clue.kind.value, clue.key))
            score = math.log(start) + sum(clue.weight for clue in clues)
            places.append(Place(desk=desk, score=round(score, 9), clues=tuple(clues)))
        return sorted(places, key=lambda place: (-place.score, place.desk))

    def rank_without(self, case: Case) -> list[Place]:
        """The ranking of an earlier case as if it had not been there yet."""
        self._count(case, -1)
        try:
            return self.rank(case.text)
        finally:
            self._count(case, 1)

    @property
    def has_learnt(self) -> bool:
        """Whether enough was decided to learn from; before that keywords speak alone."""
        return len(self.cases) >= LEARNS_FROM

    @property
    def size(self) -> int:
        """How many decisions it really learnt from."""
        return len(self.cases) if self.has_learnt else 0

    def _starts(self) -> dict[str, float]:
        """The share of each desk in what was decided so far; with too little history all the same."""
        if not self.has_learnt:
            return dict.fromkeys(self.keywords, 1 / max(len(self.keywords), 1))
        total = sum(self.totals.values()) + len(self.keywords)
        return {desk: (self.totals[desk] + 1) / total for desk in self.keywords}

    def _named(self, desk: str, text: Text) -> list[Clue]:
        """The keywords of this desk that are in the text; two in one word count once."""
        found: dict[str, Clue] = {}
        for keyword in self.keywords[desk]:
            if (word := find_keyword(keyword, text.words, text.whole)) is not None:
                clue = Clue(kind=Kind.KEYWORD, key=keyword, found_in=word, weight=KEYWORD_WEIGHT)
                found.setdefault(word, clue)
        return list(found.values())

    def _learned(self, text: Text, starts: Mapping[str, float]) -> list[dict[str, Clue]]:
        """The most telling clues that were seen before, with what each means to each desk."""
        weighed = []
        for (kind, key), word in self._found(text).items():
            here = self.counts.get((kind, key))
            seen = sum(here.values()) if here else 0
            if here is None or seen < SEEN_FROM - ROUNDING:
                continue
            weighed.append(
                {
                    desk: Clue(
                        kind=kind,
                        key=key,
                        found_in=word,
                        weight=_weigh(max(here[desk], 0), seen=seen, start=start),
                        seen=seen,
                        here=here[desk],
                    )
                    for desk, start in starts.items()
                }
            )
        weighed.sort(key=lambda clues: (-max(clue.weight for clue in clues.values()), next(iter(clues.values())).key))
        return weighed[:MOST_CLUES]


def _weigh(here: float, *, seen: float, start: float) -> float:
    """How much likelier this desk becomes; what went there only once may have been chance, and speaks for nothing."""
    weight = math.log((here + CAUTION * start) / (seen + CAUTION) / start)
    return min(weight, 0) if here < SEEN_FROM - ROUNDING else weight


def is_clear(places: list[Place]) -> bool:
    """Whether the first place leads by enough to be proposed."""
    return len(places) == 1 or (len(places) > 1 and places[0].score - places[1].score >= CLEAR_LEAD)
