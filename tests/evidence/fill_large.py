"""In a process of its own: a town with very many ideas, each with a person, words, an event and a letter."""

import secrets
import sys
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import uuid4

import django

if __name__ == "__main__":
    django.setup()

from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.utils import timezone

from accounts.models import User
from initiatives.deeds.intake import Idea, log_idea
from initiatives.models import (
    Attachment,
    ContactPerson,
    Event,
    EventText,
    Initiative,
    InitiativeKern,
    Message,
)
from initiatives.sealing import seal_logs
from initiatives.workflow.storing import CleanFile, Shelf
from kernen.models import Kern

# Above every number that the site gives out by itself.
FIRST = 1_000_000
FILES, SIZE = 300, 100_000
SERIES = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {many}) {insert}",
    "postgresql": "WITH n(i) AS (SELECT * FROM generate_series(1, {many})) {insert}",
}


def fill(many: int) -> None:
    """One idea the way it is really written down, and so many after its likeness."""
    user, kern = User.objects.get(name="EC.own"), Kern.objects.get(name="Sibbe")
    person = {"name": "Mia Daems", "channel": "email", "email": "mia@example.nl"}
    columns = {"title": "Bank bij de kapel", "summary": "Een bank om uit te rusten.", "description": "Eik. " * 60}
    at = timezone.now() - timedelta(hours=1)
    made, _code = log_idea(by=user, at=at, idea=Idea(columns=columns, kern=kern, person=person))
    with transaction.atomic():
        copy_all(made, many)
    keep_files(user, min(many, FILES))
    seal_logs(at=timezone.now())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def copy_all(made: Initiative, many: int) -> None:
    """Everything that hangs on it too; the letters are marked as sent."""
    own, event = f"{FIRST} + i", Event.objects.get(initiative=made, action="log")
    story = {"id": own, "reference": "'VAG-2019-' || i", "form_key": "NULL", "title": "title || ' ' || i"}
    copy(Initiative, made.pk, many, story | {"summary": "summary || ' ' || i"})
    copy(InitiativeKern, _one(InitiativeKern, made), many, {"id": own, "initiative_id": own})
    people = {"id": own, "initiative_id": own, "name": "name || ' ' || i", "email": "'p' || i || '@example.nl'"}
    copy(ContactPerson, _one(ContactPerson, made), many, people)
    copy(Event, event.pk, many, {"id": own, "initiative_id": own, "object_id": own, "form_key": "NULL"})
    copy(EventText, event.pk, many, {"event_id": own})
    letter = {"id": own, "initiative_id": own, "event_id": own, "person_id": own, "once": "NULL"}
    sent = {"state": "'sent'", "next_try_at": "NULL", "body": "body || ' ' || i"}
    copy(Message, _one(Message, made), many, letter | sent)


def _one(model: type[models.Model], made: Initiative) -> int:
    """The row of this kind."""
    return int(model._default_manager.filter(initiative=made).values_list("pk", flat=True)[0])


def copy(model: type[models.Model], pk: int, many: int, other: Mapping[str, str]) -> None:
    """So many rows like this one, each with what is its own as SQL; new numbers come after them."""
    columns = [str(field.column) for field in model._meta.concrete_fields]
    chosen = ", ".join(other.get(column, f"t.{column}") for column in columns)
    table, key = model._meta.db_table, model._meta.pk.column
    chosen = f"SELECT {chosen} FROM {table} AS t CROSS JOIN n WHERE t.{key} = {pk}"
    insert = f"INSERT INTO {table} ({', '.join(columns)}) {chosen}"
    with connection.cursor() as cursor:
        cursor.execute(SERIES[connection.vendor].format(many=many, insert=insert))
        for line in connection.ops.sequence_reset_sql(no_style(), [model]):
            cursor.execute(line)


def keep_files(user: User, many: int) -> None:
    """Attachments, each with bytes of its own."""
    with Shelf() as shelf:
        rows = [keep_file(shelf, number, user) for number in range(1, many + 1)]
        Attachment.objects.bulk_create(rows)


def keep_file(shelf: Shelf, number: int, user: User) -> Attachment:
    """One file on disk, and its row."""
    file, stored_as = CleanFile(name=f"tekening-{number}.pdf", kind="pdf", content=secrets.token_bytes(SIZE)), uuid4()
    shelf.put(stored_as, file.content)
    columns: dict[str, Any] = {"stored_as": stored_as, "name": file.name, "kind": file.kind, "sha256": file.sha256}
    return Attachment(initiative_id=FIRST + number, size=SIZE, uploaded_by=user, uploaded_at=timezone.now(), **columns)


if __name__ == "__main__":
    fill(int(sys.argv[1]))
