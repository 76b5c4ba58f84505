"""What a copy says of itself: when, of which version, and how to see that nothing is missing or changed."""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from django.utils.translation import gettext as _

FORMAT = 1
NAME = "manifest.json"
MEGABYTE = 1024 * 1024


class NotUsable(Exception):
    """A copy that cannot be made or put back; says why in a sentence."""


@dataclass(frozen=True, kw_only=True)
class Table:
    """How many rows a table has, and one number that no changed, lost or added row leaves as it was."""

    rows: int
    checksum: str


@dataclass(frozen=True, kw_only=True)
class File:
    """A file by its size in bytes and its SHA-256."""

    size: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """`database` is the dump itself; `files` by their place below the folder for files; `gone` were taken away while
    the copy was made; `keys` tells whether the codes on cards will open with the keys of another machine.
    """

    made_at: str
    version: str
    vendor: str
    keys: str
    migrations: dict[str, list[str]]
    tables: dict[str, Table]
    database: File
    files: dict[str, File] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)
    format: int = FORMAT

    @property
    def moment(self) -> datetime:
        """When the database was looked at."""
        return datetime.fromisoformat(self.made_at)

    def write(self, folder: Path) -> None:
        """Beside the dump, with its own hash in a file of its own."""
        content = json.dumps(asdict(self), indent=1, sort_keys=True).encode()
        for name, written in ((NAME, content), (f"{NAME}.sha256", hashlib.sha256(content).hexdigest().encode())):
            write_whole(folder / name, written)

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Raises NotUsable where it is missing, torn, changed or of a later format."""
        try:
            content = (folder / NAME).read_bytes()
            promised = (folder / f"{NAME}.sha256").read_text().strip()
        except OSError:
            raise NotUsable(_("In %s staat geen hele reservekopie.") % folder) from None
        if hashlib.sha256(content).hexdigest() != promised:
            raise NotUsable(_("De inhoudsopgave van deze kopie is veranderd."))
        return cls._from(json.loads(content))

    @classmethod
    def _from(cls, said: Mapping[str, Any]) -> Self:
        if said["format"] != FORMAT:
            raise NotUsable(_("Deze kopie is van een andere versie van Burgerkracht."))
        tables = {name: Table(**facts) for name, facts in said["tables"].items()}
        files = {name: File(**facts) for name, facts in said["files"].items()}
        return cls(**{**said, "tables": tables, "files": files, "database": File(**said["database"])})


def write_whole(path: Path, content: bytes) -> None:
    """On disk when this returns, for our own account alone."""
    with open(path, "xb", opener=for_us_alone) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def for_us_alone(path: str, flags: int) -> int:
    """No other account of the machine reads it."""
    return os.open(path, flags, 0o600)


def fingerprint(path: Path) -> File:
    """What a file is now; a piece at a time, for it may be large."""
    seen = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(MEGABYTE):
            seen.update(piece)
    return File(size=path.stat().st_size, sha256=seen.hexdigest())


def keep_folder(folder: Path) -> None:
    """The names in a folder are on disk too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
