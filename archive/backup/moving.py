"""From SQLite to an empty PostgreSQL: every row, in one transaction, and looked at twice."""

import hashlib
import json
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DataError, IntegrityError, OperationalError, connection, connections, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model
from django.utils.translation import gettext as _
from psycopg2.extras import execute_values

from accounts.tables import look_over
from archive.backup import postgres, sqlite
from archive.backup.make import WITHOUT, Say
from archive.backup.manifest import NotUsable, Table

# The name under which the old database is known while we move.
OLD = "sqlite_to_leave"
AT_ONCE = 1000
# The number under which one move keeps another out.
MOVING = 20261122
NO_LIMITS = ("SET LOCAL statement_timeout = 0", "SET LOCAL idle_in_transaction_session_timeout = 0")


def move(source: Path, *, say: Say) -> dict[str, Table]:
    """Everything in this file into the database of the settings; by table what is there now. Raises NotUsable.

    The file itself is only read. Where it goes wrong the new database is as empty as it was.
    """
    if connection.vendor != "postgresql":
        raise NotUsable(_("Zet DATABASE_URL op de lege PostgreSQL-database en probeer het opnieuw."))
    if not source.is_file():
        raise NotUsable(_("Er is geen bestand %s.") % source)
    with _quiet_copy(source), _alone():
        if not postgres.is_empty():
            raise NotUsable(_("In deze PostgreSQL-database staat al iets. Er is niets veranderd."))
        say(_("Tabellen maken…"))
        try:
            call_command("migrate", interactive=False, verbosity=0)
            moved = _fill(say)
        except BaseException:
            _empty_again()
            raise
        _take_stock()
    return moved


# ---- the old one ---------------------------------------------------------------------------------------


@contextmanager
def _quiet_copy(source: Path) -> Iterator[None]:
    """A copy of one moment that nobody writes in, as a second database; sound, and of this version."""
    with tempfile.TemporaryDirectory(prefix="burgerkracht-move-") as folder:
        file = Path(folder) / sqlite.DUMP
        file.touch(mode=0o600)
        _copy_file(source, file)
        connections.databases[OLD] = connection.settings_dict | {
            "ENGINE": "django.db.backends.sqlite3", "NAME": str(file), "OPTIONS": {}, "CONN_MAX_AGE": 0,
        }  # fmt: skip
        try:
            _check_version()
            yield
        finally:
            connections[OLD].close()
            del connections[OLD]
            del connections.databases[OLD]


def _copy_file(source: Path, file: Path) -> None:
    """Raises NotUsable where it is no sound database."""
    try:
        address = f"{source.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True)) as live, closing(sqlite3.connect(file)) as copy:
            live.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
            sqlite.check_whole(copy)
            if orphan := copy.execute("PRAGMA foreign_key_check").fetchone():
                raise NotUsable(_("Tabel %s verwijst naar een rij die er niet is.") % orphan[0])
    except sqlite3.Error as error:
        raise NotUsable(_("%(file)s is niet te lezen: %(why)s") % {"file": source, "why": error}) from None


def _check_version() -> None:
    """Raises NotUsable where the old database is behind, or ahead."""
    loader = MigrationLoader(None)
    ours = {key for key in loader.disk_migrations if key[0] in loader.migrated_apps}
    there = {key for key in MigrationRecorder(connections[OLD]).applied_migrations() if key[0] in loader.migrated_apps}
    if ours != there:
        raise NotUsable(_("De SQLite-database is van een andere versie. Draai daar eerst: manage.py migrate"))


# ---- the new one ---------------------------------------------------------------------------------------


def _fill(say: Say) -> dict[str, Table]:
    """All rows, the numbers that come next, and whether both are the same."""
    models, moved = list(models_to_move()), {}
    with transaction.atomic():
        with connection.cursor() as cursor:
            for line in NO_LIMITS:
                cursor.execute(line)
            for model in models:
                # What a migration put there comes along from the old one.
                cursor.execute(f'DELETE FROM "{model._meta.db_table}"')  # noqa: S608 - a name of our own
        for model in models:
            _copy(model)
            moved[model._meta.db_table] = _same(model)
            say(f"{moved[model._meta.db_table].rows:>9}  {model._meta.db_table}")
        with connection.cursor() as cursor:
            for line in connection.ops.sequence_reset_sql(no_style(), models):
                cursor.execute(line)
    return moved


