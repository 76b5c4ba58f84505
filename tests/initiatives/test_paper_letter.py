"""Who has no e-mail gets a letter: it lies ready, is printed and ticked."""

import pytest

from initiatives.models import ContactPerson, Initiative, Task
from initiatives.models.choices import Channel
from initiatives.models.message import MessageState
from initiatives.models.task import TaskKind
from initiatives.statuses import Status
from initiatives.workflow.perform import perform
from tests.factories import sign_in
from tests.initiatives.world import NOW, World


@pytest.fixture
def letter(world: World) -> Task:
    """An officer took it up; somebody who reads letters must hear that."""
    initiative = world.initiative(Status.ASSIGNED)
    by_letter = {
        "channel": Channel.LETTER, "name": "bewoner zonder mail", "street": "Dorpsstraat 1", "postcode": "6301 AA",
        "city": "Valkenburg",
    }  # fmt: skip
    ContactPerson.objects.filter(initiative=initiative).update(**by_letter)
    perform("accept", initiative, by=world.actor("BM.lead"), at=NOW, **world.fill_in("accept"))
    return Task.objects.get(initiative=initiative, kind=TaskKind.WRITE)


def test_the_letter_has_an_address_a_number_and_the_words(world: World, letter: Task) -> None:
    page = sign_in(world.people["EC.own"]).get(f"/werk/taak/{letter.pk}/brief/").content.decode()

    assert letter.message is not None
    for words in ("bewoner zonder mail", "Dorpsstraat 1", "6301 AA Valkenburg", letter.message.initiative.reference):  # type: ignore[union-attr]
        assert str(words) in page
    assert "bekijkt uw idee" in page


def test_looking_at_the_letter_changes_nothing_and_ticking_logs_it(world: World, letter: Task) -> None:
    client = sign_in(world.people["EC.own"])
    client.get(f"/werk/taak/{letter.pk}/brief/")
    letter.refresh_from_db()
    assert (letter.done_at, letter.message.state) == (None, MessageState.TASK)  # type: ignore[union-attr]

    client.post(f"/werk/taak/{letter.pk}/")

    letter = Task.objects.get(pk=letter.pk)
    assert letter.message is not None
    assert (letter.done_by, letter.message.state) == (world.people["EC.own"], MessageState.DONE)
    assert letter.initiative.events.filter(action="tick_task").count() == 1


@pytest.mark.parametrize("who", ["EC.other", "BM.other", "MGR.escalated", "FB"])
def test_somebody_elses_letter_is_not_there(world: World, letter: Task, who: str) -> None:
    assert sign_in(world.people[who]).get(f"/werk/taak/{letter.pk}/brief/").status_code == 404


def test_a_task_without_words_to_send_has_no_letter(world: World) -> None:
    initiative: Initiative = world.initiative(Status.SUBMITTED)
    task = Task.objects.create(
        initiative=initiative, kind=TaskKind.WRITE, title="t", due_on=NOW.date(), created_at=NOW,
        for_user=world.people["IC"],
    )  # fmt: skip

    assert sign_in(world.people["IC"]).get(f"/werk/taak/{task.pk}/brief/").status_code == 404
