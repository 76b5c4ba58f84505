"""The site as systemd and nginx run it: the door is held open from outside, and one version takes over from another."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psutil

from burgerkracht.handover import is_gone
from tests.evidence.earnest_town import Town
from tests.evidence.figure import ROOT
from tests.evidence.site import Site
from tests.nginx import write_settings

# What systemd does before it starts a service with a socket: descriptor 3, and whose it is.
START = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.environ |= {"LISTEN_FDS": "1", "LISTEN_PID": str(os.getpid())}
os.execv(sys.executable, [sys.executable, "-m", "gunicorn", "burgerkracht.wsgi"])
"""
SOON, LATE = 15, 60


class HeldSite(Site):
    """As the units run it; `nu` links to the version that runs, and `pid` is whom systemd calls the main one."""

    def __init__(self, town: Town) -> None:
        self.nu = town.folder / "nu"
        self.nu.symlink_to(ROOT)
        self.told = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.told.bind(str(town.folder / "notify"))
        self.told.settimeout(LATE)
        self.door = socket.socket(socket.AF_UNIX)
        self.door.bind(str(town.folder / "web.sock"))
        self.door.listen(1024)
        self.proxy: subprocess.Popen[bytes] | None = None
        super().__init__(town, env={"NOTIFY_SOCKET": str(town.folder / "notify"), "METRICS_TOKEN": "x" * 40})
        if shutil.which("nginx"):
            settings = write_settings(
                town.folder, listen=f"127.0.0.1:{self.port}", upstream=f"unix:{town.folder}/web.sock"
            )
            self.proxy = subprocess.Popen(["nginx", "-e", "stderr", "-c", str(settings)], stderr=subprocess.DEVNULL)

    def _start(self) -> "subprocess.Popen[bytes]":
        if not shutil.which("nginx"):
            # Nobody between visitor and site, so the door is where the visitor comes.
            self.door.close()
            self.door = socket.create_server(("127.0.0.1", self.port), backlog=1024)
        command = [sys.executable, "-c", START, str(self.door.fileno())]
        env = self._env | {"PWD": str(self.nu)}
        with self.log.open("ab") as log:
            started = subprocess.Popen(
                command, cwd=self.nu, env=env, stdout=log, stderr=log, pass_fds=[self.door.fileno()]
            )
        self.pid = started.pid
        self.hear("READY=1")
        return started

    def hear(self, beginning: str) -> str:
        """What systemd is told next that begins like this; raises TimeoutError."""
        while not (said := self.told.recv(4096).decode()).startswith(beginning):
            pass
        return said.removeprefix(beginning)

    def hear_main(self) -> int:
        """Who is the main one now; every worker of a new one says so."""
        while (pid := int(self.hear("MAINPID="))) == self.pid:
            pass
        return pid

    def take_over(self, *, patience: float = LATE) -> bool:
        """`systemctl reload`; whether another version runs now."""
        command = [sys.executable, "-m", "burgerkracht.handover", str(self.pid), str(patience)]
        done = subprocess.run(command, cwd=ROOT, stderr=subprocess.DEVNULL, check=False)
        if done.returncode == 0:
            self.pid = self.hear_main()
        self._process.poll()
        return done.returncode == 0

    def workers(self) -> list[psutil.Process]:
        """Of the version that runs."""
        found: list[psutil.Process] = psutil.Process(self.pid).children()
        return found

    def restart(self) -> None:
        """`systemctl restart`: everything new, while the door stays open."""
        self.end()
        self._process = self._start()

    def crash(self) -> None:
        """Nobody says goodbye and nobody holds the door; then it starts again."""
        gone = [*self.workers(), psutil.Process(self.pid)]
        for one in gone:
            one.kill()
        psutil.wait_procs(gone, timeout=5)
        self._process.poll()
        self.reopen()
        self._process = self._start()

    def reopen(self) -> None:
        """The door closes with everybody who stands before it, and is made again."""
        self.door.close()
        if self.proxy is None:
            self.door = socket.create_server(("127.0.0.1", self.port), backlog=1024)
            return
        place = self.town.folder / "web.sock"
        place.unlink()
        self.door = socket.socket(socket.AF_UNIX)
        self.door.bind(str(place))
        self.door.listen(1024)

    def end(self) -> None:
        """The site, in peace."""
        os.kill(self.pid, signal.SIGTERM)
        until = time.monotonic() + LATE
        while not is_gone(self.pid) and time.monotonic() < until:
            self._process.poll()
            time.sleep(0.05)
        self._process.poll()

    def stop(self) -> None:
        """The site and who stands before it."""
        self.end()
        if self.proxy is not None:
            self.proxy.terminate()
            self.proxy.wait()
        self.door.close()
        self.told.close()

    @property
    def before(self) -> str:
        """Who stands before it, for whoever reads the figures."""
        return "met nginx ervoor" if self.proxy else "zonder nginx ervoor, die is hier niet"


@contextmanager
def open_held(town: Town) -> Iterator[HeldSite]:
    """Open when the block begins, closed when it ends."""
    site = HeldSite(town)
    try:
        site.wait_until_ready()
        site.warm_up()
        yield site
    finally:
        site.stop()
