"""Thousands of random worlds: no list, count, search, sheet, feed or page shows what is not this person's."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings
from time_machine import travel

from tests.evidence.figure import scaled
from tests.evidence.scope_asking import Seen, go_through
from tests.evidence.scope_control import WITHOUT_SCOPE, take_scope_away
from tests.evidence.scope_worlds import Ground
from tests.initiatives.world import NOW

CHUNKS = 20
WORLDS = int(os.environ.get("SCOPE_WORLDS", scaled(2_000)))
IN_A_CHUNK = -(-WORLDS // CHUNKS)


@pytest.mark.django_db
@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_nothing_leaves_the_scope_in_these_worlds(
    chunk: int, figure: Callable[[str, Any], None], settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    with travel(NOW, tick=True):
        seen = go_through(Ground(), range(chunk * IN_A_CHUNK, (chunk + 1) * IN_A_CHUNK), Seen())

    figure("worlds", seen.worlds)
    figure("asked", dict(seen.asked))
    figure("shown", dict(seen.shown))
    figure("leaks", seen.leaks[:5])
    assert seen.leaks == []


@pytest.mark.django_db
@pytest.mark.parametrize("room", WITHOUT_SCOPE)
def test_a_room_without_its_scope_turns_the_property_red(
    room: str, figure: Callable[[str, Any], None], monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    take_scope_away(monkeypatch, room)
    with travel(NOW, tick=True):
        seen = go_through(Ground(), range(30), Seen(), names=WITHOUT_SCOPE[room])

    figure("control", {"room": room, "red": bool(seen.leaks)})
    assert seen.leaks != []
