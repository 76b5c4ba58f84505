"""What stands in a log line, and what never does: no secret, no code, and nothing of a person."""

import json
import logging
import re
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest

from accounts.request_id import request_id
from burgerkracht.causes import causes_of

HIDDEN = "***"
# As long as our shortest secret; no word, number or name of a file of ours is.
LONG_RANDOM = r"(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{40,}(?![A-Za-z0-9_-])"
CODE = r"(?<![A-Za-z0-9])[0-9A-HJKMNP-TV-Z]{4}(?:[- ]?[0-9A-HJKMNP-TV-Z]{4}){3}(?![A-Za-z0-9])"
EMAIL = r"[^\s<>\"'/=,;:()]+@[^\s<>\"'/=,;:()]+\.[A-Za-z]{2,}"
PHONE = r"(?<![\w.+-])(?:\+|00)?(?:31[ -]?|0)(?:\(0\))?[1-9](?:[ -]?\d){7,8}(?!\w)"
# What PostgreSQL says of the values of a row.
VALUES = r"(?:DETAIL|CONTEXT):.*"
NEVER = re.compile("|".join(f"(?:{pattern})" for pattern in (LONG_RANDOM, CODE, EMAIL, PHONE, VALUES)), re.DOTALL)
# Given along with a line, for the fields of their own.
OF_A_REQUEST = ("method", "route", "status", "ms", "user")


def clean(text: str) -> str:
    """The same text, with what may never stand in a log made unreadable."""
    return NEVER.sub(HIDDEN, text)


class NoSecrets(logging.Filter):
    """Lets every line through, cleaned; the address somebody typed becomes the pattern of ours it leads to."""

    def filter(self, record: logging.LogRecord) -> bool:
        """The line as it will be read."""
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest) and isinstance(record.args, tuple):
            record.args = tuple(route_of(request) if arg == request.path else arg for arg in record.args)
        said = record.getMessage()
        if (safe := clean(said)) != said:
            record.msg, record.args = safe, ()
        return True


def route_of(request: HttpRequest) -> str:
    """The pattern behind an address: what somebody typed in it does not come along."""
    match = request.resolver_match
    return f"/{match.route}" if match else "(onbekend adres)"


# ---- a fault -------------------------------------------------------------------------------------------


def faults_of(error: BaseException | None) -> Iterator[str]:
    """Kind and place of a fault and of those it came from. Never its words: they may hold what somebody typed."""
    for fault in causes_of(error):
        code = getattr(fault, "pgcode", None) or getattr(fault, "sqlite_errorname", None)
        yield f"{type(fault).__module__}.{type(fault).__qualname__}" + (f" [{code}]" if code else "")
        # Read off the frames alone: with neither the values of variables nor the words of the fault.
        for frame in traceback.extract_tb(fault.__traceback__):
            yield f"  {frame.filename}:{frame.lineno} {frame.name}"


class SafeLines(logging.Formatter):
    """One readable line, for a terminal."""

    def formatException(self, ei: Any) -> str:
        """Where, and what kind."""
        return clean("\n".join(faults_of(ei[1])))


class JsonLines(SafeLines):
    """One line of JSON, for a machine that collects them."""

    def format(self, record: logging.LogRecord) -> str:
        """Only fields that are named here; what else a library gives along stays out."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "request_id": request_id(),
        }
        line |= {name: getattr(record, name) for name in OF_A_REQUEST if hasattr(record, name)}
        if isinstance(request := getattr(record, "request", None), HttpRequest):
            line.setdefault("route", route_of(request))
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info).split("\n")
        return json.dumps({k: v for k, v in line.items() if v not in ("", None)}, ensure_ascii=False, default=str)
