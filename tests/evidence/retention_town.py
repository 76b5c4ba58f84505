"""A town of its own for the drill of retention: filled, looked at and counted, each in a process of its own."""

import hashlib
import json
import os
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "burgerkracht.settings")
django.setup()

from django.apps import apps  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, models, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.models import User  # noqa: E402
from archive.deeds.approve import approve  # noqa: E402
from archive.deeds.propose import cutoff_of, propose  # noqa: E402
from archive.deeds.retention import expires_on, past_term  # noqa: E402
from archive.models import DestructionItem  # noqa: E402
from archive.models.retention import Disposition, ResultType  # noqa: E402
from initiatives.events import record  # noqa: E402
from initiatives.models import Attachment, Initiative, Message, Note  # noqa: E402
from initiatives.models.choices import Audience  # noqa: E402
from initiatives.models.note import NoteKind  # noqa: E402
from initiatives.relations import Relation  # noqa: E402
from initiatives.sealing import seal_logs  # noqa: E402
from initiatives.workflow.storing import path_of, sweep  # noqa: E402
from tests.archive.ended import decide, ended, leave  # noqa: E402
from tests.initiatives.world import World  # noqa: E402

MONTHS = 24
# Kept for ever, and never on a list.
PERMANENT = ResultType.COMPLETED_WITH_MONEY
# What differs from run to run and says nothing.
CHANCE = ("id", "pk", "digest", "salt", "event", "last_login", "version")


def fill(number: int) -> dict[str, Any]:
    """Around the last day of every term, a lot that is old, all with words; proposed and approved two months ago."""
    call_command("migrate", verbosity=0)
    then = timezone.now() - timedelta(days=60)
    cutoff = cutoff_of(timezone.localdate(then))
    with transaction.atomic():
        world = World()
        for result in ResultType:
            decide(result, months=MONTHS)
        leave(PERMANENT, Disposition.PERMANENT)
        near = {(result, days): _near(world, result, days, cutoff) for result in ResultType for days in (-1, 0, 1)}
        old = [_with_words(ended(world, ResultType.WITHDRAWN, on=date(2015, 1, 1))) for _ in range(number)]
        destruction = propose(by=world.people["IC"], at=then, form_key=uuid4())
        approve(destruction, by=world.people["FB"], at=then, version=destruction.version)
    listed = set(destruction.items.values_list("initiative_id", flat=True))
    seal_logs(at=timezone.now())
    early = [made.pk for (result, days), made in near.items() if days < 0 and result != PERMANENT]
    forever = [made.pk for (result, _days), made in near.items() if result == PERMANENT]
    return {
        "early": len(early),
        "a_day_off": len(set(early) & _past(cutoff + timedelta(days=1))),
        "without_rule": _past_without_permanence(forever, cutoff),
        "planted": sum(made.pk in listed for made in near.values()) + len(old),
        "listed": len(listed),
        "old": len(old),
        "near": [(str(result.label), days, made.pk in listed) for (result, days), made in near.items()],
        "permanent": forever,
    }


def _past(cutoff: date) -> set[int]:
    """What is past its term on this day."""
    return {end.initiative.pk for end in past_term(cutoff=cutoff)}


def _past_without_permanence(forever: list[int], cutoff: date) -> int:
    """How many of what is kept for ever would be on the list by another rule; nothing of this stays."""
    with transaction.atomic():
        decide(PERMANENT, months=MONTHS)
        found = len(set(forever) & _past(cutoff))
        transaction.set_rollback(True)
    return found


def _near(world: World, result: ResultType, days: int, cutoff: date) -> Initiative:
    """Its term ends so many days before the day that counts."""
    on = date(cutoff.year - MONTHS // 12, cutoff.month, cutoff.day) - timedelta(days=days)
    assert expires_on(on, MONTHS) == cutoff - timedelta(days=days)
    return _with_words(ended(world, result, on=on, at=time(23, 30) if days else time(0, 30)))


def _with_words(made: Initiative) -> Initiative:
    """A sign of its own in every place where words are kept."""
    sign, at = f"GEHEIM{made.pk:06d}", made.entered_at
    columns = dict.fromkeys(("title", "summary", "description", "aim", "own_effort", "place", "organisation"), sign)
    Initiative.objects.filter(pk=made.pk).update(**columns)
    made.refresh_from_db()
    made.people.update(name=sign, phone=sign[:30], email=f"{sign}@example.nl")
    Note.objects.create(initiative=made, text=sign, kind=NoteKind.INTERNAL, at=at, by=User.objects.earliest("pk"))
    Message.objects.create(initiative=made, channel="email", recipient=sign, address=f"{sign}@example.nl",
                           subject=sign, body=sign, state="sent", created_at=at)  # fmt: skip
    record(made, action="message_resident", button="b", by=None, function=Relation.SYSTEM, at=at,
           audience=Audience.INTERNAL, says=lambda: sign, inputs={"message": sign})  # fmt: skip
    seal = hashlib.sha256(sign.encode()).hexdigest()
    file = Attachment.objects.create(initiative=made, name=f"{sign}.txt", stored_as=uuid4(), kind="pdf",
                                     size=len(sign), sha256=seal, uploaded_at=at, by_resident=True)  # fmt: skip
    path = path_of(file.stored_as)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(sign)
    return made


def look() -> dict[str, Any]:
    """How it stands: what is gone, what is left of it anywhere, and one digest of everything."""
    sweep(now=timezone.now() + timedelta(days=2))
    gone = set(DestructionItem.objects.filter(destroyed_at__isnull=False).values_list("initiative_id", flat=True))
    signs = [f"GEHEIM{pk:06d}" for pk in gone]
    rows = "\n".join(_everything())
    bytes_on_disk = _bytes_on_disk()
    return {
        "gone": sorted(gone),
        "anonymised": sorted(Initiative.objects.exclude(anonymised_at=None).values_list("pk", flat=True)),
        "in_rows": sum(sign in rows for sign in signs),
        "on_disk": sum(sign.encode() in bytes_on_disk for sign in signs),
        "digest": hashlib.sha256(rows.encode()).hexdigest(),
    }


def _everything() -> Iterator[str]:
    """Every row of every table as text, without what differs by chance, in an order that does not."""
    for model in sorted(apps.get_models(), key=lambda model: model._meta.label):
        fields = [field for field in model._meta.concrete_fields if field.name not in CHANCE]
        yield model._meta.label
        yield from sorted(json.dumps([_plain(getattr(row, field.attname)) for field in fields]) for row in _rows(model))


def _rows(model: type[models.Model]) -> Any:
    """All of them."""
    return model._default_manager.all()


def _plain(value: Any) -> str:
    """Moments of the last hours are all the same moment."""
    if isinstance(value, datetime) and timezone.now() - value < timedelta(hours=6):
        return "nu"
    return str(value)


def _bytes_on_disk() -> bytes:
    """The file of the database as a thief would have it, and every file beside it."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return b"\n".join(path.read_bytes() for path in Path(settings.VAR).rglob("*") if path.is_file())


if __name__ == "__main__":
    sys.stdout.write(json.dumps(fill(int(sys.argv[2])) if sys.argv[1] == "fill" else look()))
