"""What colleagues hear, and that nobody outside hears a decision before the initiator was called."""

import re
from typing import Any

import pytest

from initiatives.deeds.do import do
from initiatives.models import Message, Task
from initiatives.models.choices import Channel
from initiatives.models.message import MessageState
from initiatives.models.task import TaskKind
from initiatives.relations import Relation
from initiatives.statuses import Status
from initiatives.workflow.action import Refused
from initiatives.workflow.table import TRANSITIONS
from kernen.models import Role
from tests.factories import make_kernoverleg, make_user
from tests.initiatives.test_letters import HOSTILE, SUBMITTED, go, known_person, told_to
from tests.initiatives.world import NOW, World

# ---- colleagues ---------------------------------------------------------------------------------------

STAFF = {"IC", "EC.own", "EC.other", "BM.lead", "BM.other", "KA.own", "DEC.mandate", "DEC.other", "collega"}


@pytest.mark.parametrize(
    ("name", "status", "who", "told"),
    [
        ("submit", Status.EXPLORING, "EC.own", {"IC", "KA.own"}),
        ("submit", Status.EXPLORING, "IC", {"EC.own", "KA.own"}),
        ("assign", Status.SUBMITTED, "IC", {"EC.own", "collega", "KA.own"}),
        ("accept", Status.ASSIGNED, "BM.lead", {"EC.own", "KA.own"}),
        ("give_back", Status.IN_REVIEW, "BM.lead", {"IC"}),
        ("reassign", Status.IN_REVIEW, "IC", {"EC.own", "collega", "BM.lead"}),
        ("request_info", Status.IN_REVIEW, "BM.lead", {"EC.own"}),
        ("receive_info", Status.INFO_REQUESTED, "EC.own", {"BM.lead"}),
        ("start_support", Status.IN_REVIEW, "BM.lead", {"EC.own", "KA.own"}),
        ("close_support", Status.SUPPORT_CHECK, "BM.lead", {"EC.own", "KA.own"}),
        ("propose", Status.IN_REVIEW, "BM.lead", {"EC.own", "DEC.mandate"}),
        ("return_proposal", Status.DECISION_PENDING, "DEC.mandate", {"EC.own", "BM.lead"}),
        ("approve", Status.DECISION_PENDING, "DEC.mandate", {"EC.own", "IC", "BM.lead", "KA.own"}),
        ("reject", Status.DECISION_PENDING, "DEC.mandate", {"EC.own", "IC", "BM.lead", "KA.own"}),
        ("complete", Status.IN_REALISATION, "BM.lead", {"EC.own", "KA.own"}),
        ("merge", Status.SUBMITTED, "IC", {"EC.own"}),
        ("withdraw", Status.IN_REVIEW, "IW.own", {"EC.own", "BM.lead"}),
    ],
)
def test_the_colleagues_who_have_to_know_are_mailed_and_who_did_it_is_not(
    world: World, name: str, status: Status, who: str, told: set[str]
) -> None:
    event = go(world, world.initiative(status, **SUBMITTED), name, who)

    assert told_to(event) & STAFF == told
    mails = Message.objects.filter(event=event, recipient__in=STAFF)
    assert {mail.state for mail in mails} == {MessageState.QUEUED}
    assert {re.sub(r"^VAG-2026-\d{4}: ", "", mail.subject) for mail in mails} == {BUTTON_OF[name]}


BUTTON_OF = {row.name: str(row.button) for row in TRANSITIONS}


def test_a_mail_to_a_colleague_says_number_and_status_and_no_more(world: World) -> None:
    initiative = world.initiative(Status.SUBMITTED, title=HOSTILE, summary=HOSTILE)

    go(world, initiative, "assign", "IC", note="De buurman ligt dwars.")

    body = Message.objects.get(recipient="collega").body
    assert f"{initiative.reference} – Toewijzen" in body
    assert "Toegewezen" in body
    assert "boef" not in body
    assert "buurman" not in body


