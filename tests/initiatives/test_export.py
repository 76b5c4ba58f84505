"""A list on a sheet: exactly what the person sees, nothing a spreadsheet would run, people only for a reason."""

import csv
import io
import zipfile
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from initiatives.models import ExportLog, Initiative
from initiatives.statuses import Status
from initiatives.views.export import takeable
from initiatives.views.queue import narrowed, parse_query
from initiatives.views.sheets import csv_lines, defuse, xlsx_file
from kernen.roles import roles_of
from tests.factories import PASSWORD, sign_in
from tests.initiatives.test_queue import SUBJECTS, many
from tests.initiatives.world import World

__all__ = ["many"]

OUT = "/initiatieven/uitvoer/"
PEOPLE = f"{OUT}mensen/"
REASON = "Brief over de bijeenkomst van 3 december."


def lines(client: Client, query: str = "", *, kind: str = "csv") -> list[list[str]]:
    """The sheet, read back."""
    answer = client.get(f"{OUT}{kind}/{query}")
    assert answer.status_code == 200
    return read(content(answer))


def read(whole: bytes) -> list[list[str]]:
    """What Excel makes of it."""
    return list(csv.reader(io.StringIO(whole.decode("utf-8-sig")), delimiter=";"))


def typed_just_now(client: Client) -> Client:
    """The password was asked again a moment ago."""
    assert client.post("/account/reauthenticate/", {"password": PASSWORD}).status_code == 302
    return client


def content(answer: Any) -> bytes:
    """The whole file."""
    return b"".join(answer.streaming_content)


# ---- exactly this list -------------------------------------------------------------------------------------------


def test_the_sheet_holds_exactly_the_list_in_its_order(world: World) -> None:
    for title in ("Zitbank", "Akkerrand", "Moestuin"):
        world.initiative(Status.SUBMITTED, title=title)
    world.initiative(Status.COMPLETED, title="Kermis")

    sheet = lines(sign_in(world.people["IC"]), "?order=title&tab=mij")

    assert [line[1] for line in sheet] == ["Titel", "Akkerrand", "Moestuin", "Zitbank"]
    assert sheet[1][3:6] == ["Sibbe", "Doorgezet", "interne coördinator"]


def test_no_sheet_without_people_names_a_person(world: World) -> None:
    for status in Status:
        world.initiative(status)

    sheet = str(lines(sign_in(world.people["IC"]), "?show=all"))

    assert "contactpersoon" not in sheet
    assert "043 600 0000" not in sheet
    assert "BM.lead" not in sheet


@pytest.mark.parametrize("subject", SUBJECTS)
def test_no_sheet_holds_a_line_outside_what_the_person_may_see(many: World, subject: str) -> None:
    user = many.people[subject]
    taken = takeable(narrowed(user, parse_query("show=all")), roles_of(user))
    seen = Initiative.objects.visible_to(user)

    assert set(taken.values_list("pk", flat=True)) <= set(seen.values_list("pk", flat=True))


@pytest.mark.parametrize(
    ("subject", "takes"),
    [
        ("EC.own", True), ("EC.other", False), ("IC", True), ("BM.lead", True), ("BM.coadvice", False),
        ("BM.domain", False), ("BM.other", False), ("KA.own", True), ("KA.other", False), ("MGR.escalated", False),
    ],
)  # fmt: skip
def test_who_only_looks_along_does_not_take_it_with_them(world: World, subject: str, takes: bool) -> None:
    world.known_to_all(Status.IN_REVIEW, title="Speeltuin")

    assert [line[1] for line in lines(sign_in(world.people[subject]))[1:]] == (["Speeltuin"] if takes else [])


@pytest.mark.parametrize("subject", ["DEC.mandate", "GGD.tag", "FB"])
def test_who_has_no_such_function_gets_no_sheet_and_no_link(world: World, subject: str) -> None:
    world.known_to_all(Status.IN_REVIEW)
    client = sign_in(world.people[subject])

    assert client.get(f"{OUT}csv/").status_code == 403
    assert OUT not in client.get("/initiatieven/").content.decode()


def test_a_sheet_of_another_kind_does_not_exist(world: World) -> None:
    assert sign_in(world.people["IC"]).get(f"{OUT}pdf/").status_code == 404


def test_a_filter_that_makes_no_sense_gives_the_list_without_it(world: World) -> None:
    world.initiative(Status.SUBMITTED, title="Moestuin")

    assert len(lines(sign_in(world.people["IC"]), "?kern=%00&tab=oud&since=gisteren")) == 2


