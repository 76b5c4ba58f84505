"""Wie mag wat: elke cel van de rechtentabel, gevraagd aan de draaiende software"""

from collections.abc import Iterator

from tests.evidence.figure import Figure, Round, run_pytest
from tests.initiatives.world import matrix
from tests.security.matrix_known import unused

WHOLE, SAMPLE = "tests/evidence/test_matrix_whole.py", "tests/security/test_matrix.py"


def drill() -> Iterator[Figure]:
    """Whole on both databases; the control takes the scope away and wants to see red."""
    for database in ("sqlite", "postgresql"):
        control = run_pytest(SAMPLE, "-k", "without_its_scope", database=database)
        broken = "zonder de afbakening op zicht wordt de proef rood" if control.is_green else "de controle mislukte"
        ran = run_pytest(WHOLE, database=database)
        yield Figure(
            promise=f"Alle {len(matrix())} cellen op {database}, elk verschil met een reden, geen reden te veel",
            seen=_seen(ran),
            kept=ran.is_green and control.is_green and sum(ran.values("cells")) == len(matrix()) and not _idle(ran),
            control=broken,
        )


def _idle(ran: Round) -> list[str]:
    """The reasons that no difference needed."""
    return unused({one for used in ran.values("uses") for one in used})


def _seen(ran: Round) -> str:
    """How many cells, how many otherwise for a reason, how many without, and which reasons are one too many."""
    wrong = sum(len(one) for one in ran.values("wrong"))
    cells, explained = sum(ran.values("cells")), sum(ran.values("explained"))
    idle = "".join(f"; niet meer nodig: {one}" for one in _idle(ran))
    return f"{cells} cellen, {explained} anders met een reden, {wrong} zonder reden, {ran.seconds:.0f} seconden{idle}"
