"""What nobody types by mistake, sent to a form one field at a time: everything else in it is as it should be."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.db import connection, transaction
from django.test import Client

# A NUL, a book, a number no database holds or Python reads, half a letter, digits that are none, days at the edge of
# time, another kind of thing, and nothing.
VALUES = (
    "\x00", "a\x00b", "x" * 20_000, "9" * 5_000, str(2**63), "-1", "\ud800", "²", "٣", "9999-12-31", "0001-01-01",
    "{{ 7 }}<script>%s", "NaN", "",
)  # fmt: skip
# What only Python reads is answered alike above both databases, so it is sent above SQLite; on what SQLite keeps
# without a word and PostgreSQL may choke, above PostgreSQL; where each may choke in its own way, above both.
ONLY_READ: frozenset[str] = frozenset({"9" * 5_000, "-1", "²", "٣", "{{ 7 }}<script>%s", "NaN", ""})
ONLY_KEPT: frozenset[str] = frozenset({"\x00", "a\x00b", "x" * 20_000, "9999-12-31", "0001-01-01"})


def values_here() -> list[str | list[str]]:
    """What to send above this database, and the same box twice; both databases together get everything."""
    if connection.vendor == "sqlite":
        return [*(value for value in VALUES if value not in ONLY_KEPT), ["1", "2"]]
    return [value for value in VALUES if value not in ONLY_READ]


def body(data: Mapping[str, Any]) -> str:
    """As a browser sends it, half letters included."""
    return urlencode(data, doseq=True, errors="surrogatepass")


def send(client: Client, address: str, data: Mapping[str, Any]) -> int:
    """The answer; what it did is undone, so that the next finds the form as it was."""
    client.raise_request_exception = False
    with transaction.atomic():
        response = client.post(address, body(data), content_type="application/x-www-form-urlencoded")
        transaction.set_rollback(True)
    return response.status_code


def look(client: Client, address: str, query: Mapping[str, Any] | None = None) -> int:
    """The answer to an address that was changed by hand."""
    client.raise_request_exception = False
    with transaction.atomic():
        response = client.get(f"{address}?{body(query or {})}")
        transaction.set_rollback(True)
    return response.status_code


def broken_by(client: Client, address: str, data: Mapping[str, Any]) -> list[tuple[str, str, int]]:
    """What came of every field with every value, and twice the same field: only what is a fault of ours."""
    said = [
        (name, repr(value)[:20], send(client, address, {**data, name: value}))
        for name in data
        for value in values_here()
    ]
    return [one for one in said if one[2] >= 500]


def broken_together(client: Client, address: str, data: Mapping[str, Any], *names: str) -> list[tuple[str, int]]:
    """What came of all these fields with the same value, where nothing is done with them but giving them back."""
    said = [(repr(value)[:20], send(client, address, {**data, **dict.fromkeys(names, value)})) for value in VALUES]
    return [one for one in said if one[1] >= 500]


def broken_at(client: Client, address: str, *names: str) -> list[tuple[str, str, int]]:
    """The same for what stands behind the question mark of an address."""
    said = [(name, repr(value)[:20], look(client, address, {name: value})) for name in names for value in values_here()]
    return [one for one in said if one[2] >= 500]
