"""Letters to residents that go out together: one mail a day, unless something is asked; invitations alone."""

from datetime import datetime, timedelta
from email.header import decode_header, make_header
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import call_command
from icalendar import Calendar

from initiatives.deeds.do import do
from initiatives.models import ContactPerson, Initiative, Message, Task
from initiatives.models.choices import Channel
from initiatives.models.message import MessageState
from initiatives.models.task import TaskKind
from initiatives.statuses import Status
from tests.initiatives.mail_server import MailServer, Mood, text_of
from tests.initiatives.world import NOW, World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("server")]
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
TOMORROW_MORNING = datetime(2026, 11, 19, 8, tzinfo=AMSTERDAM)
INVITATION = "\r\n".join(
    (
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Burgerkracht//NL", "METHOD:CANCEL", "BEGIN:VEVENT", "UID:a@b",
        "DTSTAMP:20261118T100000Z", "DTSTART:20261201T190000Z", "SUMMARY:Gesprek in café De Kroon", "END:VEVENT",
        "END:VCALENDAR", "",
    )
)  # fmt: skip


def mia_of(initiative: Initiative, **facts: str) -> ContactPerson:
    """The only person behind it reads mail."""
    initiative.people.all().delete()
    given = {"name": "Mia", "email": "mia@demo.example"} | facts
    return ContactPerson.objects.create(initiative=initiative, channel=Channel.EMAIL, created_at=NOW, **given)


def run_post(at: datetime = NOW) -> None:
    with time_machine.travel(at, tick=False):
        call_command("deliver", stdout=StringIO())


def say(world: World, initiative: Initiative, words: str, at: datetime = NOW) -> Message:
    """A coordinator writes to the residents; what colleagues get of it is out of the way."""
    initiative.refresh_from_db()
    event = do("message_resident", initiative, by=world.actor("IC"), at=at, message=words)
    Message.objects.filter(event=event, person=None).delete()
    return Message.objects.filter(event=event, person__isnull=False).order_by("pk")[0]


# ---- one mail a day --------------------------------------------------------------------------------


def test_who_had_a_mail_today_reads_the_rest_tomorrow_morning_in_one_mail(world: World, server: MailServer) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    mia_of(initiative)
    say(world, initiative, "Wij kijken naar de plek.")
    run_post()
    second = say(world, initiative, "De plek is goed.", NOW + timedelta(hours=1))
    third = say(world, initiative, "Wij vragen nu de buren.", NOW + timedelta(hours=2))

    run_post(NOW + timedelta(hours=3))

    second.refresh_from_db()
    assert (second.state, second.next_try_at, second.attempts) == (MessageState.QUEUED, TOMORROW_MORNING, 0)
    assert len(server.letters) == 1

    run_post(TOMORROW_MORNING)

    assert len(server.letters) == 2
    text = text_of(server.letters[1])
    assert text.index("Wij vragen nu de buren.") < text.index("De plek is goed.")
    assert (text.count("Beste Mia"), text.count(f"{initiative.reference}"), "Wij kijken naar" in text) == (1, 1, False)
    rows = Message.objects.filter(pk__in=[second.pk, third.pk]).values_list("state", "sent_at", "error", "message_id")
    assert set(rows) == {(MessageState.SENT, TOMORROW_MORNING, "", server.letters[1]["Message-ID"])}


def test_a_question_does_not_wait_and_takes_the_waiting_news_along(world: World, server: MailServer) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    mia_of(initiative)
    say(world, initiative, "Wij kijken naar de plek.")
    run_post()
    say(world, initiative, "De plek is goed.", NOW + timedelta(hours=1))
    run_post(NOW + timedelta(hours=1))
    asked = say(world, initiative, "Hoe groot wordt de bank?", NOW + timedelta(hours=2))
    Message.objects.filter(pk=asked.pk).update(asks=True)

    run_post(NOW + timedelta(hours=2))

    assert len(server.letters) == 2
    assert "Hoe groot wordt de bank?\n\nDe plek is goed." in text_of(server.letters[1])
    assert not Message.objects.filter(state=MessageState.QUEUED).exists()


def test_news_of_yesterday_says_of_which_day_it_is(world: World, server: MailServer) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    mia_of(initiative)
    say(world, initiative, "De plek is goed.", NOW - timedelta(days=1))
    say(world, initiative, "Wij vragen nu de buren.")

    run_post()

    assert "Wij vragen nu de buren.\n\nOp 17 november 2026:\nDe plek is goed.\n" in text_of(server.letters[0])


def test_a_letter_that_somebody_rewrote_is_sent_as_it_was_rewritten(world: World, server: MailServer) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    mia_of(initiative)
    first = say(world, initiative, "De plek is goed.")
    say(world, initiative, "Wij vragen nu de buren.")
    Message.objects.filter(pk=first.pk).update(body="Dag Mia, de plek is prima. Groet, Ida")

    run_post()

    text = text_of(server.letters[0])
    assert "Wij vragen nu de buren.\n\nDag Mia, de plek is prima. Groet, Ida\n" in text
    assert "De plek is goed." not in text


