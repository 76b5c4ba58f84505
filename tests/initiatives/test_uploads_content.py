"""What is sent is looked through: every kind we take comes out clean, everything else gets a sentence."""

from io import BytesIO
from pathlib import PurePosixPath

import pytest
from django.utils.datastructures import MultiValueDict
from PIL import Image

from initiatives.forms.checking import LONGEST_SIDE, Unfit, look_through
from initiatives.forms.uploads import LARGEST, SendForm
from tests.initiatives.papers import (
    PDF,
    bomb,
    contents,
    docx,
    huge_picture,
    odt,
    packed,
    photo_of_a_house,
    picture,
    sent,
    xlsx,
)

NOT_TAKEN = (
    "Zo’n bestand kunnen wij niet aannemen. Stuur een foto (JPEG of PNG) of een PDF. Een bestand van Word, Excel of"
    " OpenDocument mag ook."
)
CUT_OFF = "Dit bestand is beschadigd of niet helemaal aangekomen. Stuur het nog een keer."
BROKEN_PHOTO = "Deze foto is beschadigd of niet helemaal aangekomen. Stuur de foto nog een keer."
BROKEN_PDF = "Deze PDF is beschadigd of niet helemaal aangekomen. Stuur het bestand nog een keer."
SOMETHING_ELSE = "In deze PDF zit nog een ander bestand. Sla de PDF opnieuw op en stuur die."
HTML = b"<html><script>alert(1)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"></svg>'
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 50


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("plek.jpg", picture("JPEG"), "jpeg"),
        ("PLEK.JPEG", picture("JPEG", mode="L"), "jpeg"),
        ("plek.jpg", picture("JPEG", mode="CMYK"), "jpeg"),
        ("plek.jpg", picture("PNG"), "png"),
        ("plek.png", picture("PNG", mode="RGBA"), "png"),
        ("plek.png", picture("PNG", mode="P"), "png"),
        ("plek.png", picture("PNG", mode="I;16"), "png"),
        ("offerte.pdf", PDF, "pdf"),
        ("offerte.PDF", PDF + b"\r\n\0", "pdf"),
        ("brief.docx", docx(), "docx"),
        ("begroting.xlsx", xlsx(), "xlsx"),
        ("brief.odt", odt(), "odt"),
    ],
)
def test_what_people_have_at_home_is_taken(name: str, content: bytes, kind: str) -> None:
    taken = look_through(name, content)

    assert taken.kind == kind
    assert PurePosixPath(taken.name).stem == PurePosixPath(name).stem
    if kind in ("jpeg", "png"):
        image = Image.open(BytesIO(taken.content))
        assert (image.format or "").lower() == kind
        assert image.size == (60, 40)
    else:
        assert taken.content == content


def test_a_photo_comes_out_upright_and_says_neither_where_nor_by_whom_it_was_made() -> None:
    photo = photo_of_a_house()
    before = Image.open(BytesIO(photo))
    assert before.getexif().get_ifd(0x8825) != {}
    assert b"GeheimeTelefoon" in photo
    assert b"bij Mia thuis" in photo
    assert b"geheim profiel" in photo

    taken = look_through("huis.jpg", photo).content

    after = Image.open(BytesIO(taken))
    assert (before.size, after.size) == ((60, 40), (40, 60))
    assert dict(after.getexif()) == {}
    assert {"exif", "comment", "icc_profile", "xmp"} & set(after.info) == set()
    for secret in (b"GeheimeTelefoon", b"Mia", b"geheim", b"Exif"):
        assert secret not in taken


def test_the_remarks_in_a_drawing_stay_behind_and_one_still_looks_through_it() -> None:
    from_a_program = BytesIO()
    image = Image.new("RGBA", (10, 10), (255, 0, 0, 100))
    image.save(from_a_program, "PNG", icc_profile=b"geheim", dpi=(300, 300))

    taken = look_through("logo.png", from_a_program.getvalue()).content

    after = Image.open(BytesIO(taken))
    assert (after.mode, after.getpixel((1, 1)), after.info) == ("RGBA", (255, 0, 0, 100), {})


