"""A municipality of the bench, on a database of its own, and the two sites that serve it: ours and the floor."""

import hashlib
import json
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.evidence.earnest_town import Town, new_folder
from tests.evidence.figure import ROOT
from tests.evidence.own_postgres import postgres_in
from tests.evidence.site import WARM, Site
from tests.evidence.visitor import all_at_once

OURS, FLOOR = "tests.bench.earnest", "tests.bench.floor_settings"
# What a filled database depends on: another table or another generator, and it is made anew.
MADE_BY = ("words", "roads", "idea", "making", "beside", "places", "tables", "fill", "floor_tables")
FILLED = "filled.json"
# A large fill writes more than the server expects in an ordinary hour; the rest is what docs/beheer.md advises.
ROOMY = (
    "max_wal_size = '8GB'", "checkpoint_timeout = '30min'", "maintenance_work_mem = '512MB'",
    "random_page_cost = '1.1'", "effective_cache_size = '8GB'", "work_mem = '32MB'", "jit = 'off'",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Bench:
    """A filled town: how long that took (seconds), and what the database is."""

    town: Town
    built: float
    database: str


class BenchSite(Site):
    """One of the two; it is warm when its pages were asked for, which the measuring does."""

    def warm_up(self) -> None:
        """Every process has started."""
        all_at_once(WARM, partial(self.visitor().get, "/health/ready"))


@contextmanager
def bench_town(database: str, size: int, *, kept: Path | None = None) -> Iterator[Bench]:
    """Filled with so many initiatives; `kept`: a folder in which it is found again the next time."""
    with ExitStack() as stack:
        folder = kept / f"{database}-{size}-{fingerprint()}" if kept else stack.enter_context(new_folder())
        folder.mkdir(parents=True, exist_ok=True)
        # The database server may run as somebody else, and its own folder is inside.
        folder.chmod(0o711)
        url = ""
        if database == "postgresql":
            server = stack.enter_context(postgres_in(folder))
            server.set(*ROOMY)
            url = server.url
        town = Town(folder=folder, url=url)
        built = _built(town, size)
        town.facts = json.loads(run(town, "-m", "tests.bench.facts").splitlines()[-1])
        version = run(town, "-c", VERSION).splitlines()[-1]
        yield Bench(town=town, built=built, database=version)


VERSION = (
    "import django; django.setup(); from django.db import connection as c; c.ensure_connection();"
    "v = c.connection.server_version if c.vendor == 'postgresql' else c.Database.sqlite_version;"
    "print('PostgreSQL', v // 10000) if c.vendor == 'postgresql' else print('SQLite', v)"
)


def _built(town: Town, size: int) -> float:
    """Migrated and filled, unless it is already; how long that took."""
    done = town.folder / FILLED
    if not done.exists():
        began = time.monotonic()
        run(town, "manage.py", "migrate", "--verbosity=0")
        run(town, "-m", "tests.bench.fill", str(size))
        run(town, "-m", "tests.bench.floor_tables")
        run(town, "manage.py", "collectstatic", "--noinput", "--verbosity=0")
        done.write_text(json.dumps({"built": round(time.monotonic() - began, 1)}))
    return float(json.loads(done.read_text())["built"])


def run(town: Town, *command: str) -> str:
    """A command in this town with the settings of the bench; raises RuntimeError where it failed."""
    return town.must(*command, env={"DJANGO_SETTINGS_MODULE": OURS})


def fingerprint() -> str:
    """Of the tables as the migrations make them, and of the generator."""
    files = [ROOT / "tests" / "bench" / f"{name}.py" for name in MADE_BY]
    files += sorted(ROOT.glob("*/migrations/*.py"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:8]


@contextmanager
def both_sites(town: Town) -> Iterator[Mapping[bool, int]]:
    """Ours and the floor, served in the same way; their ports, the floor under True."""
    with ExitStack() as stack:
        ports = {}
        for is_floor, settings in ((False, OURS), (True, FLOOR)):
            site = BenchSite(town, env={"DJANGO_SETTINGS_MODULE": settings, "LOG_LEVEL": "WARNING"})
            stack.callback(site.stop)
            site.wait_until_ready()
            site.warm_up()
            ports[is_floor] = site.port
        yield ports
