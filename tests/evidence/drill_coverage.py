"""Welk deel van de programmatekst de gewone tests werkelijk doorlopen, per tak."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.evidence.figure import ROOT, Figure

# Percent of all branches; and the rooms in which none may be left.
ENOUGH = 95
WHOLE = (
    "initiatives/relations/", "initiatives/workflow/", "initiatives/models/access_code.py", "accounts/throttle.py",
    "archive/deeds/", "kernen/roles.py",
)  # fmt: skip


def drill() -> Iterator[Figure]:
    """Every test on SQLite, and on PostgreSQL what a database can decide, with each branch counted."""
    with tempfile.TemporaryDirectory(prefix="burgerkracht-coverage-") as folder:
        failed = run_counted(Path(folder))
        files = read(Path(folder))
    everything = percentage(files.values())
    yield Figure(
        promise=f"Takken doorlopen: ten minste {ENOUGH} % van alles",
        seen=f"{everything:.1f} % van {len(files)} bestanden, met de gewone tests op beide databases"
        + (f"; mislukt: {', '.join(failed)}" if failed else ""),
        kept=everything >= ENOUGH and not failed,
        control="een bestand zonder test telt mee als 0 %",
    )
    rooms = {name: file for name, file in files.items() if name.startswith(WHOLE)}
    missed = sorted(f"{name} ({left_out(file)})" for name, file in rooms.items() if percentage([file]) < 100)
    yield Figure(
        promise="Wie mag wat, de levensloop, bewaren en vernietigen, codes: elke tak doorlopen",
        seen=f"{percentage(rooms.values()):.1f} % van {len(rooms)} bestanden; niet heel: {', '.join(missed) or 'geen'}",
        kept=bool(rooms) and not missed,
        control="dezelfde telling als hierboven",
    )


def run_counted(folder: Path) -> list[str]:
    """The tests that were red; what it passed through lies in the folder."""
    environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "DEMO")}
    environment |= {"COVERAGE_FILE": str(folder / "data")}
    counted = [sys.executable, "-m", "coverage", "run"]
    red: list[str] = []
    for run in (
        ["-m", "pytest", "-m", "not journey"],
        ["tests/with_postgres.py", "-m", "both and not heavy and not journey"],
    ):
        done = subprocess.run(
            [*counted, *run, "-n", "2", "-q"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        named = [line.split()[1] for line in done.stdout.splitlines() if line.startswith(("FAILED ", "ERROR "))]
        red += named or ["alles"] * bool(done.returncode)
    return red


def read(folder: Path) -> dict[str, dict[str, Any]]:
    """What was counted, by file."""
    environment = os.environ | {"COVERAGE_FILE": str(folder / "data")}
    report = folder / "report.json"
    for step in (["combine", "--quiet"], ["json", "--quiet", "-o", str(report)]):
        subprocess.run(
            [sys.executable, "-m", "coverage", *step], cwd=ROOT, env=environment, check=True, capture_output=True
        )
    found: dict[str, dict[str, Any]] = json.loads(report.read_text())["files"]
    return found


def left_out(file: dict[str, Any]) -> str:
    """The lines that were not passed, and the branches: from which line to which."""
    return " ".join([*map(str, file["missing_lines"]), *(f"{a}>{b}" for a, b in file["missing_branches"])])


def percentage(files: Any) -> float:
    """Lines and branches passed, of a hundred; what holds neither counts as whole."""
    all_of_them = [file["summary"] for file in files]
    passed = sum(one["covered_lines"] + one["covered_branches"] for one in all_of_them)
    whole = sum(one["num_statements"] + one["num_branches"] for one in all_of_them)
    return 100 * passed / whole if whole else 100.0
