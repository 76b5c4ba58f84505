"""An appointment goes along with the work: who takes over knows of it, and no resident waits for who is not coming."""

from datetime import timedelta
from typing import Any

import pytest
from ical.calendar_stream import IcsCalendarStream

from initiatives.deeds.calendar_feed import write_feed
from initiatives.letters.facts import say_of_talk
from initiatives.models import Appointment, Event, Initiative, Message, Task
from initiatives.models.choices import Channel
from initiatives.models.message import MessageState
from initiatives.statuses import Status
from initiatives.views.status.talk import read_talk
from initiatives.workflow.perform import perform
from kernen.models import Role
from tests.initiatives.talks import FIRST, OFFER, ONE, act, calendars, idea_of_mia, pick, reminders
from tests.initiatives.test_letters import known_person
from tests.initiatives.world import NOW, TODAY, World

COME = "Kom naar de afspraak. Lukt het niet? Bel ons dan op tijd."
CHOOSE = "Kies een moment voor de afspraak. Dat kan op de website of per telefoon."


@pytest.fixture
def idea(world: World) -> Initiative:
    return idea_of_mia(world)


def hand_over(world: World, idea: Initiative, *, who: str = "BM.other", later: int = 1) -> Event:
    """So many minutes later it is another colleague's."""
    idea.refresh_from_db()
    answers = world.fill_in("reassign") | {"officer": world.people[who]}
    event = perform("reassign", idea, by=world.actor("IC"), at=NOW + timedelta(minutes=later), **answers)
    assert event is not None
    return event


def mails_to(world: World, who: str) -> list[str]:
    rows = Message.objects.filter(address=world.people[who].email).order_by("pk")
    return [row.subject.partition(": ")[2] for row in rows]


# ---- it goes along -------------------------------------------------------------------------------------


def test_who_takes_over_finds_the_appointment_in_the_calendar_and_who_leaves_loses_it(
    world: World, idea: Initiative
) -> None:
    act(world, idea, "plan_appointment", **ONE)
    planned = Message.objects.latest("pk").pk

    hand_over(world, idea)

    assert Appointment.objects.get().officer == world.people["BM.other"]
    assert "afspraak voor uw agenda" in mails_to(world, "BM.other")
    assert "de afspraak gaat naar een collega" in mails_to(world, "BM.lead")
    Message.objects.filter(pk__lte=planned).delete()
    assert {name: sent[0] for name, sent in calendars().items()} == {"BM.other": "REQUEST", "BM.lead": "CANCEL"}


def test_the_resident_reads_who_comes_and_is_reminded_once(world: World, idea: Initiative) -> None:
    act(world, idea, "plan_appointment", **ONE)
    waiting = reminders()
    person = world.people["BM.other"]
    person.function_title = "team Groen"
    person.save()

    event = hand_over(world, idea)

    assert event.text.sentence == "U heeft een andere medewerker: team Groen."
    assert COME in letter_of(event).body
    assert reminders() == waiting == [(MessageState.QUEUED, FIRST - timedelta(days=3))]
    talk = read_talk(Initiative.objects.get(pk=idea.pk), today=TODAY)
    assert talk is not None
    assert talk.with_whom == "team Groen"


@pytest.mark.parametrize("channel", [Channel.EMAIL, Channel.PHONE])
def test_a_letter_that_waits_does_not_ask_to_come_to_what_was_called_off(world: World, channel: Channel) -> None:
    idea = world.initiative(Status.IN_REVIEW)
    known_person(idea, channel)
    act(world, idea, "plan_appointment", **ONE)
    event = hand_over(world, idea)
    assert COME in letter_of(event).body

    act(world, idea, "cancel_appointment", at=NOW + timedelta(minutes=2), reason="Verlof.")

    assert "Wat moet u doen: U hoeft nu niets te doen.\n" in letter_of(event).body
    if channel == Channel.PHONE:
        assert Task.objects.get(message=letter_of(event)).text_ready == letter_of(event).body


