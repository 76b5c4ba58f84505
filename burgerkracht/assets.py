"""The stylesheet and fonts that `make assets` builds, served from an explicit list and nothing else."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage, Error
from django.core.files.storage import FileSystemStorage, Storage

BUILD = settings.BASE_DIR / "build"
BUILT = (
    "site.css",
    "fonts/noto-sans-latin-400-normal.woff2",
    "fonts/noto-sans-latin-700-normal.woff2",
)


class BuiltAssetsFinder(BaseFinder):
    """Finds the built files; `check` names those that are not there."""

    def check(self, **_kwargs: Any) -> list[CheckMessage]:
        """One error that names every missing file."""
        missing = [name for name in BUILT if not (BUILD / name).exists()]
        if not missing:
            return []
        return [Error(f"Missing in build/: {', '.join(missing)}", hint="Run: make assets", id="burgerkracht.E002")]

    def find(self, path: str, find_all: bool = False, **_kwargs: Any) -> str | list[str]:  # type: ignore[override]
        """Where a static file lies on disk, if it is one of ours."""
        name = path.replace("\\", "/")
        if name not in BUILT or not (BUILD / name).exists():
            return []
        return [str(BUILD / name)] if find_all else str(BUILD / name)

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        """Every built file, for `collectstatic`."""
        storage = FileSystemStorage(location=BUILD)
        return ((name, storage) for name in BUILT)
