"""The town in which every test of the archive plays, and a folder of its own for what lies outside the database."""

from pathlib import Path

import pytest
from pytest_django import Settings

from tests.initiatives.world import World


@pytest.fixture
def world(db: None) -> World:
    return World()


@pytest.fixture
def outside(settings: Settings, tmp_path: Path) -> Path:
    """Where the journal, mails and files of this test lie."""
    settings.VAR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.SMTP = {**settings.SMTP, "EMAIL_FILE_PATH": str(tmp_path / "mail")}
    return tmp_path
