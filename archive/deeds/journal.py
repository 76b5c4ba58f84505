"""The journal of what was erased, in the database and in a file outside it, so that an old copy is erased again."""

import json
import os
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext as _

from archive.models import Erasure

# The whole initiative, whatever columns it has by then.
EVERYTHING = {"*": True}
FIELDS = ("model", "object_id", "columns", "because")


def journal_path() -> Path:
    """Beside the files of the municipality, never in a dump of the database; it holds numbers and no words."""
    return Path(settings.VAR) / "erasures.jsonl"


def note_erasure(row: models.Model, *, columns: Mapping[str, Any], at: datetime, because: str) -> Erasure:
    """That something of this row was erased; without columns the row itself is gone. In the file once it is sure."""
    noted = Erasure.objects.create(
        model=row._meta.label_lower, object_id=row.pk, columns=dict(columns), at=at, because=because
    )
    transaction.on_commit(partial(append, [line_of(noted)]), robust=True)
    return noted


def line_of(erasure: Erasure) -> str:
    """One erasure as one line, the same every time it is written."""
    columns = {name: getattr(erasure, name) for name in FIELDS}
    return json.dumps(columns | {"at": erasure.at.isoformat()}, sort_keys=True)


def append(lines: list[str]) -> None:
    """At the end of the file, on disk when this returns."""
    descriptor = os.open(journal_path(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(descriptor, "".join(f"{line}\n" for line in lines).encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def complete_journal(*, now: datetime) -> str:
    """Write what a machine that stopped in between left out of the file; for the night round."""
    known = set(_lines())
    missing = [
        line for row in Erasure.objects.filter(at__lte=now).order_by("pk") if (line := line_of(row)) not in known
    ]
    if missing:
        append(missing)
    return _("%s wissingen bijgeschreven in het journaal") % len(missing) if missing else ""


def read_journal(*, since: datetime) -> Iterator[Erasure]:
    """What was erased since this moment, in order, as rows that are not in the database; a torn line is passed over."""
    for line in _lines():
        try:
            said = json.loads(line)
            row = Erasure(**{name: said[name] for name in FIELDS}, at=datetime.fromisoformat(said["at"]))
        except (ValueError, KeyError, TypeError):
            continue
        if row.at >= since:
            yield row


def _lines() -> Iterator[str]:
    """The file, a line at a time."""
    if journal_path().exists():
        with journal_path().open() as file:
            yield from (line.rstrip("\n") for line in file)
