"""De proeven die `make test` overslaat: de lange, PostgreSQL voor alles, en elke reis op beide breedten."""

from collections.abc import Iterator

from tests.evidence.figure import Figure, Round, run_pytest


def drill() -> Iterator[Figure]:
    """Together with `make test` everything ran on both databases, and every journey at both widths."""
    left = "(long or not both) and not journey"
    yield told("de lange proeven op SQLite", run_pytest("-m", "(long or heavy) and not journey"))
    yield told("op PostgreSQL alles wat overbleef", run_pytest("-m", left, database="postgresql"))
    yield told("elke reis in een echte browser op de andere breedte", run_pytest("-m", "journey and (twin or long)"))


def told(which: str, run: Round) -> Figure:
    """How it ended; a test for the other database skips itself, and is no failure."""
    failed = run.failed - run.skipped
    seen = f"{run.passed} geslaagd, {failed} mislukt, {run.skipped} voor de andere database, {run.seconds:.0f} seconden"
    if failed:
        seen += "".join(f"; {line}" for line in run.output.splitlines() if line.startswith(("FAILED ", "ERROR ")))
    return Figure(promise=f"Groen: {which}", seen=seen, kept=run.passed > 0 and failed == 0)
