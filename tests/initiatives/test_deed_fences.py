"""Who may do which deed, in which status: the permission matrix, and what it has no line for."""

from typing import Any

import pytest

from initiatives.deeds.do import deeds_for
from initiatives.deeds.table import DEED_OF, DEEDS
from initiatives.models import Initiative, Note
from initiatives.statuses import RUNNING, Status, in_groups
from initiatives.workflow.action import NotNow, NotYours, Situation
from tests.initiatives.test_deeds import act
from tests.initiatives.test_permission_pages import (
    IN_MATRIX,
    KNOWN_TO_THE_MATRIX,
    STOPPED_BY_THE_WORKFLOW,
    SUBJECTS,
    person_before,
)
from tests.initiatives.world import GROUP_OF, NOW, World, matrix

COORDINATORS_AND_OFFICER = ("EC.own", "IC", "BM.lead")
# Deeds the matrix has no line for: who may, and in which statuses.
OWN_FENCES: dict[str, tuple[tuple[str, ...], tuple[Status, ...]]] = {
    "inform_initiator": (COORDINATORS_AND_OFFICER, (Status.APPROVED, Status.REJECTED)),
    "meet_condition": (COORDINATORS_AND_OFFICER, (Status.APPROVED, Status.IN_REALISATION, Status.HANDED_OVER)),
    "mark_formal": (("IC", "BM.lead"), (Status.ASSIGNED, Status.IN_REVIEW)),
    **dict.fromkeys(
        ("enter_support", "strike_support", "note_concern", "answer_concern"),
        ((*COORDINATORS_AND_OFFICER, "KA.own"), (Status.SUPPORT_CHECK,)),
    ),
    "postpone_support": (("IC", "BM.lead", "KA.own"), (Status.SUPPORT_CHECK,)),
    # Only residents themselves (the matrix calls the first two status_message; test_status_talk holds them to it).
    "ask_for_call": (("IW.own",), tuple(status for status in RUNNING if status != Status.DRAFT)),
    "tell_municipality": (("IW.own",), tuple(status for status in RUNNING if status != Status.DRAFT)),
    "evaluate_by_resident": (("IW.own",), (Status.COMPLETED,)),
    # The meeting says who may; what stopped or went elsewhere has no timeline to write on.
    "discuss_in_kernoverleg": (
        ("KO",),
        (*(status for status in RUNNING if status != Status.DRAFT), Status.REJECTED, Status.COMPLETED),
    ),
}
# The same, per person and group of statuses.
GROUP_FENCES: dict[str, dict[str, str]] = {
    "ask_platform": {"IC": "SAW", "KA.own": "AW", "BM.lead": "AW"},
    "unask_platform": {"IC": "SAW", "KA.own": "AW", "BM.lead": "AW"},
    "note_in_platform": {"IC": "SAWX", "KA.own": "AW"},
}
BLIND_TO_CONFIDENTIAL = ("KA.own",)
# What residents do themselves on their own page, or have a colleague do for them.
RESIDENTS_ANSWER = ("pick_appointment", "cancel_appointment")


# ---- who may ------------------------------------------------------------------------------------------


def has_a_fence(name: str) -> bool:
    """Whether this file or the matrix tells who may."""
    return name in OWN_FENCES or name in GROUP_FENCES or IN_MATRIX.get(name, name) in KNOWN_TO_THE_MATRIX


def allowed(name: str, subject: str, status: Status, confidential: str) -> bool:
    """Both fences: the matrix lets this person, and the deed is possible in this status."""
    unseen = confidential == "1" and subject in BLIND_TO_CONFIDENTIAL
    if name in OWN_FENCES:
        people, statuses = OWN_FENCES[name]
        at_the_door = name == "mark_formal" and subject == "IC" and status == Status.SUBMITTED
        return (subject in people and status in statuses and not unseen) or at_the_door
    if name in GROUP_FENCES:
        return status in in_groups(GROUP_FENCES[name].get(subject, "")) and not unseen
    cell = matrix()[IN_MATRIX.get(name, name), subject, GROUP_OF[status], confidential]
    stopped = (name, GROUP_OF[status]) in STOPPED_BY_THE_WORKFLOW
    return cell == "ok" and not stopped and status in DEED_OF[name].sources


@pytest.mark.parametrize("subject", [*SUBJECTS, "IW.own", "SYS", "KO"])
def test_do_lets_through_whom_the_matrix_lets_through_and_nobody_else(world: World, subject: str) -> None:
    facts = person_before(world, subject)[1] if subject in SUBJECTS else {}
    name_of_person = {"GGD.other": "GGD.tag", "MGR": "MGR.escalated"}.get(subject, subject)
    actor, wrong, let = world.actor(name_of_person), [], 0
    for status in Status:
        for confidential in ("0", "1"):
            initiative = world.known_to_all(status, **facts | {"is_confidential": confidential == "1"})
            for row in (row for row in DEEDS if has_a_fence(row.name)):
                done = is_let_through(row.name, initiative, actor)
                let += done
                by_resident = subject == "IW.own" and row.name in RESIDENTS_ANSWER and status in row.sources
                by_resident |= row.name in OWN_FENCES and allowed(row.name, subject, status, confidential)
                if done != (by_resident or (subject in SUBJECTS and allowed(row.name, subject, status, confidential))):
                    wrong.append((row.name, status.value, confidential, done))

    assert wrong == []
    assert (let > 0) == (
        subject in ("IW.own", "EC.own", "IC", "BM.lead", "BM.coadvice", "KA.own", "DEC.mandate", "GGD.tag", "KO")
    )


def is_let_through(name: str, initiative: Initiative, actor: Any) -> bool:
    """Whether the row lets this person do it now."""
    try:
        DEED_OF[name].function_now(initiative, actor)
    except (NotYours, NotNow):
        return False
    return True


def test_do_itself_refuses_whatever_the_page_did(world: World) -> None:
    initiative = world.known_to_all(Status.IN_REVIEW)

    with pytest.raises(NotYours):
        act(world, initiative, "note_internal", "EC.own", text="Niet voor mij.")
    with pytest.raises(NotNow):
        act(world, world.known_to_all(Status.WITHDRAWN), "note_internal", "BM.lead", text="Te laat.")
    assert Note.objects.count() == 0


@pytest.mark.parametrize("status", [Status.SUBMITTED, Status.IN_REVIEW, Status.APPROVED, Status.COMPLETED])
def test_the_deeds_on_the_page_are_those_that_make_sense_now(world: World, status: Status) -> None:
    initiative = world.known_to_all(status)

    shown = {option.row.name for option in deeds_for(initiative, by=world.actor("IC"), at=NOW)}

    situation = Situation(initiative=initiative, actor=world.actor("IC"), at=NOW)
    fenced = [row for row in DEEDS if has_a_fence(row.name)]
    assert shown & {row.name for row in fenced} == {
        row.name for row in fenced if allowed(row.name, "IC", status, "0") and row.obstacle(situation) is None
    }
    assert "unpublish" not in shown
