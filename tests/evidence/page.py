"""docs/bewijs.md: what was promised, what was seen, and what was broken to know that it would show."""

import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from tests.evidence.figure import ROOT, Figure

PAGE = ROOT / "docs" / "bewijs.md"
SAYS = {True: "gehaald", False: "**niet gehaald**", None: "**niet uitgevoerd**"}
INTRO = """\
# Bewijs

Wat wij beloven, en wat er bij een echte proef uitkwam. Deze bladzijde schrijft `make evidence`; niemand vult haar met
de hand in. *Controle* zegt wat er met opzet kapot is gemaakt om te zien dat de proef dat merkt: een proef die niet kan
mislukken, bewijst niets.
"""


@dataclass(frozen=True, kw_only=True)
class Ran:
    """One drill that ran: what it is for, what it saw and how long it took (seconds)."""

    name: str
    about: str
    figures: list[Figure]
    seconds: float


def write_page(ran: Sequence[Ran], *, commit: str, at: datetime) -> None:
    """The whole page anew."""
    PAGE.write_text("\n".join(_lines(ran, commit=commit, at=at)) + "\n")


def _lines(ran: Sequence[Ran], *, commit: str, at: datetime) -> Iterable[str]:
    """Head, one table per drill, and the sum at the top."""
    figures = [figure for one in ran for figure in one.figures]
    kept = sum(figure.kept is True for figure in figures)
    yield INTRO
    yield f"Gemeten op {at:%d-%m-%Y %H:%M}, versie `{commit}`, Python {platform.python_version()}, {platform.system()}."
    yield f"Gehaald: {kept} van {len(figures)} beloften."
    for one in ran:
        yield f"\n## {one.about}\n\n`make evidence DRILLS={one.name}` · {_minutes(one.seconds)}\n"
        yield "| Belofte | Gezien | Uitkomst | Controle |\n| --- | --- | --- | --- |"
        for figure in one.figures:
            yield f"| {_cell(figure.promise)} | {_cell(figure.seen)} | {SAYS[figure.kept]} | {_cell(figure.control)} |"


def _minutes(seconds: float) -> str:
    """How long it took, in words."""
    return f"{seconds:.0f} seconden" if seconds < 90 else f"{seconds / 60:.0f} minuten"


def _cell(text: str) -> str:
    """Text that stays within its cell."""
    return text.replace("|", "\\|").replace("\n", " ").strip()
