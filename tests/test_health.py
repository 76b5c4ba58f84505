"""The machine that watches over the site gets a plain answer, without signing in."""

import threading

import pytest
from django.test import Client
from django.urls import reverse

from burgerkracht import health


def test_the_watch_hears_that_the_process_lives_without_touching_the_database(client: Client) -> None:
    response = client.get(reverse("health_live"))
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert response["Content-Type"] == "text/plain"


@pytest.mark.django_db
def test_the_watch_hears_that_the_database_answers(client: Client) -> None:
    response = client.get(reverse("health_ready"))
    assert (response.status_code, response.content) == (200, b"ok\n")


def test_the_watch_hears_within_the_deadline_that_the_database_hangs(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "DEADLINE", 0.05)
    back = threading.Event()
    health.ask.submit(back.wait, 10)
    try:
        response = client.get(reverse("health_ready"))
    finally:
        back.set()
    assert (response.status_code, response.content) == (503, b"database antwoordt niet\n")


@pytest.mark.django_db
def test_a_database_that_comes_back_finds_no_heap_of_questions(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "DEADLINE", 0.05)
    back = threading.Event()
    health.ask.submit(back.wait, 10)
    asked: list[int] = []
    monkeypatch.setattr(health, "ask_database", lambda: asked.append(1))
    try:
        answers = [client.get(reverse("health_ready")).status_code for _ in range(5)]
    finally:
        back.set()
    monkeypatch.setattr(health, "DEADLINE", 5)
    assert client.get(reverse("health_ready")).status_code == 200
    assert (answers, asked) == ([503] * 5, [1])
