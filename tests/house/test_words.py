"""A status has one home: nobody else spells its code."""

import json
import re

from tests.house.places import APPS, ROOT, lines_with, python_files, template_files

STATES = json.loads((ROOT / "tests" / "spec" / "workflow.json").read_text())["states"]
CODES = sorted(state["code"] for state in STATES)
# These are also ordinary words of other things (a letter, an application, a task), so Python may say them.
ORDINARY = {"draft", "assigned", "completed", "merged", "approved", "rejected", "referred", "withdrawn"}


def quoted(codes: list[str]) -> str:
    return f"""["']({"|".join(map(re.escape, codes))})["']"""


def test_a_quoted_code_is_recognised() -> None:
    assert re.search(quoted(CODES), "if status == 'on_hold'")
    assert not re.search(quoted(CODES), "the initiative is on_hold")


def test_no_template_spells_a_status() -> None:
    assert lines_with(quoted(CODES), template_files()) == []


def test_no_file_outside_the_workflow_spells_a_status() -> None:
    strangers = (
        file
        for file in python_files(*APPS)
        if file != ROOT / "initiatives" / "statuses.py" and "workflow" not in file.relative_to(ROOT).parts
    )
    assert lines_with(quoted([code for code in CODES if code not in ORDINARY]), strangers) == []
