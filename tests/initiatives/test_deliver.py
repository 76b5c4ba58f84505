"""The post: each letter goes out once, a bad mail server loses nothing, and in the end somebody phones."""

import os
import signal
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.mail import send_mail
from django.core.management import call_command
from django.db import connections
from django.utils import timezone
from pytest_django.fixtures import Settings

from initiatives.letters import post
from initiatives.models import ContactPerson, Initiative, Message, Task
from initiatives.models.choices import Channel
from initiatives.models.message import MessageState
from tests.factories import make_municipality
from tests.initiatives.mail_server import MailServer, Mood

pytestmark = pytest.mark.django_db(transaction=True)


def make_initiative() -> Initiative:
    now = timezone.now()
    make_municipality()
    initiative = Initiative.objects.create(title="Bank", summary="Een bank", created_at=now, entered_at=now)
    ContactPerson.objects.create(
        initiative=initiative, name="contactpersoon", channel=Channel.EMAIL, email="groep@demo.example", created_at=now
    )
    return initiative


def make_message(**facts: Any) -> Message:
    now = timezone.now()
    given: dict[str, Any] = {
        "channel": Channel.EMAIL,
        "recipient": "contactpersoon",
        "address": "groep@demo.example",
        "subject": "Uw idee",
        "body": "Wij bekijken uw idee.",
        "created_at": now,
        "next_try_at": now,
    }
    return Message.objects.create(**given | facts)


def run_post() -> None:
    call_command("deliver", stdout=StringIO())


def test_two_workers_at_once_send_every_letter_once(server: MailServer) -> None:
    for number in range(12):
        make_message(subject=f"Brief {number}")
    workers = [threading.Thread(target=with_own_connection, args=(post.deliver_due,)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(letter["Subject"] for letter in server.letters) == sorted(f"Brief {n}" for n in range(12))
    assert set(Message.objects.values_list("state", "attempts", "leased_until")) == {(MessageState.SENT, 1, None)}


def with_own_connection(work: Callable[[], object]) -> None:
    try:
        work()
    finally:
        connections.close_all()


def test_a_letter_says_from_whom_it_is_and_keeps_its_number(server: MailServer, settings: Settings) -> None:
    settings.DEFAULT_FROM_EMAIL = "Gemeente <burgerkracht@gemeente.example>"
    message = make_message()
    server.mood = Mood.REFUSING
    run_post()
    message.refresh_from_db()
    number = message.message_id
    server.mood = Mood.KIND
    Message.objects.update(next_try_at=timezone.now())
    run_post()
    (letter,) = server.letters
    assert letter["From"] == "Gemeente <burgerkracht@gemeente.example>"
    assert letter["To"] == "groep@demo.example"
    assert letter["Message-ID"] == number
    assert number.endswith("@gemeente.example>")


def test_a_refused_letter_is_tried_again_later_and_not_at_once(server: MailServer) -> None:
    message = make_message()
    server.mood = Mood.REFUSING
    before = timezone.now()
    run_post()
    run_post()
    message.refresh_from_db()
    assert (message.state, message.attempts, server.calls) == (MessageState.QUEUED, 1, 1)
    assert message.next_try_at is not None
    assert before + timedelta(seconds=50) < message.next_try_at < before + timedelta(seconds=80)
    assert "groep@demo.example" not in message.error


def test_a_mail_server_that_says_nothing_is_left_alone_after_the_timeout(server: MailServer) -> None:
    message = make_message()
    server.mood = Mood.SILENT
    began = time.monotonic()
    run_post()
    assert time.monotonic() - began < 5
    message.refresh_from_db()
    assert (message.state, message.attempts, message.error) == (MessageState.QUEUED, 1, "SMTPServerDisconnected")


def test_a_letter_that_never_arrives_becomes_a_phone_call(server: MailServer) -> None:
    message = make_message(initiative=make_initiative(), attempts=len(post.WAITS))
    server.mood = Mood.REFUSING
    run_post()
    message.refresh_from_db()
    assert message.state == MessageState.FAILED
    task = Task.objects.get()
    assert (task.message, task.kind, task.text_ready) == (message, "call", "Wij bekijken uw idee.")
    assert task.title == "contactpersoon: bellen, de mail kwam niet aan"


def test_a_password_mail_that_never_arrives_is_emptied_and_asks_nobody_to_phone(server: MailServer) -> None:
    make_message(attempts=len(post.WAITS), drop_after_sending=True, body="een geheime link")
    server.mood = Mood.REFUSING
    run_post()
    assert list(Message.objects.values_list("state", "body", "address")) == [(MessageState.FAILED, "", "")]
    assert not Task.objects.exists()


def test_a_letter_to_nobody_is_not_called_sent(server: MailServer) -> None:
    make_message(address="")
    run_post()
    assert list(Message.objects.values_list("state", "error")) == [(MessageState.QUEUED, "ValueError")]


def test_a_worker_that_was_killed_leaves_its_letter_to_the_next(server: MailServer) -> None:
    now = timezone.now()
    held = make_message(subject="in de hand", leased_until=now + timedelta(minutes=1), attempts=1)
    make_message(subject="blijven liggen", leased_until=now - timedelta(minutes=1), attempts=1)
    run_post()
    assert [letter["Subject"] for letter in server.letters] == ["blijven liggen"]
    held.refresh_from_db()
    assert held.state == MessageState.QUEUED


def test_nothing_reaches_the_residents_after_a_death(server: MailServer) -> None:
    initiative = make_initiative()
    make_message(initiative=initiative, person=initiative.people.get())
    Initiative.objects.update(silenced_at=timezone.now())
    run_post()
    assert server.letters == []
    assert Message.objects.get().state == MessageState.DROPPED


def test_mail_of_the_framework_waits_in_a_row_and_is_forgotten_after_sending(
    server: MailServer, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "initiatives.letters.queue.QueueBackend"
    # Whoever asks for a new password never waits for a mail server, not even for one that hangs.
    server.mood = Mood.SILENT
    send_mail("Nieuw wachtwoord", "een geheime link", None, ["iemand@demo.example"])
    assert server.calls == 0
    server.mood = Mood.KIND
    run_post()
    assert "een geheime link" in str(server.letters[0].get_payload())
    assert list(Message.objects.values_list("state", "body", "address")) == [(MessageState.SENT, "", "")]


def test_without_a_mail_server_letters_lie_in_a_folder(settings: Settings, tmp_path: Path) -> None:
    settings.SMTP = {
        "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "EMAIL_FILE_PATH": str(tmp_path / "mail"),
    }
    make_message()
    run_post()
    (letter,) = (tmp_path / "mail").iterdir()
    assert "Wij bekijken uw idee." in letter.read_text()


def test_the_post_that_runs_for_ever_stops_when_told(server: MailServer) -> None:
    make_message()
    threading.Timer(0.7, os.kill, (os.getpid(), signal.SIGTERM)).start()
    with pytest.raises(SystemExit):
        call_command("deliver", forever=True)
    assert len(server.letters) == 1
