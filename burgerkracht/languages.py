"""The languages residents can read: Dutch, and every one that has a translation file."""

from pathlib import Path

from django.conf.locale import LANG_INFO


def found_languages(folder: Path) -> list[tuple[str, str]]:
    """Dutch first, then a language per folder under `locale/`, each under the name its readers give it."""
    others = sorted(file.parent.parent.name for file in folder.glob("*/LC_MESSAGES/django.po"))
    return [("nl", "Nederlands"), *((code, LANG_INFO[code]["name_local"].capitalize()) for code in others)]
