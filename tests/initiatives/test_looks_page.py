"""The functional administrator answers who saw what of whom, and this reading is noted like any other."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from initiatives.looking import looks_of, note_look
from initiatives.models import AccessEntry, Initiative
from initiatives.models.access import Looked, Outcome
from initiatives.statuses import Status
from tests.factories import sign_in
from tests.initiatives.world import NOW, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def idea(world: World) -> Initiative:
    return world.known_to_all(Status.IN_REVIEW)


@pytest.fixture
def admin(world: World) -> Client:
    return sign_in(world.people["FB"])


def look(world: World, idea: Initiative | None, who: str, *, ago: timedelta = timedelta(0), why: str = "") -> None:
    note_look(Looked.CONTACT_DATA, by=world.people[who], initiatives=[idea] if idea else [], at=NOW - ago, why=why)


def table(client: Client, query: str) -> list[list[str]]:
    """The CSV, without its headings and without the lines of reading the log itself."""
    answer = client.get(f"/logboek/inzagen.csv?{query}")
    text = answer.getvalue().decode().removeprefix("\ufeff")
    return [line for line in list(csv.reader(StringIO(text), delimiter=";"))[1:] if "logboek" not in line[3]]


def test_the_administrator_answers_who_saw_what_of_it(world: World, idea: Initiative, admin: Client) -> None:
    other = world.known_to_all(Status.SUBMITTED)
    look(world, idea, "IC")
    look(world, idea, "EC.own", ago=timedelta(days=1))
    look(world, other, "IC")

    assert [(line[2], line[4]) for line in table(admin, f"kenmerk={idea.reference}")] == [
        ("interne coördinator", idea.reference), ("externe coördinator", idea.reference),
    ]  # fmt: skip
    assert len(table(admin, f"kenmerk={idea.reference}+{other.reference}")) == 3
    page = admin.get(f"/logboek/?kenmerk={idea.reference}").content.decode()
    assert page.count("Wie zag dit initiatief") == 1


def test_the_administrator_answers_what_this_colleague_saw_in_these_days(
    world: World, idea: Initiative, admin: Client
) -> None:
    for days in (0, 1, 2):
        look(world, idea, "IC", ago=timedelta(days=days))
    look(world, idea, "EC.own", ago=timedelta(days=1))
    day = (NOW - timedelta(days=1)).date()
    assert [line[1] for line in table(admin, f"wie={world.people['IC'].pk}&van={day}&tot={day}")] == [
        f"IC ({world.people['IC'].pk})"
    ]


def test_reading_the_log_is_noted_with_what_was_asked(world: World, idea: Initiative, admin: Client) -> None:
    admin.get(f"/logboek/?wie={world.people['IC'].pk}")
    admin.get(f"/logboek/?kenmerk={idea.reference}")
    assert list(AccessEntry.objects.order_by("pk").values_list("what", "function", "initiative", "why")) == [
        ("access_log", "functional_admin", None, f"medewerker {world.people['IC'].pk}"),
        ("access_log", "functional_admin", idea.pk, ""),
    ]


@pytest.mark.parametrize("address", ["/logboek/", "/logboek/inzagen.csv"])
@pytest.mark.parametrize("who", ["IC", "EC.own", "BM.lead", "MGR.escalated"])
def test_nobody_else_reads_it_and_who_tries_is_noted(world: World, who: str, address: str) -> None:
    assert sign_in(world.people[who]).get(address).status_code == 403
    assert list(AccessEntry.objects.values_list("what", "result")) == [("access_log", "refused")]


def test_page_after_page_every_line_comes_once_also_of_one_moment(
    world: World, idea: Initiative, admin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("initiatives.views.looks.PER_PAGE", 2)
    for _ in range(5):
        look(world, idea, "IC")
    seen: list[int] = []
    address = f"/logboek/?wie={world.people['IC'].pk}"
    while address:
        context = admin.get(address).context
        seen += [line.pk for line in context["lines"]]
        address = f"/logboek/{context['next_url']}" if context["next_url"] else ""
    assert seen == list(AccessEntry.objects.filter(what="contact_data").order_by("-pk").values_list("pk", flat=True))
    assert len(seen) == 5


@pytest.mark.parametrize(
    "query",
    [
        "na=x", "na=99999999999999999-1", "wie=0", "kenmerk=VAG-1", "van=gisteren", "tot=2026-01-01&van=2026-02-01",
        "wat=%00",
    ],
)  # fmt: skip
def test_a_question_that_cannot_be_is_told_so(world: World, idea: Initiative, admin: Client, query: str) -> None:
    look(world, idea, "IC")
    answer = admin.get(f"/logboek/?{query}")
    assert answer.status_code == (200 if query.startswith("na=") else 400)


def test_no_line_of_the_sheet_opens_as_a_formula(world: World, idea: Initiative, admin: Client) -> None:
    look(world, idea, "IC", why="=HYPERLINK(1)")
    (line,) = table(admin, f"wie={world.people['IC'].pk}")
    assert line[5] == "'=HYPERLINK(1)"


def test_the_log_costs_the_same_for_one_line_and_for_thirty(world: World, idea: Initiative, admin: Client) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            admin.get("/logboek/")
        return len(asked)

    look(world, idea, "IC")
    admin.get("/logboek/")
    few = cost()
    for who in ("IC", "EC.own", "BM.lead") * 10:
        look(world, world.known_to_all(Status.IN_REVIEW), who)
    assert cost() == few


def test_a_resident_may_hear_which_functions_looked_and_no_name(world: World, idea: Initiative) -> None:
    look(world, idea, "IC", ago=timedelta(days=1))
    look(world, idea, "IC")
    note_look(Looked.PRINT, by=world.people["GGD.tag"], initiatives=[idea], at=NOW, result=Outcome.REFUSED)
    assert looks_of([idea]) == [{"function": "interne coördinator", "what": "contactgegevens", "times": 2, "last": NOW}]
