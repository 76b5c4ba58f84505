"""How gunicorn serves the site: enough threads for people who are slow, and none for ever."""

import gc
import os
import shutil
import socket
import struct
import tempfile
from typing import Any

from gunicorn.http import wsgi

from kernen.kept import start_keeping

# Seconds in which somebody who is sending must send something; whoever does not is hung up on.
SILENCE = 10


def serve_pages(_server: Any, _worker: Any) -> None:
    """In each worker, before it reads the application."""
    start_keeping()


def settle_in(_worker: Any) -> None:
    """When a worker has read the application: that stays, and looking through it for rubbish, over and over, is a
    twentieth of the time of a page.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


CHOICES: dict[str, Any] = {
    "workers": int(os.environ.get("WEB_CONCURRENCY", "2")),
    "worker_class": "gthread",
    "threads": 16,
    # A worker that hangs whole is replaced; a request that runs is finished first when a worker is asked to go.
    "timeout": 30,
    "graceful_timeout": 30,
    "keepalive": 2,
    "preload_app": False,
    "control_socket_disable": True,
    "post_fork": serve_pages,
    "post_worker_init": settle_in,
}
# Where workers count together; named before the first of them starts, and gone with the last.
COUNTS = "PROMETHEUS_MULTIPROC_DIR"
if os.environ.get("METRICS_TOKEN"):
    os.environ.setdefault(COUNTS, tempfile.mkdtemp(prefix="burgerkracht-counts-"))
# What answers is nobody's business: no name and no version goes along with an answer.
vars(wsgi)["SERVER"] = "web"


def hang_up_on_silence(server: Any) -> None:
    """Gunicorn's own timeout is for a whole worker: one that waits for a stalled upload in a thread counts as well.
    What a listener is told, its connections inherit.
    """
    for listener in server.LISTENERS:
        listener.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack("ll", SILENCE, 0))


def forget_counts(_server: Any) -> None:
    """Who starts next counts from nothing, as whoever reads the counts expects."""
    if folder := os.environ.get(COUNTS):
        shutil.rmtree(folder, ignore_errors=True)
