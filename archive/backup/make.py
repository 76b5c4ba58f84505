"""Making a copy of everything: database, files and what they should be; there whole, or not at all."""

import hmac
import os
import shutil
import tomllib
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from uuid import uuid4

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _

from archive.backup import files, postgres, sqlite
from archive.backup.manifest import Manifest, NotUsable, Table, fingerprint, keep_folder

# Who is signed in, and how often somebody tried: of no use later, and a way in for who finds the copy.
WITHOUT = frozenset({"django_session", "cache"})
Say = Callable[[str], object]


def make_backup(to: Path, *, now: datetime, say: Say) -> Path:
    """A folder with everything below `to`, under the moment it was made; raises NotUsable.

    The database comes first: what is added later has no row in the copy, and no row is without its file.
    """
    target, half = to / f"burgerkracht-{now:%Y%m%d-%H%M%S}", to / f".half-{uuid4().hex}"
    if target.exists():
        raise NotUsable(_("%s bestaat al.") % target)
    try:
        half.mkdir(parents=True, mode=0o700)
        _fill(half, now=now, say=say)
        keep_folder(half)
        half.rename(target)
    except OSError as error:
        raise NotUsable(_("De kopie kon niet worden geschreven: %s") % error.strerror) from error
    finally:
        shutil.rmtree(half, ignore_errors=True)
    keep_folder(to)
    return target


def _fill(folder: Path, *, now: datetime, say: Say) -> None:
    """Dump, files, manifest."""
    say(_("Database kopiëren…"))
    tables = engine().dump(folder, without=WITHOUT)
    dumped = folder / engine().DUMP
    _keep(dumped)
    say(_("%(rows)d rijen in %(tables)d tabellen") % {"rows": count(tables), "tables": len(tables)})
    say(_("Bestanden kopiëren…"))
    copied, gone = files.copy_all(folder)
    say(_("%d bestanden") % len(copied))
    Manifest(
        made_at=now.isoformat(),
        version=version(),
        vendor=connection.vendor,
        keys=print_of_keys(),
        migrations=applied_migrations(),
        tables=tables,
        database=fingerprint(dumped),
        files=copied,
        gone=gone,
    ).write(folder)


def engine() -> ModuleType:
    """The room for the database this runs on."""
    return postgres if connection.vendor == "postgresql" else sqlite


def count(tables: dict[str, Table]) -> int:
    """All rows together."""
    return sum(table.rows for table in tables.values())


def applied_migrations() -> dict[str, list[str]]:
    """By app, what the database went through."""
    found: dict[str, list[str]] = {}
    for app, name in sorted(MigrationRecorder(connection).applied_migrations()):
        found.setdefault(app, []).append(name)
    return found


def version() -> str:
    """Which Burgerkracht this is, as the project itself says."""
    with (settings.BASE_DIR / "pyproject.toml").open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])


def print_of_keys() -> str:
    """Tells two sets of keys apart without holding one of them."""
    keys = "\n".join(settings.ACCESS_CODE_KEYS).encode()
    return hmac.new(keys, b"burgerkracht backup", sha256).hexdigest()[:32]


def _keep(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
