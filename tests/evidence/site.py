"""The real site for a drill: gunicorn as in earnest on loopback, over a town of its own."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import psutil

from tests.evidence.earnest_town import Town
from tests.evidence.figure import ROOT
from tests.evidence.visitor import Visitor, all_at_once, free_port

READY_WITHIN, WARM = 60, 8


class Site:
    """What a drill may do to it."""

    def __init__(self, town: Town, *, env: Mapping[str, str] | None = None) -> None:
        self.town, self.port = town, free_port()
        self._env = town.environment | dict(env or {})
        self.log = Path(town.folder) / f"site-{self.port}.log"
        self._process = self._start()

    def _start(self) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "gunicorn", "burgerkracht.wsgi", "--bind", f"127.0.0.1:{self.port}"]
        with self.log.open("ab") as log:
            return subprocess.Popen(command, cwd=ROOT, env=self._env, stdout=log, stderr=log)

    def wait_until_ready(self) -> None:
        """Raises TimeoutError where it does not come."""
        until = time.monotonic() + READY_WITHIN
        while self.visitor().get("/health/ready").status != 200:
            if time.monotonic() > until:
                raise TimeoutError(self.log.read_text()[-2000:])
            time.sleep(0.1)

    def warm_up(self) -> None:
        """Every worker has read its code and templates; at night there is nobody to do that."""
        coordinator = self.coordinator()
        for path in ("/dorpen/", "/ik-heb-een-idee/", "/werk/", "/initiatieven/nieuw/"):
            all_at_once(WARM, partial(coordinator.get, path))

    def visitor(self) -> Visitor:
        """Somebody from outside, each at an address of their own."""
        return Visitor(self.port)

    def coordinator(self) -> Visitor:
        """The internal coordinator, signed in."""
        return Visitor(self.port, session=str(self.town.facts["session"]))

    def workers(self) -> list[psutil.Process]:
        """The processes that answer."""
        found: list[psutil.Process] = psutil.Process(self._process.pid).children()
        return found

    def roll(self) -> None:
        """A new version without closing: every worker finishes what it has, and another takes over."""
        self._process.send_signal(signal.SIGHUP)

    def start_again(self) -> None:
        """A new version by closing and opening."""
        self.stop()
        self._process = self._start()

    def stop(self) -> None:
        """In peace, and else without."""
        self._process.terminate()
        try:
            self._process.wait(timeout=40)
        except subprocess.TimeoutExpired:
            for worker in self.workers():
                os.kill(worker.pid, signal.SIGKILL)
            self._process.kill()
            self._process.wait()


@contextmanager
def open_site(town: Town, *, env: Mapping[str, str] | None = None) -> Iterator[Site]:
    """Open when the block begins, closed when it ends."""
    site = Site(town, env=env)
    try:
        site.wait_until_ready()
        site.warm_up()
        yield site
    finally:
        site.stop()