def test_an_officer_whose_account_ended_is_not_mailed(world: World) -> None:
    initiative = world.initiative(Status.INFO_REQUESTED)
    officer = world.people["BM.lead"]
    officer.is_active = False
    officer.save()

    event = go(world, initiative, "receive_info", "IC")

    assert told_to(event) & STAFF == {"EC.own"}


def test_a_confidential_idea_is_told_to_no_kernambtenaar_and_no_kernoverleg(world: World) -> None:
    make_kernoverleg(world.kern, name="Kernoverleg Sibbe", chair_email="voorzitter@example.nl")
    initiative = world.initiative(Status.EXPLORING, is_confidential=True, **SUBMITTED)

    event = go(world, initiative, "submit", "EC.own")

    assert told_to(event) == {"contactpersoon", "IC"}


def test_only_deciders_whose_mandate_covers_the_amount_hear_of_a_proposal(world: World) -> None:
    board = make_user("college", role=Role.DECIDER)

    event = go(world, world.initiative(Status.IN_REVIEW), "propose", "BM.lead", amount="2600")

    assert told_to(event) & (STAFF | {board.name}) == {"EC.own", "college"}


# ---- a decision ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["approve", "reject"])
def test_no_resident_and_no_kernoverleg_is_told_a_decision_before_the_call(world: World, name: str) -> None:
    make_kernoverleg(world.kern, name="Kernoverleg Sibbe", chair_email="voorzitter@example.nl")
    initiative = world.initiative(Status.DECISION_PENDING)
    known_person(initiative, Channel.EMAIL)

    decided = go(world, initiative, name, "DEC.mandate")

    assert told_to(decided) == {"EC.own", "IC", "BM.lead", "KA.own"}
    call = Task.objects.get(leads_to="inform_initiator")
    assert (call.kind, call.for_function) == (TaskKind.CALL, Relation.LEAD_OFFICER)

    told = do("inform_initiator", initiative, by=world.actor("BM.lead"), at=NOW, how="phone")

    assert told_to(told) == {"Mia Bewoner", "Kernoverleg Sibbe"}
    assert told.text.sentence == decided.text.sentence
    assert decided.text.sentence in Message.objects.get(recipient="Mia Bewoner").body
    call.refresh_from_db()
    assert call.done_at == NOW


@pytest.mark.parametrize(
    ("deed", "inputs"),
    [
        ("message_resident", {"message": "Wij bellen u morgen."}),
        ("plan_appointment", {"starts_at": "2026-12-01T19:30", "place": "dorpshuis"}),
        ("extend_term", {"new_date": "2027-03-01", "reason": "druk", "sentence": "Het is druk."}),
    ],
)
@pytest.mark.parametrize("decision", ["approve", "reject"])
def test_no_other_letter_betrays_the_decision_before_the_call(
    world: World, decision: str, deed: str, inputs: dict[str, Any]
) -> None:
    initiative = world.initiative(Status.DECISION_PENDING)
    known_person(initiative, Channel.EMAIL)
    go(world, initiative, decision, "DEC.mandate")
    if decision == "reject" and deed != "message_resident":
        return

    do(deed, initiative, by=world.actor("BM.lead"), at=NOW, **inputs)

    message = Message.objects.get(recipient="Mia Bewoner", once=None)
    assert message.subject == f"Uw idee {initiative.reference}: Er is een besluit"
    for word in ("Ja, uw idee kan doorgaan", "Nee, dit kan niet doorgaan", "Akkoord", "Niet akkoord"):
        assert word not in message.body


def test_a_condition_is_not_ticked_off_to_who_does_not_know_the_decision_yet(world: World) -> None:
    initiative = world.initiative(Status.DECISION_PENDING)
    condition = {
        "condition_1": "een vergunning",
        "condition_1_owner": "municipality",
        "condition_1_due_on": "2026-12-31",
    }
    go(world, initiative, "approve", "DEC.mandate", outcome="yes_if", **condition)
    row = initiative.decisions.get().conditions.get()

    with pytest.raises(Refused, match="Bel eerst de initiatiefnemer"):
        do("meet_condition", initiative, by=world.actor("BM.lead"), at=NOW, condition=row)

    assert Message.objects.filter(recipient="contactpersoon").count() == 0
