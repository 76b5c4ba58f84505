"""The town in which somebody means harm; it is NOW there, and files lie in a folder of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings
from time_machine import travel

from tests.initiatives.world import NOW, World
from tests.overleg.town import Town


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    """Where files lie, empty at the start."""
    settings.MEDIA_ROOT, settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "media", str(tmp_path / "wacht")
    (tmp_path / "wacht").mkdir()
    return tmp_path


@pytest.fixture
def town(db: None, folder: Path) -> Iterator[Town]:
    """Everybody, and a kernoverleg that meets next week."""
    with travel(NOW, tick=True):
        yield Town(World())
