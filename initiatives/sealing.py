"""Proof that nothing in a log was changed: new lines are sealed every hour, each seal holding on to the one before."""

import hashlib
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import Max, Min, Model, QuerySet
from django.utils.translation import gettext as _

from initiatives.events import digest
from initiatives.models import AccessEntry, Event, EventText, Seal
from initiatives.models.access import Log

# A line this young may still get a neighbour with a lower number: numbers are given out before a transaction ends.
YOUNG = timedelta(minutes=5)
# How long we wait for transactions that run already (seconds); after that the next round has its turn.
PATIENCE, GLANCE = 5.0, 0.1
# So that a seal is quickly made and checked, and says within so many lines where something is wrong.
AT_MOST = 50_000
AT_ONCE = 2_000
# After this, lines without a seal are strange: the rounds come every hour.
OVERDUE = timedelta(hours=26)

# What is sealed of a line, in this order for ever: a new column comes at the end of a new list.
COLUMNS: dict[Log, tuple[str, ...]] = {
    Log.EVENTS: (
        "id", "initiative_id", "at", "action", "actor_id", "function", "way", "on_behalf_of_initiator", "source",
        "target", "object_type", "object_id", "result", "audience", "digest", "form_key",
    ),
    Log.ACCESS: (
        "id", "at", "actor_id", "function", "what", "initiative_id", "object_type", "object_id", "why", "result",
        "request_id",
    ),
}  # fmt: skip
MODELS: dict[Log, type[Model]] = {Log.EVENTS: Event, Log.ACCESS: AccessEntry}
NAMES: dict[Log, str] = {Log.EVENTS: "gebeurtenissen", Log.ACCESS: "inzagen"}


@dataclass(frozen=True, kw_only=True)
class Run:
    """Lines in a row, and what they come to together."""

    first_id: int
    last_id: int
    rows: int
    digest: str


# ---- sealing -------------------------------------------------------------------------------------------


def seal_logs(*, at: datetime) -> list[Seal]:
    """Every log, up to now; safe to run twice, late or two at once."""
    return [made for log in Log for made in seal(log=log, at=at)]


def seal(*, log: Log, at: datetime) -> Iterator[Seal]:
    """Close the lines since the last seal, a seal for so many; whoever seals at the same time wins or loses as one."""
    last_id = _settled(log, at=at)
    while (before := _last(log)) is None or before.last_id < last_id:
        made = _seal_one(log, before=before, upto=last_id, at=at)
        if made is None:
            return
        yield made


def _last(log: Log) -> Seal | None:
    """The newest seal of this log."""
    return Seal.objects.filter(log=log).order_by("-last_id").first()


def _seal_one(log: Log, *, before: Seal | None, upto: int, at: datetime) -> Seal | None:
    """One seal; None where nothing is left or somebody else was first."""
    rows = _since(log, before).filter(pk__lte=upto)
    sealed = _run(log, rows[:AT_MOST], before=before.digest if before else "", at=at)
    if sealed is None:
        return None
    try:
        with transaction.atomic():
            return Seal.objects.create(
                log=log, first_id=sealed.first_id, last_id=sealed.last_id, rows=sealed.rows, digest=sealed.digest, at=at
            )
    except IntegrityError:
        return None


def _settled(log: Log, *, at: datetime) -> int:
    """The highest number below which no line can come any more; 0 when that cannot be said now.

    Two fences: lines of the last minutes wait, and on PostgreSQL every transaction that wrote in this log when the
    number was read has ended. On SQLite one writes at a time.
    """
    newest = _rows(log).aggregate(highest=Max("pk"))["highest"] or 0
    if connection.vendor == "postgresql" and not _others_are_done(log):
        return 0
    young = _since(log, _last(log)).filter(at__gt=at - YOUNG, at__lte=at)
    lowest_young = young.aggregate(lowest=Min("pk"))["lowest"]
    return newest if lowest_young is None else min(newest, lowest_young - 1)


def _others_are_done(log: Log) -> bool:
    """Whether everybody who writes in this log at this moment ends while we wait. A transaction holds this lock from
    before its line has a number until its end.
    """
    until, writing = time.monotonic() + PATIENCE, _writing(log)
    while writing & _writing(log):
        if time.monotonic() > until:
            return False
        time.sleep(GLANCE)
    return True


