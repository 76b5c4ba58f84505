"""An appointment goes along with the work: who takes over knows of it, and no resident waits for who is not coming."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from initiatives.deeds.calendar_feed import write_feed
from initiatives.models import Appointment, Event, Initiative, Message, Task
from initiatives.models.message import MessageState
from initiatives.views.status.talk import read_talk
from initiatives.workflow.action import Incomplete
from initiatives.workflow.perform import perform
from kernen.models import Absence, Role
from tests.factories import sign_in
from tests.initiatives.talks import FIRST, OFFER, ONE, act, calendars, idea_of_mia, pick, reminders
from tests.initiatives.world import NOW, TODAY, World

WHEN = "dinsdag 1 december 2026 om 19.30 uur"
AWAY = "/werk/afwezig/"


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


def is_away(world: World, who: str) -> None:
    """On the day of the appointment, and not today."""
    day = FIRST.date()
    Absence.objects.create(user=world.people[who], starts_on=day, ends_on=day + timedelta(days=4))


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


def test_the_resident_reads_that_the_appointment_stands_and_is_reminded_once(world: World, idea: Initiative) -> None:
    act(world, idea, "plan_appointment", **ONE)
    waiting = reminders()
    person = world.people["BM.other"]
    person.function_title = "team Groen"
    person.save()

    event = hand_over(world, idea)

    said = f"U heeft een andere medewerker: team Groen. Onze afspraak op {WHEN} blijft staan."
    assert event.text.sentence == said
    assert said in Message.objects.get(event=event, person__isnull=False).body
    assert reminders() == waiting == [(MessageState.QUEUED, FIRST - timedelta(days=3))]
    talk = read_talk(Initiative.objects.get(pk=idea.pk), today=TODAY)
    assert talk is not None
    assert talk.with_whom == "team Groen"


def test_of_moments_to_choose_from_the_new_colleague_hears_and_gets_the_one_that_is_chosen(
    world: World, idea: Initiative
) -> None:
    act(world, idea, "plan_appointment", **OFFER)

    event = hand_over(world, idea)
    assert "momenten voorgesteld" in mails_to(world, "BM.other")
    assert "blijft staan" not in event.text.sentence

    event = pick(world, idea, at=NOW + timedelta(minutes=2))
    assert {"BM.other", "EC.own", "Mia Bewoner"} == set(calendars(event))


def test_who_gets_it_back_finds_it_in_the_calendar_again(world: World, idea: Initiative) -> None:
    act(world, idea, "plan_appointment", **ONE)
    hand_over(world, idea)
    hand_over(world, idea, who="BM.lead", later=2)

    *_, taken, given = Message.objects.filter(address=world.people["BM.lead"].email).exclude(calendar="").order_by("pk")
    assert ("METHOD:CANCEL" in taken.calendar, "METHOD:REQUEST" in given.calendar) == (True, True)
    # Of two with the same number a calendar believes the one that was written last (RFC 5546, 2.1.5).
    assert stamp_of(given) > stamp_of(taken)


def stamp_of(letter: Message) -> str:
    return next(line for line in letter.calendar.splitlines() if line.startswith("DTSTAMP"))


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


def test_an_appointment_that_was_had_stays_with_who_was_there(world: World, idea: Initiative) -> None:
    act(world, idea, "plan_appointment", **ONE)

    event = hand_over(world, idea, later=60 * 24 * 30)

    assert Appointment.objects.get().officer == world.people["BM.lead"]
    assert "blijft staan" not in event.text.sentence
    assert "afspraak voor uw agenda" not in mails_to(world, "BM.other")


def test_who_has_no_account_any_more_gets_no_mail(world: World, idea: Initiative) -> None:
    act(world, idea, "plan_appointment", **ONE)
    lead = world.people["BM.lead"]
    lead.ends_on = TODAY - timedelta(days=1)
    lead.save()

    hand_over(world, idea)

    assert "de afspraak gaat naar een collega" not in mails_to(world, "BM.lead")


# ---- and nobody is expected who is away ----------------------------------------------------------------


def test_nobody_takes_over_an_appointment_on_a_day_they_are_away(world: World, idea: Initiative) -> None:
    act(world, idea, "plan_appointment", **ONE)
    is_away(world, "BM.other")

    with pytest.raises(Incomplete) as refused:
        hand_over(world, idea)

    (said,) = refused.value.errors["officer"]
    assert said.startswith(f"Deze medewerker is afwezig op de dag van de afspraak, {WHEN}. ")
    act(world, idea, "cancel_appointment", reason="Verlof.")
    assert hand_over(world, idea).action == "reassign"


def test_no_appointment_is_made_for_a_day_on_which_the_officer_is_away(world: World, idea: Initiative) -> None:
    is_away(world, "BM.lead")

    with pytest.raises(Incomplete) as refused:
        act(world, idea, "plan_appointment", **OFFER)

    said = "Dan is de beleidsmedewerker afwezig. Kies een andere dag, of draag het initiatief eerst over."
    assert refused.value.errors == {"starts_at": [said], "second_at": [said], "third_at": [said]}


def test_who_finds_another_officer_reads_that_an_appointment_stands(world: World, idea: Initiative) -> None:
    act(world, idea, "plan_appointment", **ONE)
    act(world, idea, "report_conflict", "BM.lead")

    text = Task.objects.get(leads_to="reassign").text_ready
    assert text.endswith(f"Er staat een afspraak op {WHEN}. Die gaat mee naar de nieuwe medewerker.")


@pytest.mark.parametrize(
    ("inputs", "expected"), [(ONE, [WHEN]), (OFFER, [WHEN, WHEN.replace("dinsdag 1", "woensdag 2")])]
)
def test_who_enters_an_absence_reads_which_appointments_fall_in_it(
    world: World, idea: Initiative, inputs: dict[str, Any], expected: list[str]
) -> None:
    act(world, idea, "plan_appointment", **inputs)
    day = FIRST.date()
    browser = sign_in(world.people["BM.lead"])
    assert "Afspraken in deze tijd" not in browser.get(AWAY).content.decode()

    with time_machine.travel(NOW, tick=False):
        browser.post(AWAY, {"starts_on": day, "ends_on": day + timedelta(days=1), "deputy": ""})
        shown = browser.get(AWAY).content.decode()

    assert f'{idea.get_absolute_url()}plan_appointment/"' in shown
    for moment in expected:
        assert moment in shown
    assert WHEN.replace("dinsdag 1", "donderdag 3") not in shown
    assert "Afspraken in deze tijd" not in sign_in(world.people["BM.other"]).get(AWAY).content.decode()
