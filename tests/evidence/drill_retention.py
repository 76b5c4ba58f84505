"""Bewaren en vernietigen: op de dag af, door vier ogen, en ook halverwege gestopt met dezelfde uitkomst."""

import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.evidence.figure import ROOT, Figure, run_pytest, scaled

KILLS, OLD = 20, 40
RULES = [f"tests/archive/test_{name}.py" for name in ("retention", "destruction", "destroying", "short_terms")]
# Skips the one step that takes the words away, to know that the search for them finds any.
WITHOUT_EMPTYING = (
    "import django; django.setup(); import archive.deeds.destroy as d; from django.utils import timezone;"
    "d.empty_initiative = lambda *_a, **_k: None; d.destroy_approved(now=timezone.now())"
)


@dataclass(frozen=True, kw_only=True)
class Town:
    """A folder with a database and files of its own."""

    folder: Path

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """To its end; raises RuntimeError with what it said where that is not the end."""
        done = subprocess.run(
            [sys.executable, *command], cwd=ROOT, env=self.env, capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            raise RuntimeError(done.stderr[-500:])
        return done

    def ask(self, *command: str) -> dict[str, Any]:
        """What a process of the town says."""
        said = self.run("-m", "tests.evidence.retention_town", *command).stdout
        answer: dict[str, Any] = json.loads(said.splitlines()[-1])
        return answer

    def destroy(self) -> None:
        """As the night round does."""
        self.run("manage.py", "destroy")

    def copy(self, to: Path) -> "Town":
        """The same town elsewhere."""
        shutil.copytree(self.folder, to)
        return Town(folder=to)

    def kill_at(self, number: int, *, pause: float) -> int:
        """Start destroying, and kill it once so many are gone; how many really were."""
        process = subprocess.Popen(
            [sys.executable, "manage.py", "destroy"], cwd=ROOT, env=self.env, stdout=subprocess.DEVNULL
        )
        while process.poll() is None and self.count() < number:
            time.sleep(0.002)
        time.sleep(pause)
        process.kill()
        process.wait()
        return self.count()

    def count(self) -> int:
        """How many are destroyed at this moment, as another process sees it."""
        file = self.folder / "burgerkracht.sqlite3"
        with sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=20) as database:
            asked = "SELECT count(*) FROM archive_destructionitem WHERE destroyed_at IS NOT NULL"
            found: int = database.execute(asked).fetchone()[0]
        database.close()
        return found

    @property
    def env(self) -> dict[str, str]:
        """Its own folder, and nothing of the shell's choices."""
        kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "DEMO")}
        return kept | {"BURGERKRACHT_VAR": str(self.folder), "DJANGO_SETTINGS_MODULE": "burgerkracht.settings"}


def drill() -> Iterator[Figure]:
    """Once whole, then killed again and again, then with one step taken out."""
    with tempfile.TemporaryDirectory(prefix="burgerkracht-retention-") as folder:
        first = Town(folder=Path(folder) / "begin")
        first.folder.mkdir()
        filled = first.ask("fill", str(max(10, scaled(OLD))))
        yield days(filled)
        whole = first.copy(Path(folder) / "heel")
        whole.destroy()
        seen = whole.ask("look")
        bare = first.copy(Path(folder) / "kaal")
        bare.run("-c", WITHOUT_EMPTYING)
        yield words(filled, seen, without=bare.ask("look"))
        yield permanent(filled, seen)
        whole.destroy()
        yield twice(seen, whole.ask("look"))
        yield killed(first, Path(folder), end=seen)
        yield seals(whole)
    yield on_postgresql()


def days(filled: dict[str, Any]) -> Figure:
    """Every result on the day before, the day and the day after; `days` is when its term ends before the cut-off."""
    kept_forever = [line for line in filled["near"] if "met geld" in line[0]]
    counted = [line for line in filled["near"] if line not in kept_forever]
    wrong = [line for line in counted if line[2] != (line[1] >= 0)] + [line for line in kept_forever if line[2]]
    return Figure(
        promise="Elke uitkomst staat op de lijst vanaf de laatste dag van de termijn: dag −1, 0 en +1",
        seen=f"{len(filled['near'])} gevallen, {len(wrong)} verkeerd",
        kept=len(filled["near"]) == 21 and not wrong,
        control=f"een dag later gerekend: {filled['a_day_off']} van {filled['early']} te vroeg op de lijst",
    )


