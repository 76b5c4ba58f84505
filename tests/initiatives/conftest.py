"""The town in which initiatives live."""

import pytest

from tests.initiatives.world import World


@pytest.fixture
def world(db: None) -> World:
    """Everybody and everything, fresh."""
    return World()
