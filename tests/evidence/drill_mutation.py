"""Bewaken de proeven de regels: per fout die wij in de code zetten, ziet een proef het of niet"""

from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from typing import Any

from tests.evidence.figure import Figure, Round, run_pytest, scaled
from tests.evidence.mutation_rooms import EQUIVALENT, ROOMS, Room

PROMISED = 90
# Tests that have nothing to do with the room: with these no mistake in it may be noticed.
CONTROL = Room(module="archive.deeds.retention", tests=("tests/initiatives/test_clocks.py",), most=20)


def drill() -> Iterator[Figure]:
    """Rooms with the same tests share a process; two at a time. The control leaves the tests of a room out."""
    groups = [list(rooms) for _, rooms in groupby(ROOMS, key=lambda room: room.tests)]
    with ThreadPoolExecutor(2) as two:
        rounds = list(two.map(_run, [*groups, [CONTROL]]))
    control, rounds = rounds[-1], rounds[:-1]
    idle = _score(_tried(control, CONTROL.module))
    broken = f"een kamer zonder haar proeven haalt {idle} procent" if _tried(control, CONTROL.module) else ""
    for room, ran in [(room, ran) for rooms, ran in zip(groups, rounds, strict=True) for room in rooms]:
        tried = _tried(ran, room.module)
        yield Figure(
            promise=f"{room.module}: minstens {PROMISED} procent van de fouten gezien, wat blijft verklaard",
            seen=_seen(ran, room, tried),
            kept=bool(tried) and _score(tried) >= PROMISED and bool(broken) and idle == 0 and not ran.values("broken"),
            control=broken,
        )


def _run(rooms: Sequence[Room]) -> Round:
    """One process for these rooms."""
    named = ",".join(f"{room.module}:{scaled(room.most)}" for room in rooms)
    files = dict.fromkeys(file for room in rooms for file in room.tests)
    plugin = ("-p", "tests.evidence.mutation_loop", "-m", "not long")
    return run_pytest(*plugin, *files, env={"MUTATED": named}, workers=0)


def _tried(ran: Round, module: str) -> list[dict[str, Any]]:
    """The mistakes that could be made here, without those that change nothing."""
    tried = [one for one in ran.values("mutant") if one["room"] == module and one["end"] != "not placed"]
    return [one for one in tried if one["end"] != "survived" or (module, one["said"]) not in EQUIVALENT]


def _score(tried: Sequence[dict[str, Any]]) -> int:
    """Of a hundred mistakes so many were seen; one that never ends was seen too."""
    noticed = len([one for one in tried if one["end"] != "survived"])
    return 100 * noticed // max(1, len(tried))


def _seen(ran: Round, room: Room, tried: Sequence[dict[str, Any]]) -> str:
    """The score, how many of all, and each that was not seen."""
    if not tried or ran.values("broken"):
        return f"niet gemeten: {ran.output.strip().splitlines()[-1:]} {ran.values('broken')}"
    all_of = sum(one["number"] for one in ran.values("all") if one["room"] == room.module)
    ends = Counter(one["end"] for one in tried)
    explained = [said for module, said in EQUIVALENT if module == room.module]
    left = [f"regel {one['line']}: {one['said']}" for one in tried if one["end"] == "survived"]
    said = f"{_score(tried)} procent van {len(tried)} fouten (steekproef uit {all_of}), {ends['timeout']} liep vast"
    said += (
        f", {unfit} proeven die zich niet laten splitsen bleven thuis" if (unfit := sum(ran.values("unfit"))) else ""
    )
    said += f", {len(explained)} verklaard als gelijkwaardig" if explained else ""
    return said + (f"; niet gezien: {'; '.join(left)}" if left else "; alles gezien")
