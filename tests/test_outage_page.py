"""The database is away: who was writing keeps what was typed and can send it again, and nobody waits for long."""

import errno
import html
import re
import socket
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import psycopg2
import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, InterfaceError, OperationalError, connection, transaction
from django.test import Client, RequestFactory
from django.urls import reverse

from burgerkracht import patience as room
from burgerkracht.outage import answer_outage, is_outage
from burgerkracht.patience import Patience, patience
from initiatives.models import Signal
from tests.initiatives.builders import make_world

pytestmark = pytest.mark.django_db

STORY = 'Een bank bij "de kapel" <b>voor</b> wie rust,\nwant tussen Sibbe en de kerk is er nu geen een.'
OURS = {"Sec-Fetch-Site": "same-origin"}
HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')


@contextmanager
def database_away() -> Iterator[None]:
    """No question gets an answer any more, whoever asks it."""

    def refuse(*_question: Any) -> Any:
        raise OperationalError("server closed the connection") from psycopg2.OperationalError()

    with connection.execute_wrapper(refuse):
        yield


@pytest.fixture
def browser() -> Client:
    cache.clear()
    return Client(raise_request_exception=False)


def idea(**answers: str) -> dict[str, str]:
    empty = {"text": STORY, "kern": "sibbe", "name": "Mia Daems", "phone": "", "email": "", "website": ""}
    return empty | {"form_key": str(uuid4())} | answers


def words(response: Any) -> str:
    return html.unescape(response.content.decode())


def sent_again(page: Any) -> dict[str, str]:
    return {name: html.unescape(value) for name, value in HIDDEN.findall(page.content.decode())}


# ---- the page ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/", "/dorpen/", "/volg/", "/account/login/", "/bestaat-niet/"])
def test_every_page_says_plainly_that_it_is_us_and_when_to_come_back(browser: Client, path: str) -> None:
    with database_away():
        page = browser.get(path)
    assert (page.status_code, page["Retry-After"], page["Cache-Control"]) == (503, "30", "no-store")
    assert "Burgerkracht doet het nu even niet. Dat ligt aan ons, niet aan u." in words(page)
    assert f'<a class="utrecht-link" href="{path}">Probeer het opnieuw</a>' in page.content.decode()


def test_who_reads_english_reads_it_in_english(browser: Client) -> None:
    with database_away():
        page = browser.get("/en/dorpen/")
    assert (page.status_code, page["Content-Language"]) == (503, "en")
    assert '<html lang="en"' in page.content.decode()


def test_a_colleague_whose_session_cannot_be_read_sees_the_page_too(browser: Client) -> None:
    browser.force_login(make_world().coordinator)
    with database_away():
        page = browser.get(reverse("work"))
    assert (page.status_code, page["Retry-After"]) == (503, "30")


def test_a_resident_reads_the_whole_story_again_and_it_arrives_once_however_often_it_is_sent(browser: Client) -> None:
    make_world()
    typed = idea()
    with database_away():
        page = browser.post(reverse("idea"), typed, headers=OURS)
    assert page.status_code == 503
    assert "<b>voor" not in page.content.decode()
    assert STORY in words(page)
    assert sent_again(page) == typed
    assert "Dan bewaren wij het maar één keer." in words(page)
    assert [browser.post(reverse("idea"), sent_again(page)).status_code for _ in range(2)] == [302, 302]
    assert list(Signal.objects.values_list("text", flat=True)) == [STORY]


def test_what_another_site_sent_is_not_repeated(browser: Client) -> None:
    with database_away():
        page = browser.post(reverse("idea"), idea(), headers={"Sec-Fetch-Site": "cross-site"})
    assert page.status_code == 503
    assert ("kapel" in words(page), sent_again(page)) == (False, {})


def test_a_password_is_not_given_back_and_half_a_form_is_not_sent(browser: Client) -> None:
    with database_away():
        page = browser.post(
            reverse("account_login"),
            {"login": "els@gemeente.example", "password": "geheim-woord-van-els"},
            headers=OURS,
        )
    assert page.status_code == 503
    assert ("geheim" in words(page), sent_again(page)) == (False, {})
    assert "els@gemeente.example" in words(page)
    assert "Vul die daar opnieuw in." in words(page)


