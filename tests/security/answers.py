"""Answers of every kind, as a browser over https gets them: pages, files, refusals, redirects and faults."""

from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

from django.db import DatabaseError
from django.test import Client

from burgerkracht import health
from initiatives.statuses import Status
from tests.factories import sign_in
from tests.initiatives.papers import PDF, add, resident
from tests.overleg.kern_pages import publish
from tests.overleg.town import Town

SECURE = {"secure": True}
PUBLIC_PAGES = (
    "/", "/ik-heb-een-idee/", "/ik-heb-een-idee/dank-u-wel/", "/dorpen/", "/volg/", "/volg/link/", "/buurt/",
    "/privacy", "/toegankelijkheid", "/en/", "/en/dorpen/", "/en/volg/", "/account/login/", "/account/password/reset/",
)  # fmt: skip


def answer(client: Client, address: str, method: str = "get", **more: Any) -> Any:
    """Over https, to its end."""
    client.raise_request_exception = False
    response: Any = getattr(client, method)(address, **more, **SECURE)
    if response.streaming:
        b"".join(response)
    return response


def refusals(town: Town) -> Iterator[tuple[str, Any]]:
    """What is not given: nowhere, not yours, not now, not a form, not our name, not there for a moment."""
    inside = sign_in(town.world.people["EC.own"])
    yield "404", answer(Client(), "/bestaat-niet/")
    yield "404 in /beheer/", answer(inside, "/beheer/")
    yield "403", answer(inside, "/routering/")
    yield "403 of a form without a token", answer(Client(enforce_csrf_checks=True), "/volg/", "post")
    yield "405", answer(Client(), "/volg/idee/", "put")
    yield "400, another name", answer(Client(), "/", HTTP_HOST="kwaad.example")
    yield "400, a number that fits nowhere", answer(inside, f"/initiatieven/?kern={'9' * 400}")
    yield "410", answer(Client(), f"/volg/link/{'a' * 43}/")
    with patch.object(health, "ask_database", side_effect=DatabaseError):  # a database that is gone
        yield "503", answer(Client(), "/health/ready")


def everything(town: Town) -> Iterator[tuple[str, Any]]:
    """One answer of every kind."""
    idea = publish(town.world.known_to_all(Status.IN_REVIEW))
    file = add(town.world, idea)
    assert PDF
    inside = sign_in(town.world.people["IC"])
    yield from ((page, answer(Client(), page)) for page in PUBLIC_PAGES)
    for page in (
        "/werk/",
        "/initiatieven/",
        f"/initiatieven/{idea.key}/",
        f"/initiatieven/{idea.key}/hold/",
        "/overleg/",
    ):
        yield page, answer(inside, page)
    yield "a file", answer(inside, f"/initiatieven/{idea.key}/bijlage/{file.stored_as}/")
    yield "a sheet", answer(inside, "/initiatieven/uitvoer/xlsx/")
    yield "the page of a resident", answer(resident(idea), "/volg/idee/")
    yield "of a neighbour", answer(Client(), f"/dorpen/{town.world.kern.slug}/{idea.reference}/")
    yield "a picture that is ours", answer(Client(), "/static/favicon.svg")
    yield "a picture that is not there", answer(Client(), "/static/nergens.svg")
    yield "health", answer(Client(), "/health/live")
    yield "to signing in", answer(Client(), "/werk/")
    yield "to the end with a slash", answer(Client(), "/dorpen")
    yield "/beheer/", answer(sign_in(town.world.people["FB"]), "/beheer/")
    yield from refusals(town)