def test_what_hangs_behind_a_photo_does_not_come_along() -> None:
    taken = look_through("plek.jpg", picture("JPEG") + HTML + docx()).content

    assert b"script" not in taken
    assert b"PK" not in taken


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_a_very_large_photo_becomes_smaller(form: str) -> None:
    taken = look_through("lucht.jpg", picture(form, size=(6000, 3000), mode="L")).content

    assert Image.open(BytesIO(taken)).size == (LONGEST_SIDE, LONGEST_SIDE // 2)


def moving() -> bytes:
    """A PNG of two pictures."""
    return picture("PNG", save_all=True, append_images=[Image.new("RGB", (60, 40), "blue")])


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("plaatje.svg", SVG, NOT_TAKEN),
        ("plaatje.png", SVG, NOT_TAKEN),
        ("pagina.html", HTML, NOT_TAKEN),
        ("pagina.pdf", HTML, NOT_TAKEN),
        ("foto.jpg.exe", b"MZ" + b"\0" * 200, NOT_TAKEN),
        ("foto.jpg", b"MZ" + b"\0" * 200, NOT_TAKEN),
        ("foto.gif", picture("GIF"), NOT_TAKEN),
        ("foto.jpg", picture("GIF"), NOT_TAKEN),
        ("foto.webp", picture("WEBP"), NOT_TAKEN),
        ("foto.jpg", picture("TIFF"), NOT_TAKEN),
        ("foto", picture("JPEG"), NOT_TAKEN),
        ("foto.html", picture("JPEG"), NOT_TAKEN),
        ("brief.pdf", picture("JPEG"), NOT_TAKEN),
        ("brief.docx", PDF, NOT_TAKEN),
        ("brief.docm", docx(), NOT_TAKEN),
        ("brief.xlsx", docx(), NOT_TAKEN),
        ("brief.docx", odt(), NOT_TAKEN),
        ("alles.zip", packed({"a.txt": "a"}), NOT_TAKEN),
        ("brief.docx", packed({"a.txt": "a"}), NOT_TAKEN),
        ("brief.txt", b"hallo", NOT_TAKEN),
        ("niets.jpg", b"", "Dit bestand is leeg."),
        ("huis.jpg", picture("JPEG", size=(600, 400))[:-900], BROKEN_PHOTO),
        ("huis.png", picture("PNG")[:70], BROKEN_PHOTO),
        ("rommel.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF\0" + b"\xff" * 90, BROKEN_PHOTO),
        ("beweegt.png", moving(), "Een bewegend plaatje kunnen wij niet aannemen. Stuur een gewone foto."),
        ("half.pdf", PDF[:-8], BROKEN_PDF),
        ("achter.pdf", PDF + HTML, BROKEN_PDF),
        ("voor.pdf", HTML + PDF, NOT_TAKEN),
        ("tussen.pdf", PDF.replace(b"endobj", b"endobj" + HTML), SOMETHING_ELSE),
        ("tussen.pdf", b"%PDF-1.4\n" + docx() + b"\n%%EOF", SOMETHING_ELSE),
        ("half.docx", docx()[:-40], CUT_OFF),
        ("voor.docx", HTML + docx(), NOT_TAKEN),
        ("achter.docx", docx() + HTML, CUT_OFF),
        ("kapot.docx", docx().replace(b"word/document.xml", b"word/../../xm.xml"), CUT_OFF),
        ("verborgen.docx", packed({"../../etc/cron.d/x": "x"}), CUT_OFF),
        (
            "macro.docx",
            docx(**{"word/vbaProject.bin": b"x"}),
            "In dit bestand zitten macro’s. Sla het op zonder macro’s, of maak er een PDF van.",
        ),
        (
            "macro.docx",
            packed({"[Content_Types].xml": contents("x.macroEnabled.main+xml"), "word/document.xml": ""}),
            NOT_TAKEN,
        ),
        ("bom.docx", bomb(), "In dit bestand zit te veel. Maak er een PDF van en stuur die."),
        (
            "veel.docx",
            docx(**{f"word/{n}.xml": "" for n in range(2000)}),
            "In dit bestand zit te veel. Maak er een PDF van en stuur die.",
        ),
    ],
)
def test_everything_else_gets_a_sentence(name: str, content: bytes, sentence: str) -> None:
    with pytest.raises(Unfit) as unfit:
        look_through(name, content)

    assert str(unfit.value) == sentence


