"""What hardly ever changes, kept for a few seconds by who serves pages, so that no page asks for it again."""

import time
from collections.abc import Callable, Hashable
from functools import partial
from threading import Lock
from typing import Any, ClassVar, Generic, TypeVar

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")
# Seconds. Only who serves pages keeps anything: a command reads what it wrote a moment ago.
WHILE_SERVING = 5.0
# What takes long to read is kept that many times as long: whatever a municipality grows to, a twentieth of the time of
# one who serves pages goes to it. Never longer than a minute: a database that stood still must not make it old.
TIMES_AS_LONG, LONGEST = 20, 60.0
# Seconds that one waits for who reads it already.
WAITS = 5.0
lasts = 0.0


class Kept(Generic[T]):
    """The answer of `load`, which no caller may change, for a few seconds, or longer where it took long to read.

    Who changes something in beheer sees it at once (`forget_all`); another process sees it when the seconds are over.
    """

    every: ClassVar[list["Kept[Any]"]] = []

    def __init__(self, load: Callable[[], T]) -> None:
        self._load = load
        # Until when.
        self._kept: tuple[float, T] | None = None
        self._changes = 0
        self._reading = Lock()
        self.every.append(self)

    def __call__(self) -> T:
        """From the database, or as it was a moment ago."""
        if not lasts:
            return self._load()
        kept = self._kept
        if kept is not None and time.monotonic() < kept[0]:
            return kept[1]
        # One reads. Who comes meanwhile takes what was there, or waits a while where nothing was: nobody asks the same
        # of a database that is at it already.
        if not self._reading.acquire(timeout=WAITS if kept is None else 0):
            return kept[1] if kept is not None else self._load()
        try:
            return self._read()
        finally:
            self._reading.release()

    def _read(self) -> T:
        """Anew, unless whom one waited for just did."""
        kept, changes, now = self._kept, self._changes, time.monotonic()
        if kept is not None and now < kept[0]:
            return kept[1]
        value = self._load()
        # What was read before somebody changed it is used once and not kept.
        if changes == self._changes:
            read = time.monotonic()
            self._kept = read + max(lasts, min((read - now) * TIMES_AS_LONG, LONGEST)), value
        return value

    def forget(self) -> None:
        """Asked anew the next time."""
        self._changes += 1
        self._kept = None


class KeptEach(Generic[K, T]):
    """The same for each of a few that are known, such as the kernen: the answer of `load` for this one."""

    def __init__(self, load: Callable[[K], T]) -> None:
        self._load = load
        self._of: dict[K, Kept[T]] = {}

    def __call__(self, key: K) -> T:
        """From the database, or as it was a moment ago."""
        if key not in self._of:
            self._of[key] = Kept(partial(self._load, key))
        return self._of[key]()

    def forget(self) -> None:
        """Asked anew the next time, of each."""
        # Another thread may come with one more meanwhile.
        for kept in list(self._of.values()):
            kept.forget()


def start_keeping() -> None:
    """From here on this process serves pages."""
    global lasts
    lasts = WHILE_SERVING


def forget_all() -> None:
    """Something was changed here."""
    for kept in Kept.every:
        kept.forget()
