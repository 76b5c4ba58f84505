"""Who is told what, and through which channel: a mail, a letter, a call, a word of the coordinator, or nothing."""

from datetime import timedelta
from typing import Any

import pytest

from initiatives.letters.readers import Reader
from initiatives.models import ContactPerson, Event, Initiative, Message, Task
from initiatives.models.choices import Channel
from initiatives.models.message import MessageState
from initiatives.models.task import TaskKind
from initiatives.relations import Relation
from initiatives.statuses import Status
from initiatives.workflow.perform import perform
from initiatives.workflow.table import TRANSITIONS
from tests.factories import make_kernoverleg
from tests.initiatives.world import NOW, TODAY, World

# What an idea needs before it can be submitted.
SUBMITTED = {"description": "Een bank.", "aim": "Uitrusten.", "asks": ["material"], "initiator_kind": "group"}
HOSTILE = "Klik hier http://boef.example <b>nu</b>"


def go(world: World, initiative: Initiative, name: str, who: str, **inputs: Any) -> Event:
    """One step, with everything filled in."""
    event = perform(name, initiative, by=world.actor(who), at=NOW, **world.fill_in(name) | inputs)
    assert event is not None
    return event


def known_person(initiative: Initiative, channel: Channel, **facts: str) -> ContactPerson:
    """The only person behind the initiative."""
    initiative.people.all().delete()
    reach = {"email": "mia@example.nl", "phone": "06 11 22 33 44", "street": "Kapelstraat 1", "postcode": "6301 AB"}
    return ContactPerson.objects.create(
        initiative=initiative, channel=channel, created_at=NOW, **{"name": "Mia Bewoner"} | reach | facts
    )


def told_to(event: Event) -> set[str]:
    """Everybody who gets something of this event."""
    return set(Message.objects.filter(event=event).values_list("recipient", flat=True))


# ---- the residents, each through the channel of their choice ------------------------------------------


@pytest.mark.parametrize(
    ("channel", "state", "address", "kind"),
    [
        (Channel.EMAIL, MessageState.QUEUED, "mia@example.nl", None),
        (Channel.LETTER, MessageState.TASK, "Kapelstraat 1, 6301 AB", TaskKind.WRITE),
        (Channel.PHONE, MessageState.TASK, "06 11 22 33 44", TaskKind.CALL),
        (Channel.COORDINATOR, MessageState.TASK, "06 11 22 33 44", TaskKind.TELL),
    ],
)
def test_a_resident_hears_it_the_way_they_chose(
    world: World, channel: Channel, state: MessageState, address: str, kind: TaskKind | None
) -> None:
    initiative = world.initiative(Status.ASSIGNED)
    person = known_person(initiative, channel)

    event = go(world, initiative, "accept", "BM.lead")

    message = Message.objects.get(person=person)
    assert (message.state, message.channel, message.event) == (state, channel, event)
    assert message.subject == f"Uw idee {initiative.reference}: Wij bekijken uw idee"
    assert message.body.startswith("Beste Mia Bewoner,\n\nTeam Welzijn bekijkt uw idee en neemt voor 2 december 2026")
    assert event.text.sentence in message.body
    assert [task.kind for task in Task.objects.filter(message=message)] == ([kind] if kind else [])
    assert message.address == address
    if kind is None:
        assert message.next_try_at == NOW
    else:
        task = Task.objects.get(message=message)
        assert (task.text_ready, task.for_function) == (message.body, Relation.EXTERNAL_COORDINATOR)
        assert task.due_on is not None


def test_who_wants_no_contact_gets_nothing(world: World) -> None:
    initiative = world.initiative(Status.ASSIGNED)
    known_person(initiative, Channel.NONE)

    event = go(world, initiative, "accept", "BM.lead")

    assert told_to(event) == {"EC.own", "KA.own"}
    assert Task.objects.count() == 0


def test_everybody_behind_the_idea_is_told_each_in_their_own_way(world: World) -> None:
    initiative = world.initiative(Status.ASSIGNED)
    known_person(initiative, Channel.EMAIL)
    ContactPerson.objects.create(
        initiative=initiative, name="Jan", channel=Channel.PHONE, phone="043 1", created_at=NOW
    )

    event = go(world, initiative, "accept", "BM.lead")

    assert told_to(event) == {"Mia Bewoner", "Jan", "EC.own", "KA.own"}


