"""The languages residents can read: Dutch, and every one that has a translation file."""

import os
from pathlib import Path

import polib
from django.conf.locale import LANG_INFO


def found_languages(folder: Path) -> list[tuple[str, str]]:
    """Dutch first, then a language per folder under `locale/`, each under the name its readers give it."""
    others = sorted(file.parent.parent.name for file in written_texts(folder))
    return [("nl", "Nederlands"), *((code, LANG_INFO[code]["name_local"].capitalize()) for code in others)]


def written_texts(folder: Path) -> list[Path]:
    """The translation files, as people write them."""
    return sorted(folder.glob("*/LC_MESSAGES/django.po"))


def compile_texts(folder: Path) -> list[Path]:
    """Each translation file as the machine reads it, beside it; only where that is missing or of another time."""
    stale = stale_texts(folder)
    for file in stale:
        # Two processes may do this at once, and a third may be reading, or writing the translation.
        written = file.stat().st_mtime_ns
        fresh = file.with_suffix(f".{os.getpid()}")
        polib.pofile(str(file)).save_as_mofile(str(fresh))
        os.utime(fresh, ns=(written, written))
        fresh.replace(file.with_suffix(".mo"))
    return stale


def stale_texts(folder: Path) -> list[Path]:
    """The translation files that the machine does not know yet."""
    return [file for file in written_texts(folder) if not _is_fresh(file)]


def _is_fresh(file: Path) -> bool:
    """Whether the compiled file says what this one says; it carries the time of what it was made from."""
    compiled = file.with_suffix(".mo")
    return compiled.is_file() and compiled.stat().st_mtime_ns == file.stat().st_mtime_ns
