"""A plugin of pytest: after collecting it forks once per mutant and runs the tests that come by its function."""

import importlib
import inspect
import json
import os
import signal
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from select import select
from types import ModuleType
from typing import Any

import pytest

from tests.evidence.figure import FIGURES
from tests.evidence.mutant_in_place import Came, WouldNotLoad, marks, put_in_place
from tests.evidence.mutating import Mutant, mutants_of

SEED = 20261122
# How long one mutant may take; who turns in circles is noticed too.
LONGEST = 60
# Of a mutant that touches everything, so many seconds of tests at most.
MOST_TESTS = 25.0
# So many that do not come by.
NONE_COMES_BY = 5
# With so many tests it is seen that a fork by itself breaks nothing.
QUICK = 40
KILLED, SURVIVED, NOT_PLACED, BROKEN = 1, 0, 3, 4
ENDS = {KILLED: "killed", SURVIVED: "survived", NOT_PLACED: "not placed", BROKEN: "broken"}


class OnlyTheSession:
    """Comes after every test: what is of one test or file is cleared away, what is of the session stays."""

    def __init__(self, session: pytest.Session) -> None:
        self.session = session

    def listchain(self) -> list[pytest.Session]:
        """What is still needed."""
        return [self.session]


@dataclass(frozen=True, kw_only=True)
class Mutated:
    """A room as it is here and now, and how many mistakes are tried in it."""

    module: ModuleType
    source: str
    most: int

    @property
    def file(self) -> str:
        """As the code says where it comes from."""
        return str(self.module.__file__)


def room(name: str, most: int) -> Mutated:
    """The room of this name."""
    module = importlib.import_module(name)
    return Mutated(module=module, source=Path(inspect.getfile(module)).read_text(), most=most)


@dataclass(frozen=True, kw_only=True)
class Ended:
    """How a fork ended, and the place of the first test that was red."""

    end: int
    red: int | None


UNSEEN = Ended(end=SURVIVED, red=None)


