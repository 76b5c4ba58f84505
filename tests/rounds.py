"""Which tests a round of `make test` leaves to `make evidence`, so that everybody has an answer within minutes."""

# SQLite runs everything. PostgreSQL runs what a database can decide: constraints, transactions and races, search,
# migrations, hostile values, permissions, large lists, what is erased and kept. A journey is walked at one of both
# widths, and every page it lands on is looked at at each width. `make evidence` walks and runs all of it on both.

from fnmatch import fnmatch
from pathlib import Path
from zlib import crc32

import pytest

ROOT = Path(__file__).resolve().parent.parent

# By folder, the files test_….py in it.
ON_BOTH = {
    "tests": "database health outage*",
    "tests/accounts": "users",
    "tests/archive": "*",
    "tests/security": "hostile* matrix scope",
    "tests/kernen": "csv_import places roles",
    "tests/initiatives": """
        access_code bad_input code_guessing constraints daily deeds deliver demo doubles edit export forget*
        import intake invariants large_lists logs_stay looks permission_pages post_faults query_counts queue
        races restrict_rights routing* sealing search* second_life similar support_* visibility
        workflow_matrix
    """,
    "tests/overleg": "close* demo drafting forget hostile *races walk",
}
WIDTHS = (1280, 390)


def mark_rounds(items: list[pytest.Item]) -> None:
    """`both` for what runs on both databases; `twin` for a journey whose other width is walked."""
    for item in items:
        file = item.path.relative_to(ROOT)
        if any(fnmatch(file.name, f"test_{name}.py") for name in ON_BOTH.get(str(file.parent), "").split()):
            item.add_marker(pytest.mark.both)
        width = _width(item)
        if width and width != WIDTHS[crc32(_without_width(item).encode()) % len(WIDTHS)]:
            item.add_marker(pytest.mark.twin)


def _width(item: pytest.Item) -> int | None:
    """The width a journey is walked at, where it is walked at both."""
    asked = getattr(getattr(item, "callspec", None), "params", {}).get("width")
    return asked if item.get_closest_marker("journey") and asked in WIDTHS else None


def _without_width(item: pytest.Item) -> str:
    """What a journey and its twin have in common."""
    return item.nodeid.replace("1280", "").replace("390", "")
