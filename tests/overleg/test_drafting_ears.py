"""What is proposed to whom: never what is not for the ears of a group, in one order, and nothing is written."""

from datetime import date, timedelta
from typing import Any

from initiatives.models import Decision, Event, Initiative, SupportCheck
from initiatives.models.choices import SupportMethod
from initiatives.statuses import Status
from overleg.deeds.drafting import Proposal, draft
from overleg.models import Meeting
from overleg.models.meeting import Reason
from tests.initiatives.world import NOW
from tests.overleg.town import MEETING_DAY, Town

LONG_AGO = NOW - timedelta(days=400)


def proposed(town: Town, *, by: str = "IC", meeting: Meeting | None = None) -> list[tuple[str, str]]:
    """Title and reason of everything that is proposed."""
    return [(one.title, one.reason.value) for one in draft(meeting or town.meeting, by=town.world.people[by], at=NOW)]


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


# ---- who hears what ------------------------------------------------------------------------------------


def test_nothing_confidential_and_nothing_emptied_is_ever_proposed(town: Town) -> None:
    town.idea(title="Open")
    town.idea(title="Vertrouwelijk", is_confidential=True)
    town.idea(title="Leeg", emptied_at=NOW)
    town.idea(Status.DRAFT, "Concept")

    assert proposed(town) == [("Open", Reason.NEW)]


def test_only_the_kernen_of_the_group_and_what_is_of_the_whole_municipality(town: Town) -> None:
    town.idea(title="Van Sibbe")
    town.idea(title="Van Broekhem", kern=town.world.other_kern)
    town.idea(title="Van iedereen", kern=town.world.other_kern, whole_municipality=True)

    assert [title for title, _reason in proposed(town)] == ["Van Sibbe", "Van iedereen"]


def test_for_a_group_over_two_kernen_everybody_brings_what_they_may_see(town: Town) -> None:
    town.idea(title="Van Sibbe")
    town.idea(title="Van Broekhem", kern=town.world.other_kern)
    meeting = town.meet(town.working_group)

    seen = {name: [title for title, _why in proposed(town, by=name, meeting=meeting)] for name in ("EC.own", "IC")}

    assert seen == {"EC.own": ["Van Sibbe"], "IC": ["Van Broekhem", "Van Sibbe"]}


def test_an_idea_with_two_reasons_is_proposed_once_with_both(town: Town) -> None:
    check = asks_opinion(town)
    Initiative.objects.filter(pk=check.initiative_id).update(logged_at=NOW - timedelta(days=10))
    town.met(days_ago=42)

    (one,) = draft(town.meeting, by=town.world.people["IC"], at=NOW)

    assert [why.reason for why in one.whys] == [Reason.OPINION, Reason.NEW]


def test_new_ideas_go_first_then_opinions_then_decisions_promises_and_check_ins(town: Town) -> None:
    earlier = town.met(days_ago=42)
    old(town, Status.HANDED_OVER, "Boomgaard")
    town.promise(town.item(old(town), meeting=earlier, discussed=True))
    decided(town)
    asks_opinion(town)
    town.idea(title="Nieuw idee")

    assert [reason for _title, reason in proposed(town)] == [
        Reason.NEW, Reason.OPINION, Reason.DECIDED, Reason.PROMISE, Reason.CHECK_IN,
    ]  # fmt: skip


def test_proposing_writes_nothing_to_any_initiative(town: Town) -> None:
    made = asks_opinion(town).initiative
    before = (Initiative.objects.values().get(pk=made.pk), Event.objects.count(), town.meeting.items.count())

    found: list[Proposal] = draft(town.meeting, by=town.world.people["IC"], at=NOW)

    assert [one.initiative for one in found] == [made]
    assert (Initiative.objects.values().get(pk=made.pk), Event.objects.count(), town.meeting.items.count()) == before
