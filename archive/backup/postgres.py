"""A copy of a PostgreSQL database of one moment, with its own tools, while others read and write it."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from archive.backup.manifest import NotUsable, Table

DUMP = "database.dump"
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
# A number for every row, added up: the order of rows does not matter, and no table has to fit in memory.
SUM = (
    "SELECT count(*), coalesce(sum(('x' || substr(h, 1, 15))::bit(60)::bigint::numeric), 0),"
    " coalesce(sum(('x' || substr(h, 17, 15))::bit(60)::bigint::numeric), 0)"
    ' FROM (SELECT md5(one::text) AS h FROM "{table}" AS one) AS hashed'
)
ONE_MOMENT = (
    "SET statement_timeout = 0",
    "SET idle_in_transaction_session_timeout = 0",
    "SET timezone = 'UTC'",
    "SET datestyle = 'ISO, YMD'",
    "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
)
NEW_SCHEMA = "DROP SCHEMA public CASCADE; CREATE SCHEMA public;\n"
# By the names that PostgreSQL's tools read, so that no password stands in a list of processes.
NAMES = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE"}
MORE_NAMES = {"sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT", "sslcert": "PGSSLCERT", "sslkey": "PGSSLKEY"}


def dump(folder: Path, *, without: frozenset[str]) -> dict[str, Table]:
    """Dump and sums of the same moment; raises NotUsable where a tool is missing or fails."""
    pg_dump, file = find_tool("pg_dump"), folder / DUMP
    file.touch(mode=0o600)
    with _one_moment() as cursor:
        cursor.execute("SELECT pg_export_snapshot()")
        left_out = [f"--exclude-table-data=public.{table}" for table in sorted(without)]
        options = ["--format=custom", "--no-owner", "--no-privileges", f"--file={file}"]
        _run([pg_dump, *options, f"--snapshot={cursor.fetchone()[0]}", *left_out])
        return _sums(cursor, without)


def sums(*, without: frozenset[str]) -> dict[str, Table]:
    """The tables as they are now."""
    with _one_moment() as cursor:
        return _sums(cursor, without)


def is_empty() -> bool:
    """Whether there is nothing to lose."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        return cursor.fetchone() is None


def load(folder: Path, *, replace: bool) -> None:
    """Everything in one transaction: where it breaks off, what was there is still there."""
    connection.close()
    pg_restore, psql = find_tool("pg_restore"), find_tool("psql")
    read = [pg_restore, "--no-owner", "--no-privileges", "--file=-", str(folder / DUMP)]
    write = [psql, "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", "--output=/dev/null"]
    write = [*write, "--file=-"]
    with subprocess.Popen(read, stdout=subprocess.PIPE, env=_environment()) as reading:  # noqa: S603 - our own tools
        told = subprocess.Popen(write, stdin=subprocess.PIPE, stderr=subprocess.PIPE, env=_environment())  # noqa: S603
        with told:
            _pour(reading, told, NEW_SCHEMA if replace else "CREATE SCHEMA IF NOT EXISTS public;\n")
            complaint = told.stderr.read().decode(errors="replace") if told.stderr else ""
    if reading.returncode or told.returncode:
        raise NotUsable(_("PostgreSQL nam de kopie niet aan: %s") % complaint.strip()[-500:])


def _pour(reading: "subprocess.Popen[bytes]", told: "subprocess.Popen[bytes]", first: str) -> None:
    """From the dump into the database; a database that stops listening says why by itself."""
    if reading.stdout is None or told.stdin is None:
        return
    try:
        told.stdin.write(first.encode())
        shutil.copyfileobj(reading.stdout, told.stdin)
        if reading.wait():
            # What is half read must not be kept.
            told.stdin.write(b"\nROLLBACK; SELECT 1 / 0;\n")
        told.stdin.close()
    except BrokenPipeError:
        reading.kill()


def find_tool(name: str) -> str:
    """PG_BIN names the folder, else PATH; raises NotUsable with what to do."""
    found = shutil.which(name, path=os.environ.get("PG_BIN") or None)
    if found is None:
        raise NotUsable(
            _("%s is hier niet te vinden. Installeer de PostgreSQL-client, of noem zijn map in PG_BIN.") % name
        )
    return found


def _run(command: list[str]) -> None:
    done = subprocess.run(command, env=_environment(), capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise NotUsable(_("%(tool)s lukte niet: %(why)s") % {"tool": command[0], "why": done.stderr.strip()[-500:]})


def _environment() -> dict[str, str]:
    """Which database, for the tools."""
    asked: dict[str, Any] = connection.get_connection_params()
    names = NAMES | MORE_NAMES
    return os.environ | {names[key]: str(value) for key, value in asked.items() if key in names and value}


@contextmanager
def _one_moment() -> Iterator[Any]:
    """A connection of its own that sees the database as it is now, however long that takes."""
    own = connection.copy()
    try:
        with own.cursor() as cursor:
            for line in ONE_MOMENT:
                cursor.execute(line)
            yield cursor
    finally:
        own.close()


def _sums(cursor: Any, without: frozenset[str]) -> dict[str, Table]:
    cursor.execute(TABLES)
    found = {}
    for name in [name for (name,) in cursor.fetchall() if name not in without]:
        cursor.execute(SUM.format(table=name))
        count, one, two = cursor.fetchone()
        found[name] = Table(rows=count, checksum=f"{int(one):x}-{int(two):x}")
    return found
