"""`make bench` and `make bench-guard`: fills, serves, measures, and says which aims are met."""

import argparse
import json
import os
import platform
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import psutil

from tests.bench.long_work import KINDS, Work
from tests.bench.measure import Effort, Measurer
from tests.bench.phone import visit_all
from tests.bench.report import guard, part_of, say, write_page
from tests.bench.timing import Result, keep, read_kept
from tests.bench.town import bench_town, both_sites, run
from tests.evidence.earnest_town import Town
from tests.evidence.figure import commit

GUARD_SIZE = 10_000
QUICK = Effort(rounds=3, requests=12, seconds=0.8, rounds_of_eight=1, seconds_of_eight=1.0)


def main(arguments: Sequence[str]) -> int:
    """Every size that was asked for, one after another; 1 where the guard found something."""
    asked = argparse.ArgumentParser(prog="make bench", description=__doc__)
    asked.add_argument("sizes", nargs="*", type=int, default=[1_000])
    asked.add_argument("--database", choices=("postgresql", "sqlite"), default="postgresql")
    asked.add_argument("--keep", type=Path, default=None, help="where filled municipalities are kept")
    asked.add_argument("--guard", action="store_true", help="one size, quickly, with slack; writes nothing")
    options = asked.parse_args(arguments)
    kept = options.keep.resolve() if options.keep else None
    if options.guard:
        return guard(measured(GUARD_SIZE, options.database, kept=kept, effort=QUICK, guards=True), read_kept())
    for size in options.sizes:
        result = measured(size, options.database, kept=kept, effort=Effort())
        say("\n".join(part_of(result)))
        keep(result)
        write_page(read_kept())
    return 0


def measured(size: int, database: str, *, kept: Path | None, effort: Effort, guards: bool = False) -> Result:
    """One size from nothing: filled, served, measured."""
    say(f"{database}, {size} initiatieven: vullen")
    with bench_town(database, size, kept=kept) as bench, both_sites(bench.town) as ports:
        pages = Measurer(facts=bench.town.facts, ports=ports, effort=effort, says=say).measure()
        return Result(
            database=database,
            size=size,
            commit=commit(),
            at=datetime.now().astimezone().isoformat(timespec="minutes"),
            machine=machine() | {"database": bench.database},
            built=bench.built,
            pages=pages,
            phone={} if guards else visit_all(ports[False], bench.town.facts),
            long={} if guards else long_work(bench.town),
        )


def long_work(town: Town) -> dict[str, Work]:
    """What takes long by its nature, each in a process of its own; last, for it changes the town."""
    found = {}
    for kind, name in KINDS.items():
        say(name)
        found[kind] = Work(**json.loads(run(town, "-m", "tests.bench.long_work", kind).splitlines()[-1]))
    return found


def machine() -> dict[str, str]:
    """What it ran on."""
    memory = psutil.virtual_memory().total // 2**30
    return {"kernen": str(os.cpu_count()), "geheugen": f"{memory} GB", "Python": platform.python_version()}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
