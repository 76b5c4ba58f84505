"""Every page that is only looked at, and what may be changed by hand in its address."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from http.cookies import SimpleCookie
from random import Random
from typing import Any
from urllib.parse import quote

from django.db import transaction
from django.test import Client
from django.urls import URLPattern

from initiatives.filters import InitiativeFilter
from initiatives.statuses import Status
from tests.factories import sign_in
from tests.hostile import body
from tests.house.places import APPS, ROOT, python_files
from tests.initiatives.papers import resident
from tests.overleg.town import Town
from tests.security.registry import all_doors, methods_of
from tests.security.values import GENTLE, HARSH, HEADERS

PART = re.compile(r"<(?:(\w+):)?(\w+)>|\(\?P<(\w+)>[^)]*\)")
ASKED = re.compile(r'GET(?:\.get|\.getlist)?[(\[]\s*"(\w+)"|"(\w+)" in (?:self\.)?request\.GET')
NUMBERS = ("0", "1", str(2**31), str(2**63), "9" * 400, "٣", "-1", "²", "1.5")
PIECES = (
    *NUMBERS, "%00", "..%2f..%2fetc%2fpasswd", "%ED%A0%80", "%F0%9F%8C%B3", "x" * 3_000, "concept-0", "concept-%D9%A3",
    "00000000-0000-0000-0000-000000000000", "%0d%0aX-Kwaad:%201", "'", "%3Cscript%3E", "%", "__init__", "a.b",
    "VAG-2026-0001",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Look:
    """One address, asked by one visitor, with what is said in the headers."""

    client: Client
    address: str
    headers: dict[str, str]
    said: str


@cache
def asked_names() -> list[str]:
    """What pages look for behind the question mark, read off their own lines, and off the filter of the list."""
    texts = "\n".join(file.read_text() for file in python_files(*APPS) if ROOT in file.parents)
    found = {name for pair in ASKED.findall(texts) for name in pair if name}
    return sorted({*found, *InitiativeFilter.base_filters, "bladzijde", "pagina", "next", "o", "q", "e", "all"})


@cache
def looked_at() -> list[tuple[str, str]]:
    """Name and pattern of every door that can be looked at."""
    return sorted({(name, address_of(door, name)) for name, door in all_doors() if "GET" in methods_of(door)})


def address_of(door: URLPattern, name: str) -> str:
    """The address with its parts still open."""
    return ("/beheer/" if name.startswith("admin:") else "") + str(door.pattern)


def visitors(town: Town) -> list[Client]:
    """Who looks: everybody's own page is somebody's."""
    world = town.world
    idea = world.known_to_all(Status.IN_REVIEW)
    signed = [sign_in(world.people[who]) for who in ("IC", "EC.own", "BM.lead", "FB", "KA.own")]
    return [*signed, resident(idea), Client()]


def draw(chance: Random, everybody: list[Client], places: list[str]) -> Look:
    """An address somebody made up: its parts, what is asked behind it, or what the browser says of itself."""
    kind = chance.choice(("part", "query", "query", "header"))
    client, place = chance.choice(everybody), chance.choice(places)
    address = PART.sub(
        lambda _found: chance.choice(PIECES if kind == "part" else ("1", "VAG-2026-0001", "sibbe")), place
    )
    address = "/" + address.lstrip("/^").rstrip("$").replace("\\", "")
    headers: dict[str, str] = {}
    if kind == "query":
        names = chance.sample(asked_names(), chance.randint(1, 3))
        address += "?" + body({name: chance.choice((*HARSH, *GENTLE)) for name in names})
    if kind == "header":
        name = chance.choice([name for name in sorted(HEADERS) if not name.startswith("CONTENT")])
        headers = {name: chance.choice(HEADERS[name])}
    return Look(
        client=client, address=address, headers=headers, said=f"{kind} {quote(address)[:150]} {str(headers)[:80]}"
    )


def places() -> list[str]:
    """Where there is something to look at, in Dutch and in English."""
    found = [address for _name, address in looked_at()]
    return [
        *found,
        *(f"en/{address}" for address in found if address.startswith(("volg", "dorpen", "ik-heb", "buurt"))),
    ]


def look(one: Look) -> Any:
    """The answer; what looking left behind is taken back."""
    one.client.raise_request_exception = False
    kept = SimpleCookie(one.client.cookies)
    with transaction.atomic():
        path, _mark, query = one.address.partition("?")
        response = one.client.generic("GET", path, **dict[str, Any](one.headers), QUERY_STRING=query)
        if response.streaming:
            b"".join(response)
        transaction.set_rollback(True)
    one.client.cookies = kept
    return response


def rounds(town: Town, chance: Random, number: int) -> Iterator[tuple[Look, int]]:
    """So many looks, each with its answer."""
    everybody, where = visitors(town), places()
    for _ in range(number):
        one = draw(chance, everybody, where)
        yield one, look(one).status_code
