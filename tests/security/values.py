"""What nobody types by mistake, one thing at a time, in a form that is right for the rest."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.hostile import VALUES

# Odd, and yet what somebody may well be called or want to say: a form that takes text takes these.
GENTLE = (
    "عربي 7", "🌳🏡", "Zoë d’Ærøskøbing-Ĳsbrandt", "\u202eomgekeerd", "a\u200bb", "=1+1", "<b>vet</b>",
    "' OR 1=1 --", "{{ 7*7 }}", "%s %(x)s {0}", "../../etc/passwd", "O'Neill \"Jan\"", "𝕍𝕆𝕆ℝ", "+31 6 12345678",
    "regel een\r\nregel twee", "-", "0", "Ａ", "e\u0301" * 20, "@SUM(A1)",
)  # fmt: skip
HARSH = (
    *VALUES, "9" * 400, "1e400", "-0", "Infinity", "1,2,3", "0x41", "\r\nBcc: x@example.nl", "\ufeff", "\ufffe",
    "\udfff", "2026-02-31", "2026-13-01", "9999-12-31T23:59", "0001-01-01T00:00", "24:00", "1900-01-01", "10000-01-01",
    "2026-03-29T02:30", "true", "null", "[]", '{"$gt": ""}', "../" * 50, "C:\\x", "file:///etc/passwd", "javascript:1",
    "//kwaad.example", "=cmd|' /C calc'!A0", "\t=1", "a" * 256, "a" * 4_001, "\x1b[31m", "\x7f", "\u2028",
    "00000000-0000-0000-0000-000000000000", "x@" + "y" * 300 + ".nl", "0" * 60, "١٢٣", "1" * 19, "-9223372036854775809",
)  # fmt: skip
NAMES = ("__proto__", "id", "pk", "is_superuser", "status", "initiative__pk", "a[]", "", "\x00", "_method", "%00")
FILE_NAMES = (
    "../../../x.pdf", "/etc/passwd", "C:\\x.pdf", "a\x00.pdf", "x" * 300 + ".pdf", "\u202efdp.exe", ".pdf", "", "x",
    "con.pdf", "a/b.pdf", "<img src=x>.pdf", "é🌳.pdf", "x.pdf\r\nX: y", "x.pdf.exe", "x.svg", "x.html", "\ud800.pdf",
)  # fmt: skip
FILE_BYTES = (
    b"", b"\x00" * 40, b"%PDF-1.4", b"<svg onload=alert(1)>", b"<html><script>1</script>", b"PK\x03\x04" + b"\xff" * 80,
    b"\x89PNG\r\n\x1a\n" + b"\x00" * 60, b"\xff\xd8\xff\xe0" + b"\x00" * 60, b"GIF89a" + b"\x00" * 30, b"\xff\xfe;\n",
    b"naam;slug\n=1+1;x\n" + b'"' * 999, "titel;kern\n\ud800".encode("utf-8", "surrogatepass"), b"\x00;\x00\n" * 50,
)  # fmt: skip
HEADERS = {
    "HTTP_HOST": ("kwaad.example", "localhost:99999", "[", "a b", "", "localhost\x00"),
    "HTTP_X_FORWARDED_FOR": ("1.2.3.4, x", "\x00", "9" * 2_000, ",,,", "::1%lo"),
    "HTTP_X_FORWARDED_PROTO": ("javascript", "https,http"),
    "HTTP_X_FORWARDED_HOST": ("kwaad.example",),
    "HTTP_REFERER": ("//kwaad.example", "\x00", "javascript:1", "http://[", "x" * 9_000),
    "HTTP_ACCEPT_LANGUAGE": ("x" * 5_000, "*;q=9", "en-" * 400, "\xff", "../../nl"),
    "HTTP_ACCEPT": ("\x00", "*" * 3_000),
    "HTTP_COOKIE": ("sessionid=\x00", "sessionid=" + "x" * 4_000, "csrftoken=é; =;;", "a=b;" * 500),
    "HTTP_USER_AGENT": ("", "\x00<script>", "x" * 9_000),
    "HTTP_RANGE": ("bytes=9-1", "bytes=0-,0-,0-", "x"),
    "HTTP_IF_MODIFIED_SINCE": ("gisteren", "Thu, 99 Jan 9999 99:99:99 GMT"),
    "HTTP_SEC_FETCH_SITE": ("cross-site", "\x00"),
    "CONTENT_TYPE": (
        "application/json", "multipart/form-data", "multipart/form-data; boundary=", "text/plain; charset=x",
        "application/x-www-form-urlencoded; charset=utf-16", "\x00",
    ),
    "CONTENT_LENGTH": ("-1", "x", "0"),
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Twist:
    """A form with one thing changed, and in words what."""

    said: str
    data: dict[str, Any]
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None
    file: tuple[str, tuple[str, bytes]] | None = None


def twist(chance: Random, data: Mapping[str, Any], files: Mapping[str, tuple[str, bytes]]) -> Twist:
    """One change, drawn: mostly of one box, sometimes of what boxes there are, of a file, a header or the body."""
    kinds = [*[_one_box] * 12, _twice, _left_out, _one_more, _header, _other_body]
    kind = _file if files and chance.random() < 0.4 else chance.choice(kinds)
    return kind(chance, dict(data), dict(files))


def _one_box(chance: Random, data: dict[str, Any], _files: object) -> Twist:
    name = chance.choice(sorted(data) or ["x"])
    value = chance.choice(GENTLE if chance.random() < 0.4 else HARSH)
    return Twist(said=f"{name}={value[:40]!r}", data=data | {name: value})


def _twice(chance: Random, data: dict[str, Any], _files: object) -> Twist:
    name = chance.choice(sorted(data) or ["x"])
    return Twist(said=f"{name} twice", data=data | {name: [data.get(name, ""), chance.choice(HARSH)]})


def _left_out(chance: Random, data: dict[str, Any], _files: object) -> Twist:
    gone = chance.choice(sorted(data) or ["x"])
    return Twist(said=f"without {gone}", data={name: value for name, value in data.items() if name != gone})


def _one_more(chance: Random, data: dict[str, Any], _files: object) -> Twist:
    name = chance.choice(NAMES)
    return Twist(said=f"with {name!r}", data=data | {name: chance.choice(HARSH)})


def _header(chance: Random, data: dict[str, Any], _files: object) -> Twist:
    name = chance.choice(sorted(set(HEADERS) - {"CONTENT_TYPE", "CONTENT_LENGTH"}))
    value = chance.choice(HEADERS[name])
    return Twist(said=f"{name}: {value[:40]!r}", data=data, headers={name: value})


def _other_body(chance: Random, data: dict[str, Any], _files: object) -> Twist:
    kind = chance.choice(HEADERS["CONTENT_TYPE"])
    bodies = (json.dumps(data, default=str).encode(), b"\xff\xfe\x00", b"{", b"a=%ff&b=%00&" * 50, b"--x\r\n\r\n", b"")
    return Twist(said=f"a body of {kind}", data=data, headers={"CONTENT_TYPE": kind}, body=chance.choice(bodies))


def _file(chance: Random, data: dict[str, Any], files: dict[str, tuple[str, bytes]]) -> Twist:
    box = chance.choice(sorted(files))
    name, content = files[box]
    if chance.random() < 0.5:
        name = chance.choice(FILE_NAMES)
    else:
        content = chance.choice(FILE_BYTES) if chance.random() < 0.5 else _spoilt(chance, content)
    return Twist(said=f"file {name[:40]!r}, {len(content)} bytes", data=data, file=(box, (name, content)))


def _spoilt(chance: Random, content: bytes) -> bytes:
    """The same file with some bytes changed, or cut off."""
    spoilt = bytearray(content)
    for _ in range(chance.randint(1, 20)):
        spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    return bytes(spoilt[: chance.randint(1, len(spoilt))]) if chance.random() < 0.3 else bytes(spoilt)