class Loop:
    """Runs every test once to see where it comes; then mutant after mutant."""

    def __init__(self, rooms: Sequence[Mutated]) -> None:
        self.rooms = rooms
        self.comes_by: dict[str, set[Came]] = {}
        self.took: dict[str, float] = {}
        self.failed = False
        self.green: dict[tuple[str, ...], bool] = {}
        self.saw: set[str] = set()

    @pytest.hookimpl
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.failed = self.failed or report.failed

    @pytest.hookimpl
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = session.items
        for item in items:
            self._watch(item)
        if self.failed:
            self._tell("broken", "the tests are red without any mistake")
            return True
        # Forks are made from here: the database is there, and all that is of a session is open.
        items = self._fit(items)
        quick = sorted(items, key=lambda item: self.took[item.nodeid])[:QUICK]
        if self._fork(self.rooms[0], None, quick).end != SURVIVED:
            self._tell("broken", "the tests are red in a fork without any mistake")
            return True
        for one in self.rooms:
            every = list(mutants_of(one.source))
            chosen = sorted(Random(SEED).sample(range(len(every)), k=min(one.most, len(every))))
            self._tell("all", {"room": one.module.__name__, "number": len(every)})
            for number in chosen:
                self._try(one, every[number], items)
        return True

    def _fit(self, items: Sequence[pytest.Item]) -> list[pytest.Item]:
        """Without those that are red in a fork though nothing is wrong: with them every mistake would seem noticed."""
        fit = [
            item
            for item in items
            if self._fork(self.rooms[0], None, [item], longest=self._patience(item)).end == SURVIVED
        ]
        self._tell("unfit", len(items) - len(fit))
        return fit

    def _patience(self, item: pytest.Item) -> float:
        """Seconds; what waits for something that is not there in a fork waits for ever."""
        return 5 + 3 * self.took[item.nodeid]

    def _watch(self, item: pytest.Item) -> None:
        """Which functions of the room this test calls, and how long it takes."""
        seen: set[Came] = set()
        began = time.monotonic()
        with marks(seen, [(one.module, one.source) for one in self.rooms]):
            self._run(item)
        self.took[item.nodeid] = time.monotonic() - began
        self.comes_by[item.nodeid] = seen

    def _run(self, item: pytest.Item) -> None:
        """One test, its report heard by `pytest_runtest_logreport`."""
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=OnlyTheSession(item.session))

    def _try(self, one: Mutated, mutant: Mutant, items: Sequence[pytest.Item]) -> None:
        """In a process of its own."""
        wanted = self._tests_for(one, mutant, items)
        began = time.monotonic()
        ended = self._fork(one, mutant, wanted) if wanted else UNSEEN
        while ended.red is not None and not self._is_green(one, wanted[: ended.red + 1]):
            wanted.pop(ended.red)
            self._tell("unfit", 1)
            ended = self._fork(one, mutant, wanted) if wanted else UNSEEN
        self.saw.add(self._name(wanted, ended))
        self._tell(
            "mutant",
            {
                "room": one.module.__name__, "line": mutant.line, "kind": mutant.kind, "said": mutant.said,
                "end": ENDS.get(ended.end, "timeout"),
                "tests": len(wanted), "by": self._name(wanted, ended), "seconds": round(time.monotonic() - began, 2),
            },
        )  # fmt: skip

    @staticmethod
    def _name(wanted: Sequence[pytest.Item], ended: Ended) -> str:
        """The test that saw it."""
        return "" if ended.red is None else wanted[ended.red].nodeid

    def _is_green(self, one: Mutated, wanted: Sequence[pytest.Item]) -> bool:
        """Whether these very tests, one after another, are green without the mistake; asked once."""
        names = tuple(item.nodeid for item in wanted)
        if names not in self.green:
            self.green[names] = self._fork(one, None, wanted).end == SURVIVED
        return self.green[names]

    def _tests_for(self, one: Mutated, mutant: Mutant, items: Sequence[pytest.Item]) -> list[pytest.Item]:
        """Those that come by, as many as fit: first who saw something before, then the quick ones."""
        here = {(one.file, *place) for place in mutant.around}
        by = [item for item in items if not here or here & self.comes_by[item.nodeid]]
        # Who saw a mistake before often sees the next one too.
        by.sort(key=lambda item: (item.nodeid not in self.saw, self.took[item.nodeid]))
        # Where none comes by, some that cannot see it: whoever is killed by them was not killed by a test.
        by = by or sorted(items, key=lambda item: self.took[item.nodeid])[:NONE_COMES_BY]
        spent, wanted = 0.0, list[pytest.Item]()
        for item in by:
            spent += self.took[item.nodeid]
            if spent > MOST_TESTS and wanted:
                break
            wanted.append(item)
        return wanted

    def _fork(
        self, one: Mutated, mutant: Mutant | None, wanted: Sequence[pytest.Item], *, longest: float = LONGEST
    ) -> Ended:
        """How the child ended: killed, survived, or not in time; and which test was red."""
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os._exit(self._in_child(one, mutant, wanted, says=writing))
        os.close(writing)
        end = _end_of(child, longest)
        # Whoever it started may still hold the other side.
        os.set_blocking(reading, False)
        red = os.read(reading, 20) if end == KILLED and select([reading], [], [], 0)[0] else b""
        os.close(reading)
        return Ended(end=end, red=int(red) if red else None)

    def _in_child(self, one: Mutated, mutant: Mutant | None, wanted: Sequence[pytest.Item], *, says: int) -> int:
        """Put in place, and run until the first that is red, which it says."""
        _be_quiet()
        try:
            if mutant and not put_in_place(one.module, one.source, mutant):
                return NOT_PLACED
            for number, item in enumerate(wanted):
                self.failed = False
                self._run(item)
                if self.failed:
                    os.write(says, str(number).encode())
                    return KILLED
        except WouldNotLoad:
            return KILLED
        except BaseException as error:
            self._tell("broken", f"{type(error).__name__}: {error}"[:300])
            return BROKEN
        return SURVIVED

    def _tell(self, name: str, value: Any) -> None:
        """For the drill."""
        with open(os.environ[FIGURES], "a") as lines:
            lines.write(json.dumps({"name": name, "value": value}) + "\n")


def _end_of(child: int, longest: float) -> int:
    """Its exit code; who is not done in time is stopped."""
    until = time.monotonic() + longest
    while time.monotonic() < until:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.01)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return -signal.SIGKILL


def _be_quiet() -> None:
    """What a child says is nobody's."""
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)


def pytest_configure(config: pytest.Config) -> None:
    """For the rooms that the environment names, each with its number of mutants."""
    named = (one.split(":") for one in os.environ["MUTATED"].split(","))
    config.pluginmanager.register(Loop([room(name, int(most)) for name, most in named]), "mutation")
