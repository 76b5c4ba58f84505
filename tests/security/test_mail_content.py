"""What somebody types never steers a mail: no other receiver, no other subject, no markup, no secret in a subject."""

import io
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from django.core.mail import BadHeaderError
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from initiatives.letters.envelope import send
from initiatives.letters.parcels import Reading
from initiatives.models import Initiative, Message
from initiatives.statuses import Status
from tests.factories import sign_in
from tests.initiatives.test_status_mail_link import link_in, mails
from tests.overleg.town import Town
from tests.security.forms_public import idea as with_card
from tests.security.harness import press
from tests.security.sent import Sent, filled

MAIL = "mia@example.org"
STEER = "Bank\r\nBcc: kwaad@example.org\r\n\r\n<a href='https://kwaad.example'>Klik</a>"


@pytest.mark.parametrize("where", ["subject", "to"])
def test_a_line_end_in_the_head_of_a_mail_is_refused(settings: Settings, tmp_path: Path, where: str) -> None:
    settings.SMTP = {"EMAIL_BACKEND": "django.core.mail.backends.locmem.EmailBackend", "EMAIL_FILE_PATH": str(tmp_path)}
    subject, to = ("a\r\nBcc: b@example.org", MAIL) if where == "subject" else ("a", f"{MAIL}\r\nBcc: b@example.org")

    with pytest.raises(BadHeaderError):
        send(Reading(subject=subject, body="", calendar=""), to=to, message_id="<1@example.nl>")


def test_what_a_resident_is_called_or_titled_stands_in_no_head_and_is_no_markup(
    town: Town, settings: Settings, tmp_path: Path
) -> None:
    settings.SMTP = {
        "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "EMAIL_FILE_PATH": str(tmp_path / "mail"),
    }
    idea = town.world.known_to_all(Status.IN_REVIEW)
    Initiative.objects.filter(pk=idea.pk).update(title=STEER[:80], summary=STEER)
    idea.people.update(name=STEER[:80], email=MAIL, channel="email")
    client = sign_in(town.world.people["IC"])
    sent = filled(client, f"{idea.get_absolute_url()}message_resident/", message=f"Dag! {STEER}")
    assert client.post(sent.address, sent.data).status_code == 302

    assert Message.objects.filter(address=MAIL).update(next_try_at=None, state="queued") >= 1
    Message.objects.update(next_try_at=town.meeting.created_at)
    call_command("deliver", stdout=io.StringIO())

    heads = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in (tmp_path / "mail").iterdir()]
    to_mia = [head for head in heads if head["To"] == MAIL]
    assert to_mia != []
    for head in to_mia:
        assert (head["Bcc"], head["Cc"]) == (None, None)
        assert not any(word in str(head["Subject"]) for word in ("Bank", "kwaad", "Klik"))
        assert [part.get_content_type() for part in head.walk() if not part.is_multipart()] == ["text/plain"]


@pytest.mark.parametrize(
    "email", [f"{MAIL}\r\nBcc: kwaad@example.org", f"{MAIL}, kwaad@example.org", f"{MAIL}%0aCc:x@y.nl"]
)
def test_a_receiver_that_is_more_than_one_is_not_taken(town: Town, email: str) -> None:
    idea = town.world.initiative(Status.EXPLORING)
    person = {"name": "Zus", "channel": "email", "phone": "", "email": email, "note": ""}
    sent: Sent = filled(sign_in(town.world.people["IC"]), f"{idea.get_absolute_url()}mensen/nieuw/", **person)

    assert press(sent, sent.data).status_code == 200


def test_a_link_that_opens_a_page_stands_in_the_body_and_never_in_the_subject(town: Town) -> None:
    idea = with_card(town)
    idea.people.update(email=MAIL, channel="email")
    sent = filled(Client(), reverse("status_ask_link"), nummer=idea.reference, email=MAIL)
    sent.client.post(sent.address, sent.data)

    (mail,) = mails()
    token = link_in(mail).strip("/").rpartition("/")[2]
    assert len(token) >= 40
    assert token not in mail.subject
