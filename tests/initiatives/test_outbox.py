"""The outbox: who may let a letter go, reword it, keep it back or throw it away."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from initiatives.deeds import outbox
from initiatives.deeds.do import do
from initiatives.deeds.edit import forget_messages_to
from initiatives.letters import post
from initiatives.models import ContactPerson, Event, EventText, Initiative, Message
from initiatives.models.choices import Channel
from initiatives.models.message import MessageState
from initiatives.statuses import Status
from initiatives.workflow.action import NotYours, Refused, Stale
from initiatives.workflow.perform import perform
from kernen.models import Municipality
from tests.factories import sign_in
from tests.initiatives.world import NOW, World

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=20)
PAGE = "/werk/uitbak/"


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    """All of it happens on one day."""
    with time_machine.travel(NOW, tick=False):
        yield


def letter(initiative: Initiative, **facts: Any) -> Message:
    """A mail to Mia that goes tomorrow."""
    person = initiative.people.filter(name="Mia").first() or ContactPerson.objects.create(
        initiative=initiative, name="Mia", channel=Channel.EMAIL, email="mia@demo.example", created_at=NOW
    )
    given: dict[str, Any] = {
        "initiative": initiative, "person": person, "channel": Channel.EMAIL, "recipient": "Mia",
        "address": "mia@demo.example", "subject": "Uw idee", "body": "Beste Mia, de plek is goed.",
        "created_at": NOW, "next_try_at": LATER,
    }  # fmt: skip
    return Message.objects.create(**given | facts)


def held(initiative: Initiative, **facts: Any) -> Message:
    """The same, kept back."""
    return letter(initiative, **{"state": MessageState.HELD, "next_try_at": None} | facts)


def press(client: Client, message: Message, what: str, **more: object) -> Any:
    """One button of the page."""
    return client.post(f"{PAGE}{message.pk}/{what}/", {"form_key": str(uuid4())} | more)


def facts_of(message: Message) -> tuple[str, Any]:
    message.refresh_from_db()
    return message.state, message.next_try_at


def test_the_page_shows_to_whom_when_and_what_and_counts_it_in_the_menu(world: World) -> None:
    first, second = world.initiative(Status.IN_REVIEW, title="Oud"), world.initiative(Status.IN_REVIEW, title="Nieuw")
    letter(first)
    held(second, created_at=NOW + timedelta(minutes=1))

    page = sign_in(world.people["IC"]).get(PAGE).content.decode()

    assert page.index("Nieuw</a></h2>") < page.index("Oud</a></h2>")
    shown = (
        "Er wachten 2 berichten aan bewoners.",
        "Gaat op 19 november, 07:00",
        "Wacht op vrijgave",
        "de plek is goed",
    )
    assert [words in page for words in shown] == [True] * 4
    assert 'class="bk-nav__count">2<' in page


def test_an_empty_outbox_says_what_it_is_for(world: World) -> None:
    page = sign_in(world.people["IC"]).get(PAGE).content.decode()

    assert ("De uitbak is leeg" in page, "bk-nav__count" in page) == (True, False)


def test_what_is_sent_now_does_not_wait_for_tomorrow(world: World, settings: Any, tmp_path: Any) -> None:
    settings.SMTP = {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend", "EMAIL_FILE_PATH": tmp_path}
    initiative = world.initiative(Status.IN_REVIEW)
    letter(initiative, state=MessageState.SENT, sent_at=NOW, next_try_at=None)
    message = letter(initiative)

    response = press(sign_in(world.people["EC.own"]), message, "vrijgeven")

    assert (response.status_code, response.headers["Location"]) == (302, PAGE)
    assert facts_of(message) == (MessageState.QUEUED, NOW)
    assert post.deliver_due() == 1
    assert facts_of(message) == (MessageState.SENT, None)
    event = Event.objects.get(action="release_message")
    assert (event.audience, event.object_id, event.actor) == ("partner", message.pk, world.people["EC.own"])


def test_what_was_held_goes_by_the_normal_rules(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    letter(initiative, state=MessageState.SENT, sent_at=NOW, next_try_at=None)
    message = held(initiative)

    press(sign_in(world.people["IC"]), message, "vrijgeven")

    assert post.deliver_due() == 0
    state, due = facts_of(message)
    assert (state, due is not None and due > NOW) == (MessageState.QUEUED, True)


def test_a_town_that_releases_every_letter_sends_none_by_itself(world: World) -> None:
    Municipality.objects.update(releases_messages=True)
    initiative = world.initiative(Status.IN_REVIEW)
    initiative.people.update(channel=Channel.EMAIL, email="mia@demo.example")
    do("message_resident", initiative, by=world.actor("IC"), at=NOW, message="De plek is goed.")
    Message.objects.filter(person=None).delete()

    assert post.deliver_due() == 0
    assert [row.state for row in outbox.outbox_of(world.people["EC.own"], at=NOW)] == [MessageState.HELD]


def test_who_keeps_a_letter_back_keeps_it_back(world: World) -> None:
    message = letter(world.initiative(Status.IN_REVIEW))

    press(sign_in(world.people["IC"]), message, "vasthouden")

    assert facts_of(message) == (MessageState.HELD, None)
    with time_machine.travel(NOW + timedelta(days=9)):
        assert post.deliver_due() == 0


def test_other_words_are_kept_beside_what_it_said_and_the_address_stands(world: World) -> None:
    message = held(world.initiative(Status.IN_REVIEW))
    client = sign_in(world.people["IC"])
    assert "de plek is goed" in client.get(f"{PAGE}{message.pk}/aanpassen/").content.decode()

    response = press(client, message, "aanpassen", body="Beste Mia, het mag.", address="boef@demo.example")

    assert response.status_code == 302
    message.refresh_from_db()
    assert (message.body, message.address, message.state) == ("Beste Mia, het mag.", "mia@demo.example", "held")
    text = EventText.objects.get(event__action="edit_message")
    assert text.inputs == {"before": "Beste Mia, de plek is goed.", "after": "Beste Mia, het mag."}


@pytest.mark.parametrize("body", ["", "x" * 6001])
def test_words_that_are_too_few_or_too_many_lose_nothing(world: World, body: str) -> None:
    message = held(world.initiative(Status.IN_REVIEW))

    response = press(sign_in(world.people["IC"]), message, "aanpassen", body=body)

    assert (response.status_code, body in response.content.decode()) == (200, True)
    message.refresh_from_db()
    assert message.body == "Beste Mia, de plek is goed."


def test_of_two_who_reword_the_same_letter_the_second_gets_the_own_words_back(world: World) -> None:
    message = held(world.initiative(Status.IN_REVIEW))
    seen = outbox.seen_as(message)
    client = sign_in(world.people["IC"])
    press(client, message, "aanpassen", body="Eerst.", seen=seen)

    response = press(client, message, "aanpassen", body="Mijn eigen woorden.", seen=seen)

    assert (response.status_code, "Mijn eigen woorden." in response.content.decode()) == (409, True)
    message.refresh_from_db()
    assert message.body == "Eerst."


def test_thrown_away_with_a_reason_and_back_on_the_same_day(world: World) -> None:
    message = letter(world.initiative(Status.IN_REVIEW))
    client = sign_in(world.people["IC"])
    assert press(client, message, "weggooien", reason="").status_code == 200
    assert facts_of(message) == (MessageState.QUEUED, LATER)

    press(client, message, "weggooien", reason="Al gebeld.")

    assert facts_of(message) == (MessageState.DROPPED, None)
    assert EventText.objects.get(event__action="discard_message").inputs["reason"] == "Al gebeld."
    page = client.get(PAGE).content.decode()
    assert ("Toch klaarzetten" in page, "Er wacht niets." in page) == (True, True)
    press(client, message, "terug")
    assert facts_of(message) == (MessageState.QUEUED, LATER)
    assert "Toch klaarzetten" not in client.get(PAGE).content.decode()


def test_a_day_later_what_was_thrown_away_stays_away(world: World) -> None:
    message = letter(world.initiative(Status.IN_REVIEW))
    actor = world.actor("IC")
    outbox.discard_message(message, by=actor, at=NOW, reason="Al gebeld.")

    tomorrow = NOW + timedelta(days=1)
    assert list(outbox.discarded_today(world.people["IC"], at=tomorrow)) == []
    with pytest.raises(Refused, match="langer geleden"):
        outbox.restore_message(message, by=actor, at=tomorrow)


def test_a_double_click_lets_it_go_once(world: World) -> None:
    message = held(world.initiative(Status.IN_REVIEW))
    client, key = sign_in(world.people["IC"]), str(uuid4())

    codes = [press(client, message, "vrijgeven", form_key=key).status_code for _ in range(2)]

    assert (codes, Event.objects.filter(action="release_message").count()) == ([302, 302], 1)


@pytest.mark.parametrize("what", ["vrijgeven", "vasthouden", "weggooien", "aanpassen"])
def test_a_letter_that_is_on_its_way_is_nobodys_any_more(world: World, what: str) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    client, given = sign_in(world.people["IC"]), {"reason": "Al gebeld.", "body": "Anders."}
    gone = letter(initiative, state=MessageState.SENT, next_try_at=None, sent_at=NOW)
    in_hand = letter(initiative, leased_until=NOW + timedelta(minutes=5), attempts=1)

    assert [press(client, row, what, **given).status_code for row in (gone, in_hand)] == [409, 409]
    assert not Event.objects.filter(object_type="message").exists()


def test_after_a_failed_attempt_the_words_stand_as_it_may_have_arrived(world: World) -> None:
    message = letter(world.initiative(Status.IN_REVIEW), attempts=1, message_id="<a@b>")
    client = sign_in(world.people["IC"])

    page = client.get(PAGE).content.decode()

    assert ("Versturen lukte niet." in page, "Aanpassen" in page, "Weggooien" in page) == (True, False, True)
    assert press(client, message, "aanpassen", body="Anders.").status_code == 409
    assert press(client, message, "vasthouden").status_code == 409
    assert press(client, message, "weggooien", reason="Al gebeld.").status_code == 302


def test_the_deed_itself_refuses_whatever_the_page_did(world: World) -> None:
    initiative = world.known_to_all(Status.IN_REVIEW)
    message = held(initiative)

    with pytest.raises(NotYours):
        outbox.release_message(message, by=world.actor("GGD.tag"), at=NOW)
    outbox.release_message(message, by=world.actor("IC"), at=NOW)
    Message.objects.update(state=MessageState.SENT)
    with pytest.raises(Stale):
        outbox.discard_message(message, by=world.actor("IC"), at=NOW, reason="Te laat.")


def test_who_is_taken_off_leaves_no_name_in_what_was_reworded(world: World) -> None:
    message = held(world.initiative(Status.IN_REVIEW))
    outbox.edit_message(message, by=world.actor("IC"), at=NOW, body="Beste Mia, het mag.")
    assert message.person is not None

    forget_messages_to(message.person, at=NOW)

    assert list(EventText.objects.filter(event__action="edit_message").values_list("inputs", flat=True)) == [{}]


def test_the_outbox_costs_the_same_for_one_letter_and_for_thirty(world: World) -> None:
    client = sign_in(world.people["IC"])

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(PAGE).status_code == 200
        return len(asked)

    letter(world.initiative(Status.IN_REVIEW))
    client.get(PAGE)
    few = cost()
    for _ in range(29):
        outbox.discard_message(
            letter(world.initiative(Status.IN_REVIEW)), by=world.actor("IC"), at=NOW, reason="Al gebeld."
        )
        letter(world.initiative(Status.IN_REVIEW))

    assert (few, cost()) == (13, 13)


def test_a_death_takes_also_what_was_held_back(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    message = held(initiative)

    answers = world.fill_in("withdraw") | {"reason": "deceased_or_moved"}
    perform("withdraw", initiative, by=world.actor("IC"), at=NOW, **answers)

    assert facts_of(message)[0] == MessageState.DROPPED
