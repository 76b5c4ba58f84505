"""Before and after a talk: one reminder, how it went, and what becomes a task of whom."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from time_machine import travel

from accounts.models import User
from initiatives.deeds.mt_list import on_mt_list, reasons_of
from initiatives.deeds.night import walk_round
from initiatives.models import Appointment, ContactPerson, Event, Initiative, Message, Task
from initiatives.models.choices import Channel
from initiatives.models.message import MessageState
from initiatives.models.task import TaskKind
from initiatives.relations import Relation
from initiatives.statuses import Status
from initiatives.workflow.action import Incomplete
from initiatives.workflow.perform import perform
from kernen.models import Municipality
from tests.initiatives.talks import FIRST, HELD, OFFER, ONE, act, idea_of_mia, pick, reminders, tasks_after
from tests.initiatives.test_letters import known_person
from tests.initiatives.world import NOW, TODAY, World


@pytest.fixture
def idea(world: World) -> Initiative:
    """An idea of Mia, who reads mail, with an officer."""
    return idea_of_mia(world)


# ---- the reminder ---------------------------------------------------------------------------------------


def test_who_reads_mail_is_reminded_once_however_many_workers_and_mails_there_are(
    world: World, idea: Initiative
) -> None:
    act(world, idea, "plan_appointment", **ONE)
    reminder = Message.objects.get(once__startswith="reminder-")
    assert reminder.once == f"reminder-{Appointment.objects.get().pk}-0-{idea.people.get().pk}"

    with travel(NOW + timedelta(minutes=1), tick=False):
        call_command("deliver")
    reminder.refresh_from_db()
    assert reminder.state == MessageState.QUEUED
    with travel(FIRST - timedelta(hours=71), tick=False):
        call_command("deliver")
        call_command("deliver")

    reminder.refresh_from_db()
    assert (reminder.state, reminder.attempts) == (MessageState.SENT, 1)
    assert "Denk aan onze afspraak op dinsdag 1 december 2026 om 19.30 uur. Plaats: Dorpshuis" in reminder.body


def test_another_mail_that_asks_something_does_not_take_the_reminder_along(world: World, idea: Initiative) -> None:
    act(world, idea, "plan_appointment", **ONE)
    idea.refresh_from_db()
    perform("request_info", idea, by=world.actor("BM.lead"), at=NOW, **world.fill_in("request_info"))

    with travel(NOW + timedelta(minutes=1), tick=False):
        call_command("deliver")

    states = dict(Message.objects.filter(person__isnull=False).values_list("event__action", "state"))
    assert states["request_info"] == MessageState.SENT
    assert [state for state, _due in reminders()] == [MessageState.QUEUED]


def test_within_three_days_the_invitation_is_enough(world: World, idea: Initiative) -> None:
    act(world, idea, "plan_appointment", **ONE | {"starts_at": NOW + timedelta(hours=71)})

    assert reminders() == []


def test_who_reads_no_mail_is_called_three_days_before_once(world: World) -> None:
    idea = world.initiative(Status.IN_REVIEW)
    known_person(idea, Channel.PHONE)
    act(world, idea, "plan_appointment", **ONE)
    assert reminders() == []

    assert tasks_after(idea, at=FIRST - timedelta(days=4)) == set()
    for _twice in range(2):
        assert tasks_after(idea, at=FIRST - timedelta(days=3)) == {"appointment_call"}
    call = Task.objects.get(term_key__startswith="appointment_call")
    assert (call.kind, call.due_on) == (TaskKind.CALL, timezone.localdate(FIRST) - timedelta(days=3))
    assert "dinsdag 1 december 2026 om 19.30 uur. Plaats: Dorpshuis De Linde." in call.text_ready

    act(world, idea, "plan_appointment", at=FIRST - timedelta(days=3), **ONE | {"starts_at": FIRST + timedelta(days=9)})
    assert tasks_after(idea, at=FIRST - timedelta(days=2)) == set()


def test_who_is_called_about_an_appointment_of_the_day_after_is_not_called_twice(world: World) -> None:
    idea = world.initiative(Status.IN_REVIEW)
    known_person(idea, Channel.PHONE)

    act(world, idea, "plan_appointment", **ONE | {"starts_at": NOW + timedelta(days=1)})

    assert tasks_after(idea, at=NOW + timedelta(hours=1)) == set()


def test_who_changed_from_phone_to_mail_after_the_appointment_was_made_is_still_called(world: World) -> None:
    idea = world.initiative(Status.IN_REVIEW)
    mia = known_person(idea, Channel.PHONE)
    act(world, idea, "plan_appointment", **ONE)

    ContactPerson.objects.filter(pk=mia.pk).update(channel=Channel.EMAIL)

    assert tasks_after(idea, at=FIRST - timedelta(days=3)) == {"appointment_call"}


def test_who_changed_from_mail_to_phone_is_reminded_once_and_not_twice(world: World, idea: Initiative) -> None:
    act(world, idea, "plan_appointment", **ONE)
    idea.people.update(channel=Channel.PHONE)

    with travel(FIRST - timedelta(hours=71), tick=False):
        call_command("deliver")
    rounds = tasks_after(idea, at=FIRST - timedelta(days=2, hours=20))

    reminder = Message.objects.get(once__startswith="reminder-")
    ready = Task.objects.filter(text_ready__contains="Denk aan onze afspraak", is_moot=False)
    assert (rounds, reminder.channel, reminder.state) == (set(), Channel.PHONE, MessageState.TASK)
    assert [task.message for task in ready] == [reminder]


def test_where_a_person_lets_every_letter_go_the_reminder_still_goes_by_itself_once(
    world: World, idea: Initiative
) -> None:
    Municipality.objects.update(releases_messages=True)
    act(world, idea, "plan_appointment", **ONE)
    assert list(Message.objects.filter(state=MessageState.HELD).values_list("event__action", flat=True)) == [
        "plan_appointment"
    ]

    with travel(FIRST - timedelta(hours=71), tick=False):
        call_command("deliver")
        call_command("deliver")

    reminder = Message.objects.get(once__startswith="reminder-")
    assert (reminder.state, reminder.attempts) == (MessageState.SENT, 1)


def test_who_chose_no_moment_is_called_before_the_first_is_over(world: World, idea: Initiative) -> None:
    act(world, idea, "plan_appointment", **OFFER)

    assert tasks_after(idea, at=FIRST - timedelta(days=4)) == set()
    assert tasks_after(idea, at=FIRST - timedelta(days=3)) == {"appointment_pick"}
    pick(world, idea, at=FIRST - timedelta(days=3))
    assert not Task.objects.filter(leads_to="pick_appointment", done_at=None).exists()


# ---- how it went ----------------------------------------------------------------------------------------


def test_the_day_after_the_officer_is_asked_how_it_went_until_it_is_written_down(
    world: World, idea: Initiative
) -> None:
    act(world, idea, "plan_appointment", **ONE)
    assert tasks_after(idea, at=FIRST + timedelta(hours=1)) == set()
    assert tasks_after(idea, at=FIRST + timedelta(days=1)) == {"appointment_record"}
    task = Task.objects.get(leads_to="record_appointment")
    assert task.for_function == Relation.LEAD_OFFICER

    act(world, idea, "record_appointment", "BM.lead", at=FIRST + timedelta(days=1), **HELD)

    assert tasks_after(idea, at=FIRST + timedelta(days=2)) == set()


def test_what_was_agreed_becomes_tasks_of_who_said_yes_and_the_resident_reads_their_own(
    world: World, idea: Initiative
) -> None:
    act(world, idea, "plan_appointment", **ONE)

    event = act(world, idea, "record_appointment", "BM.lead", who_does_what="Wij bellen in januari.", **HELD)

    made = Task.objects.filter(title="Doen wat in het gesprek is afgesproken")
    assert list(made.order_by("pk").values_list("for_function", "text_ready", "due_on")) == [
        (Relation.LEAD_OFFICER, "de plek opmeten", TODAY + timedelta(days=20)),
        (Relation.EXTERNAL_COORDINATOR, "de buren vragen", TODAY + timedelta(days=22)),
    ]
    assert event.text.sentence.splitlines() == [
        "Dank u voor het gesprek. Dit spraken wij af:",
        "De medewerker van de gemeente: De plek opmeten. Voor: 8 december 2026.",
        "U: Foto’s sturen. Voor: 9 december 2026.",
        "De coördinator Burgerkracht: De buren vragen. Voor: 10 december 2026.",
        "Wij bellen in januari.",
    ]


@pytest.mark.parametrize(
    ("change", "boxes"),
    [
        ({"agreed_1": "", "agreed_1_by": "", "agreed_1_on": None}, {"agreed_1"}),
        ({"agreed_2_on": None}, {"agreed_2_on"}),
        ({"agreed_2": ""}, {"agreed_2"}),
        ({"possible": ""}, {"possible"}),
        ({"missed_by_municipality": True}, {"missed_by_municipality"}),
        ({"agreed_1_on": TODAY - timedelta(days=1)}, {"agreed_1_on"}),
    ],
)
def test_an_outcome_is_whole_or_refused_at_the_box_that_lacks(
    world: World, idea: Initiative, change: dict[str, Any], boxes: set[str]
) -> None:
    act(world, idea, "plan_appointment", **ONE)

    with pytest.raises(Incomplete) as refusal:
        act(world, idea, "record_appointment", **HELD | change)

    assert set(refusal.value.errors) == boxes


def test_an_appointment_we_missed_gets_an_apology_with_a_name_to_call_and_the_managers_see_it(
    world: World, idea: Initiative
) -> None:
    Initiative.objects.filter(pk=idea.pk).update(is_controversial=False)
    User.objects.filter(pk=world.people["EC.own"].pk).update(phone="043 601 2345")
    act(world, idea, "plan_appointment", **ONE)
    later = FIRST + timedelta(hours=2)

    event = act(world, idea, "record_appointment", at=later, state="missed", missed_by_municipality=True)

    assert event.text.sentence == (
        "De afspraak ging niet door. Dat was onze fout. Onze excuses. Wij bellen u voor 2 december 2026."
        " Dan maken wij een nieuwe afspraak. U kunt ook zelf bellen: EC.own, 043 601 2345."
    )
    assert Task.objects.get(title__startswith="Bellen: excuses").text_ready == event.text.sentence
    (seen,) = on_mt_list(world.people["MGR.escalated"]).filter(pk=idea.pk)
    assert [(row.why, row.since) for row in reasons_of([seen])[idea.pk]] == [
        ("de gemeente kwam niet op een afspraak", timezone.localdate(later))
    ]


def test_what_the_managers_saw_at_once_does_not_come_back_after_it_was_settled(world: World, idea: Initiative) -> None:
    Initiative.objects.filter(pk=idea.pk).update(is_controversial=False)
    act(world, idea, "plan_appointment", **ONE)
    later = FIRST + timedelta(hours=2)
    act(world, idea, "record_appointment", at=later, state="missed", missed_by_municipality=True)

    act(world, idea, "settle_escalation", at=later, reason="wij brachten een bos bloemen")
    walk_round(now=later + timedelta(days=1))

    assert on_mt_list(world.people["MGR.escalated"]).filter(pk=idea.pk).count() == 0


def test_what_was_on_the_list_for_something_else_comes_back_for_the_missed_appointment_once(
    world: World, idea: Initiative
) -> None:
    Initiative.objects.filter(pk=idea.pk).update(is_controversial=False, escalated_at=NOW)
    act(world, idea, "plan_appointment", **ONE)
    later = FIRST + timedelta(hours=2)
    act(world, idea, "record_appointment", at=later, state="missed", missed_by_municipality=True)

    act(world, idea, "settle_escalation", at=later, reason="dat andere is geregeld")
    for night in range(1, 3):
        walk_round(now=later + timedelta(days=night))

    why = Event.objects.filter(initiative=idea, action="escalate").values_list("text__inputs__why", flat=True)
    assert list(why) == ["appointment_missed"]
