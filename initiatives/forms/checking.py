"""What somebody sends, looked through: only what it says it is, and nothing but that, comes out."""

import struct
import unicodedata
import zlib
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

import puremagic
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from initiatives.models.attachment import AttachmentKind
from initiatives.workflow.storing import CleanFile

LONGEST_NAME = 120
LONGEST_SIDE = 4000
# A photo of fifty million dots is as sharp as any phone makes; beyond it somebody wants our memory.
MOST_PIXELS = 50_000_000
MOST_MEMBERS, MOST_UNPACKED = 2_000, 100 * 1024 * 1024
AT_A_TIME = 1024 * 1024

KIND_OF_NAME = {
    ".jpg": AttachmentKind.JPEG,
    ".jpeg": AttachmentKind.JPEG,
    ".jpe": AttachmentKind.JPEG,
    ".jfif": AttachmentKind.JPEG,
    ".png": AttachmentKind.PNG,
    ".pdf": AttachmentKind.PDF,
    ".docx": AttachmentKind.DOCX,
    ".xlsx": AttachmentKind.XLSX,
    ".odt": AttachmentKind.ODT,
}
ENDING_OF = {
    AttachmentKind.JPEG: ".jpg",
    AttachmentKind.PNG: ".png",
    AttachmentKind.PDF: ".pdf",
    AttachmentKind.DOCX: ".docx",
    AttachmentKind.XLSX: ".xlsx",
    AttachmentKind.ODT: ".odt",
}
PHOTOS = (AttachmentKind.JPEG, AttachmentKind.PNG)
KIND_OF_MIME = {
    "image/jpeg": AttachmentKind.JPEG,
    "image/png": AttachmentKind.PNG,
    "application/pdf": AttachmentKind.PDF,
}
OF_AN_IPHONE = (".heic", ".heif")
# Everything that Pillow raises at a file that was cut off or made by hand.
BROKEN_IMAGE = (
    OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, AttributeError, ArithmeticError, MemoryError,
    struct.error, zlib.error, Image.DecompressionBombError, Image.DecompressionBombWarning,
)  # fmt: skip
OPENXML = "application/vnd.openxmlformats-officedocument."
# What the table of contents of each must name, and where its text lies.
OFFICE = {
    AttachmentKind.DOCX: (f"{OPENXML}wordprocessingml.document.main+xml", "word/document.xml"),
    AttachmentKind.XLSX: (f"{OPENXML}spreadsheetml.sheet.main+xml", "xl/workbook.xml"),
}
CONTENTS, MIMETYPE, ODT_MIME = "[Content_Types].xml", "mimetype", b"application/vnd.oasis.opendocument.text"
ENCRYPTED = 0x1


class Unfit(Exception):
    """This file is not taken, and why, in a sentence for who sent it."""


def allowed() -> str:
    """What can be sent."""
    return _("Stuur een foto (JPEG of PNG) of een PDF. Een bestand van Word, Excel of OpenDocument mag ook.")


def look_through(name: str, content: bytes) -> CleanFile:
    """The file as it is kept; raises Unfit."""
    if not content:
        raise Unfit(_("Dit bestand is leeg."))
    ending = PurePosixPath(base_of(name).lower()).suffix
    kind, named = _kind_of(content, ending), KIND_OF_NAME.get(ending)
    # Phones call a PNG a JPEG now and then; for everything else the name and the content must say the same.
    if kind is None or named is None or (kind != named and not {kind, named} <= set(PHOTOS)):
        raise Unfit(_why_not(content, ending))
    if kind in PHOTOS:
        content = _photo(content, kind)
    elif kind == AttachmentKind.PDF:
        _check_pdf(content)
    else:
        _check_zip(content, kind)
    return CleanFile(name=safe_name(name, kind), kind=kind, content=content)


def _kind_of(content: bytes, ending: str) -> AttachmentKind | None:
    """What the first bytes say it is; what is packed is opened later, as the name says."""
    if content.startswith(b"PK\x03\x04"):
        named = KIND_OF_NAME.get(ending)
        return named if named in (*OFFICE, AttachmentKind.ODT) else None
    return next((KIND_OF_MIME[mime] for mime in _mimes(content) if mime in KIND_OF_MIME), None)


def _mimes(content: bytes) -> list[str]:
    """What it may be, the likeliest first."""
    try:
        return [match.mime_type for match in puremagic.magic_string(content)]
    except (puremagic.PureError, ValueError):
        return []


def _why_not(content: bytes, ending: str) -> str:
    """Why this kind is not taken; for the photos of an iPhone, what to do."""
    if ending in OF_AN_IPHONE or b"ftyphei" in content[:12] or b"ftypmif1" in content[:12]:
        return _(
            "Dit is een HEIC-foto van een iPhone. Die kunnen wij niet openen. Maak er een JPEG van."
            " Of stuur de foto per post of per app naar uw contactpersoon."
        )
    return f"{_('Zo’n bestand kunnen wij niet aannemen.')} {allowed()}"


# ---- photos --------------------------------------------------------------------------------------------


def _photo(content: bytes, kind: AttachmentKind) -> bytes:
    """The picture drawn anew: upright, not too large, and without place, maker, remark or anything behind it."""
    try:
        with Image.open(BytesIO(content), formats=("JPEG", "PNG")) as image:
            if image.width * image.height > MOST_PIXELS:
                raise Unfit(_("Deze foto is te groot. Maak de foto kleiner en stuur die."))
            if kind == AttachmentKind.PNG and getattr(image, "is_animated", False):
                raise Unfit(_("Een bewegend plaatje kunnen wij niet aannemen. Stuur een gewone foto."))
            image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            return _draw_anew(image, kind)
    except BROKEN_IMAGE:
        raise Unfit(_("Deze foto is beschadigd of niet helemaal aangekomen. Stuur de foto nog een keer.")) from None


