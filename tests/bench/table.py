"""From figures to verdicts: how far each page is from the floor, and which aims of speed are met."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tests.bench.pages import OURS, Page
from tests.bench.timing import Result, Timing

# Of the requests per second of the floor, eight clients get at least this share.
SHARE_OF_EIGHT = 0.4
SHARE = "deel van de vloer bij acht"
# A write may sometimes wait for the disk.
WRITE_SPREAD = 3.0
# Growth is measured from the one to the largest there is, of at least the other.
SMALL, LARGE = 1_000, 100_000


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """One aim of one page: what it is, what was seen, the most (or the least) it may be, and whether it is met."""

    page: str
    aim: str
    seen: float
    allowed: float
    met: bool


@dataclass(frozen=True, kw_only=True)
class Line:
    """One page in the table; the ratio is to the page it is held against, None where that was not measured."""

    page: Page
    timing: Timing
    ratio: float | None
    share_of_eight: float | None
    verdicts: Sequence[Verdict]

    @property
    def met(self) -> bool:
        """Every aim of this page."""
        return all(verdict.met for verdict in self.verdicts)


def lines_of(result: Result, *, slack: float = 1.0, pages: Sequence[Page] = OURS) -> list[Line]:
    """A line for every page that was measured; `slack`: how many times its aim a time may be."""
    measured = result.pages
    return [_line(page, measured[page.key], measured, slack=slack) for page in pages if page.key in measured]


def _line(page: Page, timing: Timing, measured: Mapping[str, Timing], *, slack: float) -> Line:
    """One page beside the one it is held against."""
    other, floor = measured.get(page.against), _floor_of(page, measured)
    ratio = round(timing.p50 / other.p50, 2) if other and other.p50 else None
    share = round(timing.per_second / floor.per_second, 2) if floor and floor.per_second else None
    verdicts = tuple(_verdicts(page, timing, ratio=ratio, share=share, slack=slack))
    return Line(page=page, timing=timing, ratio=ratio, share_of_eight=share, verdicts=verdicts)


def _floor_of(page: Page, measured: Mapping[str, Timing]) -> Timing | None:
    """The floor under this page; of one that is held against a page of ours, the floor under that one."""
    by_key = {one.key: one for one in OURS}
    against = page.against
    while against in by_key:
        against = by_key[against].against
    return measured.get(against)


def _verdicts(
    page: Page, timing: Timing, *, ratio: float | None, share: float | None, slack: float
) -> Iterator[Verdict]:
    """Each aim this page has."""
    if ratio is not None and page.most is not None:
        yield _at_most(page, f"× {_name_of(page.against)}", ratio, page.most * slack)
    if page.writes:
        yield _at_most(page, "p95 / p50", round(timing.p95 / timing.p50, 2), WRITE_SPREAD * slack)
    if share is not None:
        yield Verdict(
            page=page.key, aim=SHARE, seen=share, allowed=round(SHARE_OF_EIGHT / slack, 2),
            met=share >= SHARE_OF_EIGHT / slack,
        )  # fmt: skip
    # What is counted is no noise.
    if page.statements is not None:
        yield _at_most(page, "vragen", timing.statements, page.statements)
    if page.weight is not None:
        yield _at_most(page, "bytes gzip", timing.gzip, page.weight)
    yield _at_most(page, "fouten", timing.errors, 0)
    read = ", ".join(timing.scans)
    yield _at_most(page, f"leest {read} helemaal door" if read else "grote tabellen", len(timing.scans), 0)


def _name_of(key: str) -> str:
    """What a page is held against, in a word."""
    return "vloer" if key.startswith("floor_") else next(page.name for page in OURS if page.key == key)


def _at_most(page: Page, aim: str, seen: float, allowed: float) -> Verdict:
    """Not more than this."""
    return Verdict(page=page.key, aim=aim, seen=seen, allowed=round(allowed, 2), met=seen <= allowed)


def growth(small: Result, large: Result) -> Iterator[Verdict]:
    """How much slower each page is with so many more initiatives."""
    for page in OURS:
        before, after = small.pages.get(page.key), large.pages.get(page.key)
        if before and after and before.p50:
            yield _at_most(page, "groei", round(after.p50 / before.p50, 2), page.growth)


def growth_of(results: Sequence[Result]) -> tuple[int, list[Verdict]]:
    """From a thousand to the largest size on PostgreSQL, and which that is; nothing where they were not measured."""
    by_size = {result.size: result for result in results if result.database == "postgresql"}
    largest = max(by_size, default=0)
    if SMALL not in by_size or largest < LARGE:
        return largest, []
    return largest, list(growth(by_size[SMALL], by_size[largest]))