@pytest.mark.parametrize(
    ("body", "now"),
    [
        (f"Doe: {COME}\nDag", "Doe: U hoeft nu niets te doen.\nDag"),
        (f"Doe: Lees het besluit. {COME} Regel dit.", "Doe: Lees het besluit. Regel dit."),
        (f"Doe: Lees het besluit. {COME}\nDag", "Doe: Lees het besluit.\nDag"),
        ("Wat een medewerker zelf schreef.", "Wat een medewerker zelf schreef."),
    ],
)
def test_only_what_is_asked_about_the_appointment_changes(body: str, now: str) -> None:
    assert say_of_talk(body, None) == now
    assert say_of_talk(body, Appointment(state="offered")) == body.replace(COME, CHOOSE)


def letter_of(event: Event) -> Message:
    return Message.objects.get(event=event, person__isnull=False, person__name__startswith="Mia")


def test_of_moments_to_choose_from_the_new_colleague_hears_and_gets_the_one_that_is_chosen(
    world: World, idea: Initiative
) -> None:
    act(world, idea, "plan_appointment", **OFFER)

    hand_over(world, idea)
    assert "momenten voorgesteld" in mails_to(world, "BM.other")

    event = pick(world, idea, at=NOW + timedelta(minutes=2))
    assert {"BM.other", "EC.own", "Mia Bewoner"} == set(calendars(event))


def test_who_gets_it_back_finds_it_in_the_calendar_again(world: World, idea: Initiative) -> None:
    act(world, idea, "plan_appointment", **ONE)
    hand_over(world, idea)
    hand_over(world, idea, who="BM.lead", later=2)

    theirs = Message.objects.filter(address=world.people["BM.lead"].email, calendar__gt="").order_by("pk")
    taken, given = [sequence_of(letter) for letter in theirs][-2:]
    assert taken == ("CANCEL", 1)
    # Of two a calendar believes the higher number (RFC 5546, 2.1.4).
    assert given == ("REQUEST", 2)


def sequence_of(letter: Message) -> tuple[str, int]:
    calendar = IcsCalendarStream.calendar_from_ics(letter.calendar)
    return str(calendar.method), calendar.events[0].sequence or 0


def test_who_has_it_again_by_another_way_is_not_told_that_it_leaves(world: World, idea: Initiative) -> None:
    act(world, idea, "plan_appointment", **ONE)
    Appointment.objects.update(officer=world.people["BM.other"])
    Message.objects.all().delete()

    hand_over(world, idea)

    assert calendars() == {}


def test_who_made_it_and_handed_it_on_has_it_in_the_own_calendar_no_more(world: World, idea: Initiative) -> None:
    act(world, idea, "plan_appointment", "BM.lead", **ONE)
    hand_over(world, idea)

    assert "BEGIN:VEVENT" not in write_feed(world.people["BM.lead"], at=NOW)
    assert "BEGIN:VEVENT" in write_feed(world.people["BM.other"], at=NOW)


def test_a_coordinator_who_handed_on_the_work_keeps_the_copy_of_a_coordinator(world: World, idea: Initiative) -> None:
    world.other_role("BM.lead", Role.EXTERNAL_COORDINATOR, kern=world.kern)
    act(world, idea, "plan_appointment", **ONE)

    hand_over(world, idea)

    assert "de afspraak gaat naar een collega" not in mails_to(world, "BM.lead")


@pytest.mark.parametrize("inputs", [ONE, OFFER])
def test_what_went_by_stays_with_who_was_there(world: World, idea: Initiative, inputs: dict[str, Any]) -> None:
    act(world, idea, "plan_appointment", **inputs)

    hand_over(world, idea, later=60 * 24 * 30)

    assert Appointment.objects.get().officer == world.people["BM.lead"]
    assert "afspraak voor uw agenda" not in mails_to(world, "BM.other")


def test_who_has_no_account_any_more_gets_no_mail(world: World, idea: Initiative) -> None:
    act(world, idea, "plan_appointment", **ONE)
    lead = world.people["BM.lead"]
    lead.ends_on = TODAY - timedelta(days=1)
    lead.save()

    hand_over(world, idea)

    assert "de afspraak gaat naar een collega" not in mails_to(world, "BM.lead")
