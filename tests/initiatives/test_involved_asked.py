"""Who has a stake is not asked, not told and not given anything to do, also in what something was merged into."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from initiatives.clocks import load_clocks
from initiatives.deeds.overdue import settle_terms, there_for
from initiatives.letters.readers import Reader, staff_for
from initiatives.models import CoAdvice, Event, Initiative, Message, Task
from initiatives.models.task import TaskKind
from initiatives.relations import Relation
from initiatives.statuses import Status
from initiatives.workflow.action import Incomplete, Refused
from initiatives.workflow.perform import perform
from kernen.models import Role, RoleHolding
from tests.factories import make_mandate, make_user, sign_in
from tests.initiatives.test_deeds import act
from tests.initiatives.test_involved import CLOSED, may_do, open_tasks
from tests.initiatives.test_involved_everywhere import closed, involved
from tests.initiatives.world import NOW, TODAY, World


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    """All of it happens on one day."""
    with time_machine.travel(NOW, tick=False):
        yield


# ---- advice --------------------------------------------------------------------------------------------

QUESTION = {"question": "Kan het?", "due_on": TODAY + timedelta(days=5)}


def test_who_is_involved_is_not_asked_for_advice(world: World) -> None:
    initiative, officer = involved(world), world.people["BM.lead"]
    initiative.refresh_from_db()
    perform("reassign", initiative, by=world.actor("IC"), at=NOW, **world.fill_in("reassign"))

    with pytest.raises(Incomplete):
        act(world, initiative, "ask_co_advice", "IC", adviser=officer, **QUESTION)
    act(world, initiative, "ask_co_advice", "IC", adviser=world.people["BM.other"], **QUESTION)


def test_who_is_involved_is_not_asked_along_with_the_officer(world: World) -> None:
    initiative = involved(world)
    initiative.refresh_from_db()
    perform("give_back", initiative, by=world.actor("BM.lead"), at=NOW, **world.fill_in("give_back"))
    asked = {"co_adviser": world.people["BM.lead"], "co_question": "Kan het?", "co_due_on": TODAY + timedelta(days=5)}

    with pytest.raises(Incomplete):
        perform("assign", initiative, by=world.actor("IC"), at=NOW, **world.fill_in("assign") | asked)


def test_who_was_asked_before_and_is_involved_gives_no_advice(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    CoAdvice.objects.create(
        initiative=initiative, adviser=world.people["BM.lead"], asked_by=world.people["IC"], asked_at=NOW, **QUESTION
    )
    act(world, initiative, "report_conflict", "BM.lead")

    with pytest.raises(Refused, match=CLOSED):
        act(world, initiative, "answer_co_advice", "BM.lead", answer="Zeker doen.")


def test_open_question_of_who_leaves_is_not_passed_on_to_who_is_involved(world: World) -> None:
    initiative = involved(world)
    initiative.refresh_from_db()
    perform("reassign", initiative, by=world.actor("IC"), at=NOW, **world.fill_in("reassign"))
    RoleHolding.objects.filter(user=world.people["BM.coadvice"]).delete()
    advice = CoAdvice.objects.create(
        initiative=initiative, adviser=world.people["BM.coadvice"], asked_by=world.people["IC"], asked_at=NOW,
        **QUESTION,
    )  # fmt: skip
    client, address = sign_in(world.people["IC"]), f"/werk/open-werk/advies/{advice.pk}/"

    assert world.people["BM.lead"].name not in client.get(address).content.decode()
    assert client.post(address, {"adviser": world.people["BM.lead"].pk}).status_code == 200
    advice.refresh_from_db()
    assert advice.adviser == world.people["BM.coadvice"]


# ---- tasks and letters -----------------------------------------------------------------------------------


def test_what_the_involved_officer_would_have_to_do_falls_to_the_internal_coordinator(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    assert there_for(Relation.LEAD_OFFICER, initiative, at=NOW) == Relation.LEAD_OFFICER

    act(world, initiative, "report_conflict", "BM.lead")

    assert there_for(Relation.LEAD_OFFICER, initiative, at=NOW) == Relation.INTERNAL_COORDINATOR
    initiative.refresh_from_db()
    perform("reassign", initiative, by=world.actor("IC"), at=NOW, **world.fill_in("reassign"))
    assert there_for(Relation.LEAD_OFFICER, initiative, at=NOW) == Relation.LEAD_OFFICER


def told(event: Event | None) -> set[str]:
    """Which colleagues have a mail about it."""
    return set(Message.objects.filter(event=event, person=None).values_list("address", flat=True))


def proposed_again(world: World) -> Event | None:
    """Its decider stood back while it was decided; it came back and the officer proposes it once more."""
    world.people["DEC.second"] = make_user(
        "Dec Twee", role=Role.DECIDER, mandate=make_mandate("directie", ceiling_cents=1_000_000)
    )
    initiative = involved(world, Status.DECISION_PENDING, who="DEC.mandate")
    initiative.refresh_from_db()
    perform("return_proposal", initiative, by=world.actor("DEC.second"), at=NOW, **world.fill_in("return_proposal"))
    fresh = Initiative.objects.get(pk=initiative.pk)
    return perform("propose", fresh, by=world.actor("BM.lead"), at=NOW, **world.fill_in("propose"))


def test_a_next_proposal_is_mailed_to_the_other_decider_alone(world: World) -> None:
    event = proposed_again(world)

    assert world.people["DEC.second"].email in told(event)
    assert not {world.people["DEC.mandate"].email, world.people["IC"].email} & told(event)


def test_internal_coordinator_hears_of_a_proposal_that_nobody_may_decide(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    act(world, initiative, "report_conflict", "DEC.mandate")
    initiative.refresh_from_db()
    RoleHolding.objects.filter(role=Role.DECIDER).exclude(user=world.people["DEC.mandate"]).delete()

    event = perform("propose", initiative, by=world.actor("BM.lead"), at=NOW, **world.fill_in("propose"))

    assert world.people["IC"].email in told(event)
    assert world.people["DEC.mandate"].email not in told(event)
    assert list(staff_for(Reader.DECIDER, Initiative.objects.get(pk=initiative.pk), on=TODAY)) == []


def test_internal_coordinator_hears_what_is_meant_for_an_officer_who_stands_back(world: World) -> None:
    initiative = involved(world)
    initiative.refresh_from_db()
    perform("request_info", initiative, by=world.actor("IC"), at=NOW, **world.fill_in("request_info"))

    event = perform("receive_info", initiative, by=world.actor("EC.own"), at=NOW, **world.fill_in("receive_info"))

    assert world.people["IC"].email in told(event)
    assert world.people["BM.lead"].email not in told(event)


def page_of(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_task_to_find_another_decider_leads_to_the_initiative_and_not_to_a_closed_door(world: World) -> None:
    initiative = involved(world, Status.DECISION_PENDING, who="DEC.mandate")
    assert open_tasks(initiative) == [("Zorg dat een ander beslist", Relation.INTERNAL_COORDINATOR)]
    client, door = sign_in(world.people["IC"]), f"{initiative.get_absolute_url()}approve/"

    for address in ("/werk/", "/werk/taken/"):
        page = page_of(client, address)
        assert "Dit doet een ander. Daarna is deze taak vanzelf klaar." in page
        assert (door in page, f'href="{initiative.get_absolute_url()}"' in page) == (False, True)
    assert door not in page_of(client, initiative.get_absolute_url())


def test_task_of_who_may_take_the_step_still_leads_to_it(world: World) -> None:
    initiative = involved(world)

    assert Task.objects.get(initiative=initiative).leads_to == "reassign"
    assert f"{initiative.get_absolute_url()}reassign/" in page_of(sign_in(world.people["IC"]), "/werk/taken/")


def test_internal_coordinator_finds_another_adviser_where_the_first_is_involved(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    late = QUESTION | {"due_on": TODAY - timedelta(days=9)}
    CoAdvice.objects.create(
        initiative=initiative, adviser=world.people["BM.lead"], asked_by=world.people["IC"], asked_at=NOW, **late
    )
    act(world, initiative, "report_conflict", "BM.lead")

    settle_terms(Initiative.objects.get(pk=initiative.pk), at=NOW, clocks=load_clocks())

    task = Task.objects.get(title="Wie om advies was gevraagd, is zelf betrokken: vraag een ander")
    assert (task.for_user, task.for_function, task.leads_to) == (None, Relation.INTERNAL_COORDINATOR, "")
    assert not Task.objects.filter(for_user=world.people["BM.lead"]).exists()


def test_nobody_makes_an_appointment_with_an_officer_who_is_involved(world: World) -> None:
    initiative = involved(world)

    with pytest.raises(Refused, match="De beleidsmedewerker is zelf betrokken"):
        act(world, initiative, "plan_appointment", "IC", starts_at=NOW + timedelta(days=3), place="dorpshuis")


def test_officer_who_is_involved_ticks_no_task_of_it(world: World) -> None:
    initiative = involved(world)
    task = Task.objects.create(
        initiative=initiative, kind=TaskKind.CALL, title="Bel Mia", due_on=TODAY, created_at=NOW,
        for_function=Relation.LEAD_OFFICER,
    )  # fmt: skip

    assert closed(sign_in(world.people["BM.lead"]).post(f"/werk/taak/{task.pk}/"))
    assert Task.objects.get(pk=task.pk).done_at is None


# ---- what is merged --------------------------------------------------------------------------------------


def test_stake_goes_along_with_what_is_merged_however_often(world: World) -> None:
    first, second, third = involved(world), world.initiative(Status.IN_REVIEW), world.initiative(Status.IN_REVIEW)
    assert "propose" in may_do(world, second, "BM.lead")
    merge(world, first, second)
    assert may_do(world, second, "BM.lead") == {"give_back", "note_internal"}

    merge(world, second, third)

    assert may_do(world, third, "BM.lead") == {"give_back", "note_internal"}
    with pytest.raises(Refused, match=CLOSED):
        perform("propose", third, by=world.actor("BM.lead"), at=NOW, **world.fill_in("propose"))
    assert closed(sign_in(world.people["BM.lead"]).get(f"{third.get_absolute_url()}propose/"))


def test_stake_goes_with_what_is_parted_again(world: World) -> None:
    first, second = involved(world), world.initiative(Status.IN_REVIEW)
    merge(world, first, second)

    fresh = Initiative.objects.get(pk=first.pk)
    perform("unmerge", fresh, by=world.actor("IC"), at=NOW, reason="Toch apart.")

    assert "propose" in may_do(world, second, "BM.lead")


def merge(world: World, one: Initiative, into: Initiative) -> None:
    """The internal coordinator joins them."""
    fresh = Initiative.objects.get(pk=one.pk)
    perform("merge", fresh, by=world.actor("IC"), at=NOW, target=Initiative.objects.get(pk=into.pk), consent=True)
