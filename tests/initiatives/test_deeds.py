"""What else is done to an initiative: who may, what it asks, what it leaves behind, and which task it finishes."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from initiatives.deeds.do import do
from initiatives.deeds.table import DEED_OF
from initiatives.models import (
    Appointment,
    CoAdvice,
    Concern,
    Condition,
    Event,
    Initiative,
    Message,
    Note,
    OfferedMoment,
    SupportEntry,
)
from initiatives.statuses import Status
from initiatives.workflow.action import Incomplete, Refused, Situation
from initiatives.workflow.perform import perform
from tests.initiatives.world import NOW, TODAY, World

EVENING = datetime(2026, 12, 1, 19, 30, tzinfo=UTC)


def act(world: World, initiative: Initiative, name: str, who: str = "IC", **inputs: Any) -> Event:
    """One deed on the initiative as it is now."""
    initiative.refresh_from_db()
    return do(name, initiative, by=world.actor(who), at=NOW, **inputs)


# ---- what is asked ------------------------------------------------------------------------------------

MEETING: dict[str, Any] = {"starts_at": EVENING, "place": "dorpshuis"}
TALK = {
    "discussed": "de plek", "possible": "ja", "needed": "een tegel",
    "agreed_1": "de plek opmeten", "agreed_1_by": "officer", "agreed_1_on": TODAY + timedelta(days=9),
}  # fmt: skip
FILLED: dict[str, tuple[Status, str, dict[str, Any]]] = {
    "plan_appointment": (Status.IN_REVIEW, "IC", MEETING),
    "record_appointment": (Status.IN_REVIEW, "IC", {"state": "held"} | TALK),
    "pick_appointment": (Status.IN_REVIEW, "IC", {"moment": None}),
    "cancel_appointment": (Status.IN_REVIEW, "IC", {"reason": "Onze medewerker is ziek."}),
    "inform_initiator": (Status.APPROVED, "IC", {"how": "phone"}),
    "meet_condition": (Status.APPROVED, "IC", {"condition": None}),
    "confirm_assignment": (Status.IN_REVIEW, "BM.lead", {"no_conflict": True}),
    "ask_co_advice": (Status.IN_REVIEW, "IC", {"question": "Kan het?", "due_on": TODAY + timedelta(days=5)}),
    "answer_co_advice": (Status.IN_REVIEW, "BM.coadvice", {"answer": "Ja."}),
    "message_resident": (Status.IN_REVIEW, "IC", {"message": "Wij bellen u."}),
    "heartbeat_message": (Status.IN_REVIEW, "IC", {"message": "Er is nog geen nieuws."}),
    "mark_formal": (Status.IN_REVIEW, "IC", {"reason": "brief van 3 november"}),
    "extend_term": (
        Status.IN_REVIEW, "IC", {"new_date": TODAY + timedelta(days=60), "reason": "r", "sentence": "Het is druk."},
    ),
    "note_internal": (Status.IN_REVIEW, "IC", {"text": "n"}),
    "note_coordinators": (Status.IN_REVIEW, "IC", {"text": "n"}),
    "publish": (Status.IN_REVIEW, "IC", {"public_summary": "Een bank.", "seen": True}),
    "unpublish": (Status.IN_REVIEW, "IC", {"reason": "op verzoek"}),
    "flag_confidential": (Status.IN_REVIEW, "IC", {"confidential": "yes", "reason": "r"}),
    "flag_controversial": (Status.IN_REVIEW, "IC", {"controversial": "yes", "note": "n"}),
    "enter_support": (
        Status.SUPPORT_CHECK, "EC.own",
        {"way": "list", "place": "straat", "noted_on": TODAY, "votes_for": 1, "votes_against": 0, "votes_neutral": 0},
    ),
    "strike_support": (Status.SUPPORT_CHECK, "EC.own", {"entry": None, "struck_because": "dubbel"}),
    "note_concern": (Status.SUPPORT_CHECK, "EC.own", {"wording": "Er is zorg over geluid."}),
    "answer_concern": (Status.SUPPORT_CHECK, "EC.own", {"concern": None, "answer": "De bank komt verder weg."}),
    "postpone_support": (
        Status.SUPPORT_CHECK, "KA.own", {"closes_on": TODAY + timedelta(days=14), "reason": "Het is vakantie."},
    ),
    "ask_platform": (Status.IN_REVIEW, "KA.own", {"reason": "Drie teams."}),
    "unask_platform": (Status.IN_REVIEW, "IC", {"reason": "Het is geregeld."}),
    "note_in_platform": (Status.IN_REVIEW, "IC", {"noted_as": "decided", "note": "Eén loket."}),
    "correct": (Status.IN_REVIEW, "IC", {"correction": "De bank komt bij de kerk."}),
    "discuss_in_kernoverleg": (
        Status.SUPPORT_CHECK, "KO",
        {"group": "Kernoverleg Sibbe", "held_on": TODAY, "present": 14, "opinion": "worried"},
    ),
}  # fmt: skip


def ready(world: World, name: str) -> tuple[Initiative, str, dict[str, Any]]:
    """An initiative on which nothing but the form stands between the person and the deed."""
    status, who, inputs = FILLED[name]
    initiative, people = world.initiative(status), world.people
    inputs = dict(inputs)
    if name in ("record_appointment", "pick_appointment", "cancel_appointment"):
        arranged(world, initiative, offered=name != "record_appointment")
    if name == "pick_appointment":
        inputs["moment"] = OfferedMoment.objects.earliest("starts_at")
    if name == "answer_co_advice":
        CoAdvice.objects.update(answered_at=None, answer="")
    if name == "ask_co_advice":
        inputs["adviser"] = people["BM.other"]
    if name in ("inform_initiator", "meet_condition"):
        initiative = decided(world, told=name == "meet_condition")
    if name == "meet_condition":
        inputs["condition"] = Condition.objects.get()
    before = {"unpublish": {"published_at": NOW}, "unask_platform": {"platform_since": NOW}}.get(name)
    if before:
        Initiative.objects.filter(pk=initiative.pk).update(**before)
    return initiative, who, inputs | picked(world, initiative, name)


def picked(world: World, initiative: Initiative, name: str) -> dict[str, Any]:
    """What is picked from a support check or from the timeline."""
    if name == "correct":
        return {"line": act(world, initiative, "note_internal", text="Bij de kapel.")}
    if name == "strike_support":
        return {"entry": SupportEntry.objects.get()}
    if name == "answer_concern":
        facts = {"wording": "Geluid.", "noted_at": NOW, "noted_by": world.people["IC"]}
        return {"concern": Concern.objects.create(poll=initiative.support_checks.get(), **facts)}
    return {}


def arranged(world: World, initiative: Initiative, *, offered: bool) -> None:
    """A talk that took place, or two moments to pick from."""
    officer, people = world.people["BM.lead"], world.people
    if offered:
        act(world, initiative, "plan_appointment", **MEETING | {"second_at": EVENING + timedelta(days=1)})
    else:
        planned = {"officer": officer, "planned_by": people["IC"]}
        Appointment.objects.create(initiative=initiative, starts_at=NOW, place="p", **planned)


def decided(world: World, *, told: bool) -> Initiative:
    """A yes with one condition."""
    initiative = world.initiative(Status.DECISION_PENDING)
    condition = {"condition_1": "een vergunning", "condition_1_owner": "municipality", "condition_1_due_on": TODAY}
    answers = world.fill_in("approve") | {"outcome": "yes_if"} | condition
    perform("approve", initiative, by=world.actor("DEC.mandate"), at=NOW, **answers)
    if told:
        act(world, initiative, "inform_initiator", how="phone")
    return initiative


@pytest.mark.parametrize("name", FILLED)
def test_who_fills_everything_in_does_it_with_one_event_and_the_status_stays(world: World, name: str) -> None:
    initiative, who, inputs = ready(world, name)
    before, status = Event.objects.count(), Initiative.objects.get(pk=initiative.pk).status

    event = act(world, initiative, name, who, **inputs)

    initiative.refresh_from_db()
    assert Event.objects.count() == before + 1
    assert (event.action, event.source, event.target, initiative.status) == (name, "", "", status)
    assert event.audience == DEED_OF[name].audience
    assert (event.text.sentence != "") == (Message.objects.filter(event=event, person__isnull=False).exists())


@pytest.mark.parametrize("name", FILLED)
def test_each_answer_that_is_missing_is_refused_by_do_itself(world: World, name: str) -> None:
    initiative, who, inputs = ready(world, name)
    initiative.refresh_from_db()
    situation = Situation(initiative=initiative, actor=world.actor(who), at=NOW)
    required = [wanted.name for wanted in DEED_OF[name].inputs if wanted.make(situation).required]
    assert required

    for missing in required:
        with pytest.raises(Incomplete) as refusal, transaction.atomic():
            act(world, initiative, name, who, **{key: value for key, value in inputs.items() if key != missing})
        assert list(refusal.value.errors) == [missing]


@pytest.mark.parametrize("name", FILLED)
def test_a_question_nobody_asked_is_a_fault_of_the_caller(world: World, name: str) -> None:
    initiative, who, inputs = ready(world, name)

    with pytest.raises(TypeError):
        act(world, initiative, name, who, **inputs, status="approved")


# ---- what it leaves behind ----------------------------------------------------------------------------


def test_an_appointment_that_is_moved_stays_the_same_one_at_another_moment(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    act(world, initiative, "plan_appointment", **MEETING)

    event = act(world, initiative, "plan_appointment", starts_at=EVENING + timedelta(days=1), place="bij Mia thuis")

    assert list(Appointment.objects.values_list("state", "sequence")) == [("planned", 1)]
    assert event.text.sentence == ("Uw afspraak is nu op woensdag 2 december 2026 om 20.30 uur. Plaats: bij Mia thuis.")


def test_an_appointment_needs_an_officer_and_a_moment_to_come(world: World) -> None:
    with pytest.raises(Refused, match="nog geen beleidsmedewerker om een afspraak mee te maken"):
        act(world, world.initiative(Status.SUBMITTED), "plan_appointment", **MEETING)
    for moment in (NOW - timedelta(minutes=1), datetime(2096, 12, 1, 9, tzinfo=UTC)):
        with pytest.raises(Incomplete) as refusal:
            act(world, world.initiative(Status.IN_REVIEW), "plan_appointment", starts_at=moment, place="p")
        assert list(refusal.value.errors) == ["starts_at"]


def test_a_talk_that_was_held_has_its_four_lines_and_a_missed_one_an_apology(world: World) -> None:
    initiative, _who, _inputs = ready(world, "record_appointment")
    with pytest.raises(Incomplete) as refusal:
        act(world, initiative, "record_appointment", state="held", discussed="de plek")
    assert set(refusal.value.errors) == {"possible", "needed", "agreed_1"}

    event = act(world, initiative, "record_appointment", state="missed", missed_by_municipality=True)

    assert "Dat was onze fout. Onze excuses." in event.text.sentence


def test_advice_is_internal_and_of_somebody_else_than_the_officer(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    inputs: dict[str, Any] = {"question": "Mag het daar?", "due_on": TODAY + timedelta(days=5)}
    with pytest.raises(Incomplete):
        act(world, initiative, "ask_co_advice", adviser=world.people["BM.lead"], **inputs)

    asked = act(world, initiative, "ask_co_advice", adviser=world.people["GGD.tag"], **inputs)
    with pytest.raises(Refused, match="Er staat geen vraag aan u open"):
        act(world, initiative, "answer_co_advice", "BM.coadvice", answer="Ik weet het ook.")
    answered = act(world, initiative, "answer_co_advice", "GGD.tag", answer="Ja.")

    assert {asked.audience, answered.audience} == {"internal"}
    assert Message.objects.filter(person__isnull=False).count() == 0
    with pytest.raises(Refused):
        act(world, initiative, "answer_co_advice", "GGD.tag", answer="Nog eens.")


def test_a_message_during_the_work_starts_the_four_weeks_again(world: World) -> None:
    initiative = world.initiative(Status.IN_REALISATION, due_on=TODAY + timedelta(days=2))

    act(world, initiative, "message_resident", "BM.lead", message="De tegels liggen klaar.")

    assert Initiative.objects.get(pk=initiative.pk).due_on == TODAY + timedelta(days=28)


@pytest.mark.parametrize("days", [-1, 0])
def test_a_term_is_only_made_longer(world: World, days: int) -> None:
    initiative = world.initiative(Status.IN_REVIEW, due_on=TODAY + timedelta(days=10))
    words = {"reason": "druk", "sentence": "Het is druk."}

    with pytest.raises(Incomplete, match=r"Kies 29-11-2026 of later\."):
        act(world, initiative, "extend_term", new_date=TODAY + timedelta(days=10 + days), **words)
    act(world, initiative, "extend_term", new_date=TODAY + timedelta(days=11), **words)

    assert Initiative.objects.get(pk=initiative.pk).due_on == TODAY + timedelta(days=11)


def test_the_words_of_a_note_stand_in_the_note_alone(world: World) -> None:
    event = act(world, world.initiative(Status.IN_REVIEW), "note_internal", text="De wethouder twijfelt.")

    assert (event.text.inputs, event.text.sentence) == ({}, "")
    assert Note.objects.get().text == "De wethouder twijfelt."


def test_what_becomes_confidential_leaves_the_website_at_once(world: World) -> None:
    initiative, _who, _inputs = ready(world, "unpublish")

    act(world, initiative, "flag_confidential", "BM.lead", confidential="yes", reason="een familie")

    initiative.refresh_from_db()
    assert (initiative.is_confidential, initiative.published_at) == (True, None)
    with pytest.raises(Refused, match="Het initiatief is vertrouwelijk"):
        act(world, initiative, "publish", public_summary="Een bank.", seen=True)
    act(world, initiative, "flag_confidential", confidential="no", reason="opgelost")
    act(world, initiative, "publish", public_summary="Een bank.", seen=True)


def test_nothing_is_published_that_the_initiator_does_not_want_there(world: World) -> None:
    with pytest.raises(Refused, match="wil dit niet op de website"):
        act(world, world.initiative(Status.IN_REVIEW, may_publish=False), "publish", public_summary="b", seen=True)


def test_a_delicate_idea_comes_on_the_managers_list_and_off_it_again(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW, is_controversial=False)
    manager = world.people["MGR.escalated"]
    seen = Initiative.objects.visible_to(manager)
    assert not seen.exists()

    act(world, initiative, "flag_controversial", "KA.own", controversial="yes", note="de krant belde")
    assert [(i.pk, i.controversial_note) for i in seen.all()] == [(initiative.pk, "de krant belde")]

    act(world, initiative, "flag_controversial", "KA.own", controversial="no", note="rustig")
    assert not seen.exists()
