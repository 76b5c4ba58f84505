"""Vijandige invoer: één boosaardig veld, adres, kopregel, bestand of bestandsnaam in een formulier dat verder klopt."""

from collections import Counter
from collections.abc import Iterator
from typing import Literal

from tests.evidence.figure import Figure, Round, run_pytest, scaled

Database = Literal["sqlite", "postgresql"]
NAMES: dict[Database, str] = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def drill() -> Iterator[Figure]:
    """On both databases; the control is a door that was made careless on purpose."""
    control = run_pytest("tests/security/test_hostile_forms.py", "-k", "a_door_that_breaks_would_be_seen", workers=0)
    said = "een deur die opzettelijk faalt bij onzin werd gezien" if control.is_green else "DE CONTROLE SLAAGDE NIET"
    for database, name in NAMES.items():
        yield told(run_pytest("tests/evidence/test_hostile_forms.py", database=database), name, said, control.is_green)


def told(run: Round, name: str, control: str, could_fail: bool) -> Figure:
    """What was answered, added up."""
    answers: Counter[str] = Counter()
    seen = [*run.values("form"), *run.values("address")]
    for one in seen:
        answers.update(one["answers"])
    total, faults = answers.total(), sum(count for status, count in answers.items() if int(status) >= 500)
    forms = sum(sum(one["answers"].values()) for one in run.values("form"))
    accepted = sum(one["accepted"] for one in run.values("form"))
    doors = next(iter(run.values("doors")), 0)
    least = scaled(10_000)
    return Figure(
        promise=f"{name}: minstens {least} vijandige verzoeken aan elk formulier en adres, 0 keer een fout "
        "van ons (5xx), minstens een tiende aangenomen",
        seen=f"{total} verzoeken ({forms} aan {doors} ingevulde formulieren), {faults} keer 5xx, "
        f"{accepted} aangenomen ({100 * accepted // max(1, forms)} %), {run.failed} groepen mislukt",
        kept=run.is_green and could_fail and faults == 0 and total >= least and accepted * 10 >= forms,
        control=control,
    )