@pytest.mark.parametrize(
    ("name", "comes_back"),
    [
        *(("code", False), ("otp_code", False), ("recovery-codes", False), ("token", False), ("password2", False)),
        *(("postcode", True), ("keywords", True), ("tokens_of_thanks", True)),
    ],
)
def test_codes_and_tokens_are_never_given_back_but_a_postcode_is(name: str, comes_back: bool) -> None:
    page = answer_outage(RequestFactory().post("/volg/", {name: "6301 GA bij de kapel"}, headers=OURS))
    assert ("6301 GA bij de kapel" in words(page)) is comes_back


def test_a_file_is_chosen_again_in_the_same_box() -> None:
    form = {"form_key": str(uuid4()), "attachments": SimpleUploadedFile("bank.jpg", b"bank")}
    request = RequestFactory().post("/volg/idee/bestand/", form, headers=OURS)
    page = answer_outage(request).content.decode()
    request.close()
    assert '<input type="file" id="bestand-1" name="attachments" multiple>' in page
    assert 'enctype="multipart/form-data"' in page
    assert "Kies uw bestanden opnieuw" in page


# ---- which faults -----------------------------------------------------------------------------------


def busy(name: str) -> OperationalError:
    cause = sqlite3.OperationalError()
    cause.sqlite_errorname = name
    error = OperationalError()
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "goes_by_itself"),
    [
        (busy("SQLITE_BUSY"), True),
        (busy("SQLITE_FULL"), True),
        (busy("SQLITE_READONLY_DBMOVED"), True),
        (busy("SQLITE_IOERR_WRITE"), True),
        (busy("SQLITE_ERROR"), False),
        (InterfaceError("connection already closed"), True),
        (DatabaseError("something of ours"), False),
        (OSError(errno.ENOSPC, "No space left on device"), True),
        (FileNotFoundError(errno.ENOENT, "No such file"), False),
        (ValueError("a mistake of ours"), False),
        (None, False),
    ],
)
def test_a_full_or_locked_database_goes_by_itself_and_a_mistake_of_ours_does_not(
    error: BaseException | None, goes_by_itself: bool
) -> None:
    assert is_outage(error) is goes_by_itself


def fault_of(*questions: str) -> DatabaseError:
    """What the database of this run really says to this."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            for question in questions:
                cursor.execute(question)
    except DatabaseError as error:
        return error
    pytest.fail("the database took it")


@pytest.mark.parametrize(
    "questions",
    [
        ("SET LOCAL statement_timeout = 20", "SELECT pg_sleep(5)"),
        ("SET LOCAL transaction_read_only = on", "DELETE FROM django_session"),
    ],
)
def test_what_takes_too_long_and_a_spare_that_only_reads_are_answered_later(
    questions: tuple[str, ...],
) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite keeps no time of its own")
    assert is_outage(fault_of(*questions))


@pytest.mark.parametrize("question", ["SELECT 1 FROM nergens", "SELEKT 1"])
def test_a_table_that_is_not_there_is_a_mistake_of_ours(question: str) -> None:
    assert not is_outage(fault_of(question))


# ---- in time ----------------------------------------------------------------------------------------


@pytest.fixture
def silent_port() -> Iterator[int]:
    """Somebody who takes what comes and never says a word."""
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        yield int(silent.getsockname()[1])


def test_a_database_that_is_silent_gets_an_answer_out_of_us(silent_port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "GREETING", 0.1)
    began = time.monotonic()
    with patience(), pytest.raises(psycopg2.OperationalError):
        psycopg2.connect(host="127.0.0.1", port=silent_port, dbname="stil", user="stil")
    assert 0.1 <= time.monotonic() - began < 1


def test_a_command_waits_for_a_connection_no_longer_than_it_must(
    silent_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "CONNECTING", 0.1)
    with pytest.raises(psycopg2.OperationalError):
        psycopg2.connect(host="127.0.0.1", port=silent_port, dbname="stil", user="stil")


def test_a_slow_line_gets_an_answer_out_of_us_too_and_many_quick_questions_may_be_asked() -> None:
    request, asked = Patience(), 0
    for _ in range(10_000):
        request.hear(after=0.01)
    assert request.limit() == room.QUESTION
    while request.limit() > 0:
        request.hear(after=0.4)
        asked += 1
    assert asked == 12


def test_however_often_it_is_silent_a_request_is_over_within_five_seconds() -> None:
    request, waited = Patience(heard=True), 0.0
    for _ in range(10):
        seconds = request.limit()
        request.lose(seconds)
        waited += seconds
    assert waited == room.WHOLE_REQUEST
