"""A letter that waited: the reader may have left, moved or chosen another way, and then it does not simply go."""

from datetime import timedelta
from typing import Any

import pytest

from initiatives.deeds.edit import forget_messages_to
from initiatives.models import ContactPerson, Initiative, MailLink, Message, Task
from initiatives.models.choices import Channel
from initiatives.models.message import MessageState
from initiatives.models.task import TaskKind
from initiatives.statuses import Status
from kernen.models import RoleHolding
from tests.initiatives.mail_server import MailServer, Mood, text_of
from tests.initiatives.test_digest import to_staff
from tests.initiatives.test_invariants import go
from tests.initiatives.test_parcels import INVITATION, mia_of, run_post, say
from tests.initiatives.world import NOW, TODAY, World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("server")]


def state_of(message: Message) -> str:
    message.refresh_from_db()
    return message.state


# ---- colleagues ----------------------------------------------------------------------------------------


def test_who_left_reads_no_news_that_was_waiting(world: World, server: MailServer) -> None:
    user = world.people["EC.own"]
    news = to_staff(world, world.initiative(Status.IN_REVIEW), "Toewijzen")
    user.ends_on = TODAY - timedelta(days=1)
    user.save()
    again = Message.objects.create(
        channel=Channel.EMAIL, recipient=user.name, address=user.email, subject="Nieuw wachtwoord", body="Kies er een.",
        drop_after_sending=True, created_at=NOW, next_try_at=NOW,
    )  # fmt: skip

    run_post()

    assert (state_of(news), state_of(again)) == (MessageState.DROPPED, MessageState.SENT)
    assert [letter["Subject"] for letter in server.letters] == ["Nieuw wachtwoord"]


def test_news_of_what_somebody_may_not_see_any_more_is_left_out_of_the_mail(world: World, server: MailServer) -> None:
    kept, lost = world.initiative(Status.IN_REVIEW), world.initiative(Status.IN_REVIEW)
    for initiative in (kept, lost):
        to_staff(world, initiative, "Toewijzen")
    lost.kern_links.all().delete()

    run_post()

    (letter,) = server.letters
    assert (kept.key in text_of(letter), lost.key in text_of(letter)) == (True, False)


def test_who_lost_the_role_hears_nothing_of_it(world: World, server: MailServer) -> None:
    news = to_staff(world, world.initiative(Status.IN_REVIEW), "Toewijzen")
    RoleHolding.objects.filter(user=world.people["EC.own"]).update(ends_on=TODAY - timedelta(days=1))

    run_post()

    assert (state_of(news), server.letters) == (MessageState.DROPPED, [])


def test_an_appointment_that_falls_away_still_leaves_the_calendar_of_who_does_not_see_it_any_more(
    world: World, server: MailServer
) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    called_off = to_staff(world, initiative, "afspraak vervalt", calendar=INVITATION)
    invited = to_staff(
        world, initiative, "afspraak voor uw agenda", calendar=INVITATION.replace("METHOD:CANCEL", "METHOD:REQUEST")
    )
    initiative.kern_links.all().delete()

    run_post()

    assert (state_of(called_off), state_of(invited)) == (MessageState.SENT, MessageState.DROPPED)


def test_the_officer_before_hears_that_a_colleague_took_over_and_nothing_after_that(
    world: World, server: MailServer
) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    before = world.people["BM.lead"]
    world.other_role("BM.other", "beleidsmedewerker")
    go(world, initiative, "reassign", "IC", officer=world.people["BM.other"].pk)
    goodbye = Message.objects.get(address=before.email)
    after = Message.objects.create(
        initiative=initiative, channel=Channel.EMAIL, recipient=before.name, address=before.email, subject="Afwijzen",
        body="Afwijzen", created_at=NOW, next_try_at=NOW,
    )  # fmt: skip
    Message.objects.filter(pk=goodbye.pk).update(next_try_at=NOW)
    Initiative.objects.update(lead_domain=None)

    run_post()

    assert (state_of(goodbye), state_of(after)) == (MessageState.SENT, MessageState.DROPPED)


# ---- residents -----------------------------------------------------------------------------------------


def test_a_letter_follows_to_the_new_address(world: World, server: MailServer) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    mia = mia_of(initiative)
    letter = say(world, initiative, "De plek is goed.")
    server.mood = Mood.REFUSING
    run_post()
    mia.email = "mia@elders.example"
    mia.save()
    server.mood = Mood.KIND

    run_post(NOW + timedelta(hours=1))

    assert (state_of(letter), letter.address) == (MessageState.SENT, "mia@elders.example")
    assert [letter["To"] for letter in server.letters] == ["mia@elders.example"]


