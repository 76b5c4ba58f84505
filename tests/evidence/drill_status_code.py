"""De statuscode als inlog: raden, de klok ernaast, en de rem."""

from collections.abc import Iterator
from typing import Any

from tests.evidence.figure import Figure, run_pytest, scaled


def drill() -> Iterator[Figure]:
    """One run on SQLite: guesses, throttle and clock."""
    run = run_pytest("tests/evidence/test_status_code.py")
    quick = run_pytest("tests/security/test_status_code.py", workers=0)
    guesses: dict[str, Any] = next(iter(run.values("guesses")), {})
    throttle: dict[str, Any] = next(iter(run.values("throttle")), {})
    clock: dict[str, Any] = next(iter(run.values("clock")), {})
    yield Figure(
        promise=f"{scaled(10_000)} foute paren van nummer en code: 0 treffers, de rem wordt bereikt",
        seen=f"{guesses.get('tried', 0)} geprobeerd, {guesses.get('opened', '?')} open, "
        f"{guesses.get('stopped', 0)} keer afgeremd; "
        f"na {throttle.get('after', '?')} fouten antwoord {throttle.get('answer', '?')}",
        kept=run.is_green and guesses.get("opened") == 0 and guesses.get("tried") == scaled(10_000),
        control="een goed paar opent de pagina wel, en tijdens de rem niet",
    )
    yield Figure(
        promise=f"bekend of onbekend nummer scheelt minder dan 5 ms (mediaan van {scaled(1_000)} paren)",
        seen=f"{clock.get('delta_ms', '?')} ms verschil bij een mediaan van {clock.get('median_ms', '?')} ms",
        kept=run.is_green and clock.get("delta_ms", 99) < 5,
        control="",
    )
    yield Figure(
        promise="de code staat in geen adres, logregel, tabel of onderwerp; een nieuwe code sluit de oude af",
        seen=f"{quick.passed} proeven goed, {quick.failed} mislukt",
        kept=quick.is_green,
        control="",
    )
