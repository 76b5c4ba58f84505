"""A meeting that does not take place: the chair who has the agenda hears it, and the link opens nothing any more."""

from datetime import timedelta

import pytest
from django.test import Client

from initiatives.models import Message
from initiatives.models.message import MessageState
from overleg.models import Meeting
from tests.factories import sign_in
from tests.initiatives.world import NOW
from tests.overleg.test_chair import send
from tests.overleg.town import CHAIR_EMAIL, Town


@pytest.fixture
def client(town: Town) -> Client:
    """The browser of the coordinator of Sibbe."""
    return sign_in(town.world.people["EC.own"])


def arrived(town: Town) -> str:
    """The agenda is in the mailbox of the chair; the address of the form."""
    address = send(town.meeting)
    Message.objects.update(state=MessageState.SENT, sent_at=NOW)
    return address


def press(client: Client, town: Town, button: str) -> str:
    """Call it off, or back; what the next page reads."""
    return client.post(f"/overleg/{town.meeting.pk}/{button}/", follow=True).content.decode()


def off_mails() -> list[tuple[str, str]]:
    """To whom, and what it is about."""
    rows = Message.objects.filter(once__startswith="chair off ").order_by("pk")
    return [(row.address, row.subject) for row in rows]


OFF = [(CHAIR_EMAIL, "De vergadering van 25 november 2026 gaat niet door")]


def test_the_chair_who_has_the_agenda_hears_by_mail_and_the_link_opens_nothing(town: Town, client: Client) -> None:
    address = arrived(town)
    asks = client.get(f"/overleg/{town.meeting.pk}/afgelasten/").content.decode()

    said = press(client, town, "afgelasten")

    assert "Wij mailen dat het niet doorgaat, en de link werkt dan niet meer." in asks
    assert "De voorzitter krijgt een mail; de link werkt niet meer." in said
    assert off_mails() == OFF
    body = Message.objects.latest("pk").body
    assert body.split("\n")[:5] == [
        "Beste leden van Kernoverleg Sibbe,", "",
        "De vergadering van 25 november 2026 gaat niet door.",
        "De link naar het formulier werkt niet meer.",
        "Komt er een nieuwe dag? Dan sturen wij u weer een agenda.",
    ]  # fmt: skip
    assert Client().get(address).status_code == 410


def test_pressed_twice_the_chair_gets_one_mail(town: Town, client: Client) -> None:
    arrived(town)

    for _press in range(2):
        press(client, town, "afgelasten")

    assert off_mails() == OFF


def test_an_agenda_that_still_waited_is_not_sent_and_nobody_is_told(town: Town, client: Client) -> None:
    send(town.meeting)

    asks = client.get(f"/overleg/{town.meeting.pk}/afgelasten/").content.decode()
    press(client, town, "afgelasten")

    assert "Wij sturen niemand bericht." in asks
    assert [row.state for row in Message.objects.all()] == [MessageState.DROPPED]


def test_a_chair_without_agenda_gets_no_mail(town: Town, client: Client) -> None:
    press(client, town, "afgelasten")

    assert off_mails() == []


def test_called_back_the_old_link_stays_shut_and_the_colleague_is_told_to_send_a_new_one(
    town: Town, client: Client
) -> None:
    address = arrived(town)
    press(client, town, "afgelasten")

    said = press(client, town, "toch-door")

    assert "Stuur de voorzitter een nieuwe link; de oude werkt niet meer." in said
    assert Client().get(address).status_code == 410
    assert Client().get(send(town.meeting, at=NOW + timedelta(hours=1))).status_code == 200


def test_called_off_again_later_the_chair_who_got_a_new_link_hears_it_again(town: Town, client: Client) -> None:
    for _time in range(2):
        arrived(town)
        press(client, town, "afgelasten")
        press(client, town, "toch-door")

    assert off_mails() == OFF * 2
    assert Meeting.objects.get(pk=town.meeting.pk).is_called_off is False
