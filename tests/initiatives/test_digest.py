"""Colleagues read their news in one piece: a digest by initiative, the newest first, nothing twice."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from initiatives.deeds.do import do
from initiatives.models import Initiative, Message
from initiatives.models.choices import Channel
from initiatives.models.message import MessageState
from initiatives.statuses import Status
from tests.initiatives.mail_server import MailServer, text_of
from tests.initiatives.test_parcels import run_post
from tests.initiatives.world import NOW, World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("server")]


def to_staff(world: World, initiative: Initiative, what: str, *, at: datetime = NOW, **facts: Any) -> Message:
    """A line of news for the external coordinator, due at one in the afternoon."""
    user = world.people["EC.own"]
    return Message.objects.create(
        initiative=initiative, channel=Channel.EMAIL, recipient=user.name, address=user.email, created_at=at,
        subject=f"{initiative.key}: {what}", body=f"{initiative.key} - {what}", next_try_at=NOW, **facts,
    )  # fmt: skip


def test_a_colleague_reads_all_news_in_one_mail_by_initiative_the_newest_first(
    world: World, server: MailServer
) -> None:
    first, second, third = (world.initiative(Status.IN_REVIEW) for _ in range(3))
    to_staff(world, first, "Toewijzen", at=NOW - timedelta(hours=5))
    to_staff(world, second, "Aanhouden", at=NOW - timedelta(hours=4))
    to_staff(world, third, "Afwijzen", at=NOW - timedelta(hours=3))
    to_staff(world, first, "Oppakken", at=NOW - timedelta(hours=2))

    run_post()

    (letter,) = server.letters
    assert letter["Subject"] == "Burgerkracht: nieuws over 3 initiatieven"
    assert text_of(letter).strip().split("\n\n") == [
        f"{first.key}\n- 18 november, 09:00: Oppakken\n- 18 november, 06:00: Toewijzen\n{link(first)}",
        f"{third.key}\n- 18 november, 08:00: Afwijzen\n{link(third)}",
        f"{second.key}\n- 18 november, 07:00: Aanhouden\n{link(second)}",
    ]
    assert set(Message.objects.values_list("state", "message_id")) == {(MessageState.SENT, letter["Message-ID"])}


def link(initiative: Initiative) -> str:
    return f"http://localhost:8000/initiatieven/{initiative.key}/"


def test_the_same_event_stands_in_a_digest_once(world: World, server: MailServer) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    event = do("note_internal", initiative, by=world.actor("IC"), at=NOW, text="Gebeld.")
    for _ in range(2):
        to_staff(world, initiative, "Toewijzen", event=event)

    run_post()

    (letter,) = server.letters
    assert letter["Subject"] == "Burgerkracht: nieuws over 1 initiatief"
    assert text_of(letter).count("Toewijzen") == 1


def test_news_for_the_next_round_waits_for_the_next_round(world: World, server: MailServer) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    to_staff(world, initiative, "Toewijzen")
    later = to_staff(world, initiative, "Oppakken")
    Message.objects.filter(pk=later.pk).update(next_try_at=NOW + timedelta(hours=3))

    run_post()

    assert ["Oppakken" in text_of(letter) for letter in server.letters] == [False]


def test_no_news_of_one_colleague_stands_in_the_mail_of_another(world: World, server: MailServer) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    to_staff(world, initiative, "Toewijzen")
    other = to_staff(world, initiative, "Alleen voor de ander")
    Message.objects.filter(pk=other.pk).update(address=world.people["IC"].email)

    run_post()

    to_coordinator = [letter for letter in server.letters if letter["To"] == world.people["EC.own"].email]
    assert ["Alleen voor de ander" in text_of(letter) for letter in to_coordinator] == [False]
    assert len(server.letters) == 2


def test_the_chair_of_a_kernoverleg_gets_whole_letters_and_no_list_of_links(world: World, server: MailServer) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    for words in ("Bespreekt u dit?", "Weet u een plek?"):
        row = to_staff(world, initiative, "Toewijzen")
        Message.objects.filter(pk=row.pk).update(address="voorzitter@demo.example", body=words)

    run_post()

    assert [text_of(letter).strip() for letter in server.letters] == ["Bespreekt u dit?", "Weet u een plek?"]