def test_thirty_lines_cost_the_same_as_one(world: World) -> None:
    client = sign_in(world.people["IC"])
    world.initiative(Status.IN_REVIEW)
    lines(client)
    with CaptureQueriesContext(connection) as one:
        lines(client)
    for _ in range(29):
        world.initiative(Status.IN_REVIEW)
    with CaptureQueriesContext(connection) as thirty:
        lines(client)

    assert len(thirty) == len(one)


# ---- formulas -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", " =", "\n="])
def test_a_formula_is_read_as_text(start: str) -> None:
    assert defuse(f"{start}cmd|' /C calc'!A0") == f"'{start}cmd|' /C calc'!A0"


@given(st.lists(st.lists(st.text(), min_size=1, max_size=4), min_size=1, max_size=5))
def test_no_cell_of_a_csv_opens_as_a_formula_and_nothing_is_lost(rows: list[list[str]]) -> None:
    written = "".join(csv_lines(rows)).removeprefix("\ufeff")
    cells = [cell for line in csv.reader(io.StringIO(written, newline=""), delimiter=";") for cell in line]
    expected = [defuse(cell) for line in rows for cell in line]

    assert [cell for cell in cells if cell] == [cell for cell in expected if cell]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def test_every_cell_of_an_xlsx_is_text() -> None:
    cells = ("Titel", "=1+1", "https://kwaad.example", "12", "+31")
    with xlsx_file([[cell] for cell in cells], title="Initiatieven") as file:
        sheet = zipfile.ZipFile(file).read("xl/worksheets/sheet1.xml").decode()

    assert "<f>" not in sheet
    assert "hyperlink" not in sheet
    assert sheet.count('t="inlineStr"') == 5
    assert "=1+1" in sheet


def test_the_xlsx_is_the_same_list(world: World) -> None:
    world.initiative(Status.SUBMITTED, title='=HYPERLINK("https://kwaad.example")')

    answer = sign_in(world.people["IC"]).get(f"{OUT}xlsx/")

    sheet = zipfile.ZipFile(io.BytesIO(content(answer))).read("xl/worksheets/sheet1.xml").decode()
    assert answer.headers["Content-Disposition"].endswith('.xlsx"')
    assert "=HYPERLINK" in sheet
    assert "<f>" not in sheet


# ---- with people ----------------------------------------------------------------------------------------------------


def ask(client: Client, **posted: Any) -> Any:
    """The form, filled in."""
    return client.post(PEOPLE, {"reason": REASON, "kind": "csv", "lijst": "tab=alles"} | posted)


def test_internal_coordinator_takes_people_along_after_giving_a_reason(world: World) -> None:
    world.initiative(Status.SUBMITTED, title="Moestuin")
    client = typed_just_now(sign_in(world.people["IC"]))

    assert "1 initiatief, met namen" in client.get(PEOPLE).content.decode()
    sheet = read(content(ask(client)))

    assert sheet[1][-4:] == ["contactpersoon", "043 600 0000", "", ""]
    kept = ExportLog.objects.get()
    assert (kept.user, kept.reason, kept.count) == (world.people["IC"], REASON, 1)


def test_without_a_reason_nothing_leaves(world: World) -> None:
    world.initiative(Status.SUBMITTED)
    client = typed_just_now(sign_in(world.people["IC"]))

    for reason in ("", "zomaar", "\x00" * 20):
        assert ask(client, reason=reason).context["form"].errors.keys() == {"reason"}
    assert ExportLog.objects.count() == 0


def test_the_password_is_asked_again_first(world: World) -> None:
    world.initiative(Status.SUBMITTED)
    client = sign_in(world.people["IC"])

    for answer in (client.get(PEOPLE), ask(client)):
        assert answer.headers["Location"].startswith("/account/reauthenticate/")
    assert ExportLog.objects.count() == 0


@pytest.mark.parametrize("subject", [subject for subject in SUBJECTS if subject != "IC"])
def test_nobody_else_takes_people_along(world: World, subject: str) -> None:
    world.known_to_all(Status.IN_REVIEW)
    client = typed_just_now(sign_in(world.people[subject]))

    assert client.get(PEOPLE).status_code == 403
    assert ask(client).status_code == 403
    assert PEOPLE not in client.get("/initiatieven/").content.decode()


def test_an_empty_list_is_not_taken_and_not_kept(world: World) -> None:
    assert ask(typed_just_now(sign_in(world.people["IC"]))).headers["Location"] == "/initiatieven/?tab=alles"
    assert ExportLog.objects.count() == 0
