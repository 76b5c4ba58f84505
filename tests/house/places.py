"""Where the house keeps its files: every rule looks in the same places."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
# From the top floor down; a floor that is not built yet is passed over.
FLOORS = ("burgerkracht", "insights", "archive", "overleg", "initiatives", "kernen", "accounts")
APPS = tuple(floor for floor in FLOORS if (ROOT / floor).is_dir())


def python_files(*folders: str) -> Iterator[Path]:
    """Every Python file of these folders, or of the whole house with its tests; migrations are history."""
    for folder in folders or (*APPS, "tests"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in file.parts:
                yield file


def template_files() -> Iterator[Path]:
    """Every template, of the frame and of the apps."""
    for folder in (ROOT / "templates", *(ROOT / app / "templates" for app in APPS)):
        yield from sorted(file for file in folder.rglob("*") if file.is_file())


def shown(file: Path) -> str:
    """A path as a person writes it."""
    return str(file.relative_to(ROOT))


def lines_with(pattern: str, files: Iterator[Path]) -> list[str]:
    """Where a pattern occurs, as file:line, for a message that can be clicked."""
    matcher = re.compile(pattern)
    return [
        f"{shown(file)}:{number}: {line.strip()}"
        for file in files
        for number, line in enumerate(file.read_text().splitlines(), start=1)
        if matcher.search(line)
    ]
