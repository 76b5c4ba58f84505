"""What the timeline and the people page say of a message: how it went, whether it arrived, and to whose eyes."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from initiatives.deeds.do import do
from initiatives.deeds.tasks import tick_task
from initiatives.letters import post
from initiatives.models import Initiative, Message, Task
from initiatives.models.choices import Channel
from initiatives.models.message import MessageState
from initiatives.statuses import Status
from tests.factories import sign_in
from tests.initiatives.test_outbox import LATER, facts_of, letter
from tests.initiatives.world import NOW, World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    """All of it happens on one day."""
    with time_machine.travel(NOW, tick=False):
        yield


def told(world: World, who: str, initiative: Initiative) -> str:
    page: str = sign_in(world.people[who]).get(initiative.get_absolute_url()).content.decode()
    start = page.find("bk-timeline__told")
    return page[start : page.index("</ul>", start)] if start > 0 else ""


def said(world: World, status: Status = Status.IN_REVIEW, **columns: Any) -> tuple[Initiative, Message]:
    """Mia was written to."""
    initiative = world.known_to_all(status)
    initiative.people.update(name="Mia Geheim", channel=Channel.EMAIL, email="mia@demo.example")
    do("message_resident", initiative, by=world.actor("IC"), at=NOW, message="De plek is goed.")
    Message.objects.filter(person__isnull=False).update(**columns)
    return initiative, Message.objects.get(person__isnull=False)


STATES: dict[str, tuple[dict[str, Any], str]] = {
    "sent": (
        {"state": MessageState.SENT, "sent_at": NOW},
        "E-mail aan Mia Geheim: verstuurd op 18 november 2026, 11:00",
    ),
    "held": ({"state": MessageState.HELD, "next_try_at": None}, "E-mail aan Mia Geheim: wacht op vrijgave"),
    "later": ({"next_try_at": LATER}, "E-mail aan Mia Geheim: gaat uit op 19 november 2026, 07:00"),
    "tried": (
        {"next_try_at": LATER, "attempts": 2},
        "E-mail aan Mia Geheim: versturen lukte niet, weer op 19 november 2026, 07:00",
    ),
    "refused": (
        {"state": MessageState.FAILED, "error": "SMTPRecipientsRefused 550"},
        "E-mail aan Mia Geheim: niet aangekomen: dit adres neemt geen mail aan",
    ),
    "phoned": (
        {"state": MessageState.DONE, "error": "SMTPRecipientsRefused 550", "sent_at": NOW},
        "E-mail aan Mia Geheim: mail niet aangekomen, gebeld op 18 november 2026, 11:00",
    ),
    "to write": ({"state": MessageState.TASK, "channel": Channel.LETTER}, "Brief aan Mia Geheim: nog te doen"),
    "written": (
        {"state": MessageState.DONE, "channel": Channel.LETTER, "sent_at": NOW},
        "Brief aan Mia Geheim: gedaan op 18 november 2026, 11:00",
    ),
    "dropped": ({"state": MessageState.DROPPED}, "E-mail aan Mia Geheim: vervallen"),
}


@pytest.mark.parametrize("state", STATES)
def test_the_timeline_says_how_it_was_sent_and_whether_it_arrived(world: World, state: str) -> None:
    columns, line = STATES[state]
    initiative, message = said(world, **columns)

    shown = told(world, "IC", initiative)

    assert (f"<summary>{line}</summary>" in shown, message.body.splitlines()[0] in shown) == (True, True)


@pytest.mark.parametrize("who", ["BM.coadvice", "BM.domain", "GGD.tag"])
def test_who_may_not_reach_residents_reads_the_channel_and_no_name_or_text(world: World, who: str) -> None:
    initiative, _message = said(world, state=MessageState.SENT, sent_at=NOW)

    page = sign_in(world.people[who]).get(initiative.get_absolute_url()).content.decode()

    assert "E-mail: verstuurd op 18 november 2026, 11:00" in told(world, who, initiative)
    assert ("Geheim" in page, "Beste Mia" in page) == (False, False)


def test_a_call_after_several_letters_that_came_back_settles_them_all(world: World) -> None:
    initiative, first = said(world, state=MessageState.FAILED, error="SMTPRecipientsRefused 550", message_id="<a@b>")
    second = letter(initiative, state=MessageState.FAILED, message_id="<a@b>")
    other = letter(initiative, state=MessageState.FAILED, message_id="<c@d>")
    post.ask_to_phone([first, second], now=NOW)

    tick_task(Task.objects.get(message=first), by=world.people["EC.own"], at=NOW)

    assert [facts_of(row)[0] for row in (first, second, other)] == ["done", "done", "failed"]


def test_the_people_page_says_that_the_last_mail_did_not_arrive(world: World) -> None:
    initiative, message = said(world, state=MessageState.FAILED, error="SMTPRecipientsRefused 550")
    client = sign_in(world.people["IC"])

    def warns() -> bool:
        page = client.get(f"/initiatieven/{initiative.key}/mensen/").content.decode()
        return "De vorige mail kwam niet aan." in page

    assert warns()
    # Phoned instead: the address is still a bad one.
    Message.objects.filter(pk=message.pk).update(state=MessageState.DONE)
    assert warns()
    initiative.people.update(email="goed@demo.example")
    assert not warns()
    initiative.people.update(email="mia@demo.example")
    letter(initiative, person=initiative.people.get(), state=MessageState.SENT, created_at=LATER)
    assert not warns()
