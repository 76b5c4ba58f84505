"""Kernen inlezen in /beheer/: choose, look, confirm; nothing is half done."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.admin.models import LogEntry
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from kernen.forms import UPLOAD_SECONDS
from kernen.models import Kern
from tests.factories import make_kern
from tests.kernen.beheer import as_administrator

pytestmark = pytest.mark.django_db
PAGE = "/beheer/kernen/kern/import/"
GOOD = "naam;inwoners;jaar;bron\nWalem;155;2025;CBS\nVilt;;;\n"


def choose(browser: Client, text: str | bytes) -> Any:
    """Uploads a file; the page with its report."""
    data = text.encode() if isinstance(text, str) else text
    return browser.post(PAGE, {"file": SimpleUploadedFile("kernen.csv", data, "text/csv")})


def confirm(browser: Client, page: Any) -> Any:
    """Presses the button below the report."""
    return browser.post(PAGE, {"upload": page.context["signed"]})


def names() -> list[str]:
    return list(Kern.objects.order_by("name").values_list("name", flat=True))


def test_looking_changes_nothing_and_confirming_does_all_of_it() -> None:
    browser = as_administrator()
    make_kern("Walem")
    page = choose(browser, GOOD)
    assert [(str(word), count) for word, count in page.context["counts"]] == [
        ("nieuw", 1), ("gewijzigd", 1), ("zelfde", 0), ("fout", 0),
    ]  # fmt: skip
    assert names() == ["Walem"]
    assert confirm(browser, page).headers["Location"] == "/beheer/kernen/kern/"
    assert names() == ["Vilt", "Walem"]
    assert "2 kernen ingelezen." in browser.get("/beheer/kernen/kern/").content.decode()
    assert LogEntry.objects.filter(change_message="Ingelezen uit een bestand").count() == 2


def test_one_faulty_line_stops_all_of_it() -> None:
    browser = as_administrator()
    page = choose(browser, "naam;inwoners\nVilt;\nWalem;veel\n")
    assert "“veel” bij inwoners is geen heel getal." in page.content.decode()
    assert 'name="upload"' not in page.content.decode()
    confirm(browser, page)
    assert names() == []


def test_pressing_the_button_twice_writes_once() -> None:
    browser = as_administrator()
    page = choose(browser, GOOD)
    first, second = confirm(browser, page), confirm(browser, page)
    assert (first.status_code, second.status_code) == (302, 200)
    assert names() == ["Vilt", "Walem"]


def test_when_the_kernen_changed_meanwhile_the_report_is_shown_again() -> None:
    browser = as_administrator()
    page = choose(browser, GOOD)
    make_kern("Walem", archived_on=timezone.localdate())
    again = confirm(browser, page)
    assert "De kernen zijn ondertussen veranderd." in again.content.decode()
    assert "Deze kern is gearchiveerd." in again.content.decode()
    assert names() == ["Walem"]


def test_what_was_uploaded_cannot_be_swapped_and_goes_stale() -> None:
    browser = as_administrator()
    page = choose(browser, GOOD)
    foreign = signing.dumps([GOOD, "x"], salt="elders")
    for upload in ("", "onzin", foreign, page.context["signed"] + "x", "a\0b"):
        answer = browser.post(PAGE, {"upload": upload})
        assert "Kies het bestand nog een keer." in answer.content.decode()
    assert names() == []


def test_an_upload_of_an_hour_ago_is_asked_for_again() -> None:
    browser = as_administrator()
    page = choose(browser, GOOD)
    began = timezone.localtime()
    for minutes in range(10, UPLOAD_SECONDS // 60, 10):
        # Somebody who is busy elsewhere on the site stays signed in.
        with time_machine.travel(began + timedelta(minutes=minutes)):
            browser.get(PAGE)
    with time_machine.travel(began + timedelta(seconds=UPLOAD_SECONDS + 5)):
        assert "Kies het bestand nog een keer." in confirm(browser, page).content.decode()
    assert names() == []


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", b"naam\0", b"plaats\nWalem", b"naam\n", b"x" * 300_000, b'naam\n"Wa']
)
def test_a_file_that_cannot_be_read_gets_a_sentence_at_its_field(data: bytes) -> None:
    browser = as_administrator()
    page = choose(browser, data)
    assert page.status_code == 200
    assert list(page.context["form"].errors) == ["file"]


def test_without_a_file_the_field_says_so() -> None:
    page = as_administrator().post(PAGE, {})
    assert page.context["form"].errors == {"file": ["Dit veld is verplicht."]}


def test_a_name_with_html_in_it_stays_text() -> None:
    page = choose(as_administrator(), "naam\n<script>alert(1)</script>\n")
    assert "<script>alert" not in page.content.decode()
