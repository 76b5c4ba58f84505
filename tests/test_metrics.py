"""A machine that watches counts what happens, and reads nothing about anybody."""

import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families
from pytest_django import Settings

from burgerkracht import health
from initiatives.models import Message
from initiatives.models.choices import Channel
from tests.initiatives.world import World

TOKEN = "een-lang-geheim-van-deze-gemeente"


@pytest.fixture
def watched(settings: Settings, tmp_path: Path) -> None:
    settings.METRICS_TOKEN, settings.VAR = TOKEN, tmp_path


def read(token: str = TOKEN) -> dict[str, float]:
    """By name and labels, what the watch reads."""
    response = Client().get("/metrics", headers={"Authorization": f"Bearer {token}"})
    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/plain")
    families = text_string_to_metric_families(response.content.decode())
    return {
        f"{sample.name}{sorted(sample.labels.values()) or ''}": sample.value
        for family in families
        for sample in family.samples
    }


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("watched")
def test_who_has_no_token_finds_no_page(settings: Settings, client: Client) -> None:
    for header in ("", "Bearer", "Bearer ", f"Bearer {TOKEN}x", f"Basic {TOKEN}", TOKEN):
        assert client.get("/metrics", headers={"Authorization": header}).status_code == 404
    assert client.get("/metrics").status_code == 404
    settings.METRICS_TOKEN = ""
    for header in ("Bearer ", "Bearer", f"Bearer {TOKEN}"):
        assert client.get("/metrics", headers={"Authorization": header}).status_code == 404


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("watched")
def test_requests_are_counted_by_page_and_outcome_and_never_by_what_stood_in_the_address(client: Client) -> None:
    before = read()
    client.get("/health/live")
    client.get("/stijlgids/")
    client.get("/initiatieven/sjaan-jansen-0612345678/")
    client.post("/nergens/mia@example.nl/")
    after = read()
    grown = {name for name in after if "_requests_total" in name and after[name] > before.get(name, 0)}
    assert grown == {
        "burgerkracht_requests_total['2xx', 'health_live']",
        "burgerkracht_requests_total['2xx', 'metrics']",
        "burgerkracht_requests_total['3xx', 'initiative_detail']",
        "burgerkracht_requests_total['3xx', 'styleguide']",
        "burgerkracht_requests_total['4xx', 'unknown']",
    }
    assert after["burgerkracht_request_seconds_count['health_live']"] >= 1
    assert [name for name in after if "sjaan" in name or "example" in name or "0612" in name] == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("watched")
def test_the_watch_sees_how_many_mails_wait_and_how_long() -> None:
    assert (read()["burgerkracht_messages_waiting"], read()["burgerkracht_messages_oldest_seconds"]) == (0, 0)
    World()
    now = timezone.now()
    for hours in (1, 3, -2):
        Message.objects.create(
            channel=Channel.EMAIL, address="mia@example.nl", subject="x", body="x",
            created_at=now, next_try_at=now - timedelta(hours=hours),
        )  # fmt: skip
    seen = read()
    assert seen["burgerkracht_messages_waiting"] == 2
    assert 3 * 3600 <= seen["burgerkracht_messages_oldest_seconds"] < 3 * 3600 + 60
    assert seen["burgerkracht_outage"] == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("watched")
def test_the_watch_sees_when_the_last_whole_night_round_was() -> None:
    assert "burgerkracht_daily_age_seconds" not in read()
    call_command("daily")
    assert 0 <= read()["burgerkracht_daily_age_seconds"] < 60


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("watched")
def test_when_the_database_is_silent_the_watch_hears_that_in_time_and_no_old_numbers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(health, "DEADLINE", 0.05)
    back = threading.Event()
    health.ask.submit(back.wait, 10)
    try:
        seen = read()
    finally:
        back.set()
    assert seen["burgerkracht_outage"] == 1
    assert "burgerkracht_messages_waiting" not in seen
