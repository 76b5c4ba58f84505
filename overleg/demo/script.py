"""The language the meetings of a demo are written in; days are working days ago, or calendar days ahead."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from initiatives.models.choices import Opinion


@dataclass(frozen=True, kw_only=True)
class Promise:
    """Who does what; `ago` for one that is late, `ahead` for one to come."""

    what: str
    who: str
    ago: int = 0
    ahead: int = 0


@dataclass(frozen=True, kw_only=True)
class Said:
    """One point of a meeting that is over: an initiative by its title, or an own point."""

    about: str = ""
    title: str = ""
    opinion: str = ""
    concerns: str = ""
    note: str = ""
    promises: tuple[Promise, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Past:
    """A meeting that was held and written down the next working day."""

    group: str
    ago: int
    place: str
    present: int
    said: tuple[Said, ...]
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Coming:
    """A meeting that is planned, with the agenda that was drafted for it, or still without."""

    group: str
    ahead: int
    place: str
    points: tuple[str, ...] = ()
    has_agenda: bool = True


@dataclass(frozen=True, kw_only=True)
class Noted:
    """What the platform said of one initiative; `what`, `who` and `ahead` of the one action."""

    about: str
    noted_as: str
    note: str
    what: str = ""
    who: str = ""
    ahead: int = 0


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a neighbour answered on the page, so many working days ago."""

    answer: str
    ago: int
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class Neighbours:
    """What came in on the check that goes on."""

    about: str
    answers: tuple[Answer, ...]
    entry: Mapping[str, Any]
    concern: str
    answered: str


@dataclass(frozen=True, kw_only=True)
class Demo:
    """Everything around the meetings of one municipality."""

    past: Past
    coming: tuple[Coming, ...]
    noted: tuple[Noted, ...]
    marked: str
    wishes: Mapping[str, tuple[str, ...]]
    neighbours: Neighbours


POSITIVE, WORRIED = Opinion.POSITIVE.value, Opinion.WORRIED.value
