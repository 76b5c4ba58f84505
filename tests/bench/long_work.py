"""In a process of its own: what takes long by its nature, with how long it took and the most memory it had at once."""

import json
import resource
import sys
import time
from contextlib import redirect_stdout
from dataclasses import asdict, dataclass
from io import StringIO

import django

# The first round of a town that was just filled makes every task at once; the next is what a night costs.
KINDS = {"export": "uitvoer van alles als csv", "first": "eerste nachtronde", "daily": "nachtronde daarna"}
MOST_OF_A_NIGHT = 25_000


@dataclass(frozen=True, kw_only=True)
class Work:
    """So many lines or initiatives in so many seconds; megabytes of the process before it began and at its largest.

    A number of 0: not done.
    """

    number: int
    seconds: float
    before_mb: int
    most_mb: int


def most_memory() -> int:
    """Of this process so far (MB)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def export() -> int:
    """Every initiative as a sheet, as the internal coordinator takes it along: how many lines."""
    from django.test import Client  # noqa: PLC0415

    from tests.bench.facts import read_facts  # noqa: PLC0415

    browser = Client(headers={"x-forwarded-proto": "https", "x-forwarded-for": "10.0.0.1"}, SERVER_NAME="127.0.0.1")
    browser.cookies["__Host-sessionid"] = read_facts()["sessions"]["coordinator"][0]
    answer = browser.get("/initiatieven/uitvoer/csv/?show=all")
    if answer.status_code != 200:
        raise RuntimeError(f"export: {answer.status_code}")
    return sum(piece.count(b"\n") for piece in answer.streaming_content) - 1  # type: ignore[attr-defined]


def daily() -> int:
    """The round of the night: how many initiatives it visits; none where that would take longer than a bench may."""
    from django.core.management import call_command  # noqa: PLC0415

    from initiatives.models import Initiative  # noqa: PLC0415

    number = Initiative.objects.running().count()
    if number > MOST_OF_A_NIGHT:
        return 0
    with redirect_stdout(StringIO()):
        call_command("daily")
    return number


def measure(kind: str) -> Work:
    """One of these."""
    work = export if kind == "export" else daily
    before, began = most_memory(), time.monotonic()
    number = work()
    took = round(time.monotonic() - began, 1)
    return Work(number=number, seconds=took, before_mb=before, most_mb=most_memory())


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps(asdict(measure(sys.argv[1]))) + "\n")
