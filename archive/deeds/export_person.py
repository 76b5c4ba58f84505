"""What the municipality holds of one person, as a file to give: to read, for machines, and the files themselves."""

import json
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from django.template.loader import render_to_string
from django.utils import timezone

from archive.deeds.find_person import Found, Line
from archive.deeds.register import OF_MODEL, searched_columns
from initiatives.models import AccessEntry, Attachment
from initiatives.workflow.storing import path_of

IN_MEMORY = 5_000_000


def export_person(found: Found, *, keys: Iterable[str], at: datetime) -> IO[bytes]:
    """A ZIP with every chosen place in words and as JSON, who looked by function, and the files. Source: AVG 15, 20.

    Whoever hands it over reads it first: other people may be named in the same text.
    """
    lines = found.chosen(set(keys))
    parts = [_part(line) for line in lines]
    looks = list(_looks({line.place.initiative for line in lines if line.place.initiative}))
    said = {"made_at": timezone.localtime(at).isoformat(timespec="minutes"), "places": parts, "looks": looks}
    # Whoever sends it closes it; it has no name on disk and is gone then.
    file: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as folder:
        folder.writestr("gegevens.json", json.dumps(said, ensure_ascii=False, indent=2))
        folder.writestr("gegevens.html", render_to_string("archive/person_copy.html", said | {"made_at": at}))
        for line in lines:
            _add_file(folder, line)
    file.seek(0)
    return file


def _part(line: Line) -> dict[str, Any]:
    """One place: what it is, why we have it, and what stands there."""
    row, holding = line.place.row, OF_MODEL.get(line.place.row._meta.label)
    columns = {
        str(row._meta.get_field(name).verbose_name): _plain(getattr(row, name))  # type: ignore[union-attr]
        for name in searched_columns(type(row))
        if getattr(row, name)
    }
    why = {"purpose": str(holding.purpose), "basis": str(holding.basis)} if holding else {}
    return {"what": line.place.table, "number": row.pk, "columns": columns, **why}


def _plain(value: Any) -> Any:
    """As JSON keeps it."""
    return value if isinstance(value, str | int | list | dict) else str(value)


def _looks(initiatives: set[int]) -> Iterator[dict[str, str]]:
    """Who looked, by function and never by name, what at, and when."""
    rows = AccessEntry.objects.filter(initiative__in=initiatives).select_related("initiative").order_by("at", "pk")
    for row in rows.iterator(chunk_size=500):
        yield {
            "at": timezone.localtime(row.at).isoformat(timespec="minutes"),
            "function": row.get_function_display(),
            "what": row.get_what_display(),
            "initiative": str(row.initiative.reference if row.initiative else ""),
        }


def _add_file(folder: zipfile.ZipFile, line: Line) -> None:
    """The bytes, under a number and the kind: the name somebody gave it stands in the list."""
    row = line.place.row
    if isinstance(row, Attachment) and row.removed_at is None and path_of(row.stored_as).exists():
        folder.write(path_of(row.stored_as), f"bestanden/{row.pk}.{row.kind}")
