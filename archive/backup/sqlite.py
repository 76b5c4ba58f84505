"""A copy of an SQLite database while others read and write it; never by copying its file."""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from django.db import connection
from django.utils.translation import gettext as _

from archive.backup.manifest import NotUsable, Table

DUMP = "database.sqlite3"
# Seconds for the lock of who writes.
PATIENCE = 60
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"


def place() -> Path:
    """Where the database lies."""
    return Path(str(connection.settings_dict["NAME"]))


def dump(folder: Path, *, without: frozenset[str]) -> dict[str, Table]:
    """All of one moment, in one step: a plain copy of the file would miss what still lies in the journal beside it.
    The rows of `without` are left out, and their bytes with them.
    """
    file = folder / DUMP
    file.touch(mode=0o600)
    with closing(sqlite3.connect(place(), timeout=PATIENCE)) as live, closing(sqlite3.connect(file)) as copy:
        live.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
        copy.execute("PRAGMA secure_delete = ON")
        for table in without & set(_tables(copy)):
            copy.execute(f'DELETE FROM "{table}"')  # noqa: S608 - a name out of our own list
        copy.commit()
        check_whole(copy)
        return dict(_sums(copy, without))


def check_whole(database: sqlite3.Connection) -> None:
    """Raises NotUsable where SQLite finds its own file damaged."""
    found = [row[0] for row in database.execute("PRAGMA integrity_check(3)")]
    if found != ["ok"]:
        raise NotUsable(_("De database is beschadigd: %s") % "; ".join(found))


def sums(*, without: frozenset[str]) -> dict[str, Table]:
    """The tables as they are now."""
    with closing(sqlite3.connect(place(), timeout=PATIENCE)) as live:
        live.execute("BEGIN")
        return dict(_sums(live, without))


def is_empty() -> bool:
    """Whether there is nothing to lose."""
    if not place().exists():
        return True
    with closing(sqlite3.connect(place(), timeout=PATIENCE)) as live:
        return _tables(live) == []


def load(folder: Path, *, replace: bool) -> None:
    """Page by page over what is there, in one transaction of SQLite: others see all of the old or all of the new."""
    connection.close()
    with closing(sqlite3.connect(folder / DUMP)) as copy, closing(sqlite3.connect(place(), timeout=PATIENCE)) as live:
        copy.backup(live)
    place().chmod(0o600)


def _tables(database: sqlite3.Connection) -> list[str]:
    return [name for (name,) in database.execute(TABLES)]


def _sums(database: sqlite3.Connection, without: frozenset[str]) -> Iterator[tuple[str, Table]]:
    """By table, whatever order its rows lie in."""
    for name in _tables(database):
        if name not in without:
            count = total = 0
            for row in database.execute(f'SELECT * FROM "{name}"'):  # noqa: S608 - a name out of the database itself
                count += 1
                total += int.from_bytes(hashlib.sha256(repr(row).encode()).digest()[:16], "big")
            yield name, Table(rows=count, checksum=f"{total % 2**128:032x}")