def test_two_ideas_of_one_person_are_one_mail_with_both_numbers(world: World, server: MailServer) -> None:
    bank, tuin = world.initiative(Status.IN_REVIEW), world.initiative(Status.IN_REVIEW)
    for initiative, words in ((bank, "De bank komt."), (tuin, "De tuin wordt groot.")):
        mia_of(initiative)
        say(world, initiative, words)

    run_post()

    (letter,) = server.letters
    assert str(make_header(decode_header(letter["Subject"]))) == "Nieuws over uw ideeën"
    text = text_of(letter)
    assert [word in text for word in ("De bank komt.", "De tuin wordt groot.", bank.key, tuin.key)] == [True] * 4


def test_two_who_share_a_mailbox_are_both_greeted_and_read_it_once(world: World, server: MailServer) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    mia_of(initiative)
    ContactPerson.objects.create(
        initiative=initiative, name="Jan", channel=Channel.EMAIL, email="mia@demo.example", created_at=NOW
    )
    say(world, initiative, "De plek is goed.")

    run_post()

    (letter,) = server.letters
    text = text_of(letter)
    assert (text.splitlines()[0], text.count("De plek is goed.")) == ("Beste Jan en Mia,", 1)


def test_each_address_has_its_own_day(world: World, server: MailServer) -> None:
    one, other = world.initiative(Status.IN_REVIEW), world.initiative(Status.IN_REVIEW)
    mia_of(one)
    mia_of(other, name="Jan", email="jan@demo.example")
    say(world, one, "Voor Mia.")
    run_post()
    say(world, other, "Voor Jan.", NOW + timedelta(minutes=5))

    run_post(NOW + timedelta(minutes=5))

    assert [letter["To"] for letter in server.letters] == ["mia@demo.example", "jan@demo.example"]


def test_a_mail_about_signing_in_never_waits_and_travels_alone(world: World, server: MailServer) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    mia_of(initiative)
    say(world, initiative, "De plek is goed.")
    run_post()
    for n in range(2):
        Message.objects.create(
            channel=Channel.EMAIL, recipient="mia@demo.example", address="mia@demo.example", subject=f"Link {n}",
            body="een link", drop_after_sending=True, created_at=NOW, next_try_at=NOW,
        )  # fmt: skip

    run_post(NOW + timedelta(minutes=1))

    assert [letter["Subject"] for letter in server.letters[1:]] == ["Link 0", "Link 1"]


def test_after_a_death_also_what_waited_for_tomorrow_stays_unsent(world: World, server: MailServer) -> None:
    initiative, other = world.initiative(Status.IN_REVIEW), world.initiative(Status.IN_REVIEW)
    mia_of(initiative)
    mia_of(other)
    gone = say(world, initiative, "De plek is goed.")
    say(world, other, "De tuin wordt groot.")
    Initiative.objects.filter(pk=initiative.pk).update(silenced_at=NOW)

    run_post()

    gone.refresh_from_db()
    (letter,) = server.letters
    assert gone.state == MessageState.DROPPED
    assert ("De tuin wordt groot." in text_of(letter), "De plek is goed." in text_of(letter)) == (True, False)


def test_what_is_held_back_never_goes_by_itself_or_with_a_question(world: World, server: MailServer) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    mia_of(initiative)
    held = say(world, initiative, "Nog even niet.")
    Message.objects.filter(pk=held.pk).update(state=MessageState.HELD)
    asked = say(world, initiative, "Hoe groot wordt de bank?")
    Message.objects.filter(pk=asked.pk).update(asks=True)

    run_post(NOW + timedelta(days=3))

    (letter,) = server.letters
    held.refresh_from_db()
    assert (held.state, "Nog even niet." in text_of(letter)) == (MessageState.HELD, False)


def test_a_mail_that_never_arrives_is_one_call_per_idea_with_everything_in_it(world: World, server: MailServer) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    mia_of(initiative)
    say(world, initiative, "De plek is goed.")
    say(world, initiative, "Wij vragen nu de buren.")
    server.mood = Mood.UNKNOWN

    run_post()

    task = Task.objects.get(kind=TaskKind.CALL)
    assert [words in task.text_ready for words in ("De plek is goed.", "Wij vragen nu de buren.")] == [True, True]
    assert set(Message.objects.values_list("state", "error")) == {(MessageState.FAILED, "SMTPRecipientsRefused 550")}


# ---- an invitation ------------------------------------------------------------------------------------


def test_an_invitation_goes_alone_and_any_calendar_can_read_it(world: World, server: MailServer) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    mia_of(initiative)
    say(world, initiative, "De plek is goed.")
    invitation = say(world, initiative, "Het gesprek gaat niet door.")
    Message.objects.filter(pk=invitation.pk).update(asks=True, calendar=INVITATION)

    run_post()

    (letter,) = [letter for letter in server.letters if letter.is_multipart()]
    assert letter.get_content_type() == "multipart/alternative"
    _whole, plain, calendar = letter.walk()
    assert plain.get_content_type() == "text/plain"
    assert "De plek is goed." not in text_of(plain)
    assert (calendar.get_content_type(), calendar.get_param("method")) == ("text/calendar", "CANCEL")
    assert (calendar.get_content_charset(), calendar.get_filename()) == ("utf-8", None)
    read = Calendar.from_ical(text_of(calendar))
    (event,) = read.walk("VEVENT")
    assert (read["METHOD"], event["SUMMARY"]) == ("CANCEL", "Gesprek in café De Kroon")
