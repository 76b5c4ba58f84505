"""Who found a leak knows whom to tell: /.well-known/security.txt as RFC 9116 asks."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import make_municipality

pytestmark = pytest.mark.django_db


def read(client: Client) -> dict[str, str]:
    answer = client.get("/.well-known/security.txt")
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/plain; charset=utf-8")
    return dict(line.split(": ", 1) for line in answer.content.decode().splitlines())


def test_the_address_of_the_municipality_stands_there_until_it_names_another(client: Client) -> None:
    municipality = make_municipality()
    said = read(client)
    assert said["Contact"] == "mailto:info@valkenburg.example"
    assert said["Preferred-Languages"] == "nl, en"
    assert said["Canonical"].endswith("/.well-known/security.txt")
    assert "Policy" not in said
    municipality.security_contact = "https://valkenburg.example/melden"
    municipality.security_policy = "https://valkenburg.example/cvd"
    municipality.save()
    said = read(client)
    assert (said["Contact"], said["Policy"]) == ("https://valkenburg.example/melden", "https://valkenburg.example/cvd")


def test_it_never_holds_for_a_year_or_more(client: Client) -> None:
    make_municipality()
    expires = datetime.strptime(read(client)["Expires"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    assert timedelta(days=30) < expires - timezone.now() < timedelta(days=365)


def test_nobody_can_add_a_line_of_their_own(client: Client) -> None:
    make_municipality(security_contact="a@b.example\r\nContact: kwaad@elders.example")
    assert read(client)["Contact"] == "mailto:a@b.example Contact: kwaad@elders.example"


def test_an_empty_installation_names_nobody(client: Client) -> None:
    assert client.get("/.well-known/security.txt").status_code == 404
