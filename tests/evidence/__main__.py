"""`make evidence`: runs the drills and writes docs/bewijs.md, each figure beside its promise."""

import importlib
import os
import pkgutil
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from datetime import datetime

import django

import tests.evidence as drills
from tests.evidence.figure import Figure, commit, scaled
from tests.evidence.page import Ran, keep, write_page

Drill = Callable[[], Iterator[Figure]]


def main(wanted: list[str]) -> int:
    """Every drill, or those that are named; 1 when a promise was not kept or a drill did not run."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    ran = []
    drills = list(find_drills())
    for name, about, drill in drills:
        if wanted and name not in wanted:
            continue
        print(f"{name}: {about}", flush=True)
        ran.append(run(name, about, drill))
        for figure in ran[-1].figures:
            print(f"  {mark(figure)} {figure.seen}", flush=True)
        # What was seen at a smaller size proves nothing.
        if scaled(1_000) == 1_000:
            keep(ran[-1])
            write_page({name: about for name, about, _ in drills})
    return 0 if all(figure.kept for one in ran for figure in one.figures) else 1


def find_drills() -> Iterator[tuple[str, str, Drill]]:
    """Every module of this folder that is a drill, by name, with its caption."""
    for module in pkgutil.iter_modules(drills.__path__):
        if module.name.startswith("drill_"):
            found = importlib.import_module(f"tests.evidence.{module.name}")
            yield module.name.removeprefix("drill_"), (found.__doc__ or "").strip(), found.drill


def run(name: str, about: str, drill: Drill) -> Ran:
    """A drill that breaks off is a promise that was not kept."""
    began = time.monotonic()
    figures: list[Figure] = []
    try:
        figures.extend(drill())
    except Exception as fault:
        # On the page what it was; where it was is for who looks at the screen.
        traceback.print_exc()
        said = "".join(traceback.format_exception_only(fault))
        figures.append(Figure(promise=about, seen=f"afgebroken: {said}", kept=False))
    at = datetime.now().astimezone().isoformat(timespec="minutes")
    return Ran(name=name, about=about, figures=figures, seconds=round(time.monotonic() - began), commit=commit(), at=at)


def mark(figure: Figure) -> str:
    """Kept, not kept, or not run."""
    return {True: "gehaald:", False: "NIET gehaald:", None: "niet uitgevoerd:"}[figure.kept]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
