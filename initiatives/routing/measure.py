"""How good the proposals are, counted on cases of which the answer is known."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from initiatives.routing.learning import Case, Learned, Place, is_clear

SHORTLIST = 3


@dataclass(frozen=True, kw_only=True)
class Score:
    """How many, how many right at first place, how many right in the first three."""

    count: int = 0
    first: int = 0
    three: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(count=self.count + other.count, first=self.first + other.first, three=self.three + other.three)

    @property
    def in_words(self) -> str:
        """As percentages."""
        if not self.count:
            return "0"
        return f"{self.count} · {100 * self.first / self.count:.1f} % · {100 * self.three / self.count:.1f} %"


@dataclass(frozen=True, kw_only=True)
class Report:
    """All cases, those with a proposal, those with a plain list, and what the commonest desks would have given."""

    everything: Score
    proposed: Score
    plain: Score
    commonest: Score


EMPTY = Report(everything=Score(), proposed=Score(), plain=Score(), commonest=Score())


def score_of(desks: Iterable[str], case: Case) -> Score:
    """Whether the first, and one of the first three, is a desk where it ended."""
    ranked = list(desks)[:SHORTLIST]
    return Score(
        count=1, first=ranked[:1] != [] and ranked[0] in case.desks, three=any(d in case.desks for d in ranked)
    )


def add(report: Report, case: Case, places: list[Place], commonest: list[str]) -> Report:
    """One case more."""
    score, is_proposed = score_of([place.desk for place in places], case), is_clear(places)
    return Report(
        everything=report.everything + score,
        proposed=report.proposed + (score if is_proposed else Score()),
        plain=report.plain + (Score() if is_proposed else score),
        commonest=report.commonest + score_of(commonest, case),
    )


def commonest_desks(cases: Iterable[Case]) -> list[str]:
    """The desks by how often they had it, the commonest first; equal ones by name."""
    counted = Counter(desk for case in cases for desk in case.desks)
    return sorted(counted, key=lambda desk: (-counted[desk], desk))


def leave_group_out(groups: Mapping[str, list[Case]], keywords: Mapping[str, tuple[str, ...]]) -> Report:
    """Each group ranked by what all other groups teach."""
    report = EMPTY
    for name, cases in groups.items():
        others = [case for other, theirs in groups.items() if other != name for case in theirs]
        learned, commonest = Learned(others, keywords), commonest_desks(others)
        for case in cases:
            report = add(report, case, learned.rank(case.text), commonest)
    return report


Ranked = list[tuple[Case, list[Place]]]


def rank_each(cases: Iterable[Case], keywords: Mapping[str, tuple[str, ...]]) -> Ranked:
    """Each case ranked by what all others teach; for a town's own history, where there are no groups."""
    learned = Learned(cases, keywords)
    return [(case, learned.rank_without(case)) for case in learned.cases]


def report_of(ranked: Ranked) -> Report:
    """The figures of cases that were ranked."""
    commonest, report = commonest_desks(case for case, _places in ranked), EMPTY
    for case, places in ranked:
        report = add(report, case, places, commonest)
    return report


@dataclass(frozen=True, kw_only=True)
class Tally:
    """Of one desk: how often it stood first and was right, stood first and was wrong, and was missed."""

    right: int
    wrong: int
    missed: int


def tally_of(desk: str, ranked: Ranked) -> Tally:
    """What the proposals, those that dare to rank, do with this desk."""
    firsts = [(case.desks, places[0].desk if is_clear(places) else "") for case, places in ranked]
    return Tally(
        right=sum(first == desk and desk in desks for desks, first in firsts),
        wrong=sum(first == desk and desk not in desks for desks, first in firsts),
        missed=sum(first != desk and desk in desks for desks, first in firsts),
    )
