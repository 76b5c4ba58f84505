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
    "initiatives/relations.py", "initiatives/workflow/", "initiatives/models/access_code.py", "accounts/throttle.py",
    "archive/deeds/", "kernen/roles.py",
)  # fmt: skip


def drill() -> Iterator[Figure]:
    """One run of every test on SQLite with each branch counted."""
    with tempfile.TemporaryDirectory(prefix="burgerkracht-coverage-") as folder:
        tests_failed = run_counted(Path(folder))
        files = read(Path(folder))
    everything = percentage(files.values())
    yield Figure(
        promise=f"Takken doorlopen: ten minste {ENOUGH} % van alles",
        seen=f"{everything:.1f} % van {len(files)} bestanden, met de gewone tests op SQLite",
        kept=everything >= ENOUGH and not tests_failed,
        control="een bestand zonder test telt mee als 0 %",
    )
    rooms = {name: summary for name, summary in files.items() if name.startswith(WHOLE)}
    missed = sorted(name for name, summary in rooms.items() if percentage([summary]) < 100)
    yield Figure(
        promise="Wie mag wat, de levensloop, bewaren en vernietigen, codes: elke tak doorlopen",
        seen=f"{percentage(rooms.values()):.1f} % van {len(rooms)} bestanden; niet heel: {', '.join(missed) or 'geen'}",
        kept=bool(rooms) and not missed,
        control="dezelfde telling als hierboven",
    )


def run_counted(folder: Path) -> bool:
    """Whether the run was red; what it passed through lies in the folder."""
    environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "DEMO")}
    command = [sys.executable, "-m", "coverage", "run", "-m", "pytest", "-n", "2", "-m", "not journey"]
    done = subprocess.run(
        command, cwd=ROOT, env=environment | {"COVERAGE_FILE": str(folder / "data")}, capture_output=True, check=False
    )
    return done.returncode != 0


def read(folder: Path) -> dict[str, dict[str, Any]]:
    """What was counted, by file."""
    environment = os.environ | {"COVERAGE_FILE": str(folder / "data")}
    report = folder / "report.json"
    for step in (["combine", "--quiet"], ["json", "--quiet", "-o", str(report)]):
        subprocess.run(
            [sys.executable, "-m", "coverage", *step], cwd=ROOT, env=environment, check=True, capture_output=True
        )
    found: dict[str, Any] = json.loads(report.read_text())["files"]
    return {name: file["summary"] for name, file in found.items()}


def percentage(summaries: Any) -> float:
    """Lines and branches passed, of a hundred; what holds neither counts as whole."""
    all_of_them = list(summaries)
    passed = sum(one["covered_lines"] + one["covered_branches"] for one in all_of_them)
    whole = sum(one["num_statements"] + one["num_branches"] for one in all_of_them)
    return 100 * passed / whole if whole else 100.0
