"""What database and disk still hold after a row was emptied: indexes, free pages, sessions, cache, mails as files."""

import base64
import email
import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from email.policy import default
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import OperationalError, connection

from archive.deeds.wording import Wording
from archive.models import Erasure

logger = logging.getLogger(__name__)
# What Django writes between two mails in one file.
BETWEEN = b"-" * 79
INDEXES = ("initiatives_search", "initiatives_search_people")


def scrub(wording: Wording | None) -> None:
    """After an erasure is sure. Without `wording` (an old copy was put back) everything that was only remembered."""
    if wording:
        _end_sessions(wording)
        _throw_away_mails(wording)
        _forget_in_cache(wording)
    else:
        cache.clear()
    clean_pages()


def clean_at_night(*, now: datetime) -> str:
    """Free pages once more, where something was erased since yesterday; for the night round."""
    if Erasure.objects.filter(at__gt=now - timedelta(days=2)).exists():
        clean_pages()
    return ""


def clean_pages() -> None:
    """The database forgets what it only marked as gone; inside a transaction it cannot, then the night round does."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for index in INDEXES:
                # The names are ours, from the two lines above.
                cursor.execute(f"INSERT INTO {index}({index}) VALUES ('optimize')")  # noqa: S608
    if connection.in_atomic_block:
        return
    try:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except OperationalError:
        # Somebody reads or writes at this very moment: the night round comes by once more.
        logger.warning("free pages were not cleaned, the night round will")


def _end_sessions(wording: Wording) -> None:
    """Sessions in which something typed still waits."""
    for session in Session.objects.order_by("pk").iterator(chunk_size=500):
        if wording.is_in(str(session.get_decoded())):
            session.delete()


def _forget_in_cache(wording: Wording) -> None:
    """What the cache remembers in these words, and no more: how often somebody tried to get in is counted there too."""
    table = connection.ops.quote_name(str(settings.CACHES["default"]["LOCATION"]))
    with connection.cursor() as cursor:
        # The name is ours, from the settings.
        cursor.execute(f"SELECT cache_key, value FROM {table}")  # noqa: S608
        # Text stands in a pickle as it is; it is read here and never unpacked.
        gone = [[key] for key, value in cursor.fetchall() if wording.is_in(f"{key} {_unpacked(value)}")]
        cursor.executemany(f"DELETE FROM {table} WHERE cache_key = %s", gone)  # noqa: S608


def _unpacked(value: str) -> str:
    """The bytes of a row of the cache as text."""
    return base64.b64decode(value).decode("utf-8", "replace")


def _throw_away_mails(wording: Wording) -> None:
    """Files with mails, where mails are written to files instead of sent (a trial)."""
    folder = settings.SMTP.get("EMAIL_FILE_PATH")
    for path in Path(folder).glob("*") if folder else ():
        if path.is_file() and any(wording.is_in(text) for text in _texts_of(path)):
            path.unlink(missing_ok=True)


def _texts_of(path: Path) -> Iterator[str]:
    """Every header and body of every mail in a file, unpacked."""
    for raw in path.read_bytes().split(BETWEEN):
        mail = email.message_from_bytes(raw.strip(), policy=default)
        for name, value in mail.items():
            yield f"{name}: {value}"
        for part in mail.walk():
            packed = part.get_payload(decode=True)
            if isinstance(packed, bytes):
                yield packed.decode("utf-8", "replace")
