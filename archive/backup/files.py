"""The files beside the database: copied with their hashes, and put back only when those are right."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from archive.backup.manifest import MEGABYTE, File, NotUsable, fingerprint, for_us_alone

FOLDER = "bestanden"


def root() -> Path:
    """Where logo, photos and attachments lie."""
    return Path(settings.MEDIA_ROOT)


def copy_all(folder: Path) -> tuple[dict[str, File], list[str]]:
    """Every file into the copy; and which went away meanwhile, for a site that runs may erase something."""
    copied, gone = {}, []
    for path in _lying(root()):
        name = str(path.relative_to(root()))
        try:
            copied[name] = copy(path, folder / FOLDER / name)
        except FileNotFoundError:
            gone.append(name)
    return copied, gone


def copy(source: Path, target: Path) -> File:
    """Under another name first, so that a file is there whole or not at all; what was copied."""
    seen, half = hashlib.sha256(), target.with_name(f"{target.name}.half")
    with source.open("rb") as reading:
        _closed_folder(target.parent)
        with open(half, "wb", opener=for_us_alone) as writing:
            while piece := reading.read(MEGABYTE):
                seen.update(piece)
                writing.write(piece)
            writing.flush()
            os.fsync(writing.fileno())
    half.replace(target)
    return File(size=target.stat().st_size, sha256=seen.hexdigest())


def _closed_folder(folder: Path) -> None:
    """There when this returns, and open to our own account alone; so are those above it that were not there."""
    if not folder.exists():
        _closed_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)


def check_all(folder: Path, files: dict[str, File]) -> None:
    """Raises NotUsable for the first file that is missing, changed, or would land elsewhere."""
    for name, promised in files.items():
        path = folder / FOLDER / name
        if not path.resolve().is_relative_to((folder / FOLDER).resolve()):
            raise NotUsable(_("De kopie noemt een plek buiten de map: %s") % name)
        if not path.is_file() or fingerprint(path) != promised:
            raise NotUsable(_("Dit bestand in de kopie ontbreekt of is veranderd: %s") % name)


def put_back_all(folder: Path, files: dict[str, File]) -> None:
    """Every file to its place."""
    needed, free = sum(file.size for file in files.values()), shutil.disk_usage(_standing(root())).free
    if needed > free:
        raise NotUsable(_("Er is te weinig ruimte voor de bestanden: %d MB nodig.") % (needed // MEGABYTE + 1))
    for name in files:
        copy(folder / FOLDER / name, root() / name)


def _lying(folder: Path) -> Iterator[Path]:
    """Plain files, and no links to elsewhere."""
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_file() and not path.is_symlink():
            yield path


def _standing(folder: Path) -> Path:
    """The folder, or the nearest above it that is there."""
    return folder if folder.exists() else _standing(folder.parent)
