"""Wat bezoekers merken als database, mail, schijf, verzending of werkproces het begeeft, en bij een nieuwe versie."""

from collections.abc import Iterator

from tests.evidence.fault_machine import see_full_disk, see_silent_mail, see_stalled_uploads
from tests.evidence.fault_network import behind_a_bad_line, see_network
from tests.evidence.fault_worker import see_worker
from tests.evidence.figure import Figure, run_pytest

CLOCKS = (
    "tests/initiatives/test_clocks.py",
    "tests/initiatives/test_calendar.py",
    "tests/initiatives/test_sealing.py::test_a_clock_that_jumped_ahead_does_not_stop_the_sealing",
    "tests/initiatives/test_task_list.py::test_half_past_midnight_is_another_day_also_when_the_clock_goes_back",
    "tests/kernen/test_workdays.py",
    "tests/house/test_floors.py::test_the_clock_is_an_argument_outside_views_and_commands",
)


def drill() -> Iterator[Figure]:
    """Each fault on the real site."""
    with behind_a_bad_line() as behind:
        yield from see_network(behind)
        yield from see_worker(behind.town)
    yield from see_silent_mail()
    yield from see_full_disk()
    yield from see_stalled_uploads()
    yield see_clock()


def see_clock() -> Figure:
    """The tests about days, summer time and a clock that jumps."""
    seen = run_pytest(*CLOCKS, workers=0)
    return Figure(
        promise="Klok die verspringt, zomer- en wintertijd: termijnen gaan naar de dag in het gemeentehuis",
        seen=f"{seen.passed} proeven goed, {seen.failed} mislukt",
        kept=seen.is_green,
        control="",
    )
