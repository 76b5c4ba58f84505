"""Who may touch what waits in the outbox: the permission matrix, over the deed and over the page."""

from collections.abc import Iterator

import pytest
import time_machine

from initiatives.deeds import outbox
from initiatives.models import Event
from initiatives.models.choices import Channel
from initiatives.models.message import MessageState
from initiatives.statuses import Status
from initiatives.workflow.action import Actor
from tests.factories import sign_in
from tests.initiatives.test_outbox import LATER, PAGE, facts_of, held, letter, press
from tests.initiatives.test_permission_pages import SUBJECTS, person_before
from tests.initiatives.world import GROUP_OF, NOW, World, matrix

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    """All of it happens on one day."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.mark.parametrize("subject", SUBJECTS)
def test_the_outbox_holds_for_each_what_they_may_write_to_residents(world: World, subject: str) -> None:
    person, facts = person_before(world, subject)
    wrong = []
    for status in Status:
        for confidential in ("0", "1"):
            initiative = world.known_to_all(status, **facts | {"is_confidential": confidential == "1"})
            message = letter(initiative)
            there = outbox.outbox_of(person, at=NOW).filter(pk=message.pk).exists()
            allowed = outbox.RELEASE.is_open_to(initiative, Actor(user=person))
            group = GROUP_OF.get(status, "anonymised")
            expected = matrix()["message_resident", subject, group, confidential] == "ok"
            # The last letter of an ended idea needs somebody who can let it go.
            expected |= subject == "IC" and group == "ended"
            if (there, allowed) != (expected, expected):
                wrong.append((status.value, confidential, there, allowed, expected))

    assert wrong == []


def test_the_doors_are_404_outside_and_403_without_the_function(world: World) -> None:
    message = letter(world.known_to_all(Status.IN_REVIEW))

    for what in ("vrijgeven", "vasthouden", "terug", "aanpassen", "weggooien"):
        codes = {
            who: press(sign_in(world.people[who]), message, what).status_code
            for who in ("EC.other", "FB", "GGD.tag", "BM.coadvice")
        }
        assert codes == {"EC.other": 404, "FB": 404, "GGD.tag": 403, "BM.coadvice": 403}, what
    assert facts_of(message) == (MessageState.QUEUED, LATER)
    assert not Event.objects.filter(object_type="message").exists()


def test_who_never_writes_to_residents_has_no_outbox_in_the_menu(world: World) -> None:
    letter(world.known_to_all(Status.IN_REVIEW))

    for who, status in (("IC", 200), ("EC.own", 200), ("BM.lead", 200), ("MGR.escalated", 403), ("FB", 403)):
        client = sign_in(world.people[who])
        assert client.get(PAGE).status_code == status, who
        page = client.get("/initiatieven/").content.decode()
        assert ('href="/werk/uitbak/"' in page) == (status == 200), who


def test_a_letter_to_a_colleague_or_by_post_is_not_in_the_outbox(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    letter(initiative, person=None)
    letter(initiative, channel=Channel.LETTER, state=MessageState.TASK)
    letter(initiative, state=MessageState.SENT)

    assert list(outbox.outbox_of(world.people["IC"], at=NOW)) == []


def test_nothing_of_somebody_who_died_can_be_let_go(world: World) -> None:
    initiative = world.initiative(Status.WITHDRAWN, silenced_at=NOW)
    message = held(initiative)
    client = sign_in(world.people["IC"])

    assert "Mia" not in client.get(PAGE).content.decode()
    assert press(client, message, "vrijgeven").status_code == 409
    assert facts_of(message) == (MessageState.HELD, None)


@pytest.mark.parametrize("what", ["aanpassen", "weggooien"])
def test_the_words_are_read_at_these_doors_only_while_they_may_be_changed(world: World, what: str) -> None:
    waits = letter(world.known_to_all(Status.IN_REVIEW), body="Beste Mia, het antwoord is ja.")
    gone = letter(world.known_to_all(Status.IN_REVIEW), body="Beste Mia, het antwoord is ja.", state=MessageState.SENT)
    over = letter(world.known_to_all(Status.COMPLETED), body="Beste Mia, het antwoord is ja.")
    seen = {}
    for name, who, message in (("open", "EC.own", waits), ("sent", "EC.own", gone), ("ended", "EC.own", over)):
        answer = sign_in(world.people[who]).get(f"{PAGE}{message.pk}/{what}/")
        seen[name] = (answer.status_code, "antwoord is ja" in answer.content.decode())

    assert seen == {"open": (200, True), "sent": (409, False), "ended": (409, False)}
