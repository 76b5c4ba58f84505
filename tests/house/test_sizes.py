"""A file says what it is for and stays small enough to read in one sitting."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.places import ROOT, python_files, shown

LONGEST_FILE = 300
LONGEST_SETTINGS = 210
LONGEST_FUNCTION = 40

Function = ast.FunctionDef | ast.AsyncFunctionDef


def test_every_file_opens_with_one_caption_line() -> None:
    without = [shown(file) for file in python_files() if not opens_with_a_caption(file)]
    assert without == []


def test_no_file_is_longer_than_a_sitting() -> None:
    too_long = {shown(file): length for file in python_files() if (length := count_lines(file)) > longest_allowed(file)}
    assert too_long == {}


def test_no_function_is_longer_than_a_screen() -> None:
    too_long = {
        f"{shown(file)}:{function.lineno} {function.name}": length
        for file in python_files()
        for function in functions_of(file)
        if (length := (function.end_lineno or 0) - function.lineno + 1) > LONGEST_FUNCTION
    }
    assert too_long == {}


def opens_with_a_caption(file: Path) -> bool:
    first = file.read_text().partition("\n")[0]
    return len(first) > 6 and first.startswith('"""') and first.endswith('"""')


def count_lines(file: Path) -> int:
    return len(file.read_text().splitlines())


def longest_allowed(file: Path) -> int:
    return LONGEST_SETTINGS if file == ROOT / "burgerkracht" / "settings.py" else LONGEST_FILE


def functions_of(file: Path) -> Iterator[Function]:
    yield from (node for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, Function))
