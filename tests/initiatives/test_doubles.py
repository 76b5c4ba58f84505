"""Two ideas that are one go on as one, and can part again; two that resemble each other point to each other."""

import contextlib
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from initiatives.deeds.do import do
from initiatives.deeds.related import goes_on_as, related_to
from initiatives.models import Event, Initiative, InitiativeKern, RelatedLink
from initiatives.statuses import Status
from initiatives.views.status.story import last_reference
from initiatives.workflow.action import Incomplete, NotYours, Refused
from initiatives.workflow.perform import perform
from tests.factories import sign_in
from tests.initiatives.world import NOW, World


def go(world: World, initiative: Initiative, name: str, **inputs: Any) -> None:
    initiative.refresh_from_db()
    perform(name, initiative, by=world.actor("IC"), at=NOW, **inputs)


def merge(world: World, initiative: Initiative, target: Initiative) -> None:
    go(world, initiative, "merge", target=target, consent=True)


# ---- merging -------------------------------------------------------------------------------------------


def test_without_a_yes_of_the_initiators_nothing_is_merged(world: World) -> None:
    one, other = world.initiative(Status.SUBMITTED), world.initiative(Status.SUBMITTED)

    with pytest.raises(Incomplete) as refusal:
        go(world, one, "merge", target=other, consent=False)

    assert list(refusal.value.errors) == ["consent"]


def test_the_old_number_points_on_to_the_last_of_the_chain_for_everybody(world: World) -> None:
    first, second, third = (world.initiative(Status.SUBMITTED) for _ in range(3))
    merge(world, first, second)
    merge(world, second, third)
    first.refresh_from_db()

    assert goes_on_as(first) == third
    assert last_reference(first) == third.reference
    page = sign_in(world.people["IC"]).get(first.get_absolute_url()).content.decode()
    assert third.get_absolute_url() in page

    second.refresh_from_db()
    go(world, second, "unmerge", reason="Toch anders.")
    assert goes_on_as(Initiative.objects.get(pk=first.pk)) == second
    assert goes_on_as(third) is None


def test_who_may_not_see_where_it_goes_on_reads_the_number_and_gets_no_link(world: World) -> None:
    one, target = world.initiative(Status.SUBMITTED), world.initiative(Status.SUBMITTED)
    merge(world, one, target)
    InitiativeKern.objects.filter(initiative=target).update(kern=world.other_kern)

    page = sign_in(world.people["EC.own"]).get(one.get_absolute_url()).content.decode()

    assert f"Het gaat verder onder {target.reference}." in page
    assert target.get_absolute_url() not in page


def test_the_page_of_what_goes_on_names_what_was_merged_into_it(world: World) -> None:
    one, target = world.initiative(Status.SUBMITTED, title="Bankje aan het pad"), world.initiative(Status.SUBMITTED)
    merge(world, one, target)

    page = sign_in(world.people["IC"]).get(target.get_absolute_url())

    assert page.context["merged_with"] == [one]
    assert "Samengevoegd met" in page.content.decode()
    InitiativeKern.objects.filter(initiative=one).update(kern=world.other_kern)
    assert sign_in(world.people["EC.own"]).get(target.get_absolute_url()).context["merged_with"] == []


def test_what_is_split_comes_back_to_the_coordinator_with_its_own_story_and_nobodys_desk(world: World) -> None:
    one, target = world.initiative(Status.IN_REVIEW), world.initiative(Status.SUBMITTED)
    logged, story = one.logged_at, one.description
    merge(world, one, target)
    assert one.officer is None

    go(world, one, "unmerge", reason="Toch anders.")

    one.refresh_from_db()
    assert (one.status, one.officer, one.merged_into) == (Status.SUBMITTED, None, None)
    assert (one.logged_at, one.description) == (logged, story)
    assert one.due_on is not None


MOVES = st.lists(st.tuples(st.sampled_from(["merge", "unmerge"]), st.integers(0, 3), st.integers(0, 3)), max_size=12)