def _take_stock() -> None:
    """Whoever asks first would wait for plans made for empty tables; what is slow here is done by the server later."""
    try:
        look_over()
    except OperationalError:
        connection.close()


@contextmanager
def _alone() -> Iterator[None]:
    """Nobody else moves into this database meanwhile. Raises NotUsable where somebody does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [MOVING])
        if cursor.fetchone() != (True,):
            raise NotUsable(_("Er wordt al iets in deze database gezet. Er is niets veranderd."))
        try:
            yield
        finally:
            if not connection.needs_rollback and connection.is_usable():
                cursor.execute("SELECT pg_advisory_unlock(%s)", [MOVING])


def models_to_move() -> Iterator[type[Model]]:
    """Every table of ours and of the libraries; not who is signed in, nor how often somebody tried."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy and model._meta.db_table not in WITHOUT:
            yield model


def _copy(model: type[Model]) -> None:
    """As the columns are, past everything a form or a model would make of them. Raises NotUsable where PostgreSQL is
    stricter than SQLite was, without the row itself: that is about somebody.
    """
    fields = model._meta.local_concrete_fields
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    insert = f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES %s'  # noqa: S608 - names of our own
    rows = ([field.get_db_prep_save(value, connection) for field, value in zip(fields, row, strict=True)]
            for row in _rows(model, OLD))  # fmt: skip
    try:
        with connection.cursor() as cursor:
            execute_values(cursor.cursor, insert, rows, page_size=AT_ONCE)
    except (DataError, IntegrityError, ValueError) as error:
        raise _refused(model, error) from None
    except Exception as error:
        if getattr(error, "pgcode", None) is None:
            raise
        raise _refused(model, error) from None


def _refused(model: type[Model], error: Exception) -> NotUsable:
    said = getattr(getattr(error, "diag", None), "message_primary", None) or type(error).__name__
    table = model._meta.db_table
    return NotUsable(_("Tabel %(table)s: PostgreSQL neemt een rij niet aan (%(why)s).") % {"table": table, "why": said})


def _rows(model: type[Model], database: str) -> Iterable[tuple[Any, ...]]:
    """All of them, a handful at a time, in the order of their numbers."""
    names = [field.attname for field in model._meta.local_concrete_fields]
    rows = model._base_manager.using(database).order_by("pk").values_list(*names)
    return rows.iterator(chunk_size=AT_ONCE)


def _same(model: type[Model]) -> Table:
    """What both have; raises NotUsable where one has something else."""
    theirs, ours = sum_of(model, OLD), sum_of(model, "default")
    if theirs != ours:
        raise NotUsable(
            _("Tabel %(table)s is niet gelijk aan die in SQLite (daar %(there)d rijen, hier %(here)d).")
            % {"table": model._meta.db_table, "there": theirs.rows, "here": ours.rows}
        )
    return ours


def sum_of(model: type[Model], database: str) -> Table:
    """Rows and checksum, the same for the same values on both kinds of database, whatever the order. The database
    counts the rows itself, so that one which was never read is missed.
    """
    total = 0
    for row in _rows(model, database):
        line = json.dumps(row, sort_keys=True, default=_plain, ensure_ascii=False)
        total += int.from_bytes(hashlib.sha256(line.encode()).digest()[:16], "big")
    rows = model._base_manager.using(database).count()
    return Table(rows=rows, checksum=f"{total % 2**128:032x}")


def _plain(value: Any) -> str:
    """What JSON does not know, as the one way it is written."""
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value)


def _empty_again() -> None:
    """As we found it, so that whoever tries again may."""
    with connection.cursor() as cursor:
        cursor.execute(postgres.NEW_SCHEMA)