@pytest.mark.parametrize(
    ("channel", "kind", "address"),
    [("phone", TaskKind.CALL, "043 600 0000"), ("letter", TaskKind.WRITE, "Kapelstraat 1, 6301 AA Valkenburg")],
)
def test_who_does_not_want_mail_any_more_is_called_or_written_to(
    world: World, server: MailServer, channel: str, kind: TaskKind, address: str
) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    mia = mia_of(initiative, phone="043 600 0000", street="Kapelstraat 1", postcode="6301 AA", city="Valkenburg")
    letter = say(world, initiative, "De plek is goed.")
    mia.channel = channel
    mia.save()

    run_post()

    assert (state_of(letter), letter.channel, letter.address) == (MessageState.TASK, channel, address)
    task = Task.objects.get(message=letter)
    assert (task.kind, "De plek is goed." in task.text_ready, server.letters) == (kind, True, [])


def test_who_wants_no_contact_any_more_gets_none(world: World, server: MailServer) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    mia = mia_of(initiative)
    letter = say(world, initiative, "De plek is goed.")
    mia.channel = Channel.NONE
    mia.save()

    run_post()

    assert (state_of(letter), server.letters, Task.objects.count()) == (MessageState.DROPPED, [], 0)


# ---- a link that opens the page ------------------------------------------------------------------------


def linked(world: World, **facts: Any) -> Message:
    """A link that was asked for, and its mail."""
    initiative = world.initiative(Status.IN_REVIEW)
    mia = mia_of(initiative)
    MailLink.objects.create(
        initiative=initiative, person=mia, token_hash=f"{initiative.pk:064}", created_at=NOW,
        expires_at=NOW + timedelta(hours=1),
    )  # fmt: skip
    return Message.objects.create(
        initiative=initiative, person=mia, channel=Channel.EMAIL, recipient="Mia", address="mia@demo.example",
        subject="Uw link", body="https://…/volg/link/geheim/", drop_after_sending=True, asks=True, created_at=NOW,
        next_try_at=NOW, **facts,
    )  # fmt: skip


def words_of(message: Message) -> tuple[str, str, str]:
    return state_of(message), message.body, message.address


def test_a_link_leaves_within_its_hour(world: World, server: MailServer) -> None:
    letter = linked(world)
    run_post(NOW + timedelta(minutes=59))
    assert (words_of(letter), len(server.letters)) == ((MessageState.SENT, "", ""), 1)


def test_a_link_that_would_leave_after_its_hour_does_not_leave_and_is_not_kept(
    world: World, server: MailServer
) -> None:
    letter = linked(world)
    run_post(NOW + timedelta(hours=1))
    assert (words_of(letter), server.letters) == ((MessageState.DROPPED, "", ""), [])


def test_a_link_never_follows_to_another_mailbox(world: World, server: MailServer) -> None:
    letter = linked(world)
    ContactPerson.objects.update(email="ander@demo.example")
    run_post()
    assert (words_of(letter), server.letters) == ((MessageState.DROPPED, "", ""), [])


def test_a_link_that_waits_is_emptied_when_the_residents_are_left_alone(world: World) -> None:
    letter = linked(world)
    go(world, Initiative.objects.get(), "withdraw", "IC", reason="deceased_or_moved")
    assert words_of(letter) == (MessageState.DROPPED, "", "")


# ---- who is taken off ----------------------------------------------------------------------------------


def test_of_who_is_taken_off_no_calendar_and_no_text_to_read_out_is_left(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    mia = mia_of(initiative)
    jo = ContactPerson.objects.create(
        initiative=initiative, name="Jo", channel=Channel.EMAIL, email=mia.email, created_at=NOW
    )
    both = [
        Message.objects.create(
            initiative=initiative,
            person=person,
            channel=Channel.EMAIL,
            recipient=person.name,
            address=mia.email,
            subject="Uw idee",
            body=f"Beste {person.name}",
            calendar=INVITATION.replace("a@b", "jo@demo.example"),
            state=MessageState.FAILED,
            message_id="<een-mail>",
            created_at=NOW,
        )
        for person in (jo, mia)
    ]
    task = Task.objects.create(
        initiative=initiative, kind=TaskKind.CALL, title="Mia: bellen", text_ready="Beste Mia en Jo", message=both[1],
        for_function="internal_coordinator", due_on=TODAY, created_at=NOW,
    )  # fmt: skip

    forget_messages_to(jo, at=NOW)

    task.refresh_from_db()
    assert (task.text_ready, task.is_moot) == ("", False)
    assert list(Message.objects.filter(person=jo).values_list("body", "calendar", "address")) == [("", "", "")]
    assert Message.objects.get(person=mia).calendar != ""
