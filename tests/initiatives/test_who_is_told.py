"""Who hears of what: the table of notifications spelled out, and what stands behind its cells."""

from datetime import timedelta

import pytest
from django.utils import translation

from initiatives.deeds.do import do
from initiatives.deeds.night import walk_round
from initiatives.deeds.overdue import RULES
from initiatives.deeds.table import DEED_OF, DEEDS
from initiatives.letters import tells
from initiatives.letters.readers import Reader
from initiatives.models import Event, Initiative, Message, Task
from initiatives.models.choices import Channel
from initiatives.models.message import MessageState
from initiatives.statuses import Status
from initiatives.workflow.table import ROW_OF, TRANSITIONS
from tests.initiatives.test_letters import go, known_person, told_to
from tests.initiatives.world import NOW, World

COLUMNS = (
    Reader.INITIATOR, Reader.EXTERNAL_COORDINATOR, Reader.INTERNAL_COORDINATOR, Reader.OFFICER, Reader.KERNAMBTENAAR,
    Reader.KERNOVERLEG,
)  # fmt: skip
# domain.md 4.5, a line per step of each event:
# resident, external coordinator, internal coordinator, officer, kernambtenaar, kernoverleg.
TABLE = {
    # log
    "log": ("receipt", "", "", "", "digest", ""),
    # submit
    "submit": ("yes", "copy", "inbox", "", "digest", "agenda"),
    # assign / accept
    "assign": ("", "copy", "", "mail", "digest", ""),
    "accept": ("yes", "copy", "", "", "digest", ""),
    # give back ×2; the internal coordinator has to route it the first time too
    "give_back": ("", "copy from the second", "mail", "", "", ""),
    "still_looking": ("after 5 working days", "", "", "", "", ""),
    # question / answer
    "request_info": ("yes", "copy", "", "mail", "", ""),
    "receive_info": ("yes", "copy", "", "mail", "", ""),
    "continue_without": ("yes", "copy", "", "mail", "", ""),
    "remind_question": ("yes", "", "", "", "", ""),
    # appointment; external coordinator and officer get theirs with the calendar in it (letters/invitations.py)
    "plan_appointment": ("invite", "", "copy", "", "", ""),
    "pick_appointment": ("invite", "", "copy", "", "", ""),
    "cancel_appointment": ("change", "", "copy", "", "", ""),
    "record_appointment": ("yes", "copy", "copy", "mail", "", ""),
    # support start / end
    "start_support": ("yes", "copy", "", "", "mail", "mail or letter"),
    "postpone_support": ("yes", "copy", "", "", "mail", "mail or letter"),
    "close_support": ("yes", "copy", "", "", "mail", "mail or letter"),
    # a meeting of residents talked about it (they know themselves)
    "discuss_in_kernoverleg": ("yes", "copy", "", "mail", "digest", ""),
    # decision: call first, then written
    "approve": ("", "before resident", "copy", "copy", "mail", ""),
    "reject": ("", "before resident", "copy", "copy", "mail", ""),
    "inform_initiator": ("then written", "", "", "", "", "after"),
    # heartbeat, on hold, resume
    "heartbeat_message": ("yes", "", "", "", "digest", ""),
    "hold": ("yes", "task", "", "task", "digest", ""),
    "resume": ("yes", "task", "", "task", "digest", ""),
    # hand-over, check-in, done
    "hand_over": ("yes", "task", "", "thanks", "digest", "result"),
    "complete": ("yes", "task", "", "thanks", "digest", "result"),
}


@pytest.mark.parametrize("action", TABLE)
def test_the_table_of_notifications_is_the_table(action: str) -> None:
    row = ROW_OF.get(action) or DEED_OF[action]
    assert {reader for reader in row.tells if reader in COLUMNS} == {
        reader for reader, cell in zip(COLUMNS, TABLE[action], strict=True) if cell
    }


