"""A long list page by page: everything once, in its order, forth and back, whatever the order is."""

from datetime import timedelta

import pytest

from initiatives.filters import COLUMNS
from initiatives.models import Initiative
from initiatives.statuses import Status
from initiatives.views import slices
from initiatives.views.queue import Queue, parse_query
from initiatives.views.slices import FIRST, LAST, Slice, read_slice
from tests.factories import sign_in
from tests.initiatives.world import NOW, TODAY, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def many(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """Eleven in pages of three: some with one and the same date, some that ended and have none."""
    monkeypatch.setattr(slices, "PER_PAGE", 3)
    for number in range(11):
        is_over = number % 3 == 0
        made = world.initiative(Status.WITHDRAWN if is_over else Status.IN_REVIEW, title=f"bank {number % 4}")
        due = None if is_over else TODAY + timedelta(days=number // 4)
        Initiative.objects.filter(pk=made.pk).update(due_on=due, created_at=NOW - timedelta(days=number // 2))
    return world


def queue_of(world: World, query: str, who: str = "IC") -> Queue:
    return Queue(world.people[who], parse_query(query))


def numbers(page: Slice) -> list[int]:
    return [row.pk for row in page.rows]


@pytest.mark.parametrize("order", COLUMNS)
def test_forth_and_back_every_line_is_met_once_in_its_order(many: World, order: str) -> None:
    queue = queue_of(many, f"show=all&order={order}")
    every = list(queue.rows().values_list("pk", flat=True))
    page = read_slice(queue, FIRST)
    forth = [page]
    while page.next:
        forth.append(page := read_slice(queue, page.next))
    assert [pk for page in forth for pk in numbers(page)] == every
    assert [len(page.rows) for page in forth] == [3, 3, 3, 2]
    assert [page.before.count() if page.before is not None else 0 for page in forth] == [0, 3, 6, 9]

    back = [page := read_slice(queue, LAST)]
    while page.previous:
        back.append(page := read_slice(queue, page.previous))
    assert numbers(back[0]) == every[-3:]
    assert numbers(back[1]) == every[-6:-3]
    assert (numbers(back[-1]), back[-1].name, back[-1].previous) == (every[:3], FIRST, None)


def test_one_page_is_the_first_and_the_last(world: World) -> None:
    made = world.initiative(Status.IN_REVIEW)
    for name in (FIRST, LAST, f"voor-{made.pk}", f"na-{made.pk}"):
        page = read_slice(queue_of(world, ""), name)
        assert (numbers(page), page.name, page.previous, page.next) == ([made.pk], FIRST, None, None)


def test_an_empty_list_has_one_page(world: World) -> None:
    for name in (FIRST, LAST):
        page = read_slice(queue_of(world, ""), name)
        assert (page.rows, page.previous, page.next, page.before) == ([], None, None, None)


def test_where_a_hidden_line_stands_is_told_to_nobody_who_may_not_see_it(many: World) -> None:
    hidden = many.initiative(Status.SUBMITTED, is_confidential=True)
    queue = queue_of(many, "show=all", "BM.domain")
    assert hidden.pk not in numbers(read_slice(queue, FIRST))
    page = read_slice(queue, f"na-{hidden.pk}")
    assert (page.name, page.is_asked) == (FIRST, False)
    assert numbers(page) == numbers(read_slice(queue, FIRST))


def test_who_goes_on_from_a_line_that_moved_meanwhile_misses_nothing(many: World) -> None:
    queue = queue_of(many, "")
    every = list(queue.rows().values_list("pk", flat=True))
    first = read_slice(queue, FIRST)
    Initiative.objects.filter(pk=every[2]).update(due_on=TODAY + timedelta(days=300))
    assert first.next is not None
    assert numbers(read_slice(queue, first.next)) == every[3:6]
    Initiative.objects.filter(pk=every[2]).update(status=Status.WITHDRAWN, due_on=None)
    assert numbers(read_slice(queue, first.next)) == every[3:6]


def test_who_finished_the_last_page_sees_what_is_last_now(many: World) -> None:
    queue = queue_of(many, "order=oldest")
    last = list(queue.rows().values_list("pk", flat=True))[-1]
    page = read_slice(queue, f"na-{last}")
    assert (page.name, numbers(page)[-1]) == (LAST, last)


@pytest.mark.parametrize("name", ["na-1-20261399", "na-1-2026", "voor--1", "na-99999999999999999999", "laatste-1"])
def test_what_is_no_page_is_said_to_be_none(many: World, name: str) -> None:
    page = read_slice(queue_of(many, ""), name)
    assert (page.name, page.is_asked) == (FIRST, False)


def test_far_down_a_list_only_how_many_are_shown_is_said(many: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("initiatives.models.counting.MOST_COUNTED", 4)
    browser = sign_in(many.people["IC"])
    assert "1 tot en met 3 van 1.000+" in browser.get("/initiatieven/?show=all").content.decode()
    assert (
        "2 regels, voorbij de eerste duizend"
        in browser.get(f"/initiatieven/?show=all&bladzijde=na-{numbers_at(many, 9)}").content.decode()
    )


def numbers_at(world: World, place: int) -> int:
    """The number of the line that stands there."""
    return list(queue_of(world, "show=all").rows().values_list("pk", flat=True))[place - 1]
