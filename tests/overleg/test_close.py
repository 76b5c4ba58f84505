"""Closing a meeting: six discussed is six timelines, all or nothing, once; and the report that comes of it."""

from datetime import timedelta
from typing import Any

import pytest

from initiatives.deeds.meeting import DISCUSS
from initiatives.letters.plain import hints
from initiatives.models import Concern, Event, Initiative, Message, SupportCheck, SupportEntry, Task
from initiatives.models.choices import Opinion
from initiatives.models.tally import count
from initiatives.statuses import Status
from initiatives.workflow.action import Incomplete, Refused, Stale
from initiatives.workflow.perform import perform
from overleg.deeds.close import close_meeting, skipped_of, written_number
from overleg.models import AgendaItem, Meeting
from overleg.models.meeting import Reason
from tests.initiatives.world import NOW, TODAY
from tests.overleg.town import Town


def tonight(town: Town, **facts: Any) -> Meeting:
    """The meeting of Sibbe is today, with fourteen people."""
    said: dict[str, Any] = {"present": 14, "recorder": "secretaris"}
    return town.meet(on=TODAY, **said | facts)


def asked(town: Town, **facts: Any) -> Initiative:
    """An idea of which the kernoverleg is asked what it thinks."""
    idea = town.idea(Status.SUPPORT_CHECK, **facts)
    idea.support_checks.update(ways=["kernoverleg", "list"])
    return idea


def talked(town: Town, meeting: Meeting, idea: Initiative | None, **said: Any) -> AgendaItem:
    """It was discussed."""
    return town.item(idea, meeting=meeting, discussed=True, **said)


def close(town: Town, meeting: Meeting, who: str = "EC.own") -> None:
    """A colleague presses the button."""
    meeting.refresh_from_db()
    close_meeting(meeting, by=town.world.people[who], at=NOW, version=meeting.version)


def told(idea: Initiative) -> list[str]:
    """What the meeting left on its timeline."""
    return [event.text.sentence for event in idea.events.filter(action=DISCUSS)]


# ---- the timelines ------------------------------------------------------------------------------------


def test_six_that_were_discussed_get_one_entry_each_and_three_that_were_not_stay_untouched(town: Town) -> None:
    meeting, ideas = tonight(town), [town.idea(title=f"Idee {n}") for n in range(9)]
    for idea in ideas[:6]:
        talked(town, meeting, idea)
    for idea, discussed in zip(ideas[6:], (False, None, None), strict=True):
        town.item(idea, meeting=meeting, discussed=discussed)
    before = list(Initiative.objects.filter(pk__in=[idea.pk for idea in ideas[6:]]).values())

    close(town, meeting)

    assert [len(told(idea)) for idea in ideas] == [1] * 6 + [0] * 3
    assert Event.objects.count() == 6
    assert list(Initiative.objects.filter(pk__in=[idea.pk for idea in ideas[6:]]).values()) == before
    meeting.refresh_from_db()
    assert (meeting.closed_at, meeting.closed_by) == (NOW, town.world.people["EC.own"])
    assert (written_number(meeting), skipped_of(meeting)) == (6, [])


def test_the_initiator_reads_one_plain_sentence_and_colleagues_hear_it_once(town: Town) -> None:
    meeting, idea = tonight(town), asked(town)
    talked(town, meeting, idea, opinion=Opinion.WORRIED)

    close(town, meeting)

    sentence = (
        "Kernoverleg Sibbe sprak op 18 november 2026 over uw idee. "
        "De mening: positief met zorgen. Er waren 14 mensen. De gemeente besluit."
    )
    assert told(idea) == [sentence]
    assert list(hints(sentence)) == []
    event = Event.objects.get(action=DISCUSS)
    assert (event.function, event.actor, event.audience) == ("kernoverleg", town.world.people["EC.own"], "resident")
    assert set(Message.objects.filter(event=event).values_list("recipient", flat=True)) == {
        "contactpersoon", "BM.lead", "KA.own",
    }  # fmt: skip


def test_the_opinion_counts_once_and_each_concern_stands_in_the_ledger(town: Town) -> None:
    meeting, idea = tonight(town), asked(town)
    talked(town, meeting, idea, opinion=Opinion.WORRIED, concerns="- Geluid in de avond\n\n* Parkeren\n")

    close(town, meeting)

    entry = SupportEntry.objects.get(way="kernoverleg")
    assert (entry.opinion, entry.reached, entry.place, entry.noted_on) == (
        "worried", 14, "Kernoverleg Sibbe", TODAY,
    )  # fmt: skip
    assert list(Concern.objects.values_list("wording", flat=True)) == ["Geluid in de avond", "Parkeren"]
    tally = count(SupportCheck.objects.get())
    assert ([said.opinion for said in tally.opinions], tally.all.total) == (["worried"], 16)


def test_an_opinion_nobody_asked_for_stands_on_the_timeline_and_in_no_count(town: Town) -> None:
    meeting, new, listed = tonight(town), town.idea(), town.idea(Status.SUPPORT_CHECK)
    later = asked(town)
    later.support_checks.update(started_at=NOW + timedelta(days=1))
    for idea in (new, listed, later):
        talked(town, meeting, idea, opinion=Opinion.POSITIVE)

    close(town, meeting)

    assert [told(idea)[0].count("De mening: positief.") for idea in (new, listed, later)] == [1, 1, 1]
    assert not SupportEntry.objects.filter(way="kernoverleg").exists()


