"""The number of the request at hand: it stands in the log of the application and in the log of looks alike."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_at_hand: ContextVar[str] = ContextVar("request_id", default="")


def request_id() -> str:
    """The number of the request this thread answers; empty outside a request, as in a command."""
    return _at_hand.get()


@contextmanager
def numbered(number: str) -> Iterator[str]:
    """Within, this is the request at hand."""
    before = _at_hand.set(number)
    try:
        yield number
    finally:
        _at_hand.reset(before)
