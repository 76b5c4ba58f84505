"""The town in which initiatives live, its files and its mail server."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from tests.initiatives.mail_server import MailServer, open_mail_server
from tests.initiatives.world import World


@pytest.fixture
def world(db: None) -> World:
    """Everybody and everything, fresh."""
    return World()


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    """Where files lie, and where they wait; empty for every test that asks for it."""
    settings.MEDIA_ROOT, settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "media", str(tmp_path / "wacht")
    (tmp_path / "wacht").mkdir()
    return tmp_path


@pytest.fixture
def server(settings: Settings) -> Iterator[MailServer]:
    """A mail server of our own that the post is told to use."""
    with open_mail_server() as opened:
        settings.SMTP = {
            "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": opened.port,
        }
        settings.EMAIL_TIMEOUT = 2
        yield opened
