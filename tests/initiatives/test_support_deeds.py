"""What colleagues do while the neighbourhood is asked: counts, mistakes, concerns, and more time."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from initiatives.deeds.support import enter
from initiatives.models import Concern, Initiative, Message, SupportCheck, SupportEntry
from initiatives.models.choices import SupportMethod
from initiatives.models.tally import Votes, count
from initiatives.statuses import Status
from initiatives.workflow.action import Incomplete, Refused
from initiatives.workflow.perform import perform
from tests.initiatives.test_deeds import act
from tests.initiatives.test_invariants import SECRET
from tests.initiatives.world import NOW, TODAY, World

pytestmark = pytest.mark.django_db
SHEET: dict[str, Any] = {
    "way": "list", "place": "Kapelstraat", "noted_on": TODAY, "votes_for": 5, "votes_against": 2, "votes_neutral": 1,
}  # fmt: skip
LAST_DAY = TODAY + timedelta(days=10)


@pytest.fixture
def asked(world: World) -> Initiative:
    """The neighbourhood is asked in every way; nobody answered yet."""
    made = world.initiative(Status.SUPPORT_CHECK)
    SupportEntry.objects.all().delete()
    made.support_checks.update(ways=SupportMethod.values, closes_on=LAST_DAY)
    return made


def check_of(initiative: Initiative) -> SupportCheck:
    return initiative.support_checks.get()


def wrong_with(world: World, initiative: Initiative, **more: Any) -> list[str]:
    """The questions that are refused."""
    with pytest.raises(Incomplete) as refusal:
        act(world, initiative, "enter_support", **(SHEET | more))
    return list(refusal.value.errors)


# ---- counts --------------------------------------------------------------------------------------------


def test_what_was_heard_in_a_hall_needs_two_tellers_and_no_more_hands_than_people(
    world: World, asked: Initiative
) -> None:
    hall: dict[str, Any] = {"way": "meeting", "tellers": "Jo, Mia", "reached": 8}
    assert wrong_with(world, asked, **hall | {"tellers": "Jo, jo"}) == ["tellers"]
    assert wrong_with(world, asked, **hall | {"reached": 7}) == ["reached"]
    act(world, asked, "enter_support", **(SHEET | hall))
    assert count(check_of(asked)).all == Votes(pro=5, con=2, neutral=1)


@pytest.mark.parametrize("day", [TODAY - timedelta(days=5), LAST_DAY + timedelta(days=1)])
def test_what_was_heard_before_the_first_or_after_the_last_day_is_refused(
    world: World, asked: Initiative, day: date
) -> None:
    asked.refresh_from_db()
    late = NOW + timedelta(days=20)
    with pytest.raises(Incomplete) as refusal:
        enter(asked, by=world.actor("IC"), at=late, form_key=uuid4(), **(SHEET | {"noted_on": day}))
    assert list(refusal.value.errors) == ["noted_on"]


def test_a_kernoverleg_has_an_opinion_that_stands_beside_the_numbers(world: World, asked: Initiative) -> None:
    assert wrong_with(world, asked, way="kernoverleg") == ["opinion"]
    opinion: dict[str, Any] = {"way": "kernoverleg", "place": "kernoverleg Sibbe", "noted_on": TODAY, "reached": 12}
    act(world, asked, "enter_support", **opinion, opinion="worried", votes_for=3)

    tally = count(check_of(asked))
    (entry,) = tally.opinions
    # Three hands without the rest are no count.
    assert (entry.opinion, entry.votes_for, tally.all.total) == ("worried", None, 0)


def test_who_saw_an_older_version_gets_in_and_a_second_press_gives_the_first(world: World, asked: Initiative) -> None:
    key = uuid4()
    first = enter(asked, by=world.actor("IC"), at=NOW, form_key=key, **SHEET)
    second = enter(asked, by=world.actor("EC.own"), at=NOW, form_key=uuid4(), **SHEET)
    again = enter(asked, by=world.actor("IC"), at=NOW, form_key=key, **SHEET)

    assert (first == again, first == second) == (True, False)
    assert count(check_of(asked)).all.total == 16


def test_the_words_of_an_entry_stay_with_the_entry_alone(world: World, asked: Initiative) -> None:
    words = {"way": "meeting", "tellers": f"{SECRET} Jo, {SECRET} Mia", "note": f"{SECRET} klaagde"}
    event = act(world, asked, "enter_support", **(SHEET | words))
    assert SECRET not in str(event.text.inputs)
    assert event.text.inputs["votes_for"] == 5


def test_a_mistake_is_struck_with_a_reason_and_stays_to_be_read(world: World, asked: Initiative) -> None:
    with pytest.raises(Refused, match="nog geen telling"):
        act(world, asked, "strike_support", entry=1, struck_because="dubbel")
    for _twice in range(2):
        act(world, asked, "enter_support", **SHEET)
    wrong = SupportEntry.objects.earliest("pk")

    act(world, asked, "strike_support", "KA.own", entry=wrong, struck_because="dubbel")

    wrong.refresh_from_db()
    assert (wrong.struck_by, wrong.struck_because) == (world.people["KA.own"], "dubbel")
    assert count(check_of(asked)).all.total == 8
    with pytest.raises(Incomplete):
        act(world, asked, "strike_support", entry=wrong, struck_because="nog eens")


def test_an_entry_of_another_initiative_cannot_be_struck_from_here(world: World, asked: Initiative) -> None:
    other = world.initiative(Status.SUPPORT_CHECK)
    act(world, asked, "enter_support", **SHEET)
    with pytest.raises(Incomplete):
        act(world, asked, "strike_support", entry=other.support_checks.get().entries.get(), struck_because="dubbel")


# ---- concerns ------------------------------------------------------------------------------------------


def test_a_concern_is_noted_answered_and_may_stay(world: World, asked: Initiative) -> None:
    act(world, asked, "note_concern", "EC.own", wording="Er is zorg over geluid.")
    concern = Concern.objects.get()

    event = act(
        world, asked, "answer_concern", "BM.lead", concern=concern, answer="De bank komt verder weg.",
        changed="de plek", still_disagrees=True,
    )  # fmt: skip

    concern.refresh_from_db()
    assert (concern.answer, concern.changed, concern.still_disagrees) == ("De bank komt verder weg.", "de plek", True)
    assert (event.audience, Message.objects.count()) == ("internal", 0)


# ---- more time -----------------------------------------------------------------------------------------


def test_more_time_moves_check_term_and_task_and_everybody_reads_until_when_and_why(world: World) -> None:
    made = world.initiative(Status.IN_REVIEW)
    perform("start_support", made, by=world.actor("IC"), at=NOW, **world.fill_in("start_support"))
    later = check_of(made).closes_on + timedelta(days=14)

    event = act(world, made, "postpone_support", "KA.own", closes_on=later, reason="het is vakantie")

    made.refresh_from_db()
    task = made.tasks.get(leads_to="close_support")
    assert {check_of(made).closes_on, made.due_on, task.due_on} == {later}
    assert event.audience == "public"
    assert event.text.sentence == (
        "De buurt heeft meer tijd om te antwoorden: tot en met 1 januari 2027. Het is vakantie."
    )


@pytest.mark.parametrize("days", [0, -1, 400])
def test_more_time_is_later_than_before_and_within_a_year(world: World, asked: Initiative, days: int) -> None:
    with pytest.raises(Incomplete):
        act(world, asked, "postpone_support", closes_on=LAST_DAY + timedelta(days=days), reason="Vakantie.")
