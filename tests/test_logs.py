"""Who reads the log of the application learns what went wrong and when, and nothing of anybody."""

import json
import logging
import re
import secrets
from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from burgerkracht.logs import JsonLines, NoSecrets, SafeLines, clean
from initiatives.deeds.calendar_feed import BYTES
from initiatives.deeds.mail_link import TOKEN_BYTES
from initiatives.models import AccessEntry
from initiatives.statuses import Status
from tests.factories import sign_in
from tests.initiatives.world import World

pytestmark = pytest.mark.django_db
Lines = Callable[[], list[dict[str, Any]]]
NAME, EMAIL, PHONE, CODE = (
    "Wilhelmina Zandvoort-Kuipers",
    "mina.zandvoort@example.nl",
    "06 12 34 56 78",
    "7QK3-M9TD-ZX4B-P2HV",
)


@pytest.fixture
def world(db: None) -> World:
    """Everybody."""
    return World()


@pytest.fixture
def written() -> Iterator[StringIO]:
    """Everything that every logger writes, as it goes to the outside in earnest."""
    out = StringIO()
    handler = logging.StreamHandler(out)
    handler.addFilter(NoSecrets())
    handler.setFormatter(JsonLines())
    root, before = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    names = ("burgerkracht.requests", "django", "django.request")
    levels = {name: logging.getLogger(name).level for name in names}
    for name in names:
        logging.getLogger(name).setLevel(logging.DEBUG)
    # Django writes the questions to the database only where somebody debugs; with values, and never in earnest.
    logging.getLogger("django.db.backends").setLevel(logging.WARNING)
    yield out
    root.removeHandler(handler)
    root.setLevel(before)
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)
    logging.getLogger("django.db.backends").setLevel(logging.NOTSET)


@pytest.fixture
def lines(written: StringIO) -> Lines:
    return lambda: [json.loads(line) for line in written.getvalue().splitlines()]


def test_a_request_is_one_line_with_the_pattern_of_the_page_and_the_number_of_the_account(
    world: World, lines: Lines
) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    client = sign_in(world.people["IC"])

    answer = client.get(f"/initiatieven/{initiative.reference}/?zoek={EMAIL}")

    (line,) = [line for line in lines() if line["logger"] == "burgerkracht.requests"]
    took = line.pop("ms")
    assert isinstance(took, int)
    assert line.pop("time").endswith("+00:00")
    assert line == {
        "level": "INFO", "logger": "burgerkracht.requests", "message": "request", "method": "GET", "status": 200,
        "route": "/initiatieven/<str:key>/", "user": world.people["IC"].pk,
        "request_id": answer.headers["X-Request-ID"],
    }  # fmt: skip
    # The same number stands in the log of looks.
    assert AccessEntry.objects.get().request_id == answer.headers["X-Request-ID"]


def test_a_number_from_outside_is_believed_of_a_proxy_of_ours_alone(settings: Settings) -> None:
    given = "0123456789abcdef"
    ask = {"headers": {"X-Request-ID": given}}
    assert Client().get("/health/live", **ask).headers["X-Request-ID"] != given  # type: ignore[arg-type]
    settings.TRUSTED_PROXIES = 1
    assert Client().get("/health/live", **ask).headers["X-Request-ID"] == given  # type: ignore[arg-type]
    ask = {"headers": {"X-Request-ID": f"{given} {EMAIL}"}}
    assert EMAIL not in Client().get("/health/live", **ask).headers["X-Request-ID"]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "size"), [("status_link", TOKEN_BYTES), ("calendar_feed", BYTES), ("chair_link", TOKEN_BYTES)]
)
def test_an_address_with_a_secret_leaves_no_secret(name: str, size: int, written: StringIO) -> None:
    token = secrets.token_urlsafe(size)

    Client(enforce_csrf_checks=True).post(reverse(name, args=[token]))
    Client().get(reverse(name, args=[token]))

    assert written.getvalue().count('"message": "request"') == 2
    assert token not in written.getvalue()