@pytest.mark.parametrize("name", ["heartbeat", "hold", "update", "check_in", "conditions"])
def test_where_the_table_says_task_a_term_makes_one(name: str) -> None:
    assert [rule.name for rule in RULES if rule.name == name] == [name]


def test_everything_that_is_said_of_an_action_is_said_of_one_there_is() -> None:
    known = {row.name for row in (*TRANSITIONS, *DEEDS)}
    said = {*tells.ASKS, *tells.RECEIPTS, *tells.URGENT, *(action for action, _reader in tells.ONLY_WHEN)}
    assert said - known == set()
    for action, reader in tells.ONLY_WHEN:
        assert reader in (ROW_OF.get(action) or DEED_OF[action]).tells


@pytest.mark.parametrize("name", sorted(tells.ASKS & set(ROW_OF)))
def test_what_asks_something_of_a_resident_is_marked_as_such(world: World, name: str) -> None:
    initiative = world.initiative(ROW_OF[name].sources[-1])
    mia = known_person(initiative, Channel.EMAIL)
    go(world, initiative, name, "IC")
    assert Message.objects.get(person=mia).asks


def test_news_asks_nothing(world: World) -> None:
    initiative = world.initiative(Status.ASSIGNED)
    mia = known_person(initiative, Channel.EMAIL)
    go(world, initiative, "accept", "BM.lead")
    assert not Message.objects.get(person=mia).asks


# ---- given back ---------------------------------------------------------------------------------------


def given_back(world: World, initiative: Initiative) -> Event:
    """Assigned, and not theirs."""
    go(world, initiative, "assign", "IC", officer=world.people["BM.lead"])
    return go(world, initiative, "give_back", "BM.lead")


def test_the_coordinator_of_the_kern_hears_of_the_second_time_it_is_given_back(world: World) -> None:
    initiative = world.initiative(Status.SUBMITTED)
    first, second = given_back(world, initiative), given_back(world, initiative)
    assert (told_to(first), told_to(second)) == ({"IC"}, {"IC", "EC.own"})


def test_who_was_given_back_hears_once_that_we_still_look_and_only_after_the_term(world: World) -> None:
    initiative = world.initiative(Status.SUBMITTED)
    given_back(world, initiative)
    assert initiative.due_on is not None
    waited = (initiative.due_on - NOW.date()).days

    for days in range(waited + 4):
        walk_round(now=NOW + timedelta(days=days))

    told = Event.objects.get(action="still_looking")
    assert (told.at.date() - NOW.date()).days == waited + 1
    assert told.text.sentence.startswith("Wij zoeken nog de juiste medewerker voor uw idee.")
    assert Task.objects.filter(message__event=told).count() == 1


def test_what_was_never_given_back_and_what_is_silent_hears_nothing_of_it(world: World) -> None:
    long_ago = NOW - timedelta(days=60)
    fresh = world.initiative(Status.SUBMITTED, due_on=long_ago.date())
    silenced = world.initiative(Status.SUBMITTED)
    given_back(world, silenced)
    Initiative.objects.filter(pk=silenced.pk).update(silenced_at=NOW)

    walk_round(now=NOW + timedelta(days=30))

    assert fresh.events.filter(action="still_looking").count() == 0
    assert Event.objects.filter(action="still_looking").count() == 0


# ---- in Dutch for colleagues --------------------------------------------------------------------------


def test_what_a_resident_does_on_the_english_page_leaves_dutch_tasks_behind(world: World) -> None:
    initiative = world.initiative(Status.IN_REALISATION)
    known_person(initiative, Channel.PHONE)
    with translation.override("en"):
        do("heartbeat_message", initiative, by=world.actor("IC"), at=NOW, message="Alles gaat goed.")
    task = Task.objects.get(message__event__action="heartbeat_message")
    assert task.title == "Bellen: Mia Bewoner"
    assert Message.objects.get(recipient="KA.own").subject == f"{initiative.reference}: Iets laten horen"
    assert Message.objects.get(recipient="KA.own").state == MessageState.QUEUED
