"""What goes along with every answer, so that a browser runs, frames, guesses and passes on nothing."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from tests.house.places import ROOT
from tests.overleg.town import Town
from tests.security.answers import answer, everything
from tests.security.observatory import A_PLUS, broken, judge, score

STRICT = "max-age=63072000; includeSubDomains; preload"


@pytest.fixture
def in_earnest(settings: Settings) -> Settings:
    """As it runs for residents: everything over https."""
    settings.SECURE_SSL_REDIRECT = settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.CSRF_COOKIE_NAME, settings.SESSION_COOKIE_NAME = "__Host-csrftoken", "__Host-sessionid"
    return settings


def judged(response: Any) -> list[Any]:
    """By the rules of the Observatory."""
    kind = response.headers.get("Content-Type", "")
    html = response.content.decode() if kind.startswith("text/html") and not response.streaming else ""
    cookies = [morsel.OutputString() for morsel in response.cookies.values()]
    return judge(response.headers, cookies=cookies, html=html, is_secure=True)


def test_every_answer_of_every_kind_carries_every_header(in_earnest: Settings, town: Town) -> None:
    town.world.kern.slug = "sibbe"
    town.world.kern.save()
    seen = dict(everything(town))

    assert {name: fault for name, response in seen.items() if (fault := broken(judged(response)))} == {}
    assert min(score(judged(response)) for name, response in seen.items() if name != "a file") > A_PLUS
    assert {200, 302, 301, 400, 403, 404, 405, 410, 503} <= {response.status_code for response in seen.values()}
    assert {response.headers["Strict-Transport-Security"] for response in seen.values()} == {STRICT}


def test_a_fault_of_ours_carries_them_too(in_earnest: Settings, db: None) -> None:
    in_earnest.ROOT_URLCONF = "tests.security.faulty_urls"

    response = answer(Client(), "/kapot/", "post", data={"number": "veel"})

    assert (response.status_code, broken(judged(response))) == (500, [])


def test_who_comes_without_https_is_sent_to_the_same_name_first(in_earnest: Settings) -> None:
    response = Client().get("/volg/?nummer=1", HTTP_HOST="localhost")

    assert (response.status_code, response.headers["Location"]) == (301, "https://localhost/volg/?nummer=1")
    assert broken(judge(response.headers, cookies=[], html="", is_secure=False)) == []
    assert Client().get("/health/live", HTTP_HOST="localhost").status_code == 200


def test_nothing_that_is_said_is_kept_in_a_shared_browser(in_earnest: Settings, town: Town) -> None:
    kept = [name for name, said in everything(town) if "no-store" not in said.headers.get("Cache-Control", "")]
    assert kept == ["a picture that is ours", "a picture that is not there"]


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Content-Security-Policy", "default-src 'none'; script-src 'self' 'unsafe-inline'"),
        ("Content-Security-Policy", ""),
        ("Referrer-Policy", "unsafe-url"),
        ("Strict-Transport-Security", "max-age=60"),
        ("Access-Control-Allow-Origin", "*"),
        ("X-Content-Type-Options", ""),
    ],
)
def test_a_header_that_is_not_in_order_would_be_seen(in_earnest: Settings, db: None, header: str, value: str) -> None:
    response = answer(Client(), "/privacy")
    before = score(judged(response))
    response.headers[header] = value

    assert len(broken(judged(response))) >= 1
    assert score(judged(response)) < A_PLUS < before


def test_the_check_before_going_live_finds_nothing(tmp_path: Path) -> None:
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_URL", "DEMO", "DJANGO_"))
    }
    secrets = {
        "DJANGO_SECRET_KEY": "k" * 50 + "1234567890",
        "ACCESS_CODE_KEYS": "een-sleutel",
        "FACTOR_KEYS": "nog-een",
    }
    asked = {"BURGERKRACHT_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "burgerkracht.settings", "DEMO": ""}
    earnest = {"SECURE_COOKIES": "1", "SECURE_SSL_REDIRECT": "1"}

    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT, env=clean | asked | earnest | secrets, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert (done.returncode, done.stderr) == (0, "")
