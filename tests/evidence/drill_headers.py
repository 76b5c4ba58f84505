"""Kopregels naar de regels van Mozilla's HTTP Observatory, op elk antwoord: ook op weigeringen, fouten en bestanden."""

from collections.abc import Iterator

from tests.evidence.figure import Figure, run_pytest
from tests.evidence.scanner import scan_ourselves


def drill() -> Iterator[Figure]:
    """Our own crawl by the same rules, the real scanner where it can be had, and cookies."""
    crawl = run_pytest("tests/security/test_headers.py", "tests/evidence/test_headers.py", workers=0)
    seen: dict[str, int] = next(iter(crawl.values("answers")), {})
    yield Figure(
        promise="elk soort antwoord (200, 30x, 400, 403, 404, 405, 410, 500, 503, bestand): A+ naar de regels",
        seen=f"{seen.get('kinds', 0)} soorten antwoorden, laagste score {seen.get('lowest', '?')}, "
        f"{seen.get('broken', '?')} regels geschonden",
        kept=crawl.is_green and seen.get("lowest", 0) >= 100,
        control="zes kopregels om beurten bedorven: elke keer gezien",
    )
    yield scan_ourselves()
    cookies = run_pytest("tests/security/test_cookies.py", workers=0)
    yield Figure(
        promise="openbare pagina zonder formulier: 0 cookies; met formulier precies __Host-csrftoken "
        "(bij het antwoord van buren ook een sessie)",
        seen=f"{cookies.passed} proeven goed, {cookies.failed} mislukt",
        kept=cookies.is_green,
        control="",
    )
