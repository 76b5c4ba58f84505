"""From a sheet to a PDF that a screen reader can read; the words are data, never instructions to the typesetter."""

import json
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

from overleg.printing.sheet import Sheet

LAYOUT = Path(__file__).with_name("sheet.typ")
# Tagged, with a language, a title and an order to read in (PDF/UA-1).
ACCESSIBLE = "ua-1"


def typeset(sheet: Sheet) -> bytes:
    """The PDF. A sign that no letter type of ours knows (an emoji) costs the seal of the standard, not the paper."""
    try:
        return _compile(sheet, pdf_standards=ACCESSIBLE)
    except typst.TypstError:
        return _compile(sheet)


def _compile(sheet: Sheet, **options: Any) -> bytes:
    """In an empty folder, with the letter types it brings along: nothing of this machine can end up on paper."""
    with TemporaryDirectory() as nowhere:
        made: bytes = typst.compile(
            LAYOUT.read_bytes(),
            root=nowhere,
            format="pdf",
            ignore_system_fonts=True,
            package_path=nowhere,
            package_cache_path=nowhere,
            sys_inputs={"sheet": json.dumps(asdict(sheet))},
            **options,
        )
    return made
