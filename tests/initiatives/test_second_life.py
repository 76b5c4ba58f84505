"""What ended and begins again, and what must not survive an ending."""

from datetime import timedelta
from typing import Any

import pytest

from initiatives.deeds.decision import open_conditions
from initiatives.deeds.edit import edit_content
from initiatives.models import Appointment, Condition, Decision, Initiative, Message
from initiatives.models.appointment import AppointmentState
from initiatives.models.choices import Channel
from initiatives.models.message import MessageState
from initiatives.statuses import ENDED, Status
from initiatives.workflow.action import Refused, Situation
from initiatives.workflow.perform import perform
from tests.factories import sign_in
from tests.initiatives.world import NOW, TODAY, World


def walk(world: World, initiative: Initiative, name: str, subject: str, **more: Any) -> None:
    """One step, well filled in."""
    perform(name, initiative, by=world.actor(subject), at=NOW, **(world.fill_in(name) | more))


def plan(world: World, initiative: Initiative) -> Appointment:
    """An appointment that still has to come."""
    return Appointment.objects.create(
        initiative=initiative, officer=world.people["BM.lead"], starts_at=NOW + timedelta(days=3), place="dorpshuis",
        planned_by=world.people["IC"],
    )  # fmt: skip


@pytest.mark.parametrize("status", [status for status in ENDED if status != Status.MERGED])
def test_whatever_ended_can_be_opened_again_and_get_an_officer(world: World, status: Status) -> None:
    initiative = world.initiative(status)

    walk(world, initiative, "reopen", "IC")
    walk(world, initiative, "assign", "IC")

    assert initiative.status == Status.ASSIGNED
    assert initiative.assignments.filter(ended_at=None).count() == 1


def test_a_group_that_was_let_go_reopened_and_is_let_go_again_has_one_hand_over(world: World) -> None:
    initiative = world.initiative(Status.HANDED_OVER)
    walk(world, initiative, "complete", "EC.own")
    walk(world, initiative, "reopen", "IC")
    Initiative.objects.filter(pk=initiative.pk).update(
        status=Status.IN_REALISATION, officer=world.people["BM.lead"], due_on=TODAY
    )
    initiative.refresh_from_db()

    walk(world, initiative, "hand_over", "EC.own")

    assert initiative.handovers.filter(taken_back_at=None).count() == 1


def test_conditions_of_an_earlier_yes_do_not_hold_back_a_later_one(world: World) -> None:
    initiative = world.initiative(Status.APPROVED)
    first = Decision.objects.create(initiative=initiative, outcome="yes_if", decided_at=NOW - timedelta(days=9))
    Condition.objects.create(decision=first, text="oude voorwaarde", owner="initiator", due_on=TODAY, beforehand=True)
    Decision.objects.create(initiative=initiative, outcome="yes", decided_at=NOW)
    situation = Situation(initiative=initiative, actor=world.actor("BM.lead"), at=NOW)

    walk(world, initiative, "start", "BM.lead")

    assert list(open_conditions(situation)) == []
    assert initiative.status == Status.IN_REALISATION


@pytest.mark.parametrize(("name", "subject"), [("withdraw", "EC.own"), ("give_back", "BM.lead")])
def test_an_appointment_does_not_survive_the_end_or_the_officer(world: World, name: str, subject: str) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    meeting = plan(world, initiative)

    walk(world, initiative, name, subject)

    meeting.refresh_from_db()
    assert meeting.state == AppointmentState.CANCELLED


@pytest.mark.parametrize("name", ["hold", "request_info"])
def test_a_yes_that_was_not_told_is_not_put_aside(world: World, name: str) -> None:
    initiative = world.initiative(Status.APPROVED, informed_at=None)

    with pytest.raises(Refused, match="Bel eerst de initiatiefnemer"):
        walk(world, initiative, name, "IC" if name == "hold" else "BM.lead")


def test_after_a_death_a_mail_that_came_back_is_not_phoned_about(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    person = initiative.people.get()
    message = Message.objects.create(
        initiative=initiative, person=person, channel=Channel.EMAIL, recipient="x", subject="x", body="x",
        state=MessageState.FAILED, created_at=NOW,
    )  # fmt: skip
    task = initiative.tasks.create(
        kind="call", title="bellen", due_on=TODAY, message=message, for_function="external_coordinator", created_at=NOW
    )

    walk(world, initiative, "withdraw", "EC.own", reason="deceased_or_moved")

    task.refresh_from_db()
    assert task.is_moot


def test_a_group_that_goes_on_after_a_death_hears_from_us_again(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    walk(world, initiative, "withdraw", "EC.own", reason="deceased_or_moved")

    walk(world, initiative, "reopen", "IC", messages_again=True)

    assert initiative.silenced_at is None
    assert initiative.messages.filter(person__isnull=False, event__action="reopen").count() == 1


def test_officer_who_changes_published_words_takes_them_off_the_website_until_they_are_seen(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW, published_at=NOW)

    edit_content(
        initiative, by=world.actor("BM.lead"), at=NOW, version=initiative.version, columns={"title": "Bank voor Mia"}
    )

    initiative.refresh_from_db()
    assert initiative.published_at is None


def test_manager_and_ggd_adviser_do_not_read_at_whose_house_the_talk_is(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    meeting = plan(world, initiative)
    meeting.place = "bij Mia thuis"
    meeting.save()

    for subject, reads in (("BM.lead", True), ("EC.own", True), ("GGD.tag", False), ("MGR.escalated", False)):
        page = sign_in(world.people[subject]).get(initiative.get_absolute_url()).content.decode()
        assert ("bij Mia thuis" in page) == reads, subject


@pytest.mark.parametrize("key", ["onzin", "concept-1", "VAG-1999-0001"])
def test_a_card_of_nothing_is_nothing(world: World, key: str) -> None:
    world.initiative(Status.DRAFT)
    world.initiative(Status.DRAFT)

    assert sign_in(world.people["IC"]).get(f"/initiatieven/{key}/kaart/").status_code == 404


@pytest.mark.parametrize(("typed", "read"), [("het is nu winter", "Het is nu winter."), ("Het vriest!", "Het vriest!")])
def test_what_somebody_typed_comes_out_as_a_sentence(world: World, typed: str, read: str) -> None:
    initiative = world.initiative(Status.IN_REVIEW)

    walk(world, initiative, "hold", "IC", public_sentence=typed)

    sentence = initiative.events.get(action="hold").text.sentence
    assert sentence.startswith(f"Even wachten. {read} Wij kijken hier weer naar op ")


def test_numbers_that_fit_in_no_column_are_a_bad_request(world: World) -> None:
    client = sign_in(world.people["FB"])

    answer = client.get("/beheer/kernen/kern/?pk__in=99999999999999999999")

    assert answer.status_code in (200, 302, 400)
