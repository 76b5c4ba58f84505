"""What a meeting said of a quarrel or a cry for help does not outlive it."""

from initiatives.models import Initiative
from overleg.deeds.close import close_meeting
from overleg.deeds.forget import forget_emptied
from overleg.models import Meeting, Promise
from tests.initiatives.world import NOW
from tests.overleg.test_record import tonight
from tests.overleg.town import Town


def closed_meeting(town: Town) -> tuple[Meeting, Initiative]:
    """Two ideas were talked about, one of which turns out to be a quarrel."""
    meeting = tonight(town, present=9, recorder="coördinator")
    quarrel, bench = town.idea(title="De heg van nummer 12"), town.idea(title="Bank bij de kapel")
    item = town.item(quarrel, meeting=meeting, discussed=True, note="De buren schreeuwen.", concerns="De heg.")
    town.promise(item, what="Praten met de buren")
    town.item(bench, meeting=meeting, discussed=True, note="Iedereen wil dit.")
    close_meeting(meeting, by=town.world.people["IC"], at=NOW, version=meeting.version)
    return meeting, quarrel


def test_words_promises_and_report_go_with_what_was_emptied_and_the_rest_stays(town: Town) -> None:
    meeting, quarrel = closed_meeting(town)
    meeting.refresh_from_db()
    assert "schreeuwen" in meeting.report
    Initiative.objects.filter(pk=quarrel.pk).update(emptied_at=NOW, title="")

    said = [forget_emptied(now=NOW) for _twice in range(2)]

    meeting.refresh_from_db()
    item = meeting.items.get(initiative=quarrel)
    assert (item.note, item.concerns, Promise.objects.count()) == ("", "", 0)
    assert [words in meeting.report for words in ("schreeuwen", "heg", "Iedereen wil dit.")] == [False, False, True]
    assert [bool(sentence) for sentence in said] == [True, False]


def test_nothing_is_touched_while_nothing_is_emptied(town: Town) -> None:
    meeting, _quarrel = closed_meeting(town)
    meeting.refresh_from_db()
    before = meeting.report

    assert forget_emptied(now=NOW) == ""

    meeting.refresh_from_db()
    assert meeting.report == before
