"""The count of a support check: several ways, one count, added up from what came in every time it is asked."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import QuerySet

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
    """What was heard until now; two queries at most."""
    return count_each([check])[check.pk]


def count_each(checks: Collection[SupportCheck]) -> dict[int, Tally]:
    """The same for more than one, by number; never more than two queries."""
    entries: dict[int, list[SupportEntry]] = defaultdict(list)
    for entry in SupportEntry.objects.filter(poll__in=checks, struck_at=None).order_by("noted_on", "pk"):
        entries[entry.poll_id].append(entry)
    voices: dict[int, list[SupportVoice]] = defaultdict(list)
    # Of what was forgotten only entries are left.
    for voice in voices_of([check for check in checks if check.forgotten_at is None]).select_related("code"):
        voices[voice.code.poll_id].append(voice)
    return {check.pk: add_up(entries[check.pk], voices[check.pk]) for check in checks}


def voices_of(checks: Collection[SupportCheck]) -> QuerySet[SupportVoice]:
    """Every answer under a code that is worth something, in the order in which the last wins."""
    return SupportVoice.objects.filter(code__poll__in=checks, code__void_at=None).order_by("given_on", "pk")


def last_of_each(voices: Iterable[SupportVoice]) -> list[SupportVoice]:
    """Of every code the answer that counts; they come in the order of `voices_of`."""
    return list({voice.code_id: voice for voice in voices}.values())


def add_up(entries: Iterable[SupportEntry], voices: Iterable[SupportVoice]) -> Tally:
    """The rule itself: entries as they are, and of every code the last voice; voices come in their order."""
    entries = list(entries)
    heard: dict[SupportMethod, Votes] = {}
    for entry in entries:
        if entry.votes_for is not None:
            way = SupportMethod(entry.way)
            heard[way] = heard.get(way, Votes()) + votes_of(entry)
    said = Counter((SupportMethod(voice.way), SupportAnswer(voice.answer)) for voice in last_of_each(voices))
    for (way, answer), number in said.items():
        heard[way] = heard.get(way, Votes()) + _votes(answer, number)
    ordered = {way: heard[way] for way in SupportMethod if way in heard}
    return Tally(per_way=ordered, opinions=tuple(entry for entry in entries if entry.opinion))


def votes_of(entry: SupportEntry) -> Votes:
    """The numbers of one sheet."""
    return Votes(pro=entry.votes_for or 0, con=entry.votes_against or 0, neutral=entry.votes_neutral or 0)


def _votes(answer: SupportAnswer, number: int) -> Votes:
    """So many times the same answer."""
    kinds = {SupportAnswer.FOR: "pro", SupportAnswer.AGAINST: "con", SupportAnswer.NEUTRAL: "neutral"}
    return Votes(**{kinds[answer]: number})
