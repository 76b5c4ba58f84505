"""A few random worlds: nothing that lists, counts or finds leaves the scope; the thousands are a drill."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings
from time_machine import travel

from tests.evidence.scope_asking import Seen, go_through
from tests.evidence.scope_control import take_scope_away
from tests.evidence.scope_paths import PATHS
from tests.evidence.scope_worlds import COLUMN, Ground, World
from tests.initiatives.world import GROUP_OF, NOW

WORLDS = 8


@pytest.fixture
def ground(db: None, settings: Settings, tmp_path: Path) -> Iterator[Ground]:
    """Places and colleagues, on the day of all tests."""
    settings.MEDIA_ROOT = tmp_path
    with travel(NOW, tick=True):
        yield Ground()


def test_in_random_worlds_nobody_is_shown_what_is_not_theirs(ground: Ground) -> None:
    seen = go_through(ground, range(WORLDS), Seen())

    assert seen.leaks == []
    assert seen.shown.total() > 50
    assert set(seen.asked) == set(PATHS)


def test_one_list_without_its_scope_would_be_noticed(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    take_scope_away(monkeypatch, "initiatives.views.silence")

    seen = go_through(ground, range(4), Seen(), names=("silence",))

    assert seen.leaks != []


def test_a_count_without_its_scope_would_be_noticed(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    take_scope_away(monkeypatch, "initiatives.views.kernen")

    seen = go_through(ground, range(4), Seen(), names=("kernen",))

    assert seen.leaks != []


def test_the_rule_knows_every_status(ground: Ground) -> None:
    assert {status.value: column for status, column in GROUP_OF.items()} == COLUMN


def test_a_world_holds_something_for_and_something_against_the_one_who_asks(ground: Ground) -> None:
    world = World(seed=1, ground=ground)

    assert len(world.stories) == len({row.pk for row in world.ideas}) == 12
    assert {story.confidential for story in world.stories.values()} == {True, False}
