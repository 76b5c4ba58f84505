"""The count of a support check: several ways, one count, added up from what came in every time it is asked."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from initiatives.models.choices import SupportAnswer, SupportMethod
from initiatives.models.support import SupportCheck, SupportEntry, SupportVoice


@dataclass(frozen=True, kw_only=True)
class Votes:
    """How many said what."""

    pro: int = 0
    con: int = 0
    neutral: int = 0

    @property
    def total(self) -> int:
        """How many answers."""
        return self.pro + self.con + self.neutral

    def __add__(self, other: "Votes") -> "Votes":
        return Votes(pro=self.pro + other.pro, con=self.con + other.con, neutral=self.neutral + other.neutral)


@dataclass(frozen=True, kw_only=True)
class Tally:
    """One count: per way, in the order of `SupportMethod`, and the opinions that were given beside it."""

    per_way: Mapping[SupportMethod, Votes] = field(default_factory=dict)
    opinions: tuple[SupportEntry, ...] = ()

    @property
    def all(self) -> Votes:
        """Every way together."""
        return sum(self.per_way.values(), Votes())

    @property
    def is_empty(self) -> bool:
        """Nobody was heard yet."""
        return not self.opinions and self.all.total == 0


def count(check: SupportCheck) -> Tally:
    """What was heard until now; two queries."""
    entries = list(check.entries.filter(struck_at=None).order_by("noted_on", "pk"))
    voices = SupportVoice.objects.filter(code__poll=check, code__void_at=None)
    return add_up(entries, voices.order_by("given_on", "pk"))


def add_up(entries: Iterable[SupportEntry], voices: Iterable[SupportVoice]) -> Tally:
    """The rule itself: entries as they are, and of every code the last voice; voices come in their order."""
    entries = list(entries)
    last = {voice.code_id: voice for voice in voices}
    heard: dict[SupportMethod, Votes] = {}
    for entry in entries:
        if entry.votes_for is not None:
            way = SupportMethod(entry.way)
            heard[way] = heard.get(way, Votes()) + _votes_of(entry)
    said = Counter((SupportMethod(voice.way), SupportAnswer(voice.answer)) for voice in last.values())
    for (way, answer), number in said.items():
        heard[way] = heard.get(way, Votes()) + _votes(answer, number)
    ordered = {way: heard[way] for way in SupportMethod if way in heard}
    return Tally(per_way=ordered, opinions=tuple(entry for entry in entries if entry.opinion))


def _votes_of(entry: SupportEntry) -> Votes:
    """The numbers of one sheet."""
    return Votes(pro=entry.votes_for or 0, con=entry.votes_against or 0, neutral=entry.votes_neutral or 0)


def _votes(answer: SupportAnswer, number: int) -> Votes:
    """So many times the same answer."""
    kinds = {SupportAnswer.FOR: "pro", SupportAnswer.AGAINST: "con", SupportAnswer.NEUTRAL: "neutral"}
    return Votes(**{kinds[answer]: number})
