"""docs/bewijs.md: what was promised, what was seen, and what was broken to know that it would show."""

import json
import platform
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from tests.evidence.figure import ROOT, Figure

PAGE = ROOT / "docs" / "bewijs.md"
# What each drill saw the last time it ran at full size; the page is made of these.
KEPT = ROOT / "docs" / "bewijs"
SAYS = {True: "gehaald", False: "**niet gehaald**", None: "**niet uitgevoerd**"}
INTRO = """\
# Bewijs

Wat wij beloven, en wat er bij een echte proef uitkwam. Deze bladzijde schrijft `make evidence`; niemand vult haar met
de hand in. Bij elke proef staat wanneer zij het laatst op volle grootte liep, en op welke versie. *Controle* zegt wat
er met opzet kapot is gemaakt om te zien dat de proef dat merkt: een proef die niet kan mislukken, bewijst niets.
"""


@dataclass(frozen=True, kw_only=True)
class Ran:
    """One drill that ran: what it is for, what it saw, of which code, when (ISO 8601) and how long (seconds)."""

    name: str
    about: str
    figures: Sequence[Figure]
    seconds: float
    commit: str
    at: str


def keep(ran: Ran) -> None:
    """In the place of what it saw before."""
    KEPT.mkdir(exist_ok=True)
    (KEPT / f"{ran.name}.json").write_text(json.dumps(asdict(ran), indent=1, ensure_ascii=False) + "\n")


def read_kept() -> dict[str, Ran]:
    """By name, what each drill saw last."""
    facts = (json.loads(file.read_text()) for file in sorted(KEPT.glob("*.json")))
    return {one["name"]: Ran(**one | {"figures": [Figure(**figure) for figure in one["figures"]]}) for one in facts}


def write_page(drills: Mapping[str, str]) -> None:
    """The whole page anew, of every drill there is: by name, what it is for."""
    PAGE.write_text("\n".join(_lines(drills, read_kept())) + "\n")


def _lines(drills: Mapping[str, str], kept: Mapping[str, Ran]) -> Iterable[str]:
    """Head, the sum, and one table per drill; one that never ran says so."""
    figures = [figure for name in drills if name in kept for figure in kept[name].figures]
    never = [name for name in drills if name not in kept]
    yield INTRO
    yield f"Gehaald: {sum(figure.kept is True for figure in figures)} van {len(figures)} beloften."
    yield f"Python {platform.python_version()}, {platform.system()}, twee kernen."
    yield f"Nog nooit op volle grootte gelopen: {', '.join(never)}." if never else "Elke proef heeft gelopen."
    for ran in (kept[name] for name in drills if name in kept):
        when = f"{datetime.fromisoformat(ran.at):%d-%m-%Y %H:%M}"
        yield f"\n## {ran.about}\n"
        yield f"`make evidence DRILLS={ran.name}` · {when}, versie `{ran.commit}`, {_minutes(ran.seconds)}\n"
        yield "| Belofte | Gezien | Uitkomst | Controle |\n| --- | --- | --- | --- |"
        for figure in ran.figures:
            yield f"| {_cell(figure.promise)} | {_cell(figure.seen)} | {SAYS[figure.kept]} | {_cell(figure.control)} |"


def _minutes(seconds: float) -> str:
    """How long it took, in words."""
    return f"{seconds:.0f} seconden" if seconds < 90 else f"{seconds / 60:.0f} minuten"


def _cell(text: str) -> str:
    """Text that stays within its cell."""
    return text.replace("|", "\\|").replace("\n", " ").strip()
