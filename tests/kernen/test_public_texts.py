"""The municipality's own picture and texts: what is taken, and what every visitor then sees."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from accounts.models import User
from kernen.models import Municipality
from tests.factories import make_municipality
from tests.kernen.beheer import as_administrator, faults, typed

pytestmark = pytest.mark.django_db
STATEMENT = "https://www.toegankelijkheidsverklaring.example/register/1"
NONE_YET = "nog geen officiële verklaring"


def picture(kind: str = "PNG", size: tuple[int, int] = (1200, 300)) -> bytes:
    drawn = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "Genomen bij de burgemeester thuis"
    Image.new("RGB", size, "green").save(drawn, kind, exif=exif)
    return drawn.getvalue()


def upload(browser: Client, name: str, data: bytes) -> Any:
    path = "/beheer/kernen/municipality/1/change/"
    return browser.post(path, typed(browser, path) | {"logo": SimpleUploadedFile(name, data)})


def test_a_logo_is_drawn_anew_and_served_as_a_picture_and_nothing_else(client: Client) -> None:
    browser = as_administrator()
    assert client.get("/logo").status_code == 404
    assert upload(browser, "../../logo.jpg", picture("JPEG")).status_code == 302
    municipality = Municipality.objects.get()
    answer = client.get(municipality.logo_url)
    body = answer.content
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert b"burgemeester" not in body
    assert Image.open(io.BytesIO(body)).size == (600, 150)
    path = "/beheer/kernen/municipality/1/change/"
    browser.post(path, typed(browser, path, remove_logo="on"))
    assert client.get("/logo").status_code == 404


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
        ("logo.png", b"<html>geen plaatje</html>"),
        ("logo.png", picture()[:60]),
        ("logo.gif", picture("GIF")),
        ("logo.png", picture("GIF")),
        ("logo.png", picture(size=(6000, 6000))),
        ("logo.png", b"x" * 1_100_000),
    ],
    ids=["svg", "html", "half", "gif", "gif named png", "too many pixels", "too large"],
)
def test_what_is_no_plain_picture_is_no_logo(name: str, data: bytes) -> None:
    browser = as_administrator()
    response = upload(browser, name, data)
    assert response.status_code == 200
    assert [fault.split(":")[0] for fault in faults(response)] == ["Logo"]
    assert not Municipality.objects.get().logo


def test_the_texts_of_the_municipality_take_the_place_of_ours(client: Client) -> None:
    make_municipality(privacy_text="Wij bewaren <b>niets</b>.\n\nEcht niet.")
    page = client.get("/privacy").content.decode()
    assert "<p>Wij bewaren &lt;b&gt;niets&lt;/b&gt;.</p>" in page
    assert "burgerservicenummer" not in page
    assert "WCAG 2.2" in client.get("/toegankelijkheid").content.decode()


def test_the_public_texts_also_stand_on_an_empty_installation(client: Client) -> None:
    for path in ("/privacy", "/toegankelijkheid"):
        assert client.get(path).status_code == 200
    assert User.objects.count() == 0


@pytest.mark.parametrize("own_text", ["", "Wij doen ons best."])
def test_the_statement_with_its_status_is_one_press_away(client: Client, own_text: str) -> None:
    make_municipality(accessibility_statement=STATEMENT, accessibility_text=own_text)
    page = client.get("/toegankelijkheid").content.decode()
    assert (f'<a href="{STATEMENT}">Lees de verklaring</a>' in page, NONE_YET in page) == (True, False)


def test_without_a_statement_the_page_says_so(client: Client) -> None:
    make_municipality()
    assert NONE_YET in client.get("/toegankelijkheid").content.decode()


def test_the_administrator_can_fill_in_every_fact_of_the_municipality() -> None:
    make_municipality()
    page = as_administrator().get("/beheer/kernen/municipality/1/change/").content.decode()
    columns = [column.name for column in Municipality._meta.get_fields() if getattr(column, "editable", False)]
    assert [name for name in columns if f'name="{name}"' not in page and name != "id"] == []
