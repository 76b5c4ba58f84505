"""What starts as a formula is text in every sheet that leaves the house, read back by another program."""

import csv
import io
import re
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client

from initiatives.models import Initiative
from initiatives.statuses import Status
from tests.factories import sign_in
from tests.overleg.town import Town
from tests.security.forms_staff import sure

FORMULAS = ("=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0", "＝1+1", " =1+1", '=HYPERLINK("x")')
STARTS = ("=", "+", "-", "@", "\t", "\r", "＝")


@pytest.fixture
def coordinator(town: Town) -> Client:
    """In a town where everything is called like a formula."""
    for number, formula in enumerate(FORMULAS):
        idea = town.world.known_to_all(Status.IN_REVIEW, title=f"{formula} {number}")
        Initiative.objects.filter(pk=idea.pk).update(summary=formula, place=formula)
        idea.people.update(name=formula)
    return sure(sign_in(town.world.people["IC"]))


def whole(response: Any) -> bytes:
    """The file, to its end."""
    content: bytes = b"".join(response) if response.streaming else response.content
    return content


@pytest.mark.parametrize("address", ["/initiatieven/uitvoer/xlsx/?tab=alles", "people"])
def test_a_sheet_holds_words_and_no_formulas(coordinator: Client, address: str) -> None:
    page, form = (
        "/initiatieven/uitvoer/mensen/",
        {"reason": "Uitnodigen voor de bijeenkomst.", "kind": "xlsx", "lijst": ""},
    )
    response = coordinator.post(page, form) if address == "people" else coordinator.get(address)

    with ZipFile(io.BytesIO(whole(response))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()

    # A formula stands in a sheet as <f>; here every cell says of itself that it is words.
    assert re.findall(r"<f[ >]", sheet) == []
    assert set(re.findall(r"<c [^>]*t=\"(\w+)\"", sheet)) == {"inlineStr"}
    assert sheet.count("1+1") >= 3


def test_a_list_for_another_program_starts_no_cell_as_a_formula(coordinator: Client) -> None:
    text = whole(coordinator.get("/initiatieven/uitvoer/csv/?tab=alles")).decode("utf-8-sig")

    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    cells = [cell for row in rows for cell in row]

    assert [cell for cell in cells if cell.startswith(STARTS)] == []
    assert len([cell for cell in cells if "1+1" in cell]) >= 3
