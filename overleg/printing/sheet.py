"""An agenda or a list as it stands on paper: plain words, ready for a web page and for a PDF alike."""

from dataclasses import dataclass

Fact = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Point:
    """One thing to talk about: its number and title, and a few facts with their label."""

    number: int
    title: str
    text: str = ""
    facts: tuple[Fact, ...] = ()
    # A word in front of the lines to write on; empty where nothing is asked.
    room: str = ""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Everything on paper, in its order. `large` is for readers without their glasses."""

    title: str
    municipality: str
    facts: tuple[Fact, ...]
    intro: str
    points: tuple[Point, ...]
    empty: str
    closing: tuple[str, ...]
    large: bool
    page_word: str
    day: str
