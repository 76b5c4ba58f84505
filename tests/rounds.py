"""Which tests a round of `make test` leaves to `make evidence`, so that everybody has an answer within minutes."""

# SQLite runs what does not take long. PostgreSQL runs of that what a database can decide: constraints, transactions and
# races, search, migrations, hostile values, permissions, large lists, what is erased and kept. A journey is walked at
# one of both widths. The drill `rounds` walks and runs the rest.

from collections import Counter
from fnmatch import fnmatch
from pathlib import Path
from zlib import crc32

import pytest

ROOT = Path(__file__).resolve().parent.parent

# By folder, the files test_….py in it.
ON_BOTH = {
    "tests": "database health metrics outage*",
    "tests/accounts": "migrate tables users",
    "tests/bench": "fill",
    "tests/archive": "backup destroying destruction erase_person find_person moving retention tell_lists verify",
    "tests/security": "hostile* matrix scope",
    "tests/kernen": "csv_import places roles",
    "tests/initiatives": """
        access_code code_guessing constraints daily deeds deliver demo doubles forget* import intake invariants
        large_lists logs_stay night races restrict_rights routing* sealing search* second_life similar support_closing
        support_entering support_model support_races visibility
    """,
    "tests/overleg": "close* demo drafting forget *races",
}
# Of those, what takes long on SQLite as well, or is about rules more than about a database; SQLite has it in the drill.
HEAVY = """
    daily deeds deliver demo destruction doubles import intake invariants large_lists night routing* second_life
    similar support_closing support_entering support_model visibility
"""
# What asks the same thing hundreds of times over. Of each something shorter stays: of hostile values
# tests/security/test_hostile_forms.py, of who may what tests/security/test_matrix.py.
LONG = tuple(
    """
    tests/test_serve.py::*killed
    tests/initiatives/test_permission_pages.py::test_each_page_of_an_action*
    tests/initiatives/test_permission_pages.py::test_this_person_reads_names*
    tests/archive/test_person_pages.py::test_nothing_hostile*
    tests/initiatives/test_staff_pages.py::test_who_is_not_in*GGD*
    tests/initiatives/test_staff_pages.py::test_who_is_not_in*MGR*
    tests/initiatives/test_staff_pages.py::test_who_is_not_in*BM.domain*
    tests/initiatives/test_support_model.py::*
    tests/archive/test_moving.py::test_what_cannot_move*
    tests/overleg/test_demo.py::*
    tests/initiatives/test_bad_input.py::test_whatever_stands_in_every_field*
    tests/initiatives/test_support_hostile.py::test_one_hostile_field*
    tests/initiatives/test_support_hostile.py::test_addresses*
    tests/overleg/test_hostile.py::test_one_hostile_field*
    tests/overleg/test_hostile.py::test_what_was_typed*
    tests/overleg/test_hostile.py::test_the_chair*
    tests/overleg/test_hostile.py::test_addresses*
    tests/journeys/test_support_desk.py::test_officer_asks_a_street*
    tests/initiatives/test_workflow_matrix.py::test_whoever_is_not_listed*True*
    tests/journeys/test_working_day.py::test_officer_asks*
    tests/journeys/test_working_day.py::test_internal_coordinator_sees*
    tests/journeys/test_working_day.py::test_external_coordinator_refers*
    tests/journeys/test_platform.py::*
    tests/journeys/test_chair.py::*390-False*
    tests/journeys/test_chair.py::test_coordinator_types*
    tests/journeys/test_neighbour.py::test_neighbour_says_a_worry*
    tests/journeys/test_neighbour.py::test_somebody_with_an_idea*
    tests/journeys/test_neighbour.py::test_neighbour_reads_the_question*
    tests/journeys/test_queue_by_keyboard.py::test_coordinator_ticks*
    tests/journeys/test_resident.py::*screen1*
    tests/journeys/test_resident.py::*with_nothing*screen0*
    tests/journeys/test_resident.py::*with_only_a_phone*screen0*
    tests/journeys/test_resident.py::*with_e_mail*screen2*
    tests/journeys/test_neighbour.py::*390-False*
""".split()  # noqa: SIM905
)
# Where a test is asked for everybody of the matrix, these answer at once: leads, stands for the kern, for another
# kern, works in the domain, and sees no initiative at all.
SOME = ("IC", "EC.own", "EC.other", "BM.domain", "FB")
EVERYBODY = 12
WIDTHS = (1280, 390)


def mark_rounds(items: list[pytest.Item]) -> None:
    """`both` for what runs on both databases; `long` and `twin` for what the drill `rounds` does."""
    asked = Counter(_asked_of_everybody(item) for item in items)
    for item in items:
        file = item.path.relative_to(ROOT)
        if any(fnmatch(f"{file}::{item.name}", pattern) for pattern in LONG) or _is_one_of_many(item, asked):
            item.add_marker(pytest.mark.long)
        if _is_named(file, ON_BOTH.get(str(file.parent), "")):
            item.add_marker(pytest.mark.both)
            if _is_named(file, HEAVY):
                item.add_marker(pytest.mark.heavy)
        width = _width(item)
        if width and width != WIDTHS[crc32(_without_width(item).encode()) % len(WIDTHS)]:
            item.add_marker(pytest.mark.twin)


def _is_named(file: Path, names: str) -> bool:
    """Whether this is one of these files."""
    return any(fnmatch(file.name, f"test_{name}.py") for name in names.split())


def _asked_of_everybody(item: pytest.Item) -> str:
    """The test without its person, where it has one."""
    return item.nodeid.partition("[")[0] if _subject(item) else ""


def _is_one_of_many(item: pytest.Item, asked: Counter[str]) -> bool:
    """Asked of the whole matrix, and not for one of the five."""
    return asked[_asked_of_everybody(item)] >= EVERYBODY and _subject(item) not in (None, *SOME)


def _subject(item: pytest.Item) -> str | None:
    """The person of the matrix this test is about."""
    return getattr(getattr(item, "callspec", None), "params", {}).get("subject")


def _width(item: pytest.Item) -> int | None:
    """The width a journey is walked at, where it is walked at both."""
    asked = getattr(getattr(item, "callspec", None), "params", {}).get("width")
    return asked if item.get_closest_marker("journey") and asked in WIDTHS else None


def _without_width(item: pytest.Item) -> str:
    """What a journey and its twin have in common."""
    return item.nodeid.replace("1280", "").replace("390", "")
