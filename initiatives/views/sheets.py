"""A list as a sheet: CSV that no spreadsheet runs, and XLSX in which every cell is text."""

import csv
import tempfile
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import IO

from xlsxwriter import Workbook

# A cell that opens with one of these is a formula to a spreadsheet.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# So that Excel reads the letters right.
BYTE_ORDER_MARK = "\ufeff"
# The file format holds no more in one cell.
LONGEST_CELL = 32_767
SMALL_ENOUGH_FOR_MEMORY = 2_000_000


def defuse(text: str) -> str:
    """The same text, read by a spreadsheet as text."""
    # Some of them look past blanks at the start.
    return f"'{text}" if text.startswith(DANGEROUS) or text.lstrip().startswith(DANGEROUS) else text


def csv_lines(lines: Iterable[Iterable[str]]) -> Iterator[str]:
    """Line by line, with the semicolon that Dutch spreadsheets expect."""
    yield BYTE_ORDER_MARK
    for line in lines:
        buffer = StringIO()
        csv.writer(buffer, delimiter=";").writerow([defuse(cell) for cell in line])
        yield buffer.getvalue()


def xlsx_file(lines: Iterable[Iterable[str]], *, title: str) -> IO[bytes]:
    """One sheet, written row by row; nothing in it is a formula, a link or a number."""
    file = tempfile.SpooledTemporaryFile(max_size=SMALL_ENOUGH_FOR_MEMORY)  # noqa: SIM115
    book = Workbook(file, {"constant_memory": True})
    sheet, bold = book.add_worksheet(title), book.add_format({"bold": True})
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 2, 44)
    sheet.set_column(3, 20, 18)
    sheet.freeze_panes(1, 0)
    for number, line in enumerate(lines):
        for column, cell in enumerate(line):
            sheet.write_string(number, column, cell[:LONGEST_CELL], *([bold] if number == 0 else []))
    book.close()
    file.seek(0)
    return file