def test_a_picture_that_wants_all_our_memory_is_not_unpacked() -> None:
    with pytest.raises(Unfit):
        look_through("foto.png", huge_picture())


def test_a_document_with_a_password_is_sent_back_to_take_it_off() -> None:
    locked = bytearray(docx())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = locked.find(mark)
        while at >= 0:
            locked[at + flags] |= 1
            at = locked.find(mark, at + 1)

    with pytest.raises(Unfit, match="Op dit bestand zit een wachtwoord"):
        look_through("brief.docx", bytes(locked))


def test_a_document_that_lies_about_its_size_is_not_taken() -> None:
    long = docx(**{"word/lang.xml": b"a" * 70_000})
    lying = long.replace((70_000).to_bytes(4, "little"), (70).to_bytes(4, "little"))
    assert lying != long

    with pytest.raises(Unfit, match="beschadigd"):
        look_through("brief.docx", lying)


@pytest.mark.parametrize("name", ["IMG_0042.HEIC", "IMG_0042.jpg"])
def test_who_has_an_iphone_reads_what_to_do(name: str) -> None:
    with pytest.raises(Unfit) as unfit:
        look_through(name, HEIC)

    assert str(unfit.value) == (
        "Dit is een HEIC-foto van een iPhone. Die kunnen wij niet openen. Maak er een JPEG van."
        " Of stuur de foto per post of per app naar uw contactpersoon."
    )


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("bankje.pdf", "bankje.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("/etc/cron.d/x.pdf", "x.pdf"),
        ("C:\\Users\\Mia\\brief.pdf", "brief.pdf"),
        ("brief\x00.pdf", "brief.pdf"),
        ("brief\r\nSet-Cookie: x.pdf", "briefSet-Cookie: x.pdf"),
        ("factuur\u202efdp.exe.pdf", "factuurfdp.exe.pdf"),
        ("\u2066verborgen\u2069.pdf", "verborgen.pdf"),
        ("...pdf.pdf", "pdf.pdf"),
        (".pdf.pdf", "pdf.pdf"),
        ("  veel   ruimte .pdf", "veel ruimte.pdf"),
        ("a" * 300 + ".pdf", "a" * 116 + ".pdf"),
        ("é" * 200 + ".pdf", "é" * 116 + ".pdf"),
        ("<img src=x onerror=alert(1)>.pdf", "<img src=x onerror=alert(1)>.pdf"),
    ],
)
def test_a_name_is_only_for_reading(given: str, kept: str) -> None:
    assert look_through(given, PDF).name == kept


def test_the_ending_is_that_of_what_it_is() -> None:
    assert look_through("whatsapp.jpg", picture("PNG")).name == "whatsapp.png"


def test_a_form_takes_three_files_of_ten_megabytes_and_says_what_is_wrong_with_each() -> None:
    def errors(*files: tuple[str, bytes]) -> list[str]:
        chosen = MultiValueDict({"attachments": [sent(*file) for file in files]})
        form = SendForm({"form_key": "8f1a9a0e-1f0c-4a51-a0a3-0d4b6a0a2b11"}, chosen)
        form.is_valid()
        return [str(sentence) for sentence in form.errors.get("attachments", [])]

    good = ("goed.pdf", PDF)
    assert errors(good, good, good) == []
    assert errors() == ["Kies een bestand."]
    assert errors(good, good, good, good) == ["Kies hooguit 3 bestanden. Stuur de rest daarna."]
    assert errors(("groot.pdf", b"%PDF-1.4" + b"\0" * LARGEST)) == [
        "“groot.pdf”: Dit bestand is te groot. Het mag hooguit 10 MB zijn."
    ]
    assert errors(good, ("\u202e<b>.svg", SVG), ("leeg.pdf", b"")) == [
        f"“<b>.svg”: {NOT_TAKEN}",
        "“leeg.pdf”: Dit bestand is leeg.",
        "Kies ook de andere bestanden opnieuw.",
    ]
