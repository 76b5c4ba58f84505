"""Logboeken: een miljoen inzagen verzegeld, nagerekend en doorzocht, en niets in het logboek van de toepassing."""

from collections.abc import Iterator
from typing import Any, Literal

from tests.evidence.figure import Figure, Round, run_pytest

NAMES: dict[Literal["sqlite", "postgresql"], str] = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
# Seconds.
ANSWER, VERIFY = 5.0, 240.0


def drill() -> Iterator[Figure]:
    """The same on both databases; each run has changed lines as its own control."""
    for database, name in NAMES.items():
        ran = run_pytest("tests/evidence/test_big_log.py", database=database, workers=1)
        yield from _big_log(ran, name)
    yield _clean_lines(run_pytest("tests/test_logs.py"))


def _big_log(ran: Round, name: str) -> Iterator[Figure]:
    """Speed and proof, read off the run."""
    seen: dict[str, Any] = {one["name"]: one["value"] for one in ran.figures}
    if not {"rows", "answer", "seal", "verify", "clean", "found", "planted"} <= set(seen):
        yield Figure(promise=f"{name}: logboek van een miljoen inzagen", seen=f"niet uitgevoerd: {ran.output[-200:]}",
                     kept=None)  # fmt: skip
        return
    rows = f"{seen['rows']:,}".replace(",", ".")
    yield Figure(
        promise=f"{name}: ‘wie zag wat van dit initiatief’ en ‘wat zag deze medewerker’ binnen {ANSWER:.0f} seconden",
        seen=f"{rows} regels, langzaamste antwoord {seen['answer']:.2f} s",
        kept=ran.is_green and seen["answer"] < ANSWER,
        control="het antwoord moet precies de geplante regels bevatten, anders is de proef rood",
    )
    yield Figure(
        promise=f"{name}: elke verandering in een verzegeld logboek wordt gevonden",
        seen=f"{rows} regels verzegeld in {seen['seal']:.0f} s, nagerekend in {seen['verify']:.0f} s, "
        f"{seen['clean']} klachten; daarna {seen['found']} van {seen['planted']} veranderingen gevonden",
        kept=ran.is_green and seen["clean"] == 0 and seen["found"] == seen["planted"] and seen["verify"] < VERIFY,
        control="met de triggers eraf een regel veranderd, een weggehaald en een bijgezet: elk gaf een klacht",
    )


def _clean_lines(ran: Round) -> Figure:
    """The main ways through the site, a fault with somebody's data in it, and what the lines hold."""
    return Figure(
        promise="0 namen, mailadressen, telefoonnummers, codes of sleutels in het logboek van de toepassing",
        seen=f"{ran.passed} proeven goed, {ran.failed} fout: intake, statuscode, links, inloggen, 404 en 500",
        kept=ran.is_green,
        control="elke proef typt gegevens die zonder het filter in de regel staan",
    )