class Merging(TestCase):
    """However often and in whatever order, nothing that happened is lost."""

    @settings(max_examples=25, deadline=None)
    @given(
        steps=st.lists(
            st.tuples(st.sampled_from(["merge", "unmerge"]), st.integers(0, 3), st.integers(0, 3)), max_size=12
        )
    )
    def test_merging_and_splitting_lose_no_event_and_make_no_circle(self, steps: list[tuple[str, int, int]]) -> None:
        world = World()
        rows = [world.initiative(Status.SUBMITTED) for _ in range(4)]
        for row in rows:
            do("note_internal", row, by=world.actor("IC"), at=NOW, text="Een notitie.")
        for name, which, target in steps:
            before = list(Event.objects.order_by("pk").values_list("pk", "initiative_id", "digest"))
            inputs = {"target": rows[target], "consent": True} if name == "merge" else {"reason": "Anders."}
            with contextlib.suppress(Refused):
                go(world, rows[which], name, **inputs)
            after = list(Event.objects.order_by("pk").values_list("pk", "initiative_id", "digest"))
            assert after[: len(before)] == before
            for row in Initiative.objects.filter(pk__in=[row.pk for row in rows]):
                last = goes_on_as(row)
                assert (last is None) == (row.status != Status.MERGED)
                assert last is None or last.status == Status.SUBMITTED
        assert Initiative.objects.count() == len(rows)


# ---- related -------------------------------------------------------------------------------------------


def relate(world: World, one: Initiative, reference: str | None, who: str = "IC") -> None:
    one.refresh_from_db()
    do("relate", one, by=world.actor(who), at=NOW, reference=reference)


def test_two_of_different_kernen_point_to_each_other_and_both_remember(world: World) -> None:
    one, other = world.initiative(Status.SUBMITTED), world.initiative(Status.IN_REVIEW)
    InitiativeKern.objects.filter(initiative=other).update(kern=world.other_kern)

    relate(world, other, f" {str(one.reference).lower()} ")

    assert list(related_to(one, seen_by=world.people["IC"])) == [other]
    assert list(related_to(other, seen_by=world.people["IC"])) == [one]
    assert Event.objects.filter(action="relate").count() == 2
    # The coordinator of the one kern does not see the other through it.
    own = sign_in(world.people["EC.own"]).get(one.get_absolute_url())
    assert own.context["related"] == []
    assert str(other.reference) not in own.content.decode()
    assert sign_in(world.people["IC"]).get(one.get_absolute_url()).context["related"] == [other]


def test_they_are_taken_apart_again_and_can_be_joined_once_more(world: World) -> None:
    one, other = world.initiative(Status.SUBMITTED), world.initiative(Status.IN_REVIEW)
    relate(world, one, other.reference)

    other.refresh_from_db()
    do("unrelate", other, by=world.actor("IC"), at=NOW, other=one)

    assert not RelatedLink.objects.exists()
    with pytest.raises(Refused):
        do("unrelate", other, by=world.actor("IC"), at=NOW, other=one)
    relate(world, one, other.reference)
    assert RelatedLink.objects.count() == 1


@pytest.mark.parametrize("what", ["itself", "twice", "unknown", "of another kern", "a draft", "nonsense"])
def test_a_number_that_does_not_do_gets_a_sentence(world: World, what: str) -> None:
    one, other = world.initiative(Status.SUBMITTED), world.initiative(Status.SUBMITTED)
    hidden = world.initiative(Status.SUBMITTED)
    InitiativeKern.objects.filter(initiative=hidden).update(kern=world.other_kern)
    relate(world, one, other.reference)
    typed = {
        "itself": one.reference, "twice": other.reference, "unknown": "VAG-2026-9999",
        "of another kern": hidden.reference, "a draft": "concept-1", "nonsense": "';--",
    }  # fmt: skip

    with pytest.raises(Incomplete) as refusal:
        relate(world, one, typed[what], "EC.own")

    assert list(refusal.value.errors) == ["reference"]
    assert RelatedLink.objects.count() == 1


def test_who_may_not_see_both_cannot_take_them_apart(world: World) -> None:
    one, other = world.initiative(Status.SUBMITTED), world.initiative(Status.SUBMITTED)
    relate(world, one, other.reference)
    InitiativeKern.objects.filter(initiative=other).update(kern=world.other_kern)
    one.refresh_from_db()

    with pytest.raises(Refused):
        do("unrelate", one, by=world.actor("EC.own"), at=NOW, other=other)
    for subject in ("GGD.tag", "MGR.escalated", "BM.domain"):
        with pytest.raises(NotYours):
            do("relate", one, by=world.actor(subject), at=NOW, reference=other.reference)


def test_relating_changes_no_date(world: World) -> None:
    one, other = world.initiative(Status.SUBMITTED), world.initiative(Status.SUBMITTED)
    before = (one.due_on, one.entered_at, other.due_on, other.entered_at)

    do("relate", one, by=world.actor("IC"), at=NOW + timedelta(days=3), reference=other.reference)

    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.due_on, one.entered_at, other.due_on, other.entered_at) == before
