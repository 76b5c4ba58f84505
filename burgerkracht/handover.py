"""A new version beside the old one: it takes the door over when it can answer, and only then the old one goes."""

import os
import signal
import socket
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

# Where systemd listens; gunicorn forgets the name once it has said that it is there.
NOTIFY = os.environ.get("NOTIFY_SOCKET", "")
# Seconds: a new version has started by then, and the old one has finished what it was doing.
PATIENCE, GLANCE = 80.0, 0.1
# Where systemd puts the first door it holds open for a service, and where its successor looks for it.
DOOR = 3
NOT_TAKEN_OVER = "De nieuwe versie is niet gaan draaien; de oude draait door. Waarom staat in het log.\n"


def take_over(worker: Any) -> None:
    """For gunicorn, when a worker has read the application: the version that runs beside us may finish and go.

    Of a worker that starts later, and in a site that simply starts, there is nobody to send away.
    """
    old = int(os.environ.get("GUNICORN_PID", "0"))
    if not old or parent_of(worker.ppid) != old:
        return
    tell_systemd(f"MAINPID={worker.ppid}")
    with suppress(ProcessLookupError):
        os.kill(old, signal.SIGTERM)


def make_ready(server: Any) -> None:
    """For gunicorn, in the copy of itself that becomes its successor. The door that systemd holds open lies where it
    lay when we came, for gunicorn put it elsewhere but tells the successor to look here. And what began as `python -m
    gunicorn` begins like that again: started by the name of its file, modules of gunicorn hide those of Python.
    """
    if server.systemd:
        (door,) = server.LISTENERS
        if door.fileno() != DOOR:
            os.dup2(door.fileno(), DOOR, inheritable=True)
            os.set_inheritable(door.fileno(), False)
    python, begun, *rest = server.START_CTX["args"]
    if begun.endswith("/gunicorn/__main__.py"):
        server.START_CTX["args"] = [python, "-m", "gunicorn", *rest]


def parent_of(pid: int) -> int:
    """The process that started this one; 0 where it is gone."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("PPid:"):
                return int(line.split()[1])
    return 0


def tell_systemd(said: str) -> None:
    """Nothing where nobody listens."""
    if NOTIFY:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
            line.sendto(said.encode(), NOTIFY.replace("@", "\0", 1) if NOTIFY.startswith("@") else NOTIFY)


def replace(pid: int, *, patience: float = PATIENCE) -> bool:
    """Have this gunicorn start its successor and wait until it is gone itself; False where it had to stay."""
    os.kill(pid, signal.SIGUSR2)
    until = time.monotonic() + patience
    while time.monotonic() < until:
        if is_gone(pid):
            return True
        time.sleep(GLANCE)
    return False


def is_gone(pid: int) -> bool:
    """Ended, also where nobody has looked at how."""
    with suppress(OSError):
        return "\nState:\tZ" in Path(f"/proc/{pid}/status").read_text()
    return True


if __name__ == "__main__" and not replace(int(sys.argv[1]), patience=float(sys.argv[2]) if sys.argv[2:] else PATIENCE):
    sys.stderr.write(NOT_TAKEN_OVER)
    sys.exit(1)
