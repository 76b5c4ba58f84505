"""Everything a mail server can do wrong, played with a real one: each letter arrives once or becomes a task."""

import socket
import threading
import time
from datetime import timedelta
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core.management import call_command
from django.db import connections
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from initiatives.letters import post
from initiatives.letters.envelope import mail_server
from initiatives.models import ContactPerson, Event, Message, Task
from initiatives.models.choices import Channel
from initiatives.models.message import MessageState
from initiatives.statuses import Status
from tests.factories import sign_in
from tests.initiatives.builders import Walk, make_initiative, open_page
from tests.initiatives.mail_server import MailServer, Mood, text_of

pytestmark = pytest.mark.django_db(transaction=True)


def walk_with_mail() -> Walk:
    """An idea of somebody with a mailbox; all that was written before is out of the way."""
    walk = make_initiative(Status.IN_REVIEW)
    ContactPerson.objects.filter(initiative=walk.initiative).update(channel=Channel.EMAIL, email="mia@demo.example")
    Task.objects.filter(message__isnull=False).delete()
    Message.objects.all().delete()
    return walk


def letter_to(walk: Walk, **facts: Any) -> Message:
    now = timezone.now()
    person = walk.initiative.people.order_by("pk")[0]
    given: dict[str, Any] = {
        "initiative": walk.initiative, "person": person, "channel": Channel.EMAIL, "recipient": person.name,
        "address": "mia@demo.example", "subject": "Uw idee", "body": "Wij bekijken uw idee.", "created_at": now,
        "next_try_at": now,
    }  # fmt: skip
    return Message.objects.create(**given | facts)


def run_post() -> None:
    call_command("deliver", stdout=StringIO())


def run_until_settled() -> int:
    """As many rounds as it takes, as if the waiting time had passed; how many there were."""
    rounds = 0
    while Message.objects.filter(state=MessageState.QUEUED).exists():
        Message.objects.filter(state=MessageState.QUEUED).update(next_try_at=timezone.now())
        run_post()
        rounds += 1
        assert rounds < 20
    return rounds


# ---- each arrives once, or becomes a task -------------------------------------------------------------

# Whatever passes: the letter waits and is tried again, under the same number.
PASSING = (Mood.REFUSING, Mood.SILENT, Mood.HANGING, Mood.DYING)
# A no for good: phone, now, and not after a day of trying.
FOR_GOOD = {Mood.UNKNOWN: "SMTPRecipientsRefused 550", Mood.DISGUSTED: "SMTPDataError 554"}


@pytest.mark.parametrize("mood", PASSING)
def test_after_a_bad_hour_every_letter_lies_in_the_mailbox_once(
    server: MailServer, settings: Settings, mood: Mood
) -> None:
    settings.EMAIL_TIMEOUT = 1
    letter = letter_to(walk_with_mail())
    server.mood = mood
    run_post()
    letter.refresh_from_db()
    number = letter.message_id
    assert (letter.state, letter.attempts) == (MessageState.QUEUED, 1)
    assert letter.next_try_at is not None
    assert letter.next_try_at > timezone.now()

    server.mood = Mood.KIND
    run_until_settled()

    letter.refresh_from_db()
    assert (letter.state, letter.error, server.numbers) == (MessageState.SENT, "", [number])
    assert not Task.objects.filter(message=letter).exists()


@pytest.mark.parametrize("mood", [mood for mood in PASSING if mood != Mood.DYING])
def test_a_day_of_bad_hours_becomes_one_call(server: MailServer, settings: Settings, mood: Mood) -> None:
    settings.EMAIL_TIMEOUT = 0.2
    letter = letter_to(walk_with_mail())
    server.mood = mood

    assert run_until_settled() == len(post.WAITS) + 1

    letter.refresh_from_db()
    assert (letter.state, server.letters) == (MessageState.FAILED, [])
    assert Task.objects.get(message=letter).text_ready == "Wij bekijken uw idee."


@pytest.mark.parametrize("mood", FOR_GOOD)
def test_a_no_for_good_becomes_a_call_at_once(server: MailServer, mood: Mood) -> None:
    letter = letter_to(walk_with_mail())
    server.mood = mood

    run_post()

    letter.refresh_from_db()
    assert (letter.state, letter.attempts, letter.error) == (MessageState.FAILED, 1, FOR_GOOD[mood])
    assert server.letters == []
    task = Task.objects.get(message=letter)
    assert (task.kind, task.title) == ("call", f"{letter.recipient}: bellen, de mail kwam niet aan")


def test_nobody_at_the_door_of_the_mail_server_costs_nothing_but_time(server: MailServer, settings: Settings) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        settings.SMTP = settings.SMTP | {"EMAIL_PORT": closed.getsockname()[1]}
        letter = letter_to(walk_with_mail())
        run_post()
    letter.refresh_from_db()
    assert (letter.state, letter.attempts, letter.error) == (MessageState.QUEUED, 1, "ConnectionRefusedError")

    settings.SMTP = settings.SMTP | {"EMAIL_PORT": server.port}
    run_until_settled()

    letter.refresh_from_db()
    assert (letter.state, server.numbers) == (MessageState.SENT, [letter.message_id])


