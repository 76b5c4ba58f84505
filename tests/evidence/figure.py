"""What a drill yields: a promise beside what was really seen, and what was broken to know that it would show."""

import json
import os
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

ROOT = Path(__file__).resolve().parent.parent.parent
# Where the fixture `figure` leaves what a test saw.
FIGURES = "EVIDENCE_FIGURES"


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One line of the evidence; `kept` is None where the drill could not run, and `seen` then says why."""

    promise: str
    seen: str
    kept: bool | None
    control: str = ""


@dataclass(frozen=True, kw_only=True)
class Round:
    """How one run of pytest ended, and what its tests wrote down."""

    passed: int
    failed: int
    seconds: float
    output: str
    skipped: int = 0
    figures: list[dict[str, Any]] = field(default_factory=list)

    @property
    def is_green(self) -> bool:
        """At least one test ran, and none failed."""
        return self.passed > 0 and self.failed == 0

    def values(self, name: str) -> list[Any]:
        """Everything written down under this name, in order."""
        return [figure["value"] for figure in self.figures if figure["name"] == name]


def scaled(number: int) -> int:
    """The size of a drill: the promised number, or a part of it while somebody is trying things out."""
    return max(1, round(number * float(os.environ.get("EVIDENCE_SCALE", "1"))))


def run_pytest(
    *arguments: str,
    database: Literal["sqlite", "postgresql"] = "sqlite",
    env: Mapping[str, str] | None = None,
    workers: int = 2,
) -> Round:
    """Run these tests in a process of their own, on one of both databases."""
    with tempfile.TemporaryDirectory(prefix="burgerkracht-evidence-") as folder:
        figures, report = Path(folder) / "figures.jsonl", Path(folder) / "report.xml"
        start = [sys.executable, "-m", "pytest"]
        if database == "postgresql":
            start = [sys.executable, "-W", "ignore", str(ROOT / "tests" / "with_postgres.py")]
        command = [*start, *arguments, "-n", str(workers), "--tb=short", f"--junitxml={report}"]
        environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "DEMO")}
        began = time.monotonic()
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=environment | {FIGURES: str(figures), **(env or {})},
            capture_output=True,
            text=True,
            check=False,
        )
        seconds = time.monotonic() - began
        passed, failed, skipped = _count(report)
        lines = figures.read_text().splitlines() if figures.exists() else []
        return Round(
            passed=passed,
            failed=failed if report.exists() else max(1, failed),
            seconds=seconds,
            skipped=skipped,
            output=done.stdout[-20_000:] + done.stderr[-5_000:],
            figures=[json.loads(line) for line in lines],
        )


def _count(report: Path) -> tuple[int, int, int]:
    """How many tests passed and how many did not; a skipped test did not pass, and is counted once more."""
    if not report.exists():
        return 0, 0, 0
    suites = list(ET.parse(report).getroot().iter("testsuite"))
    ran, skipped = _sum(suites, "tests"), _sum(suites, "skipped")
    bad = _sum(suites, "failures") + _sum(suites, "errors") + skipped
    return ran - bad, bad, skipped


def _sum(suites: list[ET.Element], name: str) -> int:
    """Of all of them together."""
    return sum(int(suite.get(name, 0)) for suite in suites)


def commit() -> str:
    """Of which code this is the evidence; a drill writes under docs/ itself, and that is no other code."""
    named, changed = _git("rev-parse", "--short", "HEAD"), _git("status", "--porcelain", "--", ".", ":!docs")
    return f"{named} met wijzigingen" if changed else named or "onbekend"


def _git(*arguments: str) -> str:
    """What git says, in one line; nothing where there is none."""
    asked = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    return asked.stdout.strip()
