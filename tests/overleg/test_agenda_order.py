"""The order of an agenda, taking off and putting back, what is over, and what the page costs the database."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from initiatives.models import Event, Initiative
from initiatives.models.choices import SupportMethod
from initiatives.statuses import Status
from overleg.deeds.agenda import in_order
from overleg.models import AgendaItem, Meeting
from tests.factories import make_kern, sign_in
from tests.initiatives.world import NOW, TODAY
from tests.overleg.town import Town

FEW, MANY = 1, 30
COST = 37


@pytest.fixture
def client(town: Town) -> Client:
    """The browser of the coordinator of Sibbe."""
    return sign_in(town.world.people["EC.own"])


def at(town: Town, page: str = "") -> str:
    """The address of next week's meeting."""
    return f"/overleg/{town.meeting.pk}/{page}"


def read(client: Client, town: Town, query: str = "") -> str:
    """The page."""
    response = client.get(at(town) + query)
    assert response.status_code == 200
    return response.content.decode()


def version(town: Town) -> int:
    """The version everybody looks at now."""
    return Meeting.objects.get(pk=town.meeting.pk).version


def titles(town: Town) -> list[str]:
    """What is on the agenda, in its order."""
    return [item.title or item.initiative.title for item in town.meeting.items.filter(removed_at=None)]  # type: ignore[union-attr]


def propose(client: Client, town: Town, *, shown: list[Initiative], ticked: list[Initiative], **facts: Any) -> Any:
    """Press the button below the proposals."""
    keys = {"voorgesteld": [f"i{one.pk}" for one in shown], "punt": [f"i{one.pk}" for one in ticked]}
    return client.post(at(town, "voorstel/"), keys | {"version": version(town)} | facts)


# ---- order ---------------------------------------------------------------------------------------------


def three(town: Town) -> list[AgendaItem]:
    """Three points: a, b and c."""
    return [town.item(title=title) for title in "abc"]


def numbers(items: list[AgendaItem], *typed: str) -> dict[str, str]:
    """What is typed beside these points."""
    return {f"plaats-{item.pk}": text for item, text in zip(items, typed, strict=True)}


@pytest.mark.parametrize(
    ("typed", "order"),
    [
        (("1", "2", "3"), "abc"),
        (("3", "2", "1"), "cba"),
        (("3", "2", "3"), "bca"),
        (("1", "2", "1"), "cab"),
        (("1", "1", "3"), "bac"),
        (("2", "2", "3"), "bac"),
        (("99", "2", "3"), "bca"),
        (("", "2", "3"), "abc"),
    ],
)
def test_a_point_goes_where_its_number_says(
    town: Town, client: Client, typed: tuple[str, str, str], order: str
) -> None:
    items = three(town)

    client.post(at(town, "agenda/"), numbers(items, *typed) | {"version": "1"})

    assert "".join(titles(town)) == order


def test_without_any_number_the_order_stays(town: Town) -> None:
    items = three(town)

    assert in_order(items, {}) == items


@pytest.mark.parametrize("wrong", ["eerst", "0", "-1", "1,5", "²", "1\x00"])
def test_what_is_no_number_is_said_beside_the_point_and_stays_typed(town: Town, client: Client, wrong: str) -> None:
    items = three(town)

    response = client.post(at(town, "agenda/"), numbers(items, wrong, "3", "2") | {"version": "1"})

    assert "Typ een nummer, zoals 1." in response.content.decode()
    assert "".join(titles(town)) == "abc"


def test_the_loser_of_a_race_sees_the_order_of_the_other_and_their_own_numbers(town: Town, client: Client) -> None:
    items = three(town)
    sign_in(town.world.people["KA.own"]).post(at(town, "agenda/"), numbers(items, "3", "1", "2") | {"version": "1"})

    response = client.post(at(town, "agenda/"), numbers(items, "2", "1", "3") | {"version": "1"})

    text = response.content.decode()
    assert response.status_code == 409
    assert "Iemand anders was u net voor." in text
    typed = re.findall(r'name="plaats-(\d+)"\s+form="volgorde"\s+value="(\d+)"', text)
    a, b, c = (str(item.pk) for item in items)
    assert typed == [(b, "1"), (c, "3"), (a, "2")]
    assert 'name="version" value="2"' in text
    assert "".join(titles(town)) == "bca"


def test_pressed_twice_the_order_is_kept_once(town: Town, client: Client) -> None:
    sent = numbers(three(town), "3", "2", "1") | {"version": "1"}

    answers = [client.post(at(town, "agenda/"), sent).status_code for _press in range(2)]

    assert answers == [302, 302]
    assert version(town) == 2


def test_a_point_comes_off_and_what_was_moved_meanwhile_is_kept(town: Town, client: Client) -> None:
    items = three(town)
    sent = numbers(items, "3", "2", "1") | {"version": "1", "weg": str(items[1].pk)}

    client.post(at(town, "agenda/"), sent)

    assert titles(town) == ["c", "a"]
    assert "Terugzetten" in read(client, town)


