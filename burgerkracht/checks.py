"""What must be right before residents are let in: `manage.py check --deploy` says it."""

from collections.abc import Sequence
from pathlib import Path

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning

from burgerkracht.languages import stale_texts


def find_demo(app_configs: Sequence[AppConfig] | None, **kwargs: object) -> list[CheckMessage]:
    """A demo shows its passwords and asks no second factor."""
    if not settings.DEMO:
        return []
    return [
        Error(
            f"This is the demo of {settings.DEMO}: its passwords are public and no second factor is asked.",
            hint="Leave DEMO empty, or set DEMO=none.",
            id="burgerkracht.E001",
        )
    ]


def find_local_secrets(app_configs: Sequence[AppConfig] | None, **kwargs: object) -> list[CheckMessage]:
    """A secret that this machine made for itself is lost with its disk."""
    return [
        Warning(
            f"{variable} is not set: the secret in {file.name} is used, which is lost when this disk is.",
            hint=f"Set {variable} in the environment and keep a copy in a safe place.",
            id="burgerkracht.W001",
        )
        for variable, file, used in secrets_in_use()
        if file.exists() and file.read_text() in used
    ]


def find_stale_texts(app_configs: Sequence[AppConfig] | None, **kwargs: object) -> list[CheckMessage]:
    """Without its compiled file a translation is not there, and its readers get Dutch."""
    return [
        Warning(
            f"The translation in {file} is newer than what is in use.",
            hint="Run manage.py compile_texts.",
            id="burgerkracht.W002",
        )
        for folder in settings.LOCALE_PATHS
        for file in stale_texts(folder)
    ]


def secrets_in_use() -> list[tuple[str, Path, list[str]]]:
    """The variable, the file that stands in for it, and the values in use."""
    return [
        ("DJANGO_SECRET_KEY", settings.VAR / "secret_key", [settings.SECRET_KEY]),
        ("ACCESS_CODE_KEYS", settings.VAR / "access_code_key", settings.ACCESS_CODE_KEYS),
        ("FACTOR_KEYS", settings.VAR / "factor_key", settings.FACTOR_KEYS),
    ]
