"""What came out of a run: for each page how long it took, alone and with eight at once, and what it asked."""

import json
import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from tests.bench.long_work import Work
from tests.bench.phone import Visit
from tests.evidence.figure import ROOT

KEPT = ROOT / "docs" / "snelheid"


@dataclass(frozen=True, kw_only=True)
class Timing:
    """One page: milliseconds for one client and for eight, requests per second of eight, statements, bytes.

    `errors`: how many of all requests ended otherwise than they should; `scans`: big tables that were read from the
    first row to the last.
    """

    p50: float
    p95: float
    samples: int
    p50_of_eight: float = 0.0
    p95_of_eight: float = 0.0
    per_second: float = 0.0
    statements: int = 0
    sql_ms: float = 0.0
    bytes: int = 0
    gzip: int = 0
    errors: int = 0
    scans: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class Result:
    """One size on one database: which code, when (ISO 8601), on what machine, and every page by its key."""

    database: str
    size: int
    commit: str
    at: str
    machine: Mapping[str, str]
    built: float
    pages: dict[str, Timing] = field(default_factory=dict)
    phone: dict[str, Visit] = field(default_factory=dict)
    long: dict[str, Work] = field(default_factory=dict)


def percentile(samples: Sequence[float], share: float) -> float:
    """The smallest of these that at least this share of them does not pass; 0 where there are none."""
    ordered = sorted(samples)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)] if ordered else 0.0


def time_of(alone: Sequence[float], together: Sequence[float] = (), *, lasted: float = 0.0) -> Timing:
    """From seconds to figures; `lasted`: how long eight clients were at it (seconds)."""
    return Timing(
        p50=_ms(statistics.median(alone)) if alone else 0.0,
        p95=_ms(percentile(alone, 0.95)),
        samples=len(alone),
        p50_of_eight=_ms(statistics.median(together)) if together else 0.0,
        p95_of_eight=_ms(percentile(together, 0.95)),
        per_second=round(len(together) / lasted, 1) if lasted else 0.0,
    )


def _ms(seconds: float) -> float:
    """Rounded as far as it means something."""
    return round(seconds * 1000, 2)


def keep(result: Result) -> None:
    """In the place of what this size was before."""
    KEPT.mkdir(parents=True, exist_ok=True)
    text = json.dumps(asdict(result), indent=1, ensure_ascii=False)
    (KEPT / f"{result.database}-{result.size}.json").write_text(text + "\n")


def read_kept(folder: Path = KEPT) -> list[Result]:
    """What each size was the last time, by database and then by size."""
    facts = [json.loads(file.read_text()) for file in folder.glob("*.json")]
    return sorted(map(_result, facts), key=lambda result: (result.database, result.size))


def _result(facts: Mapping[str, Any]) -> Result:
    """As it was kept."""
    pages = {key: _timing(one) for key, one in facts["pages"].items()}
    phone = {name: Visit(**one) for name, one in facts.get("phone", {}).items()}
    long = {kind: Work(**one) for kind, one in facts.get("long", {}).items()}
    return Result(**{**facts, "pages": pages, "phone": phone, "long": long})


def _timing(facts: Mapping[str, Any]) -> Timing:
    """One page of it."""
    return Timing(**{**facts, "scans": tuple(facts.get("scans", ()))})
