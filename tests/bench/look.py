"""Where the time of one page goes: `python -m tests.bench.look FOLDER PAGE` with a municipality that was kept."""

import argparse
import cProfile
import io
import os
import pstats
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.bench.pages import PAGES
from tests.bench.town import OURS
from tests.evidence.figure import ROOT
from tests.evidence.own_postgres import postgres_in

TIMES, SHOWN, LONGEST = 20, 45, 150


def look(key: str) -> None:
    """The page many times over in this very process, as the person of the bench: statements, and functions of ours."""
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    from tests.bench.facts import read_facts  # noqa: PLC0415

    asking = PAGES[key].asking(read_facts(), 0)
    browser = Client(headers={"x-forwarded-proto": "https", "x-forwarded-for": "10.0.0.1"}, SERVER_NAME="127.0.0.1")

    def ask() -> None:
        wanted = asking()
        browser.cookies["__Host-sessionid"] = wanted.session
        send = browser.post if wanted.fields else browser.get
        if (status := send(wanted.path, dict(wanted.fields)).status_code) != wanted.status:
            raise RuntimeError(f"{wanted.path}: {status}")
        wanted.done()

    asked: list[tuple[float, str]] = []
    for _warm in range(3):
        ask()
    with connection.execute_wrapper(_note(asked)):
        ask()
    profile = cProfile.Profile()
    profile.enable()
    for _time in range(TIMES):
        ask()
    profile.disable()
    _say(asked, profile)


def _note(asked: list[tuple[float, str]]) -> Callable[..., Any]:
    """Each statement, and how long it took (seconds)."""

    def run(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        began = time.perf_counter()
        done = execute(sql, params, many, context)
        asked.append((time.perf_counter() - began, sql))
        return done

    return run


def _say(asked: list[tuple[float, str]], profile: cProfile.Profile) -> None:
    """Statements in their order, those that were asked more than once, and our functions by what they cost in all."""
    out = sys.stdout.write
    for seconds, sql in asked:
        out(f"{seconds * 1000:8.2f} ms  {_short(sql)}\n")
    out(f"{len(asked)} vragen, {sum(seconds for seconds, _sql in asked) * 1000:.1f} ms\n")
    for sql, number in Counter(sql for _seconds, sql in asked).items():
        if number > 1:
            out(f"{number} ×  {_short(sql)}\n")
    text = io.StringIO()
    stats = pstats.Stats(profile, stream=text)
    stats.sort_stats("cumulative").print_stats(str(ROOT) + "/(?!.venv)", SHOWN)
    stats.sort_stats("tottime").print_stats(SHOWN // 3)
    out(text.getvalue().replace(f"{ROOT}/", ""))


def _short(sql: str) -> str:
    """From which table, and on what condition."""
    start, _from, rest = sql.partition(" FROM ")
    return f"{start.split(' ')[0]} {rest or start}"[:LONGEST]


def main() -> int:
    """Starts the database of that municipality, and this very module inside."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("page", choices=sorted(key for key, page in PAGES.items() if not page.is_floor))
    options = asked.parse_args()
    folder = options.folder.resolve()
    os.environ |= {"DJANGO_SETTINGS_MODULE": OURS, "BURGERKRACHT_VAR": str(folder), "LOG_LEVEL": "CRITICAL"}
    if not (folder / "data").exists():
        _look_inside(options.page)
        return 0
    with postgres_in(folder) as server:
        os.environ["DATABASE_URL"] = server.url
        _look_inside(options.page)
    return 0


def _look_inside(page: str) -> None:
    """Now that the environment says where it is."""
    import django  # noqa: PLC0415

    django.setup()
    look(page)


if __name__ == "__main__":
    sys.exit(main())