def test_without_an_external_coordinator_the_call_is_for_the_internal_one(world: World) -> None:
    initiative = world.initiative(Status.ASSIGNED)
    world.people["EC.own"].role_holdings.update(ends_on=TODAY - timedelta(days=1))

    go(world, initiative, "accept", "BM.lead")

    assert Task.objects.get().for_function == Relation.INTERNAL_COORDINATOR


def test_for_the_whole_municipality_the_contact_is_the_coordinator_who_wrote_it_down(world: World) -> None:
    logger = world.people["EC.other"]
    initiative = world.initiative(Status.ASSIGNED, whole_municipality=True, logged_by=logger)
    initiative.kern_links.all().delete()

    event = go(world, initiative, "accept", "BM.lead")

    assert told_to(event) == {"contactpersoon", "EC.other"}
    assert Task.objects.get().for_function == Relation.EXTERNAL_COORDINATOR


def test_a_step_that_tells_the_resident_nothing_makes_no_letter(world: World) -> None:
    initiative = world.initiative(Status.SUBMITTED)

    quiet = go(world, initiative, "send_back", "IC")

    assert told_to(quiet) == {"EC.own"}


def test_a_step_back_is_told_when_the_coordinator_asks_for_it(world: World) -> None:
    event = go(world, world.initiative(Status.SUBMITTED), "send_back", "IC", tell_resident=True)

    assert told_to(event) == {"EC.own", "contactpersoon"}


# ---- what a resident typed is never a subject ---------------------------------------------------------


def test_no_text_that_somebody_typed_stands_in_a_subject(world: World) -> None:
    make_kernoverleg(world.kern, chair_email="voorzitter@example.nl")
    for row in TRANSITIONS:
        status = row.sources[0]
        initiative = world.initiative(status, title=HOSTILE, summary=HOSTILE, description=HOSTILE, organisation=HOSTILE)
        if row.name == "submit":
            Initiative.objects.filter(pk=initiative.pk).update(aim=HOSTILE, asks=["material"], initiator_kind="group")
            initiative.refresh_from_db()
        known_person(initiative, Channel.EMAIL, name=HOSTILE)
        who = next(name for name in ("IC", "BM.lead", "DEC.mandate") if may(world, row, initiative, name))
        perform(row.name, initiative, by=world.actor(who), at=NOW, **world.fill_in(row.name))

    assert Message.objects.count() > 60
    assert [message.subject for message in Message.objects.all() if "boef" in message.subject] == []
    assert Message.objects.filter(body__contains="boef").exists()
    assert not Message.objects.filter(subject__regex=r"[\r\n]").exists()


def may(world: World, row: Any, initiative: Initiative, name: str) -> bool:
    """Whether this person may do this now."""
    return any(row.allows(initiative, f) for f in row.functions(initiative, world.actor(name)))


# ---- the kernoverleg ----------------------------------------------------------------------------------


def test_a_chair_with_an_address_gets_a_mail_without_names_of_residents(world: World) -> None:
    make_kernoverleg(world.kern, name="Kernoverleg Sibbe", chair_email="voorzitter@example.nl")

    go(world, world.initiative(Status.EXPLORING, **SUBMITTED), "submit", "EC.own")

    message = Message.objects.get(recipient="Kernoverleg Sibbe")
    assert (message.state, message.address) == (MessageState.QUEUED, "voorzitter@example.nl")
    assert "contactpersoon" not in message.body
    assert "Bank bij de kapel (Sibbe)" in message.body


def test_a_chair_without_an_address_is_told_by_the_coordinator(world: World) -> None:
    make_kernoverleg(world.kern, name="Kernoverleg Sibbe", chair_phone="043 1")

    go(world, world.initiative(Status.EXPLORING, **SUBMITTED), "submit", "EC.own")

    message = Message.objects.get(recipient="Kernoverleg Sibbe")
    task = Task.objects.get(message=message)
    assert (message.state, message.channel) == (MessageState.TASK, Channel.COORDINATOR)
    assert (task.kind, task.text_ready) == (TaskKind.TELL, message.body)


def test_a_sleeping_kernoverleg_and_one_of_another_kern_hear_nothing(world: World) -> None:
    make_kernoverleg(world.kern, name="slaapt", is_active=False, chair_email="a@example.nl")
    make_kernoverleg(world.other_kern, name="elders", chair_email="b@example.nl")

    event = go(world, world.initiative(Status.EXPLORING, **SUBMITTED), "submit", "EC.own")

    assert told_to(event) == {"contactpersoon", "IC", "KA.own"}
    assert Reader.KERNOVERLEG in next(row for row in TRANSITIONS if row.name == "submit").tells
