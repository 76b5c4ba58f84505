"""Rounds in which every page of ours and of the floor has its turn, each time in another order."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from random import Random

from tests.bench.client import Ask, Client
from tests.bench.pages import PAGES, Facts, Page
from tests.bench.timing import Timing, time_of

CLIENTS = 8
# Somewhere messages that wait are shown, so that they do not pile up in a session.
SHOWS_MESSAGES = "/initiatieven/nieuw/"


@dataclass(frozen=True, kw_only=True)
class Effort:
    """How long it may take: rounds, and of each page in each round at most so many requests and seconds."""

    rounds: int = 4
    requests: int = 25
    seconds: float = 1.5
    rounds_of_eight: int = 2
    seconds_of_eight: float = 2.0
    fewest: int = 3


@dataclass
class Seen:
    """Of one page, in seconds: one client, eight at once, and how long those were at it."""

    alone: list[float] = field(default_factory=list)
    together: list[float] = field(default_factory=list)
    lasted: float = 0.0
    errors: int = 0


@dataclass(kw_only=True)
class Measurer:
    """Asks both sites; `ports`: that of ours and that of the floor."""

    facts: Facts
    ports: Mapping[bool, int]
    effort: Effort
    says: Callable[[str], None]
    chance: Random = field(default_factory=lambda: Random(1))

    def measure(self, pages: Iterable[Page] = tuple(PAGES.values())) -> dict[str, Timing]:
        """Every one of these pages, by its key."""
        pages, seen = list(pages), defaultdict[str, Seen](Seen)
        counted = {page.key: self._count(page) for page in pages}
        for number in range(self.effort.rounds):
            self.says(f"ronde {number + 1} van {self.effort.rounds}, één tegelijk")
            for page in self._shuffled(pages):
                self._alone(page, seen[page.key])
        for number in range(self.effort.rounds_of_eight):
            self.says(f"ronde {number + 1} van {self.effort.rounds_of_eight}, {CLIENTS} tegelijk")
            for page in self._shuffled(pages):
                self._together(page, seen[page.key])
        return {page.key: _figures(seen[page.key], counted[page.key]) for page in pages}

    def _shuffled(self, pages: list[Page]) -> list[Page]:
        """So that no page always comes when the machine is busy with something else."""
        return self.chance.sample(pages, len(pages))

    def _count(self, page: Page) -> Timing:
        """What it asks and weighs; asked more often before, so that every process has read what it keeps."""
        asking, line = page.asking(self.facts, 0), Client(self.ports[page.is_floor])
        for _time in range(4):
            ask_once(line, asking())
            line.close()
        # Of two steps there and back, the one that asks most.
        found = max((self._counted(page, line, asking()) for _time in range(2)), key=lambda one: one.statements)
        line.close()
        return found

    def _counted(self, page: Page, line: Client, wanted: Ask) -> Timing:
        """Once."""
        got = line.ask(wanted, count=True)
        if got.status == wanted.status:
            wanted.done()
        else:
            self.says(f"{page.name}: antwoord {got.status}, verwacht {wanted.status}")
        return Timing(
            p50=0.0,
            p95=0.0,
            samples=0,
            statements=int(got.headers.get("x-bench-statements", 0)),
            sql_ms=float(got.headers.get("x-bench-sql-ms", 0)),
            bytes=len(got.body),
            gzip=got.gzipped if got.body else 0,
            errors=int(got.status != wanted.status),
            scans=tuple(got.headers.get("x-bench-scans", "").split()),
        )

    def _alone(self, page: Page, seen: Seen) -> None:
        """One client, one request after another; the first is not counted."""
        asking, line = page.asking(self.facts, 0), self._sit_down(page, 0)
        ask_once(line, asking())
        until = time.perf_counter() + self.effort.seconds
        for number in range(self.effort.requests):
            if number >= self.effort.fewest and time.perf_counter() > until:
                break
            seconds, is_right = ask_once(line, asking())
            seen.alone.append(seconds)
            seen.errors += not is_right
        line.close()

    def _together(self, page: Page, seen: Seen) -> None:
        """Eight at once, each in a seat of their own."""
        lines = [self._sit_down(page, seat) for seat in range(1, CLIENTS + 1)]
        began = time.perf_counter()
        until = began + self.effort.seconds_of_eight
        with ThreadPoolExecutor(max_workers=CLIENTS) as crowd:
            jobs = [
                crowd.submit(_ask_until, line, page.asking(self.facts, seat), until=until)
                for seat, line in enumerate(lines, start=1)
            ]
            for job in jobs:
                for seconds, is_right in job.result():
                    seen.together.append(seconds)
                    seen.errors += not is_right
        seen.lasted += time.perf_counter() - began
        for line in lines:
            line.close()

    def _sit_down(self, page: Page, seat: int) -> Client:
        """A client, who has read what was said to them before."""
        line = Client(self.ports[page.is_floor])
        if page.writes and not page.is_floor:
            line.ask(Ask(path=SHOWS_MESSAGES, session=self.facts["sessions"]["coordinator"][seat]))
        return line


def ask_once(line: Client, wanted: Ask) -> tuple[float, bool]:
    """How long it took, and whether it ended well."""
    got = line.ask(wanted)
    if got.status == wanted.status:
        wanted.done()
    return got.seconds, got.status == wanted.status


def _ask_until(line: Client, asking: Callable[[], Ask], *, until: float) -> list[tuple[float, bool]]:
    """One request after another, until then; who waits already may still be answered."""
    return list(_asked(line, asking, until=until))


def _asked(line: Client, asking: Callable[[], Ask], *, until: float) -> Iterator[tuple[float, bool]]:
    """At least one."""
    yield ask_once(line, asking())
    while time.perf_counter() < until:
        yield ask_once(line, asking())


def _figures(seen: Seen, counted: Timing) -> Timing:
    """Times and counts in one."""
    times = time_of(seen.alone, seen.together, lasted=seen.lasted)
    return replace(
        times,
        statements=counted.statements,
        sql_ms=counted.sql_ms,
        bytes=counted.bytes,
        gzip=counted.gzip,
        errors=counted.errors + seen.errors,
        scans=counted.scans,
    )
