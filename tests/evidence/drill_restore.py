"""Een reservekopie van een grote gemeente, gemaakt terwijl mensen schrijven, teruggezet op een lege machine."""

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

from archive.backup.manifest import Manifest
from tests.evidence.earnest_town import Town, found_town, new_folder
from tests.evidence.figure import ROOT, Figure, scaled
from tests.evidence.own_postgres import OwnPostgres, own_postgres
from tests.postgres_tools import postgres_tools

T = TypeVar("T")
IDEAS, LONGEST = 50_000, 300
# The keys go beside a copy, and so does the journal of what was erased: docs/beheer.md says so.
KEPT_BESIDE = ("secret_key", "access_code_key", "factor_key", "erasures.jsonl")
TOOLS = {"PG_BIN": str(postgres_tools())}
START = "import django; django.setup(); import sys; from django.utils import timezone; "
ERASE = START + (
    "from initiatives.models import Initiative; from archive.deeds.empty import empty_initiative;"
    "empty_initiative(Initiative.objects.get(title=sys.argv[1]), at=timezone.now(), because='avg_17')"
)
PLANT = START + (
    "from initiatives.models import Initiative;Initiative.objects.filter(pk=1_000_001).update(title=sys.argv[1])"
)
FIND = START + (
    "from initiatives.models import Initiative; print(Initiative.objects.filter(title=sys.argv[1]).count())"
)
KEYS = START + (
    "from initiatives.models import Initiative; k = open(sys.argv[1]).read().split();"
    "print(len(k) - Initiative.objects.filter(form_key__in=k).exclude(reference=None).count())"
)
# What the erasures that came along changed, is another thing than what is changed here.
SPOIL = START + (
    "from initiatives.models import Initiative;"
    "from archive.backup.make import WITHOUT, engine; from archive.backup.put_back import compare;"
    "whole = engine().sums(without=WITHOUT);"
    "Initiative.objects.filter(pk=1_000_002).update(place='elders');"
    "compare(whole, engine().sums(without=WITHOUT))"
)
SPOILED = "initiatives_initiative"


def drill() -> Iterator[Figure]:
    """Both databases, each of them whole."""
    with own_postgres() as postgres, new_folder() as old, new_folder() as new:
        yield from try_on("PostgreSQL", found_town(old, url=postgres.url), Town(folder=new, url=another(postgres)))
    with new_folder() as old, new_folder() as new:
        yield from try_on("SQLite", found_town(old), Town(folder=new))


def another(postgres: OwnPostgres) -> str:
    """An empty database on the same server."""
    postgres.server.psql("CREATE DATABASE leeg")
    return str(postgres.server.get_uri(database="leeg"))


def try_on(database: str, old: Town, new: Town) -> Iterator[Figure]:
    """Fill, copy, burn down, put back."""
    ideas, secret = scaled(IDEAS), f"Geheim plan {uuid4().hex}"
    old.must("-m", "tests.evidence.fill_large", str(ideas))
    old.must("-c", PLANT, secret)
    with written_meanwhile(old) as confirmed:
        copying, copy = timed(lambda: back_up(old))
    old.must("-c", ERASE, secret)
    for name in KEPT_BESIDE:
        if (old.folder / name).exists():
            shutil.copy(old.folder / name, new.folder / name)
    refused = refusal(new, copy)
    putting, said = timed(lambda: new.run("manage.py", "restore", str(copy), env=TOOLS))
    checking, verified = timed(lambda: new.run("manage.py", "verify", env=TOOLS))
    manifest = Manifest.read(copy)
    rows = sum(table.rows for table in manifest.tables.values())
    whole = (said.returncode, verified.returncode) == (0, 0)
    spoiled = last_line(new.run("-c", SPOIL))
    lost = int(new.must("-c", KEYS, str(confirmed)))
    yield Figure(
        promise=f"{database}: teruggezet binnen {LONGEST} seconden bij {IDEAS} initiatieven, elke controlesom klopt",
        seen=f"{ideas} initiatieven, {rows} rijen in {len(manifest.tables)} tabellen, {len(manifest.files)} bestanden: "
        f"kopie {copying:.0f} s, terugzetten {putting:.0f} s, nakijken {checking:.0f} s; "
        f"{'alles klopt' if whole else last_line(said, verified)}",
        kept=whole and putting + checking <= LONGEST and refused != "" and SPOILED in spoiled,
        control=f"één byte veranderd: “{refused}”; één rij veranderd: “{spoiled}”",
    )
    found, in_copy = int(new.must("-c", FIND, secret)), times_in(copy, secret)
    yield Figure(
        promise=f"{database}: wat voor de kopie was bevestigd staat erin; wat daarna is gewist blijft gewist",
        seen=f"{len(confirmed.read_text().split())} ideeën bevestigd voor de kopie begon, terwijl er geschreven werd: "
        f"{lost} ontbreken; gewiste tekst na terugzetten {found} keer gevonden",
        kept=(lost, found) == (0, 0) and confirmed.stat().st_size > 0 and in_copy > 0,
        control=f"in de kopie zelf staat de gewiste tekst nog wel ({in_copy} keer)",
    )


def times_in(copy: Path, words: str) -> int:
    """How often these words stand in the dump."""
    dump = next(copy.glob("database.*"))
    if dump.suffix == ".sqlite3":
        return dump.read_bytes().count(words.encode())
    tool = Path(TOOLS["PG_BIN"]) / "pg_restore"
    return subprocess.run([tool, "--file=-", str(dump)], capture_output=True, check=True).stdout.count(words.encode())


@contextmanager
def written_meanwhile(town: Town) -> Iterator[Path]:
    """Somebody writes down ideas all the while; the file holds what was confirmed when the block began."""
    notes, before, stop = (town.folder / name for name in ("confirmed", "confirmed-before", "stop"))
    writer = subprocess.Popen(
        [sys.executable, "-m", "tests.evidence.writer", str(notes), str(stop)], cwd=ROOT, env=town.environment
    )
    try:
        until = time.monotonic() + 60
        while time.monotonic() < until and (not notes.exists() or notes.read_text().count("\n") < 5):
            time.sleep(0.1)
        whole_lines, _rest, _torn = notes.read_text().rpartition("\n")
        before.write_text(whole_lines)
        yield before
    finally:
        stop.touch()
        writer.wait(timeout=60)


def back_up(town: Town) -> Path:
    """The copy that was made."""
    town.must("manage.py", "backup", str(town.folder / "kopie"), env=TOOLS)
    return next((town.folder / "kopie").iterdir())


def refusal(new: Town, copy: Path) -> str:
    """What `restore` says of a copy in which one byte of one file is another; empty where it takes it."""
    spoiled = new.folder / "bedorven"
    shutil.copytree(copy, spoiled)
    file = max((spoiled / "bestanden").rglob("*"), key=lambda path: path.is_file())
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(bytes(content))
    done = new.run("manage.py", "restore", str(spoiled), env=TOOLS)
    shutil.rmtree(spoiled)
    return last_line(done) if done.returncode else ""


def timed(act: Callable[[], T]) -> tuple[float, T]:
    """How many seconds it took, and what came of it."""
    began = time.monotonic()
    done = act()
    return time.monotonic() - began, done


def last_line(*done: "subprocess.CompletedProcess[str]") -> str:
    """What the first that failed said last."""
    bad = next((one for one in done if one.returncode), done[-1])
    return ((bad.stderr.strip() or bad.stdout.strip()).splitlines() or [""])[-1][-160:]
