"""How long a page waits for PostgreSQL: a database that is silent gets an answer out of us, and no hanging visitor."""

import select
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg2
from django.http import HttpRequest, HttpResponse
from psycopg2 import extensions

# Seconds. The first word of a request is a greeting, which takes no time; a question may take some.
GREETING, QUESTION, WHOLE_REQUEST = 2.0, 4.0, 4.5
# An answer that comes this soon costs no patience: what asks very many small questions, such as an import, may go on.
SOON = 0.15
# Of a command, that nobody stands waiting for; its questions may take as long as they need.
CONNECTING = 10.0

_mine = threading.local()


@dataclass(kw_only=True)
class Patience:
    """What is left of it in one request; all that passes in silence is taken off, and so are answers that are slow."""

    left: float = WHOLE_REQUEST
    heard: bool = False

    def limit(self) -> float:
        """How long the next answer may take, in seconds."""
        return min(QUESTION if self.heard else GREETING, self.left)

    def lose(self, seconds: float) -> None:
        """Nothing was heard for so long."""
        self.left, self.heard = max(0.0, self.left - seconds), False

    def hear(self, *, after: float) -> None:
        """The answer came, after so many seconds."""
        self.heard = True
        if after > SOON:
            self.left = max(0.0, self.left - after)


@contextmanager
def patience() -> Iterator[Patience]:
    """Within, this thread waits for PostgreSQL no longer than one request may."""
    before = getattr(_mine, "patience", None)
    _mine.patience = Patience()
    try:
        yield _mine.patience
    finally:
        _mine.patience = before


def answer_in_time(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: a visitor has an answer within five seconds, whatever the database does."""

    def answer(request: HttpRequest) -> HttpResponse:
        with patience():
            return get_response(request)

    return answer


def wait_in_time(connection: Any) -> None:
    """Instead of psycopg2's own waiting, which has no end where the other side is silent: timeouts of the server do not
    help when it cannot be reached, nor those of TCP when something in between takes the packets and keeps them.
    Raises psycopg2.OperationalError, on which psycopg2 closes the connection.
    """
    mine: Patience | None = getattr(_mine, "patience", None)
    limit = mine.limit() if mine else (CONNECTING if connection.status == extensions.STATUS_SETUP else None)
    began = time.monotonic()
    while (state := connection.poll()) != extensions.POLL_OK:
        left = None if limit is None else began + limit - time.monotonic()
        if not _something_happens(connection, state, left):
            if mine:
                mine.lose(time.monotonic() - began)
            raise psycopg2.OperationalError("The database did not answer in time.")
    if mine:
        mine.hear(after=time.monotonic() - began)


def _something_happens(connection: Any, state: int, seconds: float | None) -> bool:
    """Whether the connection moves before the time is over; None waits for ever."""
    if seconds is not None and seconds <= 0:
        return False
    watch = select.poll()
    watch.register(connection.fileno(), select.POLLIN if state == extensions.POLL_READ else select.POLLOUT)
    return bool(watch.poll(None if seconds is None else seconds * 1000))


def wait_with_an_end() -> None:
    """From here on every connection of this process waits like this."""
    extensions.set_wait_callback(wait_in_time)
