"""Helping somebody on elsewhere, and forgetting what should not be kept."""

from typing import Any

from django.utils.translation import gettext as _

from initiatives.events import empty_texts
from initiatives.models import Concern, Condition, Initiative, Message, Referral, Signal, SupportEntry, SupportVoice
from initiatives.models.choices import SENSITIVE_REFERRALS, Channel, Way
from initiatives.models.message import MessageState
from initiatives.workflow.action import Done, Situation
from initiatives.workflow.effects import close_open_ends, end_assignment
from initiatives.workflow.storing import remove_all

# Everything of an initiative in which somebody's story or name may stand.
STORY = (
    "title", "summary", "description", "aim", "already_tried", "own_effort", "place", "organisation", "brought_in_by",
    "fiscal_host", "asks_note", "earlier_request", "upkeep", "controversial_note", "public_summary",
)  # fmt: skip

WORDS_OF_CHECK = (
    "area", "organiser", "can_still_change", "public_text", "when_planned", "what_changes", "how_informed", "summary",
    "reasons",
)  # fmt: skip
WORDS_OF_DECISION = (
    "advice", "without_support_because", "without_talk_because", "open_advice_because", "explanation", "alternative",
)  # fmt: skip


def refer_elsewhere(s: Situation) -> Done:
    """One row; of a quarrel, a cry for help or a complaint that row is all that is left."""
    sensitive = s.inputs["kind"] in SENSITIVE_REFERRALS
    row = Referral.objects.create(
        initiative=s.initiative,
        kind=s.inputs["kind"],
        receiver=s.inputs["receiver"],
        receiver_phone=s.inputs["receiver_phone"],
        kern=s.initiative.lead_kern,
        channel=s.actor.way if s.actor.way != Way.PAGE else Way.COUNTER,
        warm=s.inputs["warm"],
        referred_on=s.today,
        referred_by=None if sensitive else s.actor.user,
    )
    end_assignment(s, reason="", note="")
    close_open_ends(s)
    columns: dict[str, Any] = {"officer": None, "confirmed_at": None}
    if sensitive:
        forget_story(s)
        columns |= dict.fromkeys(STORY, "") | {"asks": [], "published_at": None}
        columns |= {"emptied_at": s.at, "silenced_at": s.at}
    elif s.inputs["receiver_email"]:
        send_story_once(s.initiative, to=s.inputs["receiver"], address=s.inputs["receiver_email"], s=s)
    return Done(about=row, **columns)


def send_story_once(initiative: Initiative, *, to: str, address: str, s: Situation) -> None:
    """The receiver gets the text one time; after sending it is dropped here."""
    Message.objects.create(
        initiative=initiative,
        channel=Channel.EMAIL,
        recipient=to,
        address=address,
        subject=_("Doorverwezen: %s") % initiative.reference,
        body=f"{initiative.title}\n\n{initiative.summary}\n\n{initiative.description}".strip(),
        drop_after_sending=True,
        created_at=s.at,
        next_try_at=s.at,
    )


def forget_story(s: Situation) -> None:
    """Texts, people and messages go; what happened, without its words, stays."""
    initiative = s.initiative
    for rows in (
        initiative.notes,
        initiative.people,
        initiative.appointments,
        initiative.co_advices.filter(answered_at=None),
        initiative.info_requests,
    ):
        rows.all().delete()
    initiative.tasks.all().delete()
    # What it began with, and what neighbours said of it.
    Signal.objects.filter(initiative=initiative).update(text="", note="", name="", phone="", email="", may_call=False)
    initiative.route_choices.update(reason="")
    # Money, dates and who may still see it hang on these, so the rows stay and only their words go.
    initiative.co_advices.update(question="", answer="")
    initiative.assignments.update(note="", handover_note="")
    initiative.support_checks.update(**dict.fromkeys(WORDS_OF_CHECK, ""))
    entries = SupportEntry.objects.filter(poll__initiative=initiative)
    entries.update(place="", tellers="", note="")
    entries.exclude(struck_at=None).update(struck_because="-")
    SupportVoice.objects.filter(code__poll__initiative=initiative).update(why="", place="")
    Concern.objects.filter(poll__initiative=initiative).delete()
    initiative.decisions.update(answers={}, **dict.fromkeys(WORDS_OF_DECISION, ""))
    Condition.objects.filter(decision__initiative=initiative).update(text="")
    initiative.handovers.update(group_contact="", agreements="")
    initiative.evaluations.update(result="", went_well="", could_be_better="", without_because="", learned="")
    Message.objects.filter(initiative=initiative).update(
        body="", subject="", recipient="", address="", calendar="", state=MessageState.DROPPED
    )
    remove_all(initiative, at=s.at)
    empty_texts(initiative, at=s.at)


def kept_of_referral(s: Situation) -> dict[str, object]:
    """What the event may remember of what was filled in."""
    if s.inputs["kind"] in SENSITIVE_REFERRALS:
        return {"kind": s.inputs["kind"]}
    return {name: value for name, value in s.inputs.items() if name != "receiver_email"}