def words(filled: dict[str, Any], seen: dict[str, Any], *, without: dict[str, Any]) -> Figure:
    """Nothing left of what is destroyed, in rows, in the bytes of the database and in files."""
    return Figure(
        promise="Van wat vernietigd is staat nergens nog een woord: niet in de rijen, niet in de bytes op schijf",
        seen=f"{len(seen['gone'])} vernietigd, {seen['in_rows']} in rijen en {seen['on_disk']} op schijf teruggevonden",
        kept=len(seen["gone"]) == filled["listed"] and seen["in_rows"] == 0 and seen["on_disk"] == 0,
        control=f"leegmaken overgeslagen: {without['in_rows']} van {filled['planted']} teruggevonden",
    )


def permanent(filled: dict[str, Any], seen: dict[str, Any]) -> Figure:
    """What is kept for ever, and everything that was on no list."""
    touched = set(filled["permanent"]) & set(seen["anonymised"])
    outside = set(seen["anonymised"]) - set(seen["gone"])
    return Figure(
        promise="Wat blijvend is of op geen lijst staat, is niet aangeraakt",
        seen=f"{len(filled['permanent'])} blijvend, {len(touched)} aangeraakt; {len(outside)} buiten de lijst gewist",
        kept=not touched and not outside and bool(filled["permanent"]),
        control=f"met een termijn in plaats van blijvend: {filled['without_rule']} op de lijst",
    )


def twice(once: dict[str, Any], again: dict[str, Any]) -> Figure:
    """The second round finds nothing to do."""
    same = once["digest"] == again["digest"]
    return Figure(
        promise="Twee keer uitvoeren is één keer uitvoeren",
        seen="elke rij van elke tabel is gelijk gebleven" if same else "de eindstand verschilt",
        kept=same,
        control="de vergelijking ziet verschil bij een halve ronde (zie hieronder)",
    )


def killed(first: Town, folder: Path, *, end: dict[str, Any]) -> Figure:
    """Killed at any point and run again, the end is the same."""
    chance, same, halfway, number = random.Random(6), 0, 0, scaled(KILLS)
    for turn in range(number):
        town = first.copy(folder / f"gedood-{turn}")
        reached = town.kill_at(chance.randrange(len(end["gone"])), pause=chance.random() * 0.05)
        halfway += reached < len(end["gone"])
        town.destroy()
        same += town.ask("look")["digest"] == end["digest"]
        shutil.rmtree(town.folder)
    return Figure(
        promise=f"{number} keer gedood op een willekeurig moment en opnieuw gestart: dezelfde eindstand",
        seen=f"{same} van {number} gelijk aan de ronde die heel bleef",
        kept=same == number and halfway > number // 2,
        control=f"{halfway} van {number} stopten halverwege: zonder tweede ronde was de eindstand daar anders",
    )


def seals(town: Town) -> Figure:
    """The logs are whole after destruction; a line that somebody changed behind our back is seen."""
    whole, said = verified(town)
    change_a_line(town)
    seen_through, complaint = verified(town)
    return Figure(
        promise="Na het vernietigen kloppen de zegels van de logboeken en de bestanden",
        seen=said,
        kept=whole and not seen_through,
        control=f"één regel van het logboek veranderd: {complaint}",
    )


def verified(town: Town) -> tuple[bool, str]:
    """Whether everything is as it was sealed, and the last thing that was said."""
    done = subprocess.run(
        [sys.executable, "manage.py", "verify"], cwd=ROOT, env=town.env, capture_output=True, text=True, check=False
    )
    said = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
    faults = [line for line in said if line.startswith("Fout")]
    return done.returncode == 0, (faults or said or ["niets gezegd"])[-1].strip()


def change_a_line(town: Town) -> None:
    """As somebody with the file of the database does it: the triggers away, and one event says something else."""
    with sqlite3.connect(town.folder / "burgerkracht.sqlite3", timeout=20) as database:
        guards = database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'initiatives_event'"
        )
        for (name,) in guards.fetchall():
            database.execute(f'DROP TRIGGER "{name}"')
        changed = database.execute(
            "UPDATE initiatives_event SET action = 'iets anders'"
            " WHERE id = (SELECT min(first_id) FROM initiatives_seal WHERE log = 'events')"
        )
        if changed.rowcount != 1:
            raise RuntimeError("there is no sealed line to change")
    database.close()


def on_postgresql() -> Figure:
    """The rules themselves, on the other database."""
    ran = run_pytest(*RULES, database="postgresql")
    return Figure(
        promise="Dezelfde regels op PostgreSQL: termijnen, vier ogen, bedenktijd, een klok die verspringt",
        seen=f"{ran.passed} proeven geslaagd, {ran.failed} mislukt",
        kept=ran.is_green,
        control="",
    )
