"""Somebody with a browser before the real site: asks, sends, and notes how long it took."""

import http.client
import socket
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from random import Random
from urllib.parse import urlencode
from uuid import uuid4

# Seconds after which a visitor is gone.
GIVES_UP = 40
TOKEN = "x" * 32
EDGE = "between-two-boxes"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """`status` 0: nobody answered."""

    status: int
    seconds: float
    body: str = ""
    location: str = ""

    @property
    def is_error(self) -> bool:
        """Nothing, or a fault of ours."""
        return self.status == 0 or self.status >= 500


@dataclass
class Visitor:
    """Behind the proxy that the site trusts, each at an address of their own; with a session somebody of the house."""

    port: int
    session: str = ""
    address: str = field(default_factory=lambda: new_address())

    def get(self, path: str) -> Answer:
        """A page."""
        return self._ask("GET", path, None)

    def post(self, path: str, fields: Mapping[str, str]) -> Answer:
        """A form from our own page."""
        return self._ask("POST", path, urlencode({"csrfmiddlewaretoken": TOKEN, **fields}))

    def send_file(self, path: str, fields: Mapping[str, str], *, name: str, content: bytes) -> Answer:
        """A form with a file, as a browser sends it."""
        parts = [
            _part(f'name="{one}"', value.encode()) for one, value in {"csrfmiddlewaretoken": TOKEN, **fields}.items()
        ]
        parts.append(_part(f'name="{name}"; filename="plan.pdf"\r\nContent-Type: application/pdf', content))
        body = b"".join(parts) + f"--{EDGE}--\r\n".encode()
        return self._ask("POST", path, body, kind=f"multipart/form-data; boundary={EDGE}")

    def headers(self) -> dict[str, str]:
        """What browser and proxy say."""
        cookies = {"__Host-csrftoken": TOKEN} | ({"__Host-sessionid": self.session} if self.session else {})
        return {
            "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
            "Origin": f"https://127.0.0.1:{self.port}",
            "Sec-Fetch-Site": "same-origin",
            "X-Forwarded-For": self.address,
            "X-Forwarded-Proto": "https",
            "Content-Type": "application/x-www-form-urlencoded",
        }

    def _ask(self, method: str, path: str, body: str | bytes | None, *, kind: str = "") -> Answer:
        began, line = time.monotonic(), http.client.HTTPConnection("127.0.0.1", self.port, timeout=GIVES_UP)
        try:
            line.request(method, path, body=body, headers=self.headers() | ({"Content-Type": kind} if kind else {}))
            response = line.getresponse()
            text, where = response.read().decode(), response.headers.get("Location", "")
        except (OSError, http.client.HTTPException):
            return Answer(status=0, seconds=time.monotonic() - began)
        finally:
            line.close()
        return Answer(status=response.status, seconds=time.monotonic() - began, body=text, location=where)


def _part(named: str, content: bytes) -> bytes:
    """One box of a form with files."""
    return f"--{EDGE}\r\nContent-Disposition: form-data; {named}\r\n\r\n".encode() + content + b"\r\n"


def new_address() -> str:
    """Hardly ever the same twice."""
    return ".".join(["10", *(str(part) for part in Random().choices(range(1, 255), k=3))])


def free_port() -> int:
    """One that nobody listens at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def idea(**answers: str) -> dict[str, str]:
    """What a resident types at "Ik heb een idee"."""
    story = "Een bank bij de kapel,\nwant tussen Sibbe en de kerk is er nu geen een."
    empty = {"text": story, "kern": "", "name": "Mia Daems", "phone": "", "email": "", "website": ""}
    # A number in the text may look like that of a person; this is the second press.
    empty |= {"looked_over": "1"}
    return empty | {"form_key": str(uuid4())} | answers


def intake(kern: int, **answers: str) -> dict[str, str]:
    """What a coordinator types after a first talk."""
    story = {"kind": "idea", "title": "Bank bij de kapel", "kern": str(kern), "summary": "Een bank om uit te rusten."}
    reach = {"name": "Mia Daems", "channel": "email", "email": "mia@example.nl", "phone": ""}
    return story | reach | {"form_key": str(uuid4())} | answers


def all_at_once(number: int, act: Callable[[], Answer]) -> list[Answer]:
    """So many do the same at the same moment."""
    with ThreadPoolExecutor(max_workers=number) as crowd:
        return list(crowd.map(lambda _n: act(), range(number)))
