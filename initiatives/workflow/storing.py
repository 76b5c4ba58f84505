"""Where the bytes of attachments lie: put down and taken away with their rows, never under a name from outside."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Self
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from initiatives.models import Attachment, Initiative
from initiatives.workflow.action import Refused

FOLDER = "bijlagen"
# Whoever is still busy with a file has it for less than a day.
LOOSE_AFTER = timedelta(days=1)
AT_ONCE = 200


@dataclass(frozen=True, kw_only=True)
class CleanFile:
    """A file that was looked through: what it is, what it is called, and the bytes that are kept."""

    name: str
    kind: str
    content: bytes

    @property
    def sha256(self) -> str:
        """What tells two files apart."""
        return hashlib.sha256(self.content).hexdigest()


def path_of(stored_as: UUID) -> Path:
    """Where it lies: a name of our own, so nothing that somebody typed is ever part of a path."""
    return _folder() / str(UUID(str(stored_as)))


def _folder() -> Path:
    """Beside the other files of the municipality; no web server looks here."""
    return Path(settings.MEDIA_ROOT) / FOLDER


class Shelf:
    """Files put down while a transaction runs; where that fails they are gone again.

    The bytes are there before the row is: a machine that stops in between leaves a file that nobody can reach
    and that the night round sweeps up, and never a row without its file.
    """

    def __init__(self) -> None:
        self._put: list[Path] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if kind is not None:
            throw_away(self._put)

    def put(self, stored_as: UUID, content: bytes) -> None:
        """On disk when this returns; raises Refused where the disk cannot take it."""
        path = path_of(stored_as)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._put.append(path)
            with open(path, "xb", opener=_for_us_alone) as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            raise Refused(_("Het bestand kon niet worden bewaard. Probeer het later nog eens.")) from None


def _for_us_alone(path: str, flags: int) -> int:
    """No other account of the machine reads it."""
    return os.open(path, flags, 0o600)


def throw_away(paths: Iterable[Path]) -> None:
    """The bytes are gone; a file that went already is gone too."""
    for path in paths:
        path.unlink(missing_ok=True)


def take_away(rows: QuerySet[Attachment], *, at: datetime) -> None:
    """The rows say when; the bytes go once that is sure."""
    _throw_away_when_sure(rows)
    rows.update(removed_at=at)


def remove_all(initiative: Initiative, *, at: datetime) -> None:
    """Of everything that was sent only the number and the days are left (erasure, sensitive referral)."""
    rows = initiative.attachments.all()
    _throw_away_when_sure(rows)
    rows.update(name="", sha256="", removed_at=Coalesce("removed_at", Value(at)))


def forget_draft(initiative: Initiative) -> None:
    """A draft goes without a trace, and so does what was added to it."""
    rows = initiative.attachments.all()
    _throw_away_when_sure(rows)
    rows.delete()


def _throw_away_when_sure(rows: QuerySet[Attachment]) -> None:
    """After the transaction, so that what is undone is whole again."""
    paths = [path_of(stored_as) for stored_as in rows.values_list("stored_as", flat=True)]
    transaction.on_commit(partial(throw_away, paths), robust=True)


def sweep(*, now: datetime) -> int:
    """Throw away what lies here without a row that still stands, older than a day; how many there were."""
    swept, lying = 0, _lying_since(now - LOOSE_AFTER)
    while paths := list(islice(lying, AT_ONCE)):
        standing = _standing(paths)
        loose = [path for path in paths if path.name not in standing]
        throw_away(loose)
        swept += len(loose)
    return swept


def _lying_since(moment: datetime) -> Iterator[Path]:
    """The files that lay here at that moment."""
    if not _folder().is_dir():
        return
    for path in _folder().iterdir():
        if path.is_file() and path.stat().st_mtime < moment.timestamp():
            yield path


def _standing(paths: Iterable[Path]) -> set[str]:
    """The names among these that somebody may still ask for."""
    names = [path.name for path in paths if _is_ours(path.name)]
    rows = Attachment.objects.filter(stored_as__in=names, removed_at=None)
    return {str(stored_as) for stored_as in rows.values_list("stored_as", flat=True)}


def _is_ours(name: str) -> bool:
    """Whether we made this name."""
    try:
        return str(UUID(name)) == name
    except ValueError:
        return False
