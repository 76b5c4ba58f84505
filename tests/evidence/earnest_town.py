"""A migrated town of a drill's own, in a folder or on a server that is thrown away; and who is signed in there."""

import atexit
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from tests.evidence.figure import ROOT

FACTS = "facts.json"


@dataclass(kw_only=True)
class Town:
    """`folder` holds files, keys and, without an address, the database; `facts` is what `fill_town` printed."""

    folder: Path
    url: str = ""
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """For every process that works in this town."""
        names = {"DJANGO_SETTINGS_MODULE": "tests.evidence.earnest", "BURGERKRACHT_VAR": str(self.folder)}
        # Tests are more easily satisfied, and what they chose is inherited.
        names |= {"SECURE_COOKIES": "1", "SECURE_SSL_REDIRECT": "1"}
        inherited = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "DEMO")}
        return inherited | names | ({"DATABASE_URL": self.url} if self.url else {})

    def run(self, *command: str, env: Mapping[str, str] | None = None) -> "subprocess.CompletedProcess[str]":
        """One command of Python in this town, to its end, whatever that is."""
        return subprocess.run(
            [sys.executable, *command],
            cwd=ROOT,
            env=self.environment | dict(env or {}),
            capture_output=True,
            text=True,
            check=False,
        )

    def must(self, *command: str, env: Mapping[str, str] | None = None) -> str:
        """The same, and what it printed; raises RuntimeError where it failed."""
        done = self.run(*command, env=env)
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)}: {done.stdout[-1000:]}{done.stderr[-2000:]}")
        return done.stdout


@contextmanager
def new_folder() -> Iterator[Path]:
    """A folder that is gone afterwards; another account may pass through it."""
    with tempfile.TemporaryDirectory(prefix="burgerkracht-town-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def found_town(folder: Path, *, url: str = "") -> Town:
    """The tables, and everybody in it; a second one in a folder is the first one again, for that is quicker."""
    if not url:
        shutil.copytree(_first_town(), folder, dirs_exist_ok=True)
        return Town(folder=folder, facts=json.loads((folder / FACTS).read_text()))
    return _found(Town(folder=folder, url=url))


@cache
def _first_town() -> Path:
    """One in a folder that nobody works in."""
    folder = Path(tempfile.mkdtemp(prefix="burgerkracht-first-town-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / FACTS).write_text(json.dumps(_found(Town(folder=folder)).facts))
    return folder


def _found(town: Town) -> Town:
    """From nothing."""
    town.must("manage.py", "migrate", "--verbosity=0")
    town.facts = json.loads(town.must("-m", "tests.evidence.fill_town").splitlines()[-1])
    return town
