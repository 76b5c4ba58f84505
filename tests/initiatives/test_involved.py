"""Who has a stake in an initiative says so, without a reason, and takes no step in it any more."""

import pytest
import time_machine

from initiatives.deeds.do import deeds_for, do
from initiatives.models import Decision, Event, Initiative, Message, Task
from initiatives.models.choices import Audience
from initiatives.relations import Relation
from initiatives.statuses import Status
from initiatives.views.status.story import read_story
from initiatives.workflow.action import Incomplete, Refused
from initiatives.workflow.perform import available, perform
from kernen.models import Role
from tests.factories import make_mandate, make_user, sign_in
from tests.initiatives.test_deeds import act
from tests.initiatives.test_outbox import PAGE as OUTBOX
from tests.initiatives.test_outbox import letter
from tests.initiatives.world import NOW, TODAY, World

CLOSED = "U heeft gezegd dat u hierbij betrokken bent. De interne coördinator zoekt een ander."


def open_tasks(initiative: Initiative) -> list[tuple[str, str]]:
    rows = initiative.tasks.filter(done_at=None).order_by("pk")
    return [(task.title, task.for_function) for task in rows]


def may_do(world: World, initiative: Initiative, who: str) -> set[str]:
    """Every step this person can take now."""
    fresh = Initiative.objects.get(pk=initiative.pk)
    options = [*available(fresh, by=world.actor(who), at=NOW), *deeds_for(fresh, by=world.actor(who), at=NOW)]
    return {option.row.name for option in options if option.obstacle is None}


# ---- the officer ---------------------------------------------------------------------------------------


def test_officer_who_is_involved_leaves_a_task_for_the_internal_coordinator_and_no_reason(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW)

    event = act(world, initiative, "report_conflict", "BM.lead")

    assert (event.function, event.audience, event.text.sentence, event.text.inputs) == (
        Relation.LEAD_OFFICER, Audience.INTERNAL, "", {},
    )  # fmt: skip
    assert open_tasks(initiative) == [("Kies een andere beleidsmedewerker", Relation.INTERNAL_COORDINATOR)]
    told = Message.objects.filter(event=event).values_list("address", flat=True)
    assert list(told) == [world.people["IC"].email]


def test_resident_and_coordinator_outside_read_nothing_of_it(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW)

    act(world, initiative, "report_conflict", "BM.lead")

    assert read_story(initiative, today=TODAY).happenings == []
    page = sign_in(world.people["EC.own"]).get(initiative.get_absolute_url()).content.decode()
    assert "Ik ben betrokken" not in page
    assert "Kies een andere beleidsmedewerker" not in page


