"""Wie ziet wat: in willekeurige werelden toont geen lijst, telling, bestand of bladzijde wat niet van u is"""

from collections import Counter
from collections.abc import Iterator
from typing import Literal

from tests.evidence.figure import Figure, Round, run_pytest, scaled
from tests.evidence.scope_control import WITHOUT_SCOPE
from tests.evidence.scope_paths import PATHS, SILENT

WHOLE = "tests/evidence/test_scope_property.py"
# A part of the same worlds on the other database, where queries are planned otherwise.
SIZES: tuple[tuple[Literal["sqlite", "postgresql"], int], ...] = (("sqlite", 2_000), ("postgresql", 200))


def drill() -> Iterator[Figure]:
    """All on one database and a part on the other; the control takes the scope away from one room after another."""
    control = run_pytest(WHOLE, "-k", "without_its_scope")
    red = [one for one in control.values("control") if one["red"]]
    broken = f"de afbakening weggehaald uit één onderdeel: {len(red)} van de {len(WITHOUT_SCOPE)} keer rood"
    sound = control.is_green and len(red) == len(WITHOUT_SCOPE)
    for database, worlds in SIZES:
        wanted = scaled(worlds)
        ran = run_pytest(WHOLE, "-k", "leaves_the_scope", database=database, env={"SCOPE_WORLDS": str(wanted)})
        yield Figure(
            promise=f"{worlds} willekeurige werelden op {database}, {len(PATHS)} wegen naar initiatieven: 0 lekken",
            seen=_seen(ran),
            kept=ran.is_green and sound and sum(ran.values("worlds")) >= wanted,
            control=broken,
        )


def _seen(ran: Round) -> str:
    """How many worlds and questions, which ways showed nothing, and what leaked."""
    asked: Counter[str] = Counter()
    shown: Counter[str] = Counter()
    for counts in ran.values("asked"):
        asked.update(counts)
    for counts in ran.values("shown"):
        shown.update(counts)
    leaks = [leak for found in ran.values("leaks") for leak in found]
    idle = sorted(name for name in PATHS if not shown[name] and name not in SILENT)
    said = (
        f"{sum(ran.values('worlds'))} werelden, {asked.total()} vragen (elke weg {min(asked.values(), default=0)} keer "
        f"of meer), {shown.total()} keer iets terecht getoond, {len(leaks)} lekken, {ran.seconds:.0f} seconden"
    )
    said += f"; niets te tonen op: {', '.join(idle)}" if idle else ""
    return said + (f"; eerste lek: {leaks[0]}" if leaks else "")
