"""What can be read in a file without the program it was made with: plain bytes, and the parts of office documents."""

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from re import DOTALL, compile, sub

# More than this of one part is not looked at; an upload is far smaller.
MOST = 20_000_000
# What a zip answers that is damaged, locked, or packed in a way that nobody here can unpack.
UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, LookupError, OSError, RuntimeError, ValueError)
STREAM = compile(rb"stream\r?\n(.*?)endstream", DOTALL)


def words_of_file(path: Path) -> Iterator[str]:
    """Every part of it as text; nothing where the file is gone."""
    try:
        content = path.read_bytes()[:MOST]
    except OSError:
        return
    yield content.decode("utf-8", "replace")
    yield content.decode("utf-16-le", "replace")
    if content.startswith(b"PK"):
        yield from _parts_of_zip(path)
    elif content.startswith(b"%PDF"):
        yield from _streams_of_pdf(content)


def _parts_of_zip(path: Path) -> Iterator[str]:
    """Word, Excel and OpenDocument are zips of XML; a name may be cut in pieces by marks."""
    try:
        with zipfile.ZipFile(path) as archive:
            for part in archive.infolist():
                if part.file_size <= MOST:
                    text = archive.read(part).decode("utf-8", "replace")
                    yield text
                    yield sub(r"<[^>]*>", "", text)
    except UNREADABLE:
        return


def _streams_of_pdf(content: bytes) -> Iterator[str]:
    """The packed parts of a PDF, as far as they are packed in the usual way."""
    for stream in STREAM.findall(content):
        try:
            yield zlib.decompressobj().decompress(stream, MOST).decode("latin-1")
        except zlib.error:
            continue
