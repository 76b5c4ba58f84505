"""PostgreSQL wordt onder last hard gedood, telkens weer: niets wat bevestigd was, gaat verloren of komt dubbel."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2

from tests.evidence.figure import ROOT, Figure, scaled
from tests.evidence.own_postgres import OwnPostgres, own_postgres

KILLS, CONFIRMED, WRITERS = 20, 10_000, 4
# Seconds after which a drill that does not get on is over.
LONGEST = 420
# The others are residents' own signals: a whole idea costs a hundred times a row, and what counts is the confirmation.
WHOLE_IDEA_EVERY = 8
DOUBLE = (
    "SELECT (SELECT count(*) - count(DISTINCT title) FROM initiatives_initiative)"
    " + (SELECT count(*) - count(DISTINCT text) FROM initiatives_signal)"
)
IDEAS = "SELECT count(*) FROM initiatives_initiative"
KEYS = (
    "SELECT form_key::text FROM initiatives_initiative WHERE reference IS NOT NULL"
    " UNION ALL SELECT form_key::text FROM initiatives_signal"
)
WITHOUT_EVENT = (
    "SELECT count(*) FROM initiatives_initiative i WHERE reference IS NULL OR NOT EXISTS"
    " (SELECT 1 FROM initiatives_event e WHERE e.initiative_id = i.id AND e.action = 'log')"
)
WITHOUT_RECEIPT = (
    "SELECT count(*) FROM initiatives_initiative i WHERE NOT EXISTS"
    " (SELECT 1 FROM initiatives_message m WHERE m.initiative_id = i.id)"
)


def drill() -> Iterator[Figure]:
    """In earnest, and once with the safety off: then something must be lost, or the drill sees nothing."""
    kills, wanted = max(2, scaled(KILLS)), scaled(CONFIRMED)
    with own_postgres() as postgres:
        prepare(postgres)
        done, confirmed = burn(postgres, kills=kills, wanted=wanted)
        ideas = ask(postgres, IDEAS)
        lost, double, bare, silent = (len(lost_of(postgres, confirmed)), *(ask(postgres, one) for one in COUNTS))
        # Nobody writes the log to disk by himself either: 0 would have the writer woken by every commit.
        postgres.set("synchronous_commit = off", "wal_writer_delay = '10s'", "wal_writer_flush_after = '1GB'")
        _, unsafe = burn(postgres, kills=2, wanted=min(200, wanted))
        lost_unsafe = len(lost_of(postgres, unsafe))
        seen_bare, seen_silent = torn(postgres)
    yield Figure(
        promise=f"{KILLS} keer PostgreSQL gedood onder last, ≥ {CONFIRMED} bevestigd: 0 verloren, 0 dubbel",
        seen=f"{done} keer gedood, {len(confirmed)} bevestigd (waarvan {ideas} hele ideeën, de rest signalen), "
        f"{lost} verloren, {double} dubbel",
        kept=(lost, double) == (0, 0) and done >= kills and len(confirmed) >= wanted and lost_unsafe > 0,
        control=f"met synchronous_commit=off gingen {lost_unsafe} van {len(unsafe)} bevestigde verloren",
    )
    yield Figure(
        promise="Na elke klap: geen initiatief zonder nummer en gebeurtenis, geen zonder ontvangstbericht",
        seen=f"{bare} zonder nummer of gebeurtenis, {silent} zonder bericht",
        kept=(bare, silent) == (0, 0) and seen_bare > 0 and seen_silent > 0,
        control=f"na wissen bij één initiatief: {seen_bare} zonder gebeurtenis, {seen_silent} zonder bericht",
    )


COUNTS = (DOUBLE, WITHOUT_EVENT, WITHOUT_RECEIPT)


def torn(postgres: OwnPostgres) -> tuple[int, int]:
    """The counts after event and message of one initiative were torn out, with the locks of the log off."""
    one = "(SELECT max(id) FROM initiatives_initiative)"
    before = ask(postgres, WITHOUT_EVENT), ask(postgres, WITHOUT_RECEIPT)
    with psycopg2.connect(postgres.url) as connection, connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(f"DELETE FROM initiatives_message WHERE initiative_id = {one}")
        cursor.execute(f"DELETE FROM initiatives_event WHERE initiative_id = {one}")
    connection.close()
    return ask(postgres, WITHOUT_EVENT) - before[0], ask(postgres, WITHOUT_RECEIPT) - before[1]


def prepare(postgres: OwnPostgres) -> None:
    """The tables, and a town."""
    for command in (["manage.py", "migrate", "--verbosity=0"], ["manage.py", "createcachetable"]):
        run([sys.executable, *command], postgres)
    run([sys.executable, "-m", "tests.evidence.writer", "prepare"], postgres)


def environment(postgres: OwnPostgres) -> dict[str, str]:
    return os.environ | {"DATABASE_URL": postgres.url, "DEMO": "", "DJANGO_SETTINGS_MODULE": "tests.settings"}


def run(command: list[str], postgres: OwnPostgres) -> None:
    subprocess.run(command, cwd=ROOT, env=environment(postgres), check=True, stdout=subprocess.DEVNULL)


def burn(postgres: OwnPostgres, *, kills: int, wanted: int) -> tuple[int, list[str]]:
    """Kill it so often, spread over the load; how often it was, and the keys of what was confirmed."""
    done, until = 0, time.monotonic() + LONGEST
    with writers(postgres) as confirmed:
        while time.monotonic() < until and confirmed.is_growing() and (done < kills or len(confirmed()) < wanted):
            if done < kills and len(confirmed()) >= (done + 1) * wanted // (kills + 1):
                postgres.kill()
                postgres.start()
                done += 1
            time.sleep(0.05)
    return done, confirmed()


@contextmanager
def writers(postgres: OwnPostgres) -> Iterator["Confirmed"]:
    """Processes that write as fast as they can, until the end of the block."""
    with tempfile.TemporaryDirectory(prefix="burgerkracht-writers-") as folder:
        stop, notes = Path(folder) / "stop", [Path(folder) / f"{number}" for number in range(WRITERS)]
        command = [sys.executable, "-m", "tests.evidence.writer"]
        running = [
            subprocess.Popen(
                [*command, str(note), str(stop), str(WHOLE_IDEA_EVERY)], cwd=ROOT, env=environment(postgres)
            )
            for note in notes
        ]
        confirmed = Confirmed(notes, running)
        try:
            yield confirmed
        finally:
            stop.touch()
            for process in running:
                process.wait(timeout=60)
            confirmed()


class Confirmed:
    """The keys of what was confirmed so far; still there when the notes are thrown away."""

    def __init__(self, notes: list[Path], writers: "list[subprocess.Popen[bytes]]") -> None:
        self._notes, self._writers, self._keys = notes, writers, list[str]()

    def is_growing(self) -> bool:
        """Whether everybody still writes; a writer that stopped met a fault that does not pass."""
        return all(writer.poll() is None for writer in self._writers)

    def __call__(self) -> list[str]:
        if any(note.exists() for note in self._notes):
            self._keys = [key for note in self._notes if note.exists() for key in note.read_text().split()]
        return self._keys


def lost_of(postgres: OwnPostgres, confirmed: list[str]) -> set[str]:
    """What was confirmed and is not there."""
    with psycopg2.connect(postgres.url) as connection, connection.cursor() as cursor:
        cursor.execute(KEYS)
        found = {key for (key,) in cursor.fetchall()}
    connection.close()
    return set(confirmed) - found


def ask(postgres: OwnPostgres, question: str) -> int:
    """One number."""
    with psycopg2.connect(postgres.url) as connection, connection.cursor() as cursor:
        cursor.execute(question)
        (number,) = cursor.fetchone() or (0,)
    connection.close()
    return int(number)
