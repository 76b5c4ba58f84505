"""Is everything there, and as it was written? Sentences for who looks after the installation."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection, models
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from archive.backup import files, sqlite
from archive.backup.manifest import NotUsable, fingerprint
from initiatives.events import digest
from initiatives.models import Attachment, EventText
from initiatives.models.access import Log
from initiatives.sealing import verify_seals
from initiatives.workflow.storing import FOLDER, path_of

# How many files are read from beginning to end.
AT_RANDOM = 100
AT_ONCE = 2000
# More of one kind are counted and not named.
MOST = 20


def find_faults(*, at: datetime, sample: int = AT_RANDOM) -> Iterator[str]:
    """One sentence for everything that is missing or was changed; none when all is well. `at`: the moment as of which
    the logs must be sealed, which is that of the copy where one was just put back.
    """
    yield from _pending_migrations()
    yield from _damage()
    yield from _some(_rows_without_file(), _("%d andere rijen zonder bestand"))
    yield from _some(_files_without_row(), _("%d andere bestanden zonder rij"))
    yield from _changed_files(sample)
    for log in Log:
        yield from verify_seals(log=log, at=at)
    yield from _some(_changed_texts(), _("%d andere gebeurtenissen met een veranderde tekst"))


def count_everything() -> Iterator[tuple[str, int]]:
    """How many there are, by what it is called."""
    for model in apps.get_models():
        if model._meta.app_label in ("initiatives", "overleg", "kernen", "archive"):
            yield str(model._meta.verbose_name_plural), model._default_manager.count()


def _some(sentences: Iterator[str], rest: str) -> Iterator[str]:
    """The first of them, and how many more."""
    more = 0
    for number, sentence in enumerate(sentences):
        if number < MOST:
            yield sentence
        else:
            more += 1
    if more:
        yield rest % more


def _pending_migrations() -> Iterator[str]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        yield _("De database loopt %d stappen achter. Draai: manage.py migrate") % len(plan)


def _damage() -> Iterator[str]:
    """What the database finds of itself; PostgreSQL keeps its references by itself and reads every row for a dump."""
    if connection.vendor != "sqlite":
        return
    with closing(sqlite3.connect(sqlite.place(), timeout=sqlite.PATIENCE)) as live:
        try:
            sqlite.check_whole(live)
        except NotUsable as damage:
            yield str(damage)
        for table, row, *_rest in live.execute("PRAGMA foreign_key_check"):
            yield _("Rij %(row)s van %(table)s verwijst naar iets dat er niet is") % {"row": row, "table": table}


def _rows_without_file() -> Iterator[str]:
    """Attachments that still stand, and every other file a row speaks of."""
    standing = Attachment.objects.filter(removed_at=None).order_by("pk")
    for pk, stored_as in standing.values_list("pk", "stored_as").iterator(chunk_size=AT_ONCE):
        if not path_of(stored_as).is_file():
            yield _("Bijlage %d heeft geen bestand") % pk
    for model, name in _file_columns():
        for pk, path in model._default_manager.exclude(**{name: ""}).values_list("pk", name):
            if path and not (Path(settings.MEDIA_ROOT) / path).is_file():
                yield _("%(what)s %(pk)s heeft geen bestand") % {"what": model._meta.verbose_name, "pk": pk}


def _file_columns() -> Iterator[tuple[type[models.Model], str]]:
    for model in apps.get_models():
        for column in model._meta.concrete_fields:
            if isinstance(column, models.FileField):
                yield model, column.name


def _files_without_row() -> Iterator[str]:
    """Attachments on disk that no row speaks of any more; a sent form may put one down just now."""
    names = {str(stored_as) for stored_as in Attachment.objects.values_list("stored_as", flat=True).iterator()}
    folder = files.root() / FOLDER
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name not in names:
            yield _("Bestand %s hoort bij geen bijlage; daily ruimt het na een dag op") % path.name


def _changed_files(sample: int) -> Iterator[str]:
    """Some attachments, read from beginning to end."""
    standing = list(Attachment.objects.filter(removed_at=None).values_list("pk", "stored_as", "sha256"))
    for pk, stored_as, sha256 in random.sample(standing, min(sample, len(standing))):
        path = path_of(stored_as)
        if path.is_file() and fingerprint(path).sha256 != sha256:
            yield _("Het bestand van bijlage %d is veranderd") % pk


def _changed_texts() -> Iterator[str]:
    """Events whose words are no longer those that were written."""
    texts = EventText.objects.filter(emptied_at=None).order_by("pk")
    columns = ("event_id", "event__digest", "salt", "sentence", "inputs", "translations")
    for pk, written, salt, sentence, inputs, translations in texts.values_list(*columns).iterator(chunk_size=AT_ONCE):
        if digest(salt=salt, sentence=sentence, inputs=inputs, translations=translations) != written:
            yield _("De tekst van gebeurtenis %d is veranderd") % pk
