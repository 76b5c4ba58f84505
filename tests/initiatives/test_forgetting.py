"""What is not said any more after a death, and what is not kept of a quarrel, a complaint or a cry for help."""

from uuid import uuid4

import pytest
from django.apps import apps
from django.db import models

from initiatives.deeds.do import do
from initiatives.models import (
    Appointment,
    Attachment,
    Concern,
    ContactPerson,
    Initiative,
    Message,
    Note,
    Referral,
    Signal,
    SupportCheck,
    SupportCode,
    SupportEntry,
    SupportVoice,
    Task,
)
from initiatives.models.choices import Channel
from initiatives.models.message import MessageState
from initiatives.models.note import NoteKind
from initiatives.statuses import Status
from initiatives.workflow.action import NotYours, Refused
from tests.initiatives.test_invariants import SECRET, go
from tests.initiatives.world import NOW, TODAY, World

# ---- after a death ----------------------------------------------------------------------------------


def test_after_a_death_nothing_is_sent_written_or_phoned_to_the_residents_any_more(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    ContactPerson.objects.create(
        initiative=initiative, name="Mia", channel=Channel.EMAIL, email="mia@example.nl", created_at=NOW
    )
    go(world, initiative, "request_info", "BM.lead")  # a mail that waits, and a call to make
    assert Message.objects.filter(person__isnull=False, state__in=("queued", "task")).count() == 2

    go(world, initiative, "withdraw", "IC", reason="deceased_or_moved")
    go(world, initiative, "reopen", "IC")
    go(world, initiative, "assign", "IC")
    with pytest.raises(Refused, match="gaan geen berichten meer uit"):
        do("message_resident", initiative, by=world.actor("IC"), at=NOW, message="Hoe gaat het?")

    to_people = Message.objects.filter(person__isnull=False)
    assert {message.state for message in to_people} == {MessageState.DROPPED}
    assert to_people.count() == 2
    assert not Task.objects.filter(message__isnull=False, is_moot=False, done_at=None).exists()


def test_any_other_end_leaves_the_last_letter_on_its_way(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    go(world, initiative, "request_info", "BM.lead")

    go(world, initiative, "withdraw", "IC", reason="withdrawn")

    assert Message.objects.filter(person__isnull=False, state="task").count() == 2


# ---- of a quarrel nothing is kept ------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["complaint", "care_request", "mediation"])
def test_of_a_quarrel_a_complaint_or_a_cry_for_help_no_word_is_left_anywhere(world: World, kind: str) -> None:
    initiative = told_in_full(world)
    go(world, initiative, "request_info", "BM.lead", question=f"{SECRET} vraag")
    go(world, initiative, "receive_info", "BM.lead", answer=f"{SECRET} antwoord")
    go(world, initiative, "propose", "BM.lead", advice=f"{SECRET} advies")
    go(world, initiative, "return_proposal", "DEC.mandate", missing=f"{SECRET} ontbreekt")
    assert len(places_of(SECRET)) > 15

    go(world, initiative, "refer", "BM.lead", kind=kind, receiver="buurtbemiddeling", note=f"{SECRET} notitie")

    assert places_of(SECRET) == []
    assert (initiative.status, initiative.people.count()) == (Status.REFERRED, 0)
    assert (Referral.objects.get().kind, Referral.objects.get().referred_by) == (kind, None)
    with pytest.raises(NotYours):
        go(world, initiative, "reopen", "IC")


def told_in_full(world: World) -> Initiative:
    """Everything that can be written down about an initiative, with the same word in it."""
    texts = {
        f.name: f"{SECRET} {f.name}"
        for f in Initiative._meta.get_fields()
        if isinstance(f, models.CharField | models.TextField) and not f.choices and f.name not in OURS
    }
    initiative = world.initiative(Status.IN_REVIEW, **texts, is_controversial=True)
    people = world.people
    initiative.people.update(name=f"{SECRET} Mia", street=f"{SECRET}straat 1")
    Note.objects.create(
        initiative=initiative, kind=NoteKind.INTERNAL, text=f"{SECRET} notitie", by=people["IC"], at=NOW
    )
    Appointment.objects.create(
        initiative=initiative,
        officer=people["BM.lead"],
        starts_at=NOW,
        place=f"{SECRET} thuis",
        planned_by=people["IC"],
    )
    words = (
        "area",
        "organiser",
        "can_still_change",
        "public_text",
        "when_planned",
        "what_changes",
        "how_informed",
        "summary",
        "reasons",
    )
    check = SupportCheck.objects.create(
        initiative=initiative, ways=["list"], closes_on=TODAY, started_at=NOW, started_by=people["IC"],
        closed_at=NOW, conclusion="enough", **{name: f"{SECRET} {name}" for name in words},
    )  # fmt: skip
    initiative.assignments.update(note=f"{SECRET} bericht")
    answer(check)
    hang_on(initiative)
    return initiative


def answer(check: SupportCheck) -> None:
    """What neighbours said, and what was written beside it."""
    SupportEntry.objects.create(
        poll=check, way="meeting", noted_on=TODAY, votes_for=1, votes_against=0, votes_neutral=0, entered_at=NOW,
        form_key=uuid4(), struck_at=NOW,
        **{name: f"{SECRET} {name}" for name in ("place", "tellers", "note", "struck_because")},
    )  # fmt: skip
    code = SupportCode.objects.create(poll=check, digest="d", batch=uuid4(), way="letter", made_at=NOW)
    SupportVoice.objects.create(
        code=code, answer="for", way="letter", given_on=TODAY, entered_at=NOW, form_key=uuid4(),
        **{name: f"{SECRET} {name}" for name in ("place", "why")},
    )  # fmt: skip
    Concern.objects.create(
        poll=check, noted_at=NOW, **{name: f"{SECRET} {name}" for name in ("wording", "answer", "changed")}
    )


def hang_on(initiative: Initiative) -> None:
    """What lies beside it: a neighbour, a file, a mail with a calendar."""
    Signal.objects.create(
        initiative=initiative, kind="join", text=f"{SECRET} doet mee", name=f"{SECRET} Jo", note=f"{SECRET} gebeld",
        created_at=NOW, form_key=uuid4(),
    )  # fmt: skip
    Attachment.objects.create(
        initiative=initiative, name=f"{SECRET}.pdf", kind="pdf", size=1, sha256="", by_resident=True, uploaded_at=NOW
    )
    Message.objects.create(
        initiative=initiative, channel=Channel.EMAIL, recipient=f"{SECRET} Mia", address="mia@example.nl",
        subject=f"{SECRET}", body=f"{SECRET} brief", calendar=f"{SECRET} agenda", created_at=NOW,
    )  # fmt: skip


# Columns that hold no story.
OURS = ("status", "return_status", "reference", "access_code_hash", "controversial_note")


def places_of(word: str) -> list[str]:
    """Every column of every table of the story in which this word stands."""
    return [
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("initiatives").get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.CharField | models.TextField | models.JSONField)
        for value in model._default_manager.values_list(field.name, flat=True)
        if word in str(value)
    ]
