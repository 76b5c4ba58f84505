"""An appointment offered, picked, moved and called off: who hears what, and in whose calendar."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from initiatives.deeds.do import do
from initiatives.models import Appointment, Initiative, Message, OfferedMoment, Task
from initiatives.models.choices import Channel, Way
from initiatives.models.message import MessageState
from initiatives.models.task import TaskKind
from initiatives.relations import Relation
from initiatives.statuses import Status
from initiatives.workflow.action import INITIATOR, Actor, Incomplete, Refused, Stale
from initiatives.workflow.perform import perform
from kernen.models import Kern
from tests.factories import sign_in
from tests.initiatives.talks import FIRST, OFFER, ONE, SECOND, THIRD, act, calendars, idea_of_mia, pick, reminders
from tests.initiatives.test_letters import known_person
from tests.initiatives.world import NOW, TODAY, World


@pytest.fixture
def idea(world: World) -> Initiative:
    """An idea of Mia, who reads mail, with an officer."""
    return idea_of_mia(world)


# ---- offering ------------------------------------------------------------------------------------------


def test_one_moment_stands_at_once_and_comes_into_every_calendar_that_day(world: World, idea: Initiative) -> None:
    event = act(world, idea, "plan_appointment", **ONE)

    number = idea.reference
    assert Appointment.objects.values_list("state", "minutes").get() == ("planned", 60)
    assert calendars(event) == {
        "Mia Bewoner": ("REQUEST", 0, f"Gesprek over uw idee {number}"),
        "BM.lead": ("REQUEST", 0, f"Gesprek {number}"),
        "EC.own": ("REQUEST", 0, f"Gesprek {number}"),
    }
    assert set(Message.objects.filter(event=event, once=None).values_list("next_try_at", flat=True)) == {NOW}


def test_of_three_moments_the_resident_chooses_and_until_then_no_calendar_changes(
    world: World, idea: Initiative
) -> None:
    event = act(world, idea, "plan_appointment", **OFFER)

    assert Appointment.objects.values_list("state", "starts_at").get() == ("offered", None)
    assert OfferedMoment.objects.count() == 3
    assert (calendars(), reminders()) == ({}, [])
    letter = Message.objects.get(event=event, recipient="Mia Bewoner")
    for moment in ("dinsdag 1 december 2026 om 19.30 uur", "donderdag 3 december 2026 om 19.30 uur"):
        assert moment in letter.body
    assert letter.asks
    assert "Kies een moment" in letter.body
    assert "dinsdag 1 december 2026" in Message.objects.get(event=event, recipient="BM.lead").body


@pytest.mark.parametrize(
    ("wrong", "box"),
    [
        ({"second_at": FIRST}, "second_at"),
        ({"third_at": NOW - timedelta(hours=1)}, "third_at"),
        ({"second_at": datetime(2096, 1, 1, tzinfo=UTC)}, "second_at"),
        ({"place": ""}, "place"),
        ({"minutes": 5}, "minutes"),
        ({"meeting": "op de maan"}, "meeting"),
    ],
)
def test_a_moment_that_cannot_be_is_refused_at_its_own_box(
    world: World, idea: Initiative, wrong: dict[str, Any], box: str
) -> None:
    with pytest.raises(Incomplete) as refusal:
        act(world, idea, "plan_appointment", **ONE | wrong)

    assert list(refusal.value.errors) == [box]
    assert not Appointment.objects.exists()


def test_the_village_hall_stands_there_ready_and_a_call_needs_no_place(world: World, idea: Initiative) -> None:
    Kern.objects.filter(pk=world.kern.pk).update(meeting_place="Gemeenschapshuis A gen Sjoeël, Dorpsstraat 1")
    page = sign_in(world.people["IC"]).get(f"/initiatieven/{idea.key}/plan_appointment/").content.decode()
    assert 'value="Gemeenschapshuis A gen Sjoeël, Dorpsstraat 1"' in page
    assert "Gemeentehuis: " in page

    event = act(world, idea, "plan_appointment", starts_at=FIRST, meeting="phone", place="", minutes=30)

    assert event.text.sentence.endswith("om 19.30 uur. Wij bellen u.")
    assert Appointment.objects.values_list("meeting", "place", "minutes").get() == ("phone", "", 30)


# ---- picking -------------------------------------------------------------------------------------------


def test_what_the_resident_picks_stands_everywhere_and_the_rest_is_free_again(world: World, idea: Initiative) -> None:
    act(world, idea, "plan_appointment", **OFFER)

    event = pick(world, idea)

    talk = Appointment.objects.get()
    assert (talk.state, talk.starts_at, talk.picked_way) == ("planned", FIRST, Way.PAGE)
    assert event.function == Relation.INITIATOR
    assert not OfferedMoment.objects.exists()
    assert {who: (method, number) for who, (method, number, _s) in calendars(event).items()} == {
        "Mia Bewoner": ("REQUEST", 1), "BM.lead": ("REQUEST", 1), "EC.own": ("REQUEST", 1),
    }  # fmt: skip


def test_who_has_the_resident_on_the_phone_ticks_it_for_them(world: World, idea: Initiative) -> None:
    act(world, idea, "plan_appointment", **OFFER)
    caller = Actor(user=world.people["EC.own"], way=Way.PHONE, on_behalf_of_initiator=True)

    event = pick(world, idea, by=caller)

    assert (event.way, event.on_behalf_of_initiator) == (Way.PHONE, True)
    assert Appointment.objects.get().picked_way == Way.PHONE


def test_of_two_who_pick_at_once_one_is_first_and_the_other_reads_so(world: World, idea: Initiative) -> None:
    act(world, idea, "plan_appointment", **OFFER)
    idea.refresh_from_db()
    other, (first, second, _third) = Initiative.objects.get(pk=idea.pk), OfferedMoment.objects.all()

    do("pick_appointment", idea, by=INITIATOR, at=NOW, version=idea.version, moment=first)
    with pytest.raises(Stale):
        do("pick_appointment", other, by=world.actor("EC.own"), at=NOW, version=other.version, moment=second.pk)
    with pytest.raises(Refused, match="Er is al een moment gekozen"):
        do("pick_appointment", Initiative.objects.get(pk=idea.pk), by=INITIATOR, at=NOW, moment=second.pk)

    assert Appointment.objects.get().starts_at == FIRST


def test_a_moment_that_passed_or_was_taken_back_is_refused_in_plain_words(world: World, idea: Initiative) -> None:
    act(world, idea, "plan_appointment", **OFFER)
    old = OfferedMoment.objects.earliest("starts_at").pk

    with pytest.raises(Incomplete, match="Dit moment kan niet meer"):
        act(world, idea, "pick_appointment", moment=old, at=FIRST + timedelta(hours=1))
    act(world, idea, "plan_appointment", **OFFER | {"starts_at": FIRST + timedelta(days=9)})
    with pytest.raises(Incomplete, match="Dit moment kan niet meer"):
        act(world, idea, "pick_appointment", moment=old)
    with pytest.raises(Refused, match="Deze momenten kunnen niet meer"):
        act(world, idea, "pick_appointment", moment=old, at=FIRST + timedelta(days=30))


# ---- moving and calling off -----------------------------------------------------------------------------


def test_an_appointment_that_is_moved_stays_the_same_one_in_every_calendar(world: World, idea: Initiative) -> None:
    first = act(world, idea, "plan_appointment", **ONE)
    uid = Message.objects.exclude(calendar="").earliest("pk").calendar.partition("UID:")[2].partition("\r\n")[0]

    moved = act(world, idea, "plan_appointment", **ONE | {"starts_at": SECOND})

    assert Appointment.objects.count() == 1
    assert {number for _method, number, _s in calendars(moved).values()} == {1}
    assert all(uid in text for text in Message.objects.exclude(calendar="").values_list("calendar", flat=True))
    assert uid == f"afspraak-{Appointment.objects.get().pk}@gm0994.burgerkracht"
    # What was not sent yet is not true any more.
    assert Message.objects.get(event=first, once=None, recipient="Mia Bewoner").state == MessageState.DROPPED
    assert reminders() == [(MessageState.DROPPED, None), (MessageState.QUEUED, SECOND - timedelta(hours=72))]


def test_other_moments_to_choose_from_take_the_old_one_out_of_the_calendars(world: World, idea: Initiative) -> None:
    act(world, idea, "plan_appointment", **ONE)

    offered = act(world, idea, "plan_appointment", **OFFER | {"starts_at": FIRST + timedelta(days=8)})
    picked = pick(world, idea)

    assert {(method, number) for method, number, _s in calendars(offered).values()} == {("CANCEL", 1)}
    assert {(method, number) for method, number, _s in calendars(picked).values()} == {("REQUEST", 2)}


def test_what_we_call_off_is_called_off_in_every_calendar_with_the_reason(world: World, idea: Initiative) -> None:
    act(world, idea, "plan_appointment", **ONE)

    event = act(world, idea, "cancel_appointment", "BM.lead", reason="onze medewerker is ziek")

    assert {(method, number) for method, number, _s in calendars(event).values()} == {("CANCEL", 1)}
    assert "BM.lead" in calendars(event)
    assert event.text.sentence.startswith(
        "Uw afspraak op dinsdag 1 december 2026 om 19.30 uur gaat niet door. Onze medewerker is ziek."
    )
    assert [state for state, _due in reminders()] == [MessageState.DROPPED]
    with pytest.raises(Refused, match="Er staat geen afspraak"):
        act(world, idea, "cancel_appointment", reason="nog eens")


def test_a_resident_who_cannot_come_says_no_why_and_is_called(world: World, idea: Initiative) -> None:
    act(world, idea, "plan_appointment", **ONE)

    idea.refresh_from_db()
    do("cancel_appointment", idea, by=INITIATOR, at=NOW)

    call = Task.objects.get(kind=TaskKind.CALL, done_at=None)
    assert (call.for_function, call.due_on) == (Relation.EXTERNAL_COORDINATOR, TODAY + timedelta(days=1))
    assert "U kunt niet op dinsdag 1 december 2026 om 19.30 uur." in call.text_ready
    assert Appointment.objects.get().state == "cancelled"


def test_what_was_held_is_written_down_and_neither_moved_nor_called_off(world: World, idea: Initiative) -> None:
    act(world, idea, "plan_appointment", **ONE)

    for name, inputs in (("plan_appointment", ONE | {"starts_at": THIRD}), ("cancel_appointment", {"reason": "r"})):
        with pytest.raises(Refused, match="De afspraak is al geweest"):
            act(world, idea, name, at=FIRST + timedelta(hours=2), **inputs)


@pytest.mark.parametrize("channel", [Channel.EMAIL, Channel.PHONE])
def test_an_officer_who_gives_it_back_leaves_nobody_waiting_at_the_village_hall(world: World, channel: Channel) -> None:
    idea = world.initiative(Status.IN_REVIEW)
    known_person(idea, channel)
    act(world, idea, "plan_appointment", **ONE)

    idea.refresh_from_db()
    perform("give_back", idea, by=world.actor("BM.lead"), at=NOW, **world.fill_in("give_back"))

    assert Appointment.objects.get().state == "cancelled"
    sent = calendars()
    assert sent["BM.lead"][:2] == ("CANCEL", 2)
    letter = Message.objects.get(subject__endswith="onze afspraak gaat niet door")
    assert "Onze afspraak op dinsdag 1 december 2026 om 19.30 uur gaat niet door." in letter.body
    if channel == Channel.EMAIL:
        assert sent["Mia Bewoner"][:2] == ("CANCEL", 1)
    else:
        assert (letter.state, letter.calendar) == (MessageState.TASK, "")
        assert Task.objects.filter(message=letter, kind=TaskKind.CALL, done_at=None).exists()


def test_after_a_death_no_word_about_the_appointment_reaches_the_family(world: World, idea: Initiative) -> None:
    act(world, idea, "plan_appointment", **ONE)

    idea.refresh_from_db()
    answers = world.fill_in("withdraw") | {"reason": "deceased_or_moved"}
    perform("withdraw", idea, by=world.actor("IC"), at=NOW, **answers)

    waiting = Message.objects.filter(person__isnull=False).exclude(state=MessageState.DROPPED)
    assert not waiting.exists()
    assert calendars()["BM.lead"][:2] == ("CANCEL", 1)
