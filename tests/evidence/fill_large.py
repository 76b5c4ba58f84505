"""In a process of its own: a town with very many ideas, each with people, words, an event and letters; and files."""

import secrets
import sys
from typing import Any
from uuid import uuid4

import django

if __name__ == "__main__":
    django.setup()

from django.utils import timezone

from accounts.models import User
from initiatives.models import Attachment
from initiatives.sealing import seal_logs
from initiatives.workflow.storing import CleanFile, Shelf
from tests.bench.fill import fill

# Above every number that the site gives out by itself.
FIRST = 1_000_001
FILES, SIZE = 300, 100_000


def fill_large(many: int) -> None:
    """So many ideas, of each its first event; and of some a file."""
    now = timezone.now()
    fill(many, now=now, first=FIRST, most=1)
    keep_files(User.objects.get(name="EC.own"), min(many, FILES))
    seal_logs(at=now)


def keep_files(user: User, many: int) -> None:
    """Attachments, each with bytes of its own."""
    with Shelf() as shelf:
        rows = [keep_file(shelf, number, user) for number in range(many)]
        Attachment.objects.bulk_create(rows)


def keep_file(shelf: Shelf, number: int, user: User) -> Attachment:
    """One file on disk, and its row."""
    file, stored_as = CleanFile(name=f"tekening-{number}.pdf", kind="pdf", content=secrets.token_bytes(SIZE)), uuid4()
    shelf.put(stored_as, file.content)
    columns: dict[str, Any] = {"stored_as": stored_as, "name": file.name, "kind": file.kind, "sha256": file.sha256}
    return Attachment(initiative_id=FIRST + number, size=SIZE, uploaded_by=user, uploaded_at=timezone.now(), **columns)


if __name__ == "__main__":
    fill_large(int(sys.argv[1]))
