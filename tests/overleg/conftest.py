"""The town in which groups meet; it is NOW there."""

from collections.abc import Iterator

import pytest
from time_machine import travel

from tests.initiatives.world import NOW, World
from tests.overleg.town import Town


@pytest.fixture
def town(db: None) -> Iterator[Town]:
    """Everybody, and a kernoverleg that meets next week."""
    with travel(NOW, tick=True):
        yield Town(World())
