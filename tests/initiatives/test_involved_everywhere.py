"""Who has a stake stands back at every door and in every function."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine

from initiatives.models import Event, Initiative, SupportCheck, SupportCode
from initiatives.models.message import MessageState
from initiatives.statuses import Status
from initiatives.workflow.action import Refused
from initiatives.workflow.perform import perform
from kernen.models import Role, RoleHolding
from tests.factories import sign_in
from tests.initiatives.papers import PDF, posted
from tests.initiatives.test_deeds import act
from tests.initiatives.test_involved import CLOSED, may_do
from tests.initiatives.test_outbox import held, press
from tests.initiatives.world import NOW, TODAY, World

HANDS_ON = {"note_internal", "note_coordinators"}


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    """All of it happens on one day."""
    with time_machine.travel(NOW, tick=False):
        yield


def involved(world: World, status: Status = Status.IN_REVIEW, who: str = "BM.lead") -> Initiative:
    """An initiative in which this person said to have a stake."""
    made = world.initiative(status)
    act(world, made, "report_conflict", who)
    return made


def closed(answer: Any) -> bool:
    """A refusal that says why."""
    return answer.status_code == 409 and CLOSED in answer.content.decode()


# ---- every door ----------------------------------------------------------------------------------------


def test_officer_who_is_involved_neither_reads_nor_sends_the_form_of_the_story(world: World) -> None:
    initiative, officer = involved(world), sign_in(world.people["BM.lead"])
    address = f"{initiative.get_absolute_url()}bewerken/"

    assert closed(officer.get(address))
    typed = {"version": initiative.version, "form_key": str(uuid4()), "title": "Mijn bank", "summary": "Voor mij."}
    assert closed(officer.post(address, typed))
    assert not Event.objects.filter(action="edit_content").exists()


def test_officer_who_is_involved_changes_nobody_of_the_people(world: World) -> None:
    initiative, officer = involved(world), sign_in(world.people["BM.lead"])
    address = f"{initiative.get_absolute_url()}mensen/nieuw/"
    typed = {
        "version": initiative.version, "form_key": str(uuid4()), "name": "Jan Nieuw", "role": "co_initiator",
        "channel": "email", "email": "jan@example.nl",
    }  # fmt: skip

    assert closed(officer.post(address, typed))
    assert not initiative.people.filter(name="Jan Nieuw").exists()


@pytest.mark.parametrize("what", ["vrijgeven", "vasthouden", "weggooien", "aanpassen"])
def test_officer_who_is_involved_lets_no_letter_go_and_stops_none(world: World, what: str) -> None:
    initiative, officer = involved(world), sign_in(world.people["BM.lead"])
    message = held(initiative)

    assert closed(press(officer, message, what, reason="Niet nodig.", body="Iets anders."))
    message.refresh_from_db()
    assert (message.state, message.body) == (MessageState.HELD, "Beste Mia, de plek is goed.")


@pytest.mark.usefixtures("folder")
def test_officer_who_is_involved_adds_no_file_and_takes_none_away(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    officer, address = sign_in(world.people["BM.lead"]), f"{initiative.get_absolute_url()}bijlagen/"
    assert officer.post(address, posted(("a.pdf", PDF))).status_code == 302
    act(world, initiative, "report_conflict", "BM.lead")

    assert closed(officer.post(address, posted(("b.pdf", PDF))))
    kept = initiative.attachments.get()
    away = f"{initiative.get_absolute_url()}bijlage/{kept.stored_as}/weghalen/"
    assert closed(officer.post(away, {"form_key": str(uuid4())}))
    assert initiative.attachments.get(removed_at=None) == kept


def test_officer_who_is_involved_prints_no_codes(world: World) -> None:
    initiative = world.known_to_all(Status.SUPPORT_CHECK, published_at=NOW)
    SupportCheck.objects.update(ways=["letter"], closes_on=TODAY + timedelta(days=20))
    act(world, initiative, "report_conflict", "BM.lead")

    address = f"{initiative.get_absolute_url()}buurt/brieven/"
    assert closed(sign_in(world.people["BM.lead"]).post(address, {"number": "3", "form_key": str(uuid4())}))
    assert not SupportCode.objects.exists()


def test_officer_who_is_involved_goes_on_reading_and_reads_why_there_are_no_buttons(world: World) -> None:
    initiative = involved(world)
    officer = sign_in(world.people["BM.lead"])

    page = officer.get(initiative.get_absolute_url()).content.decode()

    assert CLOSED in page
    for what in ("bewerken", "propose", "message_resident", "bijlagen"):
        assert f"{initiative.get_absolute_url()}{what}/" not in page
    assert f"{initiative.get_absolute_url()}give_back/" in page
    assert CLOSED not in sign_in(world.people["IC"]).get(initiative.get_absolute_url()).content.decode()


# ---- a second role -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "left"),
    [
        (Role.INTERNAL_COORDINATOR, {"give_back", "reassign", "merge"} | HANDS_ON),
        (Role.KERNAMBTENAAR, {"give_back", "note_internal"}),
        (Role.EXTERNAL_COORDINATOR, {"give_back"} | HANDS_ON),
    ],
)
def test_officer_who_is_involved_does_nothing_more_through_a_second_role(
    world: World, role: str, left: set[str]
) -> None:
    of_kern = {} if role == Role.INTERNAL_COORDINATOR else {"kern": world.kern}
    world.other_role("BM.lead", role, **of_kern)
    initiative = world.initiative(Status.IN_REVIEW)
    assert left < may_do(world, initiative, "BM.lead")

    act(world, initiative, "report_conflict", "BM.lead")

    assert may_do(world, initiative, "BM.lead") == left


def test_officer_who_gave_it_back_being_involved_is_no_internal_coordinator_of_it_either(world: World) -> None:
    world.other_role("BM.lead", Role.INTERNAL_COORDINATOR)
    initiative = world.initiative(Status.ASSIGNED)
    given = world.fill_in("give_back") | {"reason": "involved"}
    perform("give_back", initiative, by=world.actor("BM.lead"), at=NOW, **given)

    assert may_do(world, initiative, "BM.lead") == {"assign", "merge"} | HANDS_ON
    for name in ("reject", "refer"):
        fresh = Initiative.objects.get(pk=initiative.pk)
        with pytest.raises(Refused, match=CLOSED):
            perform(name, fresh, by=world.actor("BM.lead"), at=NOW, **world.fill_in(name))


def test_who_was_involved_stays_so_when_the_role_of_that_time_has_ended(world: World) -> None:
    initiative, officer = involved(world), world.people["BM.lead"]
    initiative.refresh_from_db()
    perform("reassign", initiative, by=world.actor("IC"), at=NOW, **world.fill_in("reassign"))
    RoleHolding.objects.filter(user=officer).delete()
    del officer.__dict__["_roles_on"]
    world.other_role("BM.lead", Role.INTERNAL_COORDINATOR)

    assert "message_resident" not in may_do(world, initiative, "BM.lead")
