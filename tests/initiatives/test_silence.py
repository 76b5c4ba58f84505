"""Who was told nothing longest stands on top, and letting something hear takes one page."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from initiatives.deeds.do import do
from initiatives.deeds.messages import longest_silent
from initiatives.models import Initiative
from initiatives.statuses import Status
from tests.factories import sign_in
from tests.initiatives.test_overdue import later, terms_of
from tests.initiatives.world import NOW, TODAY, World

PAGE = "/initiatieven/stil/"


@pytest.fixture
def silent(world: World) -> list[Initiative]:
    """Three initiatives, spoken about 40, 10 and 2 days ago; and one that nobody may be written about."""
    made = []
    for title, days in (("twee dagen", 2), ("veertig dagen", 40), ("tien dagen", 10)):
        initiative = world.initiative(Status.IN_REVIEW, title=title, logged_at=NOW - timedelta(days=90))
        told = NOW - timedelta(days=days)
        do("message_resident", initiative, by=world.actor("IC"), at=told, message="Een bericht.")
        # What colleagues write to each other is no word to the resident.
        do("note_internal", initiative, by=world.actor("IC"), at=NOW, text="intern")
        made.append(initiative)
    world.initiative(Status.IN_REVIEW, title="overleden", silenced_at=NOW, logged_at=NOW - timedelta(days=99))
    world.initiative(Status.COMPLETED, title="klaar", logged_at=NOW - timedelta(days=99))
    return made


def test_the_longest_silence_stands_on_top(world: World, silent: list[Initiative]) -> None:
    rows = longest_silent(Initiative.objects.visible_to(world.people["IC"]))

    assert [row.title for row in rows] == ["veertig dagen", "tien dagen", "twee dagen"]


def test_a_colleague_sees_how_long_ago_and_can_let_something_hear(world: World, silent: list[Initiative]) -> None:
    with time_machine.travel(NOW, tick=False):
        page = sign_in(world.people["IC"]).get(PAGE).content.decode()

    assert [days for days in (40, 10, 2) if f"{days} dagen geleden" in page] == [40, 10, 2]
    assert page.count("/heartbeat_message/") == 3
    assert page.index("40 dagen geleden") < page.index("10 dagen geleden")


def test_a_coordinator_of_another_kern_sees_none_of_it(world: World, silent: list[Initiative]) -> None:
    page = sign_in(world.people["EC.other"]).get(PAGE).content.decode()

    assert "veertig dagen" not in page
    assert "Er loopt hier niets" in page


def test_the_words_lie_ready_in_the_form(world: World, silent: list[Initiative]) -> None:
    page = sign_in(world.people["IC"]).get(f"/initiatieven/{silent[0].key}/heartbeat_message/").content.decode()

    assert "Er is nog geen nieuws over uw idee." in page


def test_thirty_rows_cost_as_many_questions_as_one(world: World) -> None:
    client = sign_in(world.people["IC"])

    def cost(number: int) -> int:
        for _ in range(number):
            world.initiative(Status.IN_REVIEW, logged_at=NOW)
        client.get(PAGE)
        with CaptureQueriesContext(connection) as asked:
            client.get(PAGE)
        return len(asked)

    assert cost(1) == cost(24)


# ---- after four weeks ----------------------------------------------------------------------------------


def test_four_weeks_of_silence_is_a_task_with_the_words_ready(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW, logged_at=NOW, due_on=TODAY + timedelta(days=60))

    assert "heartbeat" not in terms_of(initiative, at=later(28))
    task = terms_of(initiative, at=later(29))["heartbeat"]
    assert task.text_ready == (
        "Er is nog geen nieuws over uw idee. Wij zijn het niet vergeten. Het staat nu zo: Wij bekijken uw idee. "
        "U hoort uiterlijk 17 januari 2027 weer van ons."
    )
    assert (task.for_function, task.leads_to) == ("lead_officer", "heartbeat_message")

    do("heartbeat_message", initiative, by=world.actor("BM.lead"), at=later(29), message=task.text_ready)
    task.refresh_from_db()
    assert task.done_by == world.people["BM.lead"]
    assert "heartbeat" not in terms_of(initiative, at=later(57))
    assert "heartbeat" in terms_of(initiative, at=later(58))


def test_any_message_to_the_resident_breaks_the_silence_at_once(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW, logged_at=NOW, due_on=TODAY + timedelta(days=60))
    task = terms_of(initiative, at=later(29))["heartbeat"]

    do("message_resident", initiative, by=world.actor("EC.own"), at=later(29), message="Wij zijn er nog.")

    task.refresh_from_db()
    assert task.done_by == world.people["EC.own"]


@pytest.mark.parametrize(
    ("status", "function"),
    [
        (Status.EXPLORING, "external_coordinator"),
        (Status.SUBMITTED, "internal_coordinator"),
        (Status.APPROVED, "lead_officer"),
        # A decider does not write to residents: who knows them does.
        (Status.DECISION_PENDING, "external_coordinator"),
        (Status.SUPPORT_CHECK, "external_coordinator"),
    ],
)
def test_who_has_the_ball_lets_something_hear(world: World, status: Status, function: str) -> None:
    initiative = world.initiative(status, logged_at=NOW, due_on=TODAY + timedelta(days=60))

    assert terms_of(initiative, at=later(29))["heartbeat"].for_function == function