def _writing(log: Log) -> set[str]:
    """The transactions of others that write in this log."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT virtualtransaction FROM pg_locks WHERE relation = %s::regclass AND mode = 'RowExclusiveLock' "
            "AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) "
            "AND pid <> pg_backend_pid()",
            [MODELS[log]._meta.db_table],
        )
        return {name for (name,) in cursor.fetchall()}


# ---- the digest ----------------------------------------------------------------------------------------


def _rows(log: Log) -> QuerySet[Any]:
    """The lines in their order."""
    return MODELS[log]._default_manager.order_by("pk")


def _since(log: Log, before: Seal | None) -> QuerySet[Any]:
    """Everything after a seal; from the very beginning, numbers below zero as well, where there is none."""
    return _rows(log).filter(pk__gt=before.last_id) if before else _rows(log)


def _run(log: Log, rows: QuerySet[Any], *, before: str, at: datetime) -> Run | None:
    """The digest of these lines after the seal before them; None for no lines."""
    sha, number, first, last = hashlib.sha256(before.encode()), 0, 0, 0
    for line in rows.values_list(*COLUMNS[log]).iterator(chunk_size=AT_ONCE):
        sha.update(canonical(line))
        first, last, number = first or line[0], line[0], number + 1
    if not number:
        return None
    sha.update(canonical((str(log), first, last, number, at)))
    return Run(first_id=first, last_id=last, rows=number, digest=sha.hexdigest())


def canonical(line: tuple[Any, ...]) -> bytes:
    """One line as bytes, the same on every database and for ever: JSON, moments in UTC to the microsecond."""
    return json.dumps(line, ensure_ascii=False, separators=(",", ":"), default=_plain).encode() + b"\n"


def _plain(value: Any) -> str:
    """What JSON does not know."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    if isinstance(value, UUID):
        return value.hex
    raise TypeError(f"No place for {type(value).__name__} in a seal.")


# ---- checking ------------------------------------------------------------------------------------------


def verify_logs(*, at: datetime, say: Callable[[str], object] | None = None) -> Iterator[str]:
    """Every sentence about what does not fit: seals against lines, and words against events. `say` hears progress."""
    for log in Log:
        yield from verify_seals(log=log, at=at)
        if say is not None and (last := _last(log)) is not None:
            say(_("%(log)s: verzegeld tot en met regel %(id)s, zegel %(digest)s") % _told(last))
    yield from verify_words()


def _told(seal: Seal) -> dict[str, object]:
    """Where it stands, to be kept somewhere else."""
    return {"log": NAMES[Log(seal.log)].capitalize(), "id": seal.last_id, "digest": seal.digest}


def verify_seals(*, log: Log, at: datetime) -> Iterator[str]:
    """A line that was changed, taken away or put in, and a seal that was changed or taken away."""
    before: Seal | None = None
    for one in Seal.objects.filter(log=log).order_by("first_id", "pk"):
        yield from _check(log, one, before=before)
        before = one
    oldest = _since(log, before).filter(at__lt=at - OVERDUE).first()
    if oldest is not None:
        yield _("%(log)s: vanaf regel %(id)s is er al langer dan een dag niet verzegeld.") % {
            "log": NAMES[log].capitalize(), "id": oldest.pk,
        }  # fmt: skip


def _check(log: Log, one: Seal, *, before: Seal | None) -> Iterator[str]:
    """One seal against its lines and the seal before it."""
    where = {
        "log": NAMES[log].capitalize(),
        "first": before.last_id + 1 if before else 1,
        "last": one.last_id,
        "rows": one.rows,
    }
    rows = _since(log, before).filter(pk__lte=one.last_id)
    found = _run(log, rows, before=before.digest if before else "", at=one.at)
    there = found.rows if found else 0
    if there != one.rows:
        yield _(
            "%(log)s, regel %(first)s tot en met %(last)s: er zijn %(there)s regels, verzegeld werden er %(rows)s. "
            "Er is een regel weggehaald of bijgezet, of een zegel weggehaald."
        ) % {**where, "there": there}
    elif found is None or (found.digest, found.first_id) != (one.digest, one.first_id):
        yield (
            _("%(log)s, regel %(first)s tot en met %(last)s: een regel of een zegel is veranderd na het verzegelen.")
            % where
        )


def verify_words() -> Iterator[str]:
    """Words that are not those that were said; what was emptied says so itself."""
    texts = EventText.objects.filter(emptied_at=None).order_by("pk")
    lines = texts.values_list("event_id", "event__digest", "salt", "sentence", "inputs", "translations")
    for event, kept, salt, sentence, inputs, translations in lines.iterator(chunk_size=AT_ONCE):
        if digest(salt=salt, sentence=sentence, inputs=inputs, translations=translations) != kept:
            yield _("Gebeurtenis %(id)s: de woorden zijn veranderd.") % {"id": event}
    lost = Event.objects.filter(text=None).order_by("pk").values_list("pk", flat=True)
    for event in lost.iterator(chunk_size=AT_ONCE):
        yield _("Gebeurtenis %(id)s: de woorden zijn weg.") % {"id": event}


def look_back(*, known: dict[str, str]) -> Iterator[str]:
    """Against digests that were kept outside, as in a backup or a log: what is there no longer, was replaced.
    `known`: the log by the digest of one of its seals.
    """
    there = set(Seal.objects.filter(digest__in=list(known)).values_list("digest", "log"))
    for one, log in known.items():
        if (one, log) not in there:
            yield _("%(log)s: het zegel %(digest)s, dat elders is bewaard, is er niet meer.") % {
                "log": NAMES[Log(log)].capitalize(), "digest": one,
            }  # fmt: skip


def last_seals() -> dict[str, str]:
    """The digest of the newest seal of each log with its log: to be kept outside, as `look_back` asks it."""
    return {newest.digest: newest.log for log in Log if (newest := _last(log)) is not None}
