"""The photo of a coordinator: drawn anew, upright, and taken off again; and what a fault of the system leaves."""

import io
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from accounts.models import User
from kernen.models import Kern, Municipality, Outage
from tests.factories import make_kern, make_user
from tests.kernen.beheer import as_administrator, faults, typed
from tests.kernen.test_public_texts import picture

pytestmark = pytest.mark.django_db
ON_ITS_SIDE, ORIENTATION = 6, 0x0112


def upload(browser: Client, user: User, data: bytes, name: str = "../../els.jpg", **more: Any) -> Any:
    path = f"/beheer/accounts/user/{user.pk}/change/"
    return browser.post(path, typed(browser, path, **more) | {"photo": SimpleUploadedFile(name, data)})


def test_a_photo_stands_upright_says_nothing_of_where_it_was_taken_and_goes_when_taken_off(
    django_capture_on_commit_callbacks: Any,
) -> None:
    browser, els = as_administrator(), make_user("Els")
    drawn, exif = io.BytesIO(), Image.Exif()
    exif[ORIENTATION] = ON_ITS_SIDE
    exif[0x010E] = "Genomen bij Els thuis"
    Image.new("RGB", (1200, 600), "green").save(drawn, "JPEG", exif=exif)

    assert upload(browser, els, drawn.getvalue()).status_code == 302

    els.refresh_from_db()
    with els.photo.open() as file:
        kept = file.read()
    assert b"Els thuis" not in kept
    assert Image.open(io.BytesIO(kept)).size == (240, 480)
    name = str(els.photo)
    assert "els" not in name
    path = f"/beheer/accounts/user/{els.pk}/change/"
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(path, typed(browser, path, remove_photo="on"))
    els.refresh_from_db()
    assert (bool(els.photo), default_storage.exists(name)) == (False, False)


@pytest.mark.parametrize(
    "data", [b"<svg xmlns='http://www.w3.org/2000/svg'/>", picture()[:60], b"x" * 8_100_000, picture("GIF")]
)
def test_what_is_no_plain_picture_is_no_photo(data: bytes) -> None:
    browser, els = as_administrator(), make_user("Els")
    response = upload(browser, els, data)
    assert [fault.split(":")[0] for fault in faults(response)] == ["Foto"]
    els.refresh_from_db()
    assert not els.photo


def test_a_fault_of_the_system_is_written_down_with_its_hours_and_stays() -> None:
    browser, path = as_administrator(), "/beheer/kernen/outage/add/"
    data = typed(browser, path, starts_at="2026-11-18T09:30", ends_at="2026-11-18T11:00", text="Geen mail. Bel ons.")
    assert browser.post(path, data).status_code == 302
    row = Outage.objects.get()
    assert row.starts_at == datetime(2026, 11, 18, 8, 30, tzinfo=UTC)
    assert typed(browser, f"/beheer/kernen/outage/{row.pk}/change/")["starts_at"] == "2026-11-18T09:30"
    assert browser.post(f"/beheer/kernen/outage/{row.pk}/delete/", {"post": "yes"}).status_code == 403


def test_the_municipality_says_how_mail_goes_and_a_kern_where_one_meets() -> None:
    browser, kern = as_administrator(), make_kern()
    path = "/beheer/kernen/municipality/1/change/"
    wrong = browser.post(path, typed(browser, path, digest_hours="acht uur"))
    assert faults(wrong) == ["Overzicht per mail om (uur): Hele uren, zoals 8, 13."]
    browser.post(path, typed(browser, path, digest_hours="9", releases_messages="on"))
    municipality = Municipality.objects.get()
    assert (municipality.digest_hours, municipality.releases_messages) == ("9", True)
    path = f"/beheer/kernen/kern/{kern.pk}/change/"
    browser.post(path, typed(browser, path, meeting_place="dorpshuis A gen Wienhoes"))
    assert Kern.objects.get(pk=kern.pk).meeting_place == "dorpshuis A gen Wienhoes"