def _draw_anew(image: Image.Image, kind: AttachmentKind) -> bytes:
    """Only the dots go along."""
    drawn = ImageOps.exif_transpose(image)
    drawn = drawn.convert(_mode_for(drawn, kind))
    drawn.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    drawn.info.clear()
    out = BytesIO()
    if kind == AttachmentKind.JPEG:
        drawn.save(out, "JPEG", quality=88)
    else:
        drawn.save(out, "PNG")
    return out.getvalue()


def _mode_for(image: Image.Image, kind: AttachmentKind) -> str:
    """Grey stays grey, and what one looks through stays so."""
    if kind == AttachmentKind.PNG and (image.mode in ("LA", "PA", "RGBA") or "transparency" in image.info):
        return "RGBA"
    return "L" if image.mode in ("1", "L") else "RGB"


# ---- documents -----------------------------------------------------------------------------------------


def _check_pdf(content: bytes) -> None:
    """A PDF from its first to its last byte, and nothing else besides."""
    if not content.startswith(b"%PDF-") or not content.rstrip(b"\x00\t\n\f\r ").endswith(b"%%EOF"):
        raise Unfit(_("Deze PDF is beschadigd of niet helemaal aangekomen. Stuur het bestand nog een keer."))
    small = content.lower()
    if any(mark in small for mark in (b"<html", b"<script", b"<!doctype html")) or b"PK\x05\x06" in content:
        raise Unfit(_("In deze PDF zit nog een ander bestand. Sla de PDF opnieuw op en stuur die."))


def _check_zip(content: bytes, kind: AttachmentKind) -> None:
    """A document of this very kind: not too much in it, no programs, no lock, nothing before or behind it."""
    try:
        with ZipFile(BytesIO(content)) as packed:
            members = packed.infolist()
            _check_members(members)
            _check_edges(packed, members, len(content))
            if not _is_of_kind(packed, kind):
                raise Unfit(_why_not(content, ""))
            _read_all(packed, members)
    except (BadZipFile, LargeZipFile, NotImplementedError, OSError, EOFError, LookupError, ValueError, zlib.error):
        raise Unfit(_("Dit bestand is beschadigd of niet helemaal aangekomen. Stuur het nog een keer.")) from None


def _check_members(members: list[ZipInfo]) -> None:
    """By what the list of contents says, before anything is unpacked."""
    names = [member.filename.lower() for member in members]
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED:
        raise Unfit(_("In dit bestand zit te veel. Maak er een PDF van en stuur die."))
    if any(name.endswith("vbaproject.bin") or name.startswith(("basic/", "scripts/")) for name in names):
        raise Unfit(_("In dit bestand zitten macro’s. Sla het op zonder macro’s, of maak er een PDF van."))
    if any(member.flag_bits & ENCRYPTED for member in members) or "encryptedpackage" in names:
        raise Unfit(_("Op dit bestand zit een wachtwoord. Haal het wachtwoord eraf en stuur het opnieuw."))
    if len(set(names)) != len(names) or any(name.startswith("/") or ".." in name.split("/") for name in names):
        raise BadZipFile


def _check_edges(packed: ZipFile, members: list[ZipInfo], size: int) -> None:
    """Nothing stands before the first part, and nothing behind the list of contents."""
    if not members or min(member.header_offset for member in members) != 0 or packed.comment:
        raise BadZipFile
    packed.fp.seek(size - 22)  # type: ignore[union-attr]
    if packed.fp.read(4) != b"PK\x05\x06":  # type: ignore[union-attr]
        raise BadZipFile


def _is_of_kind(packed: ZipFile, kind: AttachmentKind) -> bool:
    """Whether it says of itself that it is this, and has the part where the text lies."""
    if kind == AttachmentKind.ODT:
        return _small(packed, MIMETYPE).strip() == ODT_MIME and "content.xml" in packed.namelist()
    said, text = OFFICE[kind]
    contents = _small(packed, CONTENTS).decode("utf-8", "replace")
    return f'"{said}"' in contents and "macroenabled" not in contents.lower() and text in packed.namelist()


def _small(packed: ZipFile, name: str) -> bytes:
    """A part that is never large."""
    if name not in packed.namelist():
        return b""
    with packed.open(name) as part:
        return part.read(AT_A_TIME)


def _read_all(packed: ZipFile, members: list[ZipInfo]) -> None:
    """Unpack every part as far as it says it goes, and throw it away: what lies about its size or was cut off fails."""
    for member in members:
        with packed.open(member) as part:
            while part.read(AT_A_TIME):
                pass


# ---- names ---------------------------------------------------------------------------------------------


def base_of(name: str) -> str:
    """The last part of what was given, without signs that nobody sees."""
    base = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    # Category C holds what steers: nothing that ends a line, turns the reading direction or hides a letter.
    return "".join(" " if sign.isspace() else sign for sign in base if unicodedata.category(sign)[0] != "C")


def safe_name(name: str, kind: AttachmentKind) -> str:
    """A name to read, with the ending of what it really is."""
    stem = base_of(name)
    if PurePosixPath(stem).suffix.lower() in KIND_OF_NAME:
        stem = stem[: stem.rindex(".")]
    stem, ending = " ".join(stem.split()).strip(". "), ENDING_OF[kind]
    return f"{stem[: LONGEST_NAME - len(ending)].rstrip() or _('bestand')}{ending}"
