"""Files that people send: good ones of every kind, made on the spot, and the ways in which they are sent."""

import struct
import zlib
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from initiatives.deeds.attachments import add_files
from initiatives.forms.checking import OPENXML, look_through
from initiatives.models import Attachment, Initiative
from initiatives.views.status.session import KEY
from initiatives.workflow.storing import CleanFile
from tests.initiatives.world import NOW, World

PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
GPS_IFD, LATITUDE, ORIENTATION, MAKER = 0x8825, 2, 0x0112, 0x010F


def picture(form: str = "PNG", *, size: tuple[int, int] = (60, 40), mode: str = "RGB", **more: object) -> bytes:
    """A picture of one colour, the left half darker."""
    image = Image.new(mode, size, "orange" if mode in ("RGB", "RGBA") else 200)
    image.paste(Image.new(mode, (size[0] // 2, size[1])), (0, 0))
    out = BytesIO()
    image.save(out, form, **more)
    return out.getvalue()


def photo_of_a_house() -> bytes:
    """A photo as a phone makes it: lying on its side, with the place, the maker and a remark in it."""
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKER] = 6, "GeheimeTelefoon"
    exif.get_ifd(GPS_IFD)[LATITUDE] = (50.0, 51.0, 37.0)
    return picture("JPEG", exif=exif, comment=b"bij Mia thuis", icc_profile=b"geheim profiel")


def packed(members: Mapping[str, bytes | str]) -> bytes:
    """A zip with these in it."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return out.getvalue()


def contents(said: str) -> str:
    """The list of contents of an Office file that says it is this."""
    return f'<Types><Override PartName="/a.xml" ContentType="{OPENXML}{said}"/></Types>'


def docx(**more: bytes | str) -> bytes:
    """A letter in Word."""
    said = contents("wordprocessingml.document.main+xml")
    letter: dict[str, bytes | str] = {"[Content_Types].xml": said, "word/document.xml": "<w>Beste gemeente</w>"}
    return packed(letter | more)


def xlsx() -> bytes:
    """A sheet in Excel."""
    return packed({"[Content_Types].xml": contents("spreadsheetml.sheet.main+xml"), "xl/workbook.xml": "<x/>"})


def odt() -> bytes:
    """A letter in LibreOffice."""
    return packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<t>Beste</t>"})


def huge_picture() -> bytes:
    """A few bytes that say they are ten thousand million dots."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")
    )


def bomb() -> bytes:
    """A letter of some kilobytes that unpacks to more than a hundred megabytes."""
    return docx(**{"word/media.xml": b"\0" * (101 * 1024 * 1024)})


def sent(name: str, content: bytes) -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, content)


def clean(name: str = "tekening.pdf", content: bytes = PDF) -> CleanFile:
    """A file that was looked through."""
    return look_through(name, content)


# ---- where they go ------------------------------------------------------------------------------------


def left_in(folder: Path) -> list[Path]:
    """Every file that lies anywhere in it."""
    return [path for path in folder.rglob("*") if path.is_file()]


def add(world: World, initiative: Initiative, who: str = "IC", **more: Any) -> Attachment:
    """One file, added by a colleague or (IW.own) sent by the resident."""
    add_files(initiative, files=[clean(**more)], by=world.actor(who), at=NOW, form_key=uuid4())
    return Attachment.objects.latest("pk")


def resident(initiative: Initiative) -> Client:
    """A browser in which number and code were typed."""
    client = Client()
    session = client.session
    session[KEY] = {"pk": initiative.pk, "code": initiative.access_code_hash, "seen": timezone.now().timestamp()}
    session.save()
    return client


def ask(client: Client, address: str) -> Any:
    """The answer of this address, read to its end so that the file in it is closed again."""
    response: Any = client.get(address)
    response.read = b"".join(response.streaming_content) if response.streaming else response.content
    return response


def posted(*files: tuple[str, bytes], **more: object) -> dict[str, object]:
    """A form with these files as a browser sends it."""
    return {"attachments": [sent(*file) for file in files], "form_key": str(uuid4())} | more