def test_a_point_of_another_meeting_is_not_found_here(town: Town, client: Client) -> None:
    other = town.item(title="x", meeting=town.meet(on=TODAY))

    answers = [
        client.post(at(town, "agenda/"), {"weg": other.pk, "version": 1}).status_code,
        client.post(at(town, "terugzetten/"), {"punt": other.pk, "version": 1}).status_code,
        client.post(at(town, "terugzetten/"), {"punt": "x", "version": 1}).status_code,
        client.post(at(town, "terugzetten/"), {"punt": "9" * 40, "version": 1}).status_code,
    ]

    assert answers == [404, 404, 404, 404]
    other.refresh_from_db()
    assert other.removed_at is None


# ---- over ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("columns", [{"closed_at": NOW, "present": 1}, {"called_off_at": NOW}])
def test_of_a_meeting_that_is_over_or_off_nothing_changes_any_more(
    town: Town, client: Client, columns: dict[str, Any]
) -> None:
    items = three(town)
    idea = town.idea()
    Meeting.objects.filter(pk=town.meeting.pk).update(**columns)

    answers = [
        client.post(at(town, page), {"version": 1} | sent).status_code
        for page, sent in (
            ("eigen-punt/", {"title": "x"}), ("agenda/", numbers(items, "3", "2", "1")),
            ("agenda/", {"weg": str(items[0].pk)}), ("initiatief/", {"kenmerk": idea.reference}),
            ("voorstel/", {"voorgesteld": [f"i{idea.pk}"], "punt": [f"i{idea.pk}"]}),
        )
    ]  # fmt: skip

    assert answers == [409] * 5
    assert titles(town) == ["a", "b", "c"]
    assert "Nog iets toevoegen" not in read(client, town)


def test_an_agenda_writes_nothing_to_any_initiative(town: Town, client: Client) -> None:
    made = town.idea()
    before = Initiative.objects.values().get(pk=made.pk)

    propose(client, town, shown=[made], ticked=[made])
    client.post(at(town, "agenda/"), {"version": version(town), "weg": str(town.meeting.items.get().pk)})

    assert Initiative.objects.values().get(pk=made.pk) == before
    assert Event.objects.count() == 0


# ---- what it costs -------------------------------------------------------------------------------------


def test_thirty_points_and_thirty_proposals_ask_the_database_no_more_than_one(town: Town) -> None:
    client = sign_in(town.world.people["IC"])
    states = (Status.SUPPORT_CHECK, Status.HANDED_OVER, Status.APPROVED, Status.SUBMITTED)

    def grow(number: int) -> int:
        for status in states * number:
            on_it, proposed = town.idea(status), town.idea(status)
            for idea in (on_it, proposed):
                idea.kern_links.create(kern=make_kern())
                idea.support_checks.update(ways=[SupportMethod.KERNOVERLEG], closes_on=TODAY)
            town.consents(on_it)
            town.item(on_it)
            town.item(town.idea(status), removed_at=NOW)
        client.get(at(town))
        with CaptureQueriesContext(connection) as asked:
            client.get(at(town) + "?zoek=bank")
        return len(asked)

    few, many = grow(FEW), grow(MANY // len(states))

    assert (few, many) == (COST, COST)


def test_thirty_meetings_cost_no_more_than_one(town: Town) -> None:
    client = sign_in(town.world.people["IC"])

    def grow(number: int) -> int:
        for _meeting in range(number):
            town.item(meeting=town.met())
            town.item(meeting=town.meet())
            town.item(meeting=town.meet(on=TODAY.replace(day=1)))
        client.get("/overleg/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/overleg/")
        return len(asked)

    assert grow(FEW) == grow(MANY)


# ---- an order that was not kept yet ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "facts", "order"), [("eigen-punt/", {"title": "d"}, "cabd"), ("terugzetten/", {}, "caz")]
)
def test_an_order_that_was_moved_is_kept_with_whatever_is_done_next(
    town: Town, client: Client, page: str, facts: dict[str, str], order: str
) -> None:
    items = three(town)
    if page == "terugzetten/":
        AgendaItem.objects.filter(pk=items[1].pk).update(removed_at=NOW, title="z")
        facts = {"punt": str(items[1].pk)}

    response = client.post(at(town, page), numbers(items, "2", "3", "1") | {"version": "1"} | facts)

    assert response.status_code == 302
    assert "".join(titles(town)) == order


def test_a_point_without_words_brings_the_moved_numbers_back_too(town: Town, client: Client) -> None:
    items = three(town)

    text = client.post(
        at(town, "eigen-punt/"), numbers(items, "2", "3", "1") | {"version": "1", "title": ""}
    ).content.decode()

    assert re.findall(r'name="plaats-\d+"\s+form="volgorde"\s+value="(\d+)"', text) == ["2", "3", "1"]
    assert "".join(titles(town)) == "abc"
