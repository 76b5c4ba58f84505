"""One initiative while it is made: what it is about, who works on it, and when each step was taken."""

from dataclasses import dataclass
from datetime import datetime

from tests.bench.roads import Road


def moment(at: datetime) -> str:
    """As both databases read it; it is in UTC and says no zone."""
    return str(at)


def day(at: datetime) -> str:
    """The date alone."""
    return str(at)[:10]


@dataclass(kw_only=True)
class Idea:
    """One initiative while it is made: what it is about, who works on it, and when each step was taken."""

    pk: int
    reference: str
    title: str
    begun: datetime
    road: Road
    kern: int
    domain: int
    officer: int
    moments: list[datetime]
    by_mail: bool = True
    person: int = 0
    name: str = ""

    def __post_init__(self) -> None:
        self._when = {step.name: at for step, at in zip(self.road.steps, self.moments, strict=True)}
        moves = [at for at, step in zip(self.moments, self.road.steps, strict=True) if step.target]
        self.last = moves[-1] if moves else self.begun

    @property
    def is_going_on(self) -> bool:
        """Not ended."""
        return self.road.is_going_on

    def at(self, name: str) -> datetime | None:
        """When this step was taken, if it was."""
        return self._when.get(name)


def code_of(pk: int) -> str:
    """The code on the card of this initiative."""
    return f"{pk:016d}"
