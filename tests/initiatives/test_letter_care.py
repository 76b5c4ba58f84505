"""What may not go wrong with a letter: what is typed stays plain text, nothing is betrayed, and when it goes out."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from initiatives.deeds.do import do
from initiatives.letters.digest import next_digest
from initiatives.models import Event, LetterTemplate, Message
from initiatives.models.choices import Channel
from initiatives.models.message import MessageState
from initiatives.models.task import Task
from initiatives.statuses import Status
from kernen.models import Holiday, Municipality
from tests.factories import make_kernoverleg
from tests.initiatives.test_letters import HOSTILE, go, known_person
from tests.initiatives.world import NOW, TODAY, World

# ---- what may not go wrong ----------------------------------------------------------------------------


def test_a_name_that_looks_like_a_placeholder_or_a_page_stays_plain_text(world: World) -> None:
    initiative = world.initiative(Status.ASSIGNED, title="[telefoon]<script>")
    known_person(initiative, Channel.EMAIL, name="[nummer] <b>")
    LetterTemplate.objects.create(body="[naam] over [titel]: [bericht]")

    go(world, initiative, "accept", "BM.lead")

    message = Message.objects.get(recipient="[nummer] <b>")
    assert message.body.startswith("[nummer] <b> over [telefoon]<script>: Team Welzijn")
    assert message.subject == f"Uw idee {initiative.reference}: Wij bekijken uw idee"


def test_no_words_of_the_municipality_bring_a_title_into_a_subject(world: World) -> None:
    LetterTemplate.objects.create(body="[titel] [bericht]")
    initiative = world.initiative(Status.ASSIGNED, title=HOSTILE)
    known_person(initiative, Channel.EMAIL)

    go(world, initiative, "accept", "BM.lead")

    message = Message.objects.get(recipient="Mia Bewoner")
    assert HOSTILE in message.body
    assert re.fullmatch(r"Uw idee VAG-2026-\d{4}: Wij bekijken uw idee", message.subject)


def test_a_decision_that_was_not_told_yet_shows_no_date_and_no_turn(world: World) -> None:
    initiative = world.initiative(Status.DECISION_PENDING)
    known_person(initiative, Channel.EMAIL)
    go(world, initiative, "approve", "DEC.mandate")

    do("message_resident", initiative, by=world.actor("BM.lead"), at=NOW, message="Wij bellen u morgen.")

    body = Message.objects.get(recipient="Mia Bewoner").body
    assert "Wie is aan de beurt: de gemeente\nWat moet u doen: U hoeft nu niets te doen." in body


def test_a_letter_in_between_does_not_say_that_nothing_is_asked_while_a_question_is_open(world: World) -> None:
    initiative = world.initiative(Status.INFO_REQUESTED)
    known_person(initiative, Channel.EMAIL)

    do("message_resident", initiative, by=world.actor("IC"), at=NOW, message="Fijne feestdagen.")

    assert (
        "Wat moet u doen: Geef antwoord op onze vraag. Dat kan op de website, per telefoon of per brief.\n"
        in Message.objects.get().body
    )


def test_after_a_death_nothing_is_written_and_what_waited_for_release_goes_nowhere(world: World) -> None:
    Municipality.objects.update(releases_messages=True)
    initiative = world.initiative(Status.ASSIGNED)
    mia = known_person(initiative, Channel.EMAIL)
    go(world, initiative, "accept", "BM.lead")
    held = Message.objects.get(person=mia)
    assert (held.state, held.next_try_at) == (MessageState.HELD, None)

    go(world, initiative, "withdraw", "IC", reason="deceased_or_moved")
    go(world, initiative, "reopen", "IC")

    held.refresh_from_db()
    assert held.state == MessageState.DROPPED
    assert Message.objects.filter(person=mia).exclude(pk=held.pk).count() == 0


def test_where_every_message_is_released_by_a_person_only_the_receipt_goes_by_itself(world: World) -> None:
    Municipality.objects.update(releases_messages=True)
    initiative = world.initiative(Status.DRAFT)
    mia = known_person(initiative, Channel.EMAIL)

    go(world, initiative, "log", "EC.own")
    go(world, initiative, "hold", "EC.own")

    states = {m.event.action: m.state for m in Message.objects.filter(person=mia).select_related("event") if m.event}
    assert states == {"log": MessageState.QUEUED, "hold": MessageState.HELD}


def test_a_letter_on_paper_is_a_task_also_where_mails_are_released(world: World) -> None:
    Municipality.objects.update(releases_messages=True)
    initiative = world.initiative(Status.ASSIGNED)
    mia = known_person(initiative, Channel.LETTER)

    go(world, initiative, "accept", "BM.lead")

    assert Task.objects.get(message__person=mia).text_ready == Message.objects.get(person=mia).body


# ---- when colleagues get it ---------------------------------------------------------------------------


def at(hour: int, *, day: int = 18, minute: int = 0) -> datetime:
    """A moment of that November, in winter time."""
    return datetime(2026, 11, day, hour - 1, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("made", "sent"),
    [
        (at(7), at(8)),
        (at(8), at(13)),
        (at(11), at(13)),
        (at(13, minute=1), at(8, day=19)),
        (at(17, day=20), at(8, day=23)),
        (at(9, day=21), at(8, day=23)),
    ],
)
def test_colleagues_get_their_mail_at_fixed_hours_of_working_days(world: World, made: datetime, sent: datetime) -> None:
    assert next_digest(made) == sent


def test_a_holiday_and_other_hours_of_the_municipality_count(world: World) -> None:
    Municipality.objects.update(digest_hours="16, 9")
    Holiday.objects.create(day=TODAY + timedelta(days=1), name="Dag van Sibbe", legal=False, closed=True)
    assert [next_digest(at(8)), next_digest(at(10)), next_digest(at(16))] == [at(9), at(16), at(9, day=20)]


def test_only_a_decision_reaches_colleagues_at_once(world: World) -> None:
    initiative = world.initiative(Status.DECISION_PENDING)
    known_person(initiative, Channel.EMAIL)
    returned = go(world, world.initiative(Status.DECISION_PENDING), "return_proposal", "DEC.mandate")
    decided = go(world, initiative, "approve", "DEC.mandate")

    def times(event: Event) -> set[Any]:
        mails = Message.objects.filter(event=event, person=None, channel=Channel.EMAIL)
        return set(mails.values_list("next_try_at", flat=True))

    assert times(decided) == {NOW}
    assert times(returned) == {next_digest(NOW)} != {NOW}


# ---- the kernoverleg ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "said"), [("approve", "Het idee gaat door."), ("reject", "Het idee gaat niet door.")])
def test_the_kernoverleg_hears_the_decision_in_a_few_plain_words_and_only_after_the_call(
    world: World, name: str, said: str
) -> None:
    make_kernoverleg(world.kern, name="Kernoverleg Sibbe", chair_email="voorzitter@example.nl")
    initiative = world.initiative(Status.DECISION_PENDING)
    go(world, initiative, name, "DEC.mandate")
    assert not Message.objects.filter(recipient="Kernoverleg Sibbe").exists()

    do("inform_initiator", initiative, by=world.actor("BM.lead"), at=NOW, how="phone")

    body = Message.objects.get(recipient="Kernoverleg Sibbe").body
    assert body.split("\n")[:6] == [
        "Beste leden van Kernoverleg Sibbe,", "",
        f"De gemeente heeft besloten over een idee in uw buurt. {said}", "",
        "Bank bij de kapel (Sibbe)", "Een bank om uit te rusten.",
    ]  # fmt: skip
    assert "contactpersoon" not in body
    assert "bezwaar" not in body
