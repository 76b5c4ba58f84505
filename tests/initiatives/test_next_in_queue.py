"""Working through a queue: previous, next, 12 van 45, and on to the next after a deed."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from initiatives.filters import COLUMNS
from initiatives.models import Initiative
from initiatives.statuses import Status
from initiatives.views.queue import Queue, parse_query
from tests.factories import sign_in
from tests.initiatives.world import World


@pytest.fixture
def row(world: World) -> list[Initiative]:
    """Five at the town hall, the first runs out first; two of them on the same day."""
    today = timezone.localdate()
    dues = [today + timedelta(days=number) for number in (1, 2, 3, 3, 4)]
    return [world.initiative(Status.SUBMITTED, title=f"Plan {n}", due_on=due) for n, due in enumerate(dues)]


def queue(world: World, query: str = "tab=mij") -> Queue:
    """The queue of the internal coordinator."""
    return Queue(world.people["IC"], parse_query(query))


def test_coordinator_steps_from_the_first_to_the_last_and_back(world: World, row: list[Initiative]) -> None:
    walked = [queue(world).steps(initiative) for initiative in row]

    assert [steps.position for steps in walked] == ["1", "2", "3", "4", "5"]
    assert {steps.total for steps in walked} == {"5"}
    assert [steps.next for steps in walked] == [*row[1:], None]
    assert [steps.previous for steps in walked] == [None, *row[:-1]]


@pytest.mark.parametrize("order", list(COLUMNS))
@pytest.mark.parametrize("show", ["running", "ended", "all"])
def test_every_order_is_walked_as_the_list_shows_it(world: World, order: str, show: str) -> None:
    for status in (Status.DRAFT, Status.SUBMITTED, Status.REJECTED, Status.DRAFT, Status.REJECTED, Status.SUBMITTED):
        world.initiative(status, title=f"Plan {status.label}")
    Initiative.objects.filter(status=Status.DRAFT).update(due_on=None)
    through = queue(world, f"order={order}&show={show}")
    shown = list(through.filter.rows())

    assert [through.steps(initiative).position for initiative in shown] == [
        str(number) for number in range(1, len(shown) + 1)
    ]
    assert [through.next_after(initiative) for initiative in shown] == [*shown[1:], None]
    assert [through.steps(initiative).previous for initiative in shown] == [None, *shown[:-1]]


def test_the_page_says_where_one_is_and_leads_on(world: World, row: list[Initiative]) -> None:
    client = sign_in(world.people["IC"])

    first = client.get("/initiatieven/?tab=mij").content.decode()
    address = f"{row[1].get_absolute_url()}?rij={quote('tab=mij', safe='')}"
    assert f'href="{address}"' in first
    shown = client.get(address).content.decode()

    assert "2 van 5" in shown
    assert f'rel="next" href="{row[2].get_absolute_url()}?rij=tab%3Dmij"' in shown
    assert f'rel="prev" href="{row[0].get_absolute_url()}?rij=tab%3Dmij"' in shown


def test_save_and_next_leads_to_the_next_also_when_this_one_left_the_list(world: World, row: list[Initiative]) -> None:
    client = sign_in(world.people["IC"])
    address = f"{row[1].get_absolute_url()}send_back/?rij=tab%3Dmij"
    asked = client.get(address)
    assert "Opslaan en volgende" in asked.content.decode()
    hidden = asked.context["form"].initial

    answer = client.post(address, {**hidden, **world.fill_in("send_back"), "volgende": "Opslaan en volgende"})

    assert answer.headers["Location"] == f"{row[2].get_absolute_url()}?rij=tab%3Dmij"
    row[1].refresh_from_db()
    assert row[1].status == Status.EXPLORING


def test_ordinary_save_stays_at_the_initiative_within_the_queue(world: World, row: list[Initiative]) -> None:
    client = sign_in(world.people["IC"])
    address = f"{row[1].get_absolute_url()}send_back/?rij=tab%3Dmij"
    hidden = client.get(address).context["form"].initial

    answer = client.post(address, hidden | world.fill_in("send_back"))

    assert answer.headers["Location"] == f"{row[1].get_absolute_url()}?rij=tab%3Dmij"
    assert "staat niet meer in de lijst" in client.get(answer.headers["Location"]).content.decode()


def test_after_the_last_one_the_list_comes_back(world: World, row: list[Initiative]) -> None:
    client = sign_in(world.people["IC"])
    address = f"{row[-1].get_absolute_url()}send_back/?rij=tab%3Dmij"
    hidden = client.get(address).context["form"].initial

    answer = client.post(address, {**hidden, **world.fill_in("send_back"), "volgende": ""})

    assert answer.headers["Location"] == "/initiatieven/?tab=mij"


def test_without_a_queue_there_is_no_next_and_no_second_button(world: World, row: list[Initiative]) -> None:
    client = sign_in(world.people["IC"])

    assert "van 5" not in client.get(row[1].get_absolute_url()).content.decode()
    assert "Opslaan en volgende" not in client.get(f"{row[1].get_absolute_url()}send_back/").content.decode()


def test_a_queue_never_leads_to_what_the_reader_may_not_see(world: World, row: list[Initiative]) -> None:
    seen_by_nobody_else = Queue(world.people["EC.other"], parse_query("tab=alles"))

    steps = seen_by_nobody_else.steps(row[1])

    assert (steps.previous, steps.next, steps.position, steps.total) == (None, None, "", "0")


@pytest.mark.parametrize(
    "text", ["%00", "tab%3Dgeheim", "order%3Dpassword", "x" * 5000, "%26%26%3D", "kern%3D9" + "9" * 40]
)
def test_a_queue_that_makes_no_sense_is_everything(world: World, row: list[Initiative], text: str) -> None:
    shown = sign_in(world.people["IC"]).get(f"{row[1].get_absolute_url()}?rij={text}")

    assert shown.status_code == 200
    assert "2 van 5" in shown.content.decode()


def test_a_place_in_the_queue_costs_the_same_in_a_short_and_in_a_long_one(world: World, row: list[Initiative]) -> None:
    queue(world).steps(row[1])
    with CaptureQueriesContext(connection) as short:
        queue(world).steps(row[1])
    for number in range(25):
        world.initiative(Status.SUBMITTED, title=f"Later {number}")
    with CaptureQueriesContext(connection) as long:
        queue(world).steps(row[1])

    assert len(long) == len(short)
