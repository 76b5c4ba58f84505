"""A line in the log names an address, and never the secret in it."""

import logging
import secrets

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from burgerkracht.logs import NoSecrets
from initiatives.deeds.calendar_feed import BYTES
from initiatives.deeds.mail_link import TOKEN_BYTES

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "size"), [("status_link", TOKEN_BYTES), ("calendar_feed", BYTES), ("chair_link", TOKEN_BYTES)]
)
def test_a_refused_press_and_an_unknown_address_leave_no_secret_in_the_log(
    name: str, size: int, caplog: pytest.LogCaptureFixture
) -> None:
    token = secrets.token_urlsafe(size)
    caplog.handler.addFilter(NoSecrets())

    Client(enforce_csrf_checks=True).post(reverse(name, args=[token]))
    Client().get(reverse(name, args=[token]))

    assert [record.levelname for record in caplog.records if "***" in record.getMessage()] == ["WARNING"] * 2
    assert token not in caplog.text


def test_an_ordinary_line_stays_as_it_was() -> None:
    line = logging.makeLogRecord({"msg": "Not Found: %s", "args": ("/initiatieven/VAG-2026-0042/",)})
    assert NoSecrets().filter(line)
    assert (line.msg, line.args) == ("Not Found: %s", ("/initiatieven/VAG-2026-0042/",))


def test_every_line_goes_through_it() -> None:
    assert settings.LOGGING["handlers"] == {"console": {"class": "logging.StreamHandler", "filters": ["secrets"]}}