def test_what_the_municipality_promised_and_more_time_become_tasks_and_what_the_group_promised_does_not(
    town: Town,
) -> None:
    meeting, idea = tonight(town), asked(town)
    item = talked(town, meeting, idea, wants_more_time="Er waren te weinig mensen.")
    town.promise(item, what="Tegels leggen", who="De gemeente", due_on=TODAY + timedelta(days=20))
    town.promise(item, what="De school bellen", who="Kernoverleg", due_on=TODAY + timedelta(days=9))

    close(town, meeting)

    tasks = Task.objects.filter(message=None).order_by("pk")
    assert list(tasks.values_list("title", "text_ready", "leads_to", "for_function", "due_on")) == [
        (
            "Beloofd in Kernoverleg Sibbe: Tegels leggen", "Tegels leggen (De gemeente, 08-12-2026)", "",
            "lead_officer", TODAY + timedelta(days=20),
        ),
        (
            "Kernoverleg Sibbe wil meer tijd", "Er waren te weinig mensen.", "postpone_support", "lead_officer", TODAY,
        ),
    ]  # fmt: skip
    assert item.promises.count() == 2


def test_of_what_is_not_with_an_officer_yet_the_internal_coordinator_keeps_the_promise(town: Town) -> None:
    meeting, idea = tonight(town), town.idea()
    town.promise(talked(town, meeting, idea), who="gemeente")

    close(town, meeting)

    assert Task.objects.get(message=None).for_function == "internal_coordinator"


def test_a_decision_that_was_told_is_not_said_to_be_still_to_come(town: Town) -> None:
    meeting = tonight(town)
    told_yes, untold = town.idea(Status.APPROVED), town.idea(Status.REJECTED, informed_at=None)
    for idea in (told_yes, untold):
        talked(town, meeting, idea, reason=Reason.DECIDED)

    close(town, meeting)

    assert ["De gemeente besluit." in told(idea)[0] for idea in (told_yes, untold)] == [False, True]


# ---- what changed meanwhile ---------------------------------------------------------------------------


def test_what_became_confidential_or_stopped_or_was_emptied_or_merged_is_left_out_with_why(town: Town) -> None:
    meeting, fine = tonight(town), town.idea(title="Bank")
    states: list[dict[str, Any]] = [{"is_confidential": True}, {"emptied_at": NOW}]
    gone = [town.idea(title="Geheim", **facts) for facts in states]
    gone += [town.idea(Status.WITHDRAWN, title="Gestopt"), town.idea(Status.MERGED, title="Samen")]
    for idea in (*gone, fine):
        talked(town, meeting, idea)

    close(town, meeting)

    assert [told(idea) for idea in gone] == [[], [], [], []]
    assert len(told(fine)) == 1
    hidden = "Dit punt bespreken wij nu niet in een vergadering."
    assert [why for _item, why in skipped_of(meeting)] == [
        hidden, hidden, "Dit idee is gestopt of ligt ergens anders.", "Dit idee gaat samen verder met een ander idee.",
    ]  # fmt: skip
    meeting.refresh_from_db()
    assert ("Geheim" in meeting.report, "Bank" in meeting.report) == (False, True)


def test_a_meeting_that_cannot_write_one_of_its_points_writes_none(town: Town) -> None:
    meeting, first, second = tonight(town), town.idea(), asked(town)
    talked(town, meeting, first)
    talked(town, meeting, second, concerns="x" * 501)

    with pytest.raises(Incomplete):
        close(town, meeting)

    meeting.refresh_from_db()
    assert (Event.objects.count(), Message.objects.count(), meeting.closed_at, meeting.report) == (0, 0, None, "")


# ---- once ---------------------------------------------------------------------------------------------


def test_a_second_press_changes_nothing(town: Town) -> None:
    meeting = tonight(town)
    talked(town, meeting, town.idea())
    twin = Meeting.objects.get(pk=meeting.pk)
    close(town, meeting)

    close_meeting(twin, by=town.world.people["KA.own"], at=NOW + timedelta(minutes=1), version=twin.version - 1)

    meeting.refresh_from_db()
    assert (Event.objects.count(), meeting.closed_by) == (1, town.world.people["EC.own"])


def test_who_closes_an_older_version_hears_it_and_nothing_is_written(town: Town) -> None:
    meeting = tonight(town)
    talked(town, meeting, town.idea())
    Meeting.objects.filter(pk=meeting.pk).update(version=7)

    with pytest.raises(Stale):
        close_meeting(meeting, by=None, at=NOW, version=6)

    assert Event.objects.count() == 0


def test_a_colleague_who_works_on_the_same_idea_does_not_stop_the_closing(town: Town) -> None:
    meeting, idea = tonight(town), town.idea(Status.ASSIGNED)
    talked(town, meeting, idea)
    perform("accept", idea, by=town.world.actor("BM.lead"), at=NOW, **town.world.fill_in("accept"))

    close(town, meeting)

    assert len(told(idea)) == 1


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"present": None}, "Vul eerst in hoeveel mensen er waren."),
        ({"held_on": TODAY + timedelta(days=1)}, "Deze vergadering moet nog komen."),
        ({"chair_involved": True, "recorder": "De voorzitter"}, "Vul daarom in welke ander het opschreef."),
        ({"chair_involved": True, "recorder": "Jo Vaessen"}, "Vul daarom in welke ander het opschreef."),
        ({"chair_involved": True, "recorder": ""}, "Vul daarom in welke ander het opschreef."),
        ({"called_off_at": NOW}, "Deze vergadering gaat niet door."),
        ({"kernoverleg": None}, "Dit is geen vergadering van bewoners."),
    ],
)
def test_it_is_not_closed_before_it_can_be(town: Town, facts: dict[str, Any], why: str) -> None:
    meeting = tonight(town)
    talked(town, meeting, town.idea())
    Meeting.objects.filter(pk=meeting.pk).update(**facts)

    with pytest.raises(Refused, match=why):
        close(town, meeting)

    assert Event.objects.count() == 0