def test_what_residents_and_colleagues_type_is_in_no_line(world: World, written: StringIO) -> None:
    initiative = world.initiative(Status.SUBMITTED)
    colleague = sign_in(world.people["EC.own"])
    person = {"name": NAME, "email": EMAIL, "phone": PHONE, "title": NAME, "summary": NAME}
    colleague.post("/initiatieven/nieuw/", person)
    colleague.get(f"/initiatieven/?zoek={NAME}")
    colleague.get(f"/initiatieven/{EMAIL}/")
    Client().post("/account/login/", {"login": EMAIL, "password": "geheim-van-mina"})
    Client().post("/volg/", {"reference": initiative.reference, "code": CODE})
    Client().get(f"/volg/?code={CODE}")
    Client().get(f"/{NAME}/{EMAIL}/{PHONE}/{CODE}/")
    Client().post("/ik-heb-een-idee/", person)
    Client(enforce_csrf_checks=True).post(f"/volg/?code={CODE}", {"code": CODE})

    said = written.getvalue()
    assert said.count('"message": "request"') == 9
    leaked = [one for one in (NAME, "Wilhelmina", EMAIL, PHONE, CODE, "geheim-van-mina") if one in said]
    assert leaked == []


def test_a_fault_says_where_and_nothing_of_the_person_it_happened_to(
    world: World, lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    def trip(*_args: object, **_named: object) -> None:
        mine = f"{NAME} {EMAIL}"
        raise ValueError(f"could not write to {mine} {PHONE}")

    monkeypatch.setattr("initiatives.views.people.with_last_mail", trip)
    initiative = world.initiative(Status.SUBMITTED)
    client = sign_in(world.people["IC"])
    client.raise_request_exception = False

    assert client.get(f"/initiatieven/{initiative.reference}/mensen/").status_code == 500

    (line,) = [line for line in lines() if line["level"] == "ERROR"]
    assert (line["message"], line["route"]) == (
        "Internal Server Error: /initiatieven/<str:key>/mensen/", "/initiatieven/<str:key>/mensen/",
    )  # fmt: skip
    assert line["error"][0] == "builtins.ValueError"
    assert line["error"][-1].endswith(" trip")
    assert [one for one in (NAME, "Wilhelmina", EMAIL, PHONE) if one in json.dumps(line)] == []


def test_a_fault_of_the_database_keeps_its_code_and_not_the_row(world: World, written: StringIO) -> None:
    logger = logging.getLogger("burgerkracht.test")
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            for _ in range(2):
                cursor.execute("INSERT INTO kernen_word (key, singular, plural) VALUES (%s, %s, %s)", [EMAIL, NAME, ""])
    except Exception:
        logger.exception("It did not go in.")

    (line,) = [json.loads(line) for line in written.getvalue().splitlines() if "burgerkracht.test" in line]
    assert any(re.search(r"\[(235\d\d|23505|SQLITE_CONSTRAINT)", said) for said in line["error"])
    assert [one for one in (NAME, EMAIL) if one in written.getvalue()] == []


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("mail to mina.zandvoort@example.nl failed", "mail to *** failed"),
        ("call 06 12 34 56 78 or 0612345678", "call *** or ***"),
        ("call +31 6 12345678, 043-600 00 00", "call ***, ***"),
        ("code 7QK3-M9TD-ZX4B-P2HV and 7QK3M9TDZX4BP2HV", "code *** and ***"),
        ("duplicate key\nDETAIL:  Key (email)=(mina) already exists.", "duplicate key\n***"),
        (f"/volg/link/{'aB3_' * 11}/", "/volg/link/***/"),
        ("Message 42 was not sent (attempt 3): TimeoutError", "Message 42 was not sent (attempt 3): TimeoutError"),
        ("/initiatieven/VAG-2026-0042/ 2026-11-22 06:21:56", "/initiatieven/VAG-2026-0042/ 2026-11-22 06:21:56"),
    ],
)
def test_a_line_is_cleaned_of_what_may_never_stand_in_it(said: str, read: str) -> None:
    assert clean(said) == read


def test_an_ordinary_line_stays_as_it_was() -> None:
    line = logging.makeLogRecord({"msg": "Message %s was not sent", "args": (42,)})
    assert NoSecrets().filter(line)
    assert (line.msg, line.args) == ("Message %s was not sent", (42,))


def test_a_plain_line_says_no_more_of_a_fault_than_a_line_of_json() -> None:
    try:
        raise ValueError(EMAIL)
    except ValueError as error:
        said = SafeLines().formatException((ValueError, error, error.__traceback__))
    assert said.splitlines()[0] == "builtins.ValueError"
    assert EMAIL not in said


def test_every_line_goes_through_the_filter_to_one_place() -> None:
    console = {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "filters": ["secrets"]}
    assert settings.LOGGING["handlers"] == {"console": console | {"formatter": "json"}}
    # Nothing beside it that would mail a request or write it elsewhere.
    loggers = (logging.getLogger(name) for name in logging.root.manager.loggerDict)
    assert [one.name for one in loggers if one.name.startswith("django") and one.handlers] == []
