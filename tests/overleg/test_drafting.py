"""The agenda that is proposed: what is open in the kernen of a group, and nothing that is not for its ears."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from initiatives.models import Condition, Decision, Event, Initiative, SupportCheck, SupportEntry
from initiatives.models.choices import SupportMethod
from initiatives.statuses import Status
from overleg.deeds.drafting import draft
from overleg.models import Meeting
from overleg.models.meeting import Reason
from tests.initiatives.world import NOW, TODAY
from tests.overleg.town import MEETING_DAY, Town

LONG_AGO = NOW - timedelta(days=400)


def proposed(town: Town, *, by: str = "IC", meeting: Meeting | None = None) -> list[tuple[str, str]]:
    """Title and reason of everything that is proposed."""
    return [(one.title, one.reason.value) for one in draft(meeting or town.meeting, by=town.world.people[by], at=NOW)]


def says(town: Town, title: str, *, by: str = "IC") -> list[str]:
    """All that is said of one proposal."""
    (found,) = [one for one in draft(town.meeting, by=town.world.people[by], at=NOW) if one.title == title]
    return [why.says for why in found.whys]


def old(town: Town, status: Status = Status.IN_REVIEW, title: str = "Oud idee", **facts: Any) -> Initiative:
    """An idea the group has known for long."""
    return town.idea(status, title, **{"logged_at": LONG_AGO, "informed_at": None} | facts)


def asks_opinion(town: Town, *, closes_on: date = MEETING_DAY, title: str = "Speelbos") -> SupportCheck:
    """An idea of which the kernoverleg is asked what it thinks."""
    made = old(town, Status.SUPPORT_CHECK, title)
    made.support_checks.update(ways=[SupportMethod.LIST, SupportMethod.KERNOVERLEG], closes_on=closes_on)
    return made.support_checks.get()


def decided(town: Town, *, outcome: str = "yes", status: Status = Status.APPROVED, **facts: Any) -> Decision:
    """An idea on which was decided two weeks ago."""
    made = old(town, status, "Jeu de boules", **{"informed_at": NOW - timedelta(days=5)} | facts)
    return Decision.objects.create(
        initiative=made, proposed_by=town.world.people["BM.lead"], proposed_at=NOW - timedelta(days=20),
        decided_by=town.world.people["DEC.mandate"], decided_at=NOW - timedelta(days=14), outcome=outcome,
    )  # fmt: skip


# ---- new in our kern -----------------------------------------------------------------------------------


def test_an_idea_logged_since_the_last_meeting_is_new(town: Town) -> None:
    town.met(days_ago=42)
    town.idea(title="Bank bij de kapel")
    old(town)

    assert proposed(town) == [("Bank bij de kapel", Reason.NEW)]
    assert says(town, "Bank bij de kapel") == ["binnen op 8 november 2026"]


def test_at_the_first_meeting_everything_that_runs_is_new(town: Town) -> None:
    old(town, title="Oud idee")
    old(town, Status.WITHDRAWN, "Gestopt idee")

    assert proposed(town) == [("Oud idee", Reason.NEW)]


def test_an_idea_that_was_handed_in_since_then_is_new_although_it_was_logged_before(town: Town) -> None:
    town.met(days_ago=42)
    made = old(town, Status.SUBMITTED, "Doorgezet")
    assert proposed(town) == []
    Event.objects.create(
        initiative=made, action="submit", at=NOW, function="external_coordinator", audience="resident"
    )  # fmt: skip

    assert proposed(town) == [("Doorgezet", Reason.NEW)]


def test_what_was_on_an_earlier_agenda_of_theirs_is_not_new_any_more(town: Town) -> None:
    earlier = town.met(days_ago=5)
    made = town.idea(logged_at=NOW - timedelta(days=1))
    assert proposed(town) == [(made.title, Reason.NEW)]

    town.item(made, meeting=earlier, discussed=True)

    assert proposed(town) == []


def test_what_there_was_no_time_for_comes_back_the_next_time(town: Town) -> None:
    earlier = town.met(days_ago=42)
    town.item(old(town), meeting=earlier, discussed=False)

    assert proposed(town) == [("Oud idee", Reason.NEW)]
    assert says(town, "Oud idee") == ["vorige keer niet besproken"]


def test_what_waits_for_a_meeting_of_this_group_is_not_proposed_for_another(town: Town) -> None:
    later = town.meet(on=MEETING_DAY + timedelta(days=42))
    town.item(town.idea())

    assert proposed(town, meeting=later) == []


def test_what_was_on_the_agenda_of_a_meeting_that_was_called_off_is_proposed_again(town: Town) -> None:
    later = town.meet(on=MEETING_DAY + timedelta(days=42))
    made = town.idea()
    town.item(made)
    Meeting.objects.filter(pk=town.meeting.pk).update(called_off_at=NOW)

    assert proposed(town, meeting=later) == [(made.title, Reason.NEW)]


def test_one_group_does_not_take_away_what_is_new_for_another(town: Town) -> None:
    made = town.idea()
    town.item(made)
    of_working_group = town.meet(town.working_group)

    assert proposed(town, meeting=of_working_group) == [(made.title, Reason.NEW)]


def test_ideas_of_people_who_are_no_member_are_proposed_like_all_others(town: Town) -> None:
    town.idea(title="Van een inwoner", initiator_kind="resident")

    assert proposed(town) == [("Van een inwoner", Reason.NEW)]


# ---- an opinion is asked -------------------------------------------------------------------------------


def test_an_opinion_that_is_asked_comes_with_its_last_day(town: Town) -> None:
    town.met()
    asks_opinion(town)

    assert proposed(town) == [("Speelbos", Reason.OPINION)]
    assert says(town, "Speelbos") == ["tot en met 25 november 2026"]


def test_a_question_to_the_neighbourhood_that_is_not_put_to_the_kernoverleg_asks_no_opinion(town: Town) -> None:
    town.met()
    old(town, Status.SUPPORT_CHECK, "Alleen lijsten")

    assert proposed(town) == []


def test_who_gave_an_opinion_is_not_asked_again(town: Town) -> None:
    check = asks_opinion(town)
    earlier = town.met(days_ago=1)
    town.item(check.initiative, meeting=earlier, discussed=True, opinion="positive")

    assert proposed(town) == []


def test_an_opinion_of_before_the_question_does_not_count(town: Town) -> None:
    check = asks_opinion(town)
    earlier = town.met(days_ago=42)
    town.item(check.initiative, meeting=earlier, discussed=True, opinion="positive")

    assert proposed(town) == [("Speelbos", Reason.OPINION)]


def test_an_opinion_that_came_on_paper_counts_and_one_of_another_group_does_not(town: Town) -> None:
    town.met()
    check = asks_opinion(town)
    heard = {
        "poll": check, "way": SupportMethod.KERNOVERLEG, "noted_on": TODAY, "opinion": "positive", "votes_for": 1,
        "votes_against": 0, "votes_neutral": 0, "entered_at": NOW,
    }  # fmt: skip
    SupportEntry.objects.create(place="Werkgroep Leefbaarheid", form_key=uuid4(), **heard)
    assert proposed(town) == [("Speelbos", Reason.OPINION)]

    SupportEntry.objects.create(place="Kernoverleg Sibbe", form_key=uuid4(), **heard)

    assert proposed(town) == []


def test_a_question_that_closed_asks_nothing_any_more(town: Town) -> None:
    town.met()
    check = asks_opinion(town)
    SupportCheck.objects.filter(pk=check.pk).update(closed_at=NOW, conclusion="enough")

    assert proposed(town) == []


# ---- there is a decision -------------------------------------------------------------------------------


def test_a_decision_is_reported_back_once_the_initiator_has_heard_it(town: Town) -> None:
    town.met(days_ago=42)
    made = decided(town).initiative
    assert proposed(town) == [("Jeu de boules", Reason.DECIDED)]
    assert says(town, "Jeu de boules") == ["ja"]

    Initiative.objects.filter(pk=made.pk).update(informed_at=None)

    assert proposed(town) == []


def test_a_no_is_reported_back_as_well(town: Town) -> None:
    town.met(days_ago=42)
    decided(town, outcome="no", status=Status.REJECTED)

    assert says(town, "Jeu de boules") == ["nee"]


def test_a_decision_they_heard_last_time_is_no_news(town: Town) -> None:
    town.met(days_ago=42)
    decided(town)
    town.met(days_ago=2)

    assert proposed(town) == []


# ---- promised and late ---------------------------------------------------------------------------------


def test_a_promise_of_an_earlier_meeting_that_is_late_comes_on_the_agenda_until_it_is_kept(town: Town) -> None:
    promise = town.promise(town.item(old(town), meeting=town.met(), discussed=True))
    assert proposed(town) == [("Oud idee", Reason.PROMISE)]
    assert says(town, "Oud idee") == ["Bel de school (voorzitter), voor 15 november 2026"]

    promise.kept_at = NOW
    promise.save()

    assert proposed(town) == []


def test_a_promise_that_has_time_yet_and_one_of_another_group_are_not_proposed(town: Town) -> None:
    town.promise(town.item(old(town), meeting=town.met(), discussed=True), due_on=TODAY)
    town.promise(town.item(old(town, title="Ander"), meeting=town.met(town.working_group), discussed=True))

    assert proposed(town) == []


def test_a_promise_about_a_point_of_their_own_becomes_a_point_of_its_own(town: Town) -> None:
    town.promise(town.item(meeting=town.met(), discussed=True))

    assert proposed(town) == [("Bel de school (voorzitter)", Reason.PROMISE)]


def test_a_condition_that_is_late_is_spoken_of_only_when_the_decision_is_known(town: Town) -> None:
    town.met(days_ago=2)
    decision = decided(town, outcome="yes_if")
    Condition.objects.create(decision=decision, text="een sleutelplan", owner="initiator", due_on=date(2026, 11, 1))
    assert proposed(town) == [("Jeu de boules", Reason.PROMISE)]
    assert says(town, "Jeu de boules") == ["een sleutelplan, voor 1 november 2026"]

    Initiative.objects.update(informed_at=None)

    assert proposed(town) == []


# ---- let go --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "is_there"), [(14, True), (15, False)])
def test_how_it_goes_is_asked_until_two_weeks_after_the_meeting(town: Town, days: int, is_there: bool) -> None:
    town.met()
    made = old(town, Status.HANDED_OVER, "Boomgaard")
    made.handovers.update(check_in_on=MEETING_DAY + timedelta(days=days))

    assert proposed(town) == ([("Boomgaard", Reason.CHECK_IN)] if is_there else [])