def test_officer_who_is_involved_can_only_hand_it_on(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    assert {"propose", "hold", "message_resident"} <= may_do(world, initiative, "BM.lead")

    act(world, initiative, "report_conflict", "BM.lead")

    assert may_do(world, initiative, "BM.lead") == {"give_back", "note_internal"}
    with pytest.raises(Refused, match=CLOSED):
        perform("propose", initiative, by=world.actor("BM.lead"), at=NOW, **world.fill_in("propose"))
    with pytest.raises(Refused, match=CLOSED):
        act(world, initiative, "message_resident", "BM.lead", message="Het komt goed.")
    assert CLOSED in sign_in(world.people["BM.lead"]).get(f"{initiative.get_absolute_url()}propose/").content.decode()


def test_the_colleague_who_takes_over_handles_it_and_the_task_is_done(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    act(world, initiative, "report_conflict", "BM.lead")
    initiative.refresh_from_db()

    perform("reassign", initiative, by=world.actor("IC"), at=NOW, **world.fill_in("reassign"))

    assert Task.objects.get(leads_to="reassign").done_by == world.people["IC"]
    world.people["new"] = world.colleague
    assert "propose" in may_do(world, initiative, "new")


def test_who_is_involved_is_not_chosen_again(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    act(world, initiative, "report_conflict", "BM.lead")
    initiative.refresh_from_db()
    perform("give_back", initiative, by=world.actor("BM.lead"), at=NOW, **world.fill_in("give_back"))
    assert not Task.objects.filter(leads_to="reassign", done_at=None).exists()

    with pytest.raises(Incomplete, match="Deze medewerker is hier zelf bij betrokken"):
        perform(
            "assign", initiative, by=world.actor("IC"), at=NOW,
            **world.fill_in("assign") | {"officer": world.people["BM.lead"], "domain": world.other_domain},
        )  # fmt: skip


def test_who_gave_it_back_being_involved_is_not_chosen_again_either(world: World) -> None:
    initiative = world.initiative(Status.ASSIGNED)
    perform(
        "give_back", initiative, by=world.actor("BM.lead"), at=NOW,
        **world.fill_in("give_back") | {"reason": "involved"},
    )  # fmt: skip

    with pytest.raises(Incomplete, match="Deze medewerker is hier zelf bij betrokken"):
        perform(
            "assign", initiative, by=world.actor("IC"), at=NOW,
            **world.fill_in("assign") | {"officer": world.people["BM.lead"], "domain": world.other_domain},
        )  # fmt: skip


def test_it_is_said_once(world: World) -> None:
    initiative = world.initiative(Status.APPROVED)
    act(world, initiative, "report_conflict", "BM.lead")

    with pytest.raises(Refused, match=CLOSED):
        act(world, initiative, "report_conflict", "BM.lead")
    assert Event.objects.filter(action="report_conflict").count() == 1


def test_the_same_officer_goes_on_with_other_initiatives(world: World) -> None:
    act(world, world.initiative(Status.IN_REVIEW), "report_conflict", "BM.lead")

    assert "propose" in may_do(world, world.initiative(Status.IN_REVIEW), "BM.lead")


@time_machine.travel(NOW, tick=False)
def test_who_says_to_be_involved_finds_no_letter_of_it_and_a_colleague_does(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    letter(initiative)
    letter(world.initiative(Status.IN_REVIEW, title="Iets anders"))

    act(world, initiative, "report_conflict", "BM.lead")

    page = sign_in(world.people["BM.lead"]).get(OUTBOX).content.decode()
    assert "Er wacht 1 bericht" in page
    assert (initiative.title in page, "Iets anders" in page) == (False, True)
    assert "Er wachten 2 berichten" in sign_in(world.people["EC.own"]).get(OUTBOX).content.decode()


# ---- the decider ---------------------------------------------------------------------------------------


def another_decider(world: World) -> None:
    world.people["DEC.second"] = make_user(
        "Dec Twee", role=Role.DECIDER, mandate=make_mandate("directie", ceiling_cents=1_000_000)
    )


def test_decider_who_is_involved_leaves_the_decision_to_another(world: World) -> None:
    another_decider(world)
    initiative = world.initiative(Status.DECISION_PENDING)

    act(world, initiative, "report_conflict", "DEC.mandate")

    task = Task.objects.get(initiative=initiative)
    assert (task.title, task.for_function) == ("Zorg dat een ander beslist", Relation.INTERNAL_COORDINATOR)
    assert task.text_ready == "Een beslisser is zelf betrokken. Dit kunnen ook beslissen: Dec Twee."
    assert may_do(world, initiative, "DEC.mandate") == {"note_internal"}
    for name in ("approve", "reject", "return_proposal"):
        initiative.refresh_from_db()
        with pytest.raises(Refused, match=CLOSED):
            perform(name, initiative, by=world.actor("DEC.mandate"), at=NOW, **world.fill_in(name))
    initiative.refresh_from_db()
    perform("approve", initiative, by=world.actor("DEC.second"), at=NOW, **world.fill_in("approve"))
    assert not Task.objects.filter(title="Zorg dat een ander beslist", done_at=None).exists()


def test_internal_coordinator_reads_that_nobody_else_may_decide(world: World) -> None:
    initiative = world.initiative(Status.DECISION_PENDING)

    act(world, initiative, "report_conflict", "DEC.mandate")

    assert Task.objects.get().text_ready == (
        "Een beslisser is zelf betrokken. Niemand anders heeft een mandaat dat hoog genoeg is."
    )


@pytest.mark.parametrize("name", ["reject", "return_proposal"])
def test_the_task_is_over_whatever_the_other_decides(world: World, name: str) -> None:
    another_decider(world)
    initiative = world.initiative(Status.DECISION_PENDING)
    act(world, initiative, "report_conflict", "DEC.mandate")
    act(world, initiative, "report_conflict", "BM.lead")
    initiative.refresh_from_db()

    perform(name, initiative, by=world.actor("DEC.second"), at=NOW, **world.fill_in(name))

    left = {title for title, _who in open_tasks(initiative)}
    assert "Zorg dat een ander beslist" not in left
    # What is over needs no other officer; what comes back does.
    assert ("Kies een andere beleidsmedewerker" in left) == (name == "return_proposal")


def test_decider_who_is_involved_after_the_decision_says_so_to_the_internal_coordinator(world: World) -> None:
    initiative = world.initiative(Status.APPROVED)

    act(world, initiative, "report_conflict", "DEC.mandate")

    assert open_tasks(initiative) == [("Ga na of het besluit zo kan blijven", Relation.INTERNAL_COORDINATOR)]


def test_officer_who_is_decider_too_leaves_both_to_others(world: World) -> None:
    world.other_role("BM.lead", Role.DECIDER, mandate=make_mandate("directie", ceiling_cents=1_000_000))
    initiative = world.initiative(Status.DECISION_PENDING)

    act(world, initiative, "report_conflict", "BM.lead")

    assert [title for title, _who in open_tasks(initiative)] == [
        "Kies een andere beleidsmedewerker",
        "Zorg dat een ander beslist",
    ]
    assert "approve" not in may_do(world, initiative, "BM.lead")


def test_where_somebody_was_involved_proposer_and_decider_differ_at_any_amount(world: World) -> None:
    world.other_role("DEC.mandate", Role.BELEIDSMEDEWERKER, domain=world.domain)
    initiative = world.initiative(Status.DECISION_PENDING, proposed_cents=100)
    Decision.objects.update(amount_cents=100, proposed_by=world.people["DEC.mandate"])
    assert "approve" in may_do(world, initiative, "DEC.mandate")

    act(world, initiative, "report_conflict", "BM.lead")

    with pytest.raises(Refused, match="Een ander neemt het besluit"):
        do_approve(world, initiative)


def do_approve(world: World, initiative: Initiative) -> None:
    fresh = Initiative.objects.get(pk=initiative.pk)
    perform("approve", fresh, by=world.actor("DEC.mandate"), at=NOW, **world.fill_in("approve"))


def test_nothing_is_asked_on_the_form_and_what_follows_is_said(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW)

    page = sign_in(world.people["BM.lead"]).get(f"{initiative.get_absolute_url()}report_conflict/")

    assert page.context["row"].inputs == ()
    assert "U hoeft niet te zeggen waarom." in page.content.decode()


def test_who_is_involved_says_so_by_the_same_function_that_does_all_deeds(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW)

    do("report_conflict", initiative, by=world.actor("BM.lead"), at=NOW)

    assert Initiative.objects.get(pk=initiative.pk).status == Status.IN_REVIEW
