"""A storing: every visitor reads it while it lasts, and later that it was there (Wmebv)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from kernen.models import Outage
from tests.factories import make_municipality

pytestmark = pytest.mark.django_db

NO_MAIL = "Wij krijgen nu geen mail. Bel ons."
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def town() -> None:
    make_municipality()


def read(client: Client, address: str = "/") -> str:
    return client.get(address).content.decode()


def outage(*, starts: timedelta, ends: timedelta | None = None) -> Outage:
    now = timezone.now()
    return Outage.objects.create(starts_at=now + starts, ends_at=None if ends is None else now + ends, text=NO_MAIL)


@pytest.mark.parametrize("address", ["/", "/ik-heb-een-idee/", "/volg/", "/dorpen/", "/en/", "/account/login/"])
def test_outage_stands_on_every_page_while_it_lasts(client: Client, address: str) -> None:
    outage(starts=-HOUR)
    assert read(client, address).count(NO_MAIL) == 1


def test_outage_with_a_known_end_stands_there_until_then(client: Client) -> None:
    outage(starts=-HOUR, ends=HOUR)
    assert NO_MAIL in read(client)


@pytest.mark.parametrize(("starts", "ends"), [(HOUR, None), (-2 * HOUR, -HOUR)], ids=["to come", "over"])
def test_outage_that_is_to_come_or_over_is_no_news(client: Client, starts: timedelta, ends: timedelta | None) -> None:
    outage(starts=starts, ends=ends)
    assert NO_MAIL not in read(client)


def test_past_outages_can_be_read_for_a_year(client: Client) -> None:
    outage(starts=-2 * HOUR, ends=-HOUR)
    assert NO_MAIL in read(client, "/toegankelijkheid")
    assert "Dan krijgt u meer tijd." in read(client, "/toegankelijkheid")
    Outage.objects.update(starts_at=timezone.now() - timedelta(days=401), ends_at=timezone.now() - timedelta(days=400))
    assert NO_MAIL not in read(client, "/toegankelijkheid")
