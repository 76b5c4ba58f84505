"""What a step leaves behind, and what it says to who comes second or too early."""

from datetime import timedelta
from typing import Any

import pytest

from initiatives.deeds.do import do
from initiatives.letters.readers import Reader, staff_for
from initiatives.models import Attachment, Condition, Initiative
from initiatives.models.attachment import AttachmentKind
from initiatives.models.decision import ConditionOwner
from initiatives.statuses import Status
from initiatives.workflow.action import Situation, Stale
from initiatives.workflow.guards import beforehand_met, has_officer, source_is_open
from initiatives.workflow.perform import claim, example, perform
from initiatives.workflow.table import ROW_OF
from kernen.models import FundingSource, Role
from tests.factories import give_role
from tests.initiatives.world import NOW, TODAY, World


def at_hand(world: World, initiative: Initiative, who: str) -> Situation:
    return Situation(initiative=initiative, actor=world.actor(who), at=NOW)


# ---- what it leaves behind ------------------------------------------------------------------------------


def test_a_draft_with_something_added_to_it_can_be_thrown_away(world: World) -> None:
    draft = world.initiative(Status.DRAFT)
    Attachment.objects.create(
        initiative=draft, name="schets.pdf", kind=AttachmentKind.PDF, size=1, sha256="0" * 64, uploaded_at=NOW,
        uploaded_by=world.people["EC.own"],
    )  # fmt: skip
    assert perform("discard", draft, by=world.actor("EC.own"), at=NOW) is None
    assert not Attachment.objects.exists()
    assert not Initiative.objects.exists()


def test_what_a_step_changed_is_read_anew(world: World) -> None:
    initiative = world.initiative(Status.SUBMITTED)
    assert initiative.kern_ids == {world.kern.pk}
    hears = staff_for(Reader.EXTERNAL_COORDINATOR, initiative, on=TODAY)
    assert [user.pk for user in hears] == [world.people["EC.own"].pk]

    both: dict[str, Any] = {"kern": world.kern.pk, "more_kernen": [world.other_kern.pk], "reason": "Op de grens."}
    do("change_kern", initiative, by=world.actor("IC"), at=NOW, **both)

    assert initiative.kern_ids == {world.kern.pk, world.other_kern.pk}
    assert initiative.where == f"{world.kern}, {world.other_kern}"
    hears = staff_for(Reader.EXTERNAL_COORDINATOR, initiative, on=TODAY)
    assert {user.pk for user in hears} == {world.people["EC.own"].pk, world.people["EC.other"].pk}


def test_who_got_a_role_since_the_last_step_hears_of_the_next(world: World) -> None:
    initiative = world.initiative(Status.SUBMITTED)
    perform("send_back", initiative, by=world.actor("IC"), at=NOW, **world.fill_in("send_back"))
    give_role(world.people["EC.other"], role=Role.EXTERNAL_COORDINATOR, kern=world.kern)

    perform("hold", initiative, by=world.actor("IC"), at=NOW, **world.fill_in("hold"))

    told = initiative.messages.filter(event__action="hold", recipient=world.people["EC.other"].name)
    assert told.count() == 1


def test_the_people_of_another_day_are_other_people(world: World) -> None:
    initiative, gone = world.initiative(Status.SUBMITTED), world.people["EC.own"]
    gone.role_holdings.update(ends_on=TODAY)
    assert list(staff_for(Reader.EXTERNAL_COORDINATOR, initiative, on=TODAY)) == [gone]
    assert list(staff_for(Reader.EXTERNAL_COORDINATOR, initiative, on=TODAY + timedelta(days=1))) == []


# ---- what it says ---------------------------------------------------------------------------------------


def test_who_is_second_where_nobody_did_a_thing_that_was_noted_reads_a_sentence_too(world: World) -> None:
    initiative = world.initiative(Status.EXPLORING)
    initiative.events.all().delete()
    Initiative.objects.filter(pk=initiative.pk).update(version=initiative.version + 1)
    with pytest.raises(Stale, match=r"Iemand anders was u net voor\. Er is niets veranderd door uw handeling\."):
        claim(initiative, version=None)


def test_work_that_nobody_has_is_not_handed_over(world: World) -> None:
    nobodys, hers = world.initiative(Status.SUBMITTED), world.initiative(Status.IN_REVIEW)
    assert has_officer(at_hand(world, nobodys, "IC")) == "Er is nog geen beleidsmedewerker om het van over te nemen."
    assert has_officer(at_hand(world, hers, "IC")) is None


def test_a_purse_is_looked_at_where_money_is_asked(world: World) -> None:
    asked, without = world.initiative(Status.DECISION_PENDING), world.initiative(Status.IN_REVIEW)
    assert source_is_open(at_hand(world, without, "IC")) is None
    assert source_is_open(at_hand(world, asked, "DEC.mandate")) is None
    FundingSource.objects.filter(pk=world.source.pk).update(ceiling_cents=1)
    assert "zit niet genoeg geld meer" in str(source_is_open(at_hand(world, asked, "DEC.mandate")))


def test_what_must_be_arranged_beforehand_holds_back_the_start_until_it_is(world: World) -> None:
    initiative = world.initiative(Status.DECISION_PENDING)
    perform("approve", initiative, by=world.actor("DEC.mandate"), at=NOW, **world.fill_in("approve"))
    condition = Condition.objects.create(
        decision=initiative.decisions.latest("pk"), text="de vergunning", due_on=TODAY, beforehand=True,
        owner=ConditionOwner.MUNICIPALITY,
    )  # fmt: skip
    assert beforehand_met(at_hand(world, initiative, "BM.lead")) == "Eerst moet geregeld zijn: de vergunning."
    Condition.objects.filter(pk=condition.pk).update(met_at=NOW)
    assert beforehand_met(at_hand(world, initiative, "BM.lead")) is None


def test_the_example_of_a_letter_tells_of_the_day_after_the_step(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    said = example(ROW_OF["propose"], initiative, by=world.actor("BM.lead"), at=NOW)
    before = initiative.due_on
    perform("propose", initiative, by=world.actor("BM.lead"), at=NOW, **world.fill_in("propose"))
    assert initiative.due_on != before
    assert said == initiative.events.get().text.sentence
