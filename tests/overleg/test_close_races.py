"""Two who close one meeting at the same moment: everything is written once. With real connections."""

from collections import Counter
from functools import partial

import pytest

from initiatives.deeds.meeting import DISCUSS
from initiatives.models import Concern, Event, Message, SupportEntry
from initiatives.statuses import Status
from overleg.deeds.close import close_meeting
from overleg.models import Meeting
from tests.initiatives.test_races import at_once
from tests.initiatives.world import NOW, TODAY, World
from tests.overleg.town import Town

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 6


def test_six_presses_at_once_by_a_colleague_and_the_chair_write_every_point_once(transactional_db: None) -> None:
    town = Town(World())
    meeting = town.meet(on=TODAY, present=9)
    ideas = [town.idea(Status.IN_REVIEW, title=f"Idee {n}") for n in range(3)]
    asked = town.idea(Status.SUPPORT_CHECK, title="Bank")
    asked.support_checks.update(ways=["kernoverleg"])
    SupportEntry.objects.all().delete()
    for idea in (*ideas, asked):
        town.item(idea, meeting=meeting, discussed=True, opinion="worried", concerns="Geluid.\nVerkeer.")
    people = (town.world.people["EC.own"], None, town.world.people["IC"])

    came = at_once(
        *(
            partial(close_meeting, Meeting.objects.get(pk=meeting.pk), by=people[n % 3], at=NOW, version=1)
            for n in range(MANY)
        )
    )

    assert came == [None] * MANY
    written = Event.objects.filter(action=DISCUSS).values_list("initiative", flat=True)
    assert Counter(written) == Counter(idea.pk for idea in (*ideas, asked))
    assert SupportEntry.objects.count() == 1
    assert Concern.objects.count() == 2
    once = Message.objects.filter(event__action=DISCUSS).values_list("event", "recipient", "address", "channel")
    assert Counter(once) == Counter(set(once))
    meeting.refresh_from_db()
    assert (meeting.is_closed, meeting.version) == (True, 2)
