"""Ten thousand guesses at the code of a card, and what the clock tells who guesses."""

import time
from collections.abc import Callable
from statistics import median
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.throttle import TRIES
from initiatives.models.access_code import make_access_code
from tests.evidence.figure import scaled
from tests.initiatives.builders import make_initiative, make_world

pytestmark = pytest.mark.django_db
Write = Callable[[str, Any], None]


def give(client: Client, number: str, code: str) -> Any:
    return client.post(reverse("status_sign_in"), {"nummer": number, "code": code})


def test_wrong_pairs_open_nothing(figure: Write) -> None:
    world = make_world()
    known = [make_initiative(world=world) for _ in range(5)]
    client, answers = Client(), {200: 0, 302: 0, 429: 0}
    for number in range(scaled(10_000)):
        if number % 50 == 0:
            # Somebody with many networks and much patience: the lock is opened for them again and again.
            cache.clear()
        reference = known[number % 5].initiative.reference or ""
        code = known[(number + 1) % 5].code if number % 7 == 0 else make_access_code()
        answers[give(client, reference, code).status_code] += 1
    cache.clear()
    locked = [
        give(client, known[0].initiative.reference or "", make_access_code()).status_code for _ in range(TRIES + 1)
    ]
    right = give(client, known[1].initiative.reference or "", known[1].code).status_code
    cache.clear()
    opens = give(Client(), known[1].initiative.reference or "", known[1].code).status_code

    figure("guesses", {"tried": sum(answers.values()), "opened": answers[302], "stopped": answers[429]})
    figure("throttle", {"after": TRIES, "answer": locked[-1]})
    assert answers[302] == 0
    assert answers[429] > 0
    assert (locked, right) == ([200] * TRIES + [429], 429)
    # The control: a right pair does open, so that a broken door would not pass for a strong one.
    assert opens == 302


def test_the_clock_tells_nothing(figure: Write) -> None:
    known, client = make_initiative(), Client()
    took: dict[str, list[float]] = {"known": [], "unknown": []}
    for number in range(2 * scaled(1_000)):
        cache.clear()
        kind = "known" if number % 2 else "unknown"
        reference = known.initiative.reference or "" if kind == "known" else f"VAG-2026-9{number % 1000:03d}"
        began = time.perf_counter()
        give(client, reference, make_access_code())
        took[kind].append(1000 * (time.perf_counter() - began))
    delta = abs(median(took["known"]) - median(took["unknown"]))

    figure(
        "clock",
        {"delta_ms": round(delta, 3), "pairs": len(took["known"]), "median_ms": round(median(took["known"]), 1)},
    )
    assert delta < 5