def test_a_server_that_has_the_letter_and_never_says_goodbye_gets_it_once(
    server: MailServer, settings: Settings
) -> None:
    settings.EMAIL_TIMEOUT = 0.5
    letter = letter_to(walk_with_mail())
    server.mood = Mood.RUDE

    run_post()

    letter.refresh_from_db()
    assert (letter.state, len(server.letters)) == (MessageState.SENT, 1)


def test_one_bad_address_keeps_nobody_else_from_their_letter(server: MailServer) -> None:
    walk = walk_with_mail()
    nobody = letter_to(walk, person=None, address="", next_try_at=timezone.now() - timedelta(hours=1))
    letter_to(walk)

    run_post()

    nobody.refresh_from_db()
    assert (nobody.state, nobody.error) == (MessageState.QUEUED, "ValueError")
    assert [letter["To"] for letter in server.letters] == ["mia@demo.example"]


def test_letters_that_failed_together_stay_together_and_take_nothing_new_along(server: MailServer) -> None:
    walk = walk_with_mail()
    first = [letter_to(walk, body=f"Bericht {n}.") for n in range(2)]
    server.mood = Mood.DYING
    run_post()
    server.mood = Mood.KIND
    new = letter_to(walk, body="Nieuw bericht.")
    run_post()
    new.refresh_from_db()
    # One mail a day: what is new waits until the other is through.
    assert (new.state, new.message_id) == (MessageState.QUEUED, "")

    Message.objects.filter(pk__in=[row.pk for row in first]).update(next_try_at=timezone.now())
    run_post()

    texts = [text_of(letter) for letter in server.letters]
    assert (len(texts), len(set(texts)), len(server.numbers)) == (2, 1, 1)
    assert "Nieuw bericht." not in texts[0]
    assert set(Message.objects.exclude(pk=new.pk).values_list("state", "error")) == {(MessageState.SENT, "")}


# ---- no form waits for mail ---------------------------------------------------------------------------


@pytest.mark.parametrize("mood", [Mood.SILENT, Mood.HANGING])
def test_while_the_mail_server_hangs_every_form_is_answered_within_a_second(server: MailServer, mood: Mood) -> None:
    walk = walk_with_mail()
    waiting = letter_to(walk)
    staff, resident = sign_in(walk.world.internal), open_page(walk)
    address = reverse("initiative_act", args=[walk.initiative.key, "message_resident"])
    staff.get(address)
    resident.get(reverse("status"))
    server.mood = mood
    worker = threading.Thread(target=with_own_connection)
    worker.start()
    try:
        assert server.hung.wait(5)
        walk.initiative.refresh_from_db()
        said = {"message": "Wij bellen u morgen.", "version": walk.initiative.version, "form_key": str(uuid4())}
        assert timed(lambda: staff.post(address, said)) < 1
        walk.initiative.refresh_from_db()
        stop = {"others_asked": "on", "version": walk.initiative.version, "form_key": str(uuid4())}
        assert timed(lambda: resident.post(reverse("status_stop"), stop)) < 1
        # Still hanging: the answers did not come because the post was done.
        assert worker.is_alive()
    finally:
        worker.join()
    assert list(Event.objects.order_by("-pk").values_list("action", flat=True)[:2]) == ["withdraw", "message_resident"]

    server.mood = Mood.KIND
    for days in range(4):  # one mail a day to one mailbox
        with time_machine.travel(timezone.now() + timedelta(days=days)):
            Message.objects.filter(state=MessageState.QUEUED).update(next_try_at=timezone.now())
            run_post()

    waiting.refresh_from_db()
    assert (waiting.state, Message.objects.filter(state=MessageState.QUEUED).count()) == (MessageState.SENT, 0)
    numbers = set(Message.objects.filter(person__isnull=False).values_list("message_id", flat=True))
    assert (len(numbers), set(server.numbers) >= numbers) == (2, True)
    assert len(server.letters) == len(server.numbers)


def with_own_connection() -> None:
    try:
        post.deliver_due()
    finally:
        connections.close_all()


def timed(press: Any) -> float:
    began = time.monotonic()
    response = press()
    assert response.status_code == 302, response.content.decode()[:500]
    return time.monotonic() - began


def test_the_post_waits_no_longer_than_the_settings_say(settings: Settings) -> None:
    settings.SMTP = {"EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend", "EMAIL_HOST": "127.0.0.1"}
    assert (mail_server().timeout, timedelta(seconds=10 * settings.EMAIL_TIMEOUT) < post.LEASE) == (10, True)
