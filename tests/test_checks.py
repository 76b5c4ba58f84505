"""Before residents are let in, the machine says what is not in order yet."""

from pathlib import Path

from pytest_django import Settings

from burgerkracht.checks import find_demo, find_local_secrets


def test_an_administrator_who_goes_live_with_the_demo_is_stopped(settings: Settings) -> None:
    settings.DEMO = "valkenburg"
    assert [message.id for message in find_demo(None)] == ["burgerkracht.E001"]


def test_an_administrator_in_earnest_hears_nothing_about_a_demo() -> None:
    assert find_demo(None) == []


def test_an_administrator_hears_which_secret_would_be_lost_with_the_disk(settings: Settings, tmp_path: Path) -> None:
    settings.VAR = tmp_path
    (tmp_path / "secret_key").write_text(settings.SECRET_KEY)
    (tmp_path / "access_code_key").write_text("an old one")
    settings.ACCESS_CODE_KEYS = ["from the environment"]
    assert [message.msg.split()[0] for message in find_local_secrets(None)] == ["DJANGO_SECRET_KEY"]
