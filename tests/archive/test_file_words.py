"""What can be read in a file that a resident sent: as much as is whole, and a damaged one stops no search."""

import zipfile
from pathlib import Path

from archive.deeds.file_words import words_of_file


def document(folder: Path) -> Path:
    """A document with one part, packed as a word processor does."""
    path = folder / "brief.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", "<w:t>Mia</w:t><w:t> Bewoner</w:t>" + "<w:p/>" * 500)
    return path


def test_a_name_that_is_cut_in_pieces_is_read_as_one(tmp_path: Path) -> None:
    assert any("Mia Bewoner" in text for text in words_of_file(document(tmp_path)))


def test_a_document_damaged_anywhere_stops_no_search(tmp_path: Path) -> None:
    path = document(tmp_path)
    whole = path.read_bytes()
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        assert len(list(words_of_file(path))) >= 2


def test_a_file_that_is_gone_holds_nothing(tmp_path: Path) -> None:
    assert list(words_of_file(tmp_path / "weg.docx")) == []
