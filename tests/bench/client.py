"""Somebody who asks for one page after another over a line that stays open, and notes how long each took."""

import gzip
import socket
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from tests.evidence.visitor import GIVES_UP, Visitor


@dataclass(frozen=True, kw_only=True)
class Ask:
    """One page to ask for; with fields it is a form that is sent."""

    path: str
    session: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    # To be told when it was done.
    done: Callable[[], None] = lambda: None

    @property
    def status(self) -> int:
        """How it ends when all is well: a page, or the way on after a form."""
        return 302 if self.fields else 200


@dataclass(frozen=True, kw_only=True)
class Got:
    """What came back: `status` 0 where nobody answered."""

    status: int
    seconds: float
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def gzipped(self) -> int:
        """How many bytes it is as a proxy sends it."""
        return len(gzip.compress(self.body, compresslevel=6))


class Client:
    """One browser; it reads no more of an answer than it must, for it works on the machine that it measures."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._line: socket.socket | None = None

    def ask(self, wanted: Ask, *, count: bool = False) -> Got:
        """The page; `count` has its statements counted too."""
        raw, began = self._written(wanted, count=count), time.perf_counter()
        for _try in range(2):
            # A line that was silent for long may have been closed by the other side.
            fresh = self._line is None
            try:
                status, headers, body = self._send(raw)
                return Got(status=status, seconds=time.perf_counter() - began, body=body, headers=headers)
            except OSError:
                self.close()
                if fresh:
                    break
        return Got(status=0, seconds=time.perf_counter() - began)

    def close(self) -> None:
        """Gone."""
        if self._line:
            self._line.close()
        self._line = None

    def _written(self, wanted: Ask, *, count: bool) -> bytes:
        """As it goes over the line."""
        visitor = Visitor(self.port, session=wanted.session)
        token = visitor.headers()["Cookie"].partition("csrftoken=")[2].partition(";")[0]
        body = urlencode({"csrfmiddlewaretoken": token, **wanted.fields}) if wanted.fields else ""
        headers = visitor.headers() | {"Host": f"127.0.0.1:{self.port}", "Content-Length": str(len(body))}
        headers |= {"X-Bench": "1"} if count else {}
        lines = [f"{name}: {value}" for name, value in headers.items()]
        return "\r\n".join([f"{'POST' if body else 'GET'} {wanted.path} HTTP/1.1", *lines, "", body]).encode()

    def _send(self, raw: bytes) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body; raises OSError where the other side is gone."""
        if self._line is None:
            self._line = socket.create_connection(("127.0.0.1", self.port), timeout=GIVES_UP)
            self._line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._line.sendall(raw)
        head, _end, body = self._until(b"", b"\r\n\r\n").partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value for name, _colon, value in (line.partition(": ") for line in lines)}
        # Of an error page it may not be said how long it is; then nobody reads it.
        length = int(headers.get("content-length", 0))
        while len(body) < length:
            body += self._more()
        if headers.get("connection", "") == "close" or "content-length" not in headers:
            self.close()
        return int(first.split(" ")[1]), headers, body

    def _until(self, read: bytes, end: bytes) -> bytes:
        """What comes until this was seen."""
        while end not in read:
            read += self._more()
        return read

    def _more(self) -> bytes:
        """What is there now."""
        if self._line is None or not (piece := self._line.recv(65_536)):
            raise ConnectionError("The other side closed the line.")
        return piece
