"""Every transition × every person × every status, against the specification: what is not listed is refused."""

from copy import copy
from typing import Any

import pytest
from django.db import transaction

from initiatives.models import Event, Initiative
from initiatives.relations import Relation
from initiatives.statuses import STATES, Kind, Status
from initiatives.workflow.action import Incomplete, NotNow, NotYours, Refused, Situation
from initiatives.workflow.perform import available, perform
from initiatives.workflow.table import ROW_OF, TRANSITIONS, To
from tests.initiatives.world import GROUP_OF, NOW, World, matrix, workflow_spec

# The words of the specification, as relations and as subjects of the permission matrix.
RELATION_OF = {
    "externe coördinator": Relation.EXTERNAL_COORDINATOR,
    "interne coördinator": Relation.INTERNAL_COORDINATOR,
    "beleidsmedewerker (toegewezen)": Relation.LEAD_OFFICER,
    "kernambtenaar van de kern": Relation.KERNAMBTENAAR,
    "beslisser (mandaat)": Relation.DECIDER,
    "initiatiefnemer (via statuspagina of coördinator)": Relation.INITIATOR,
    "functioneel beheerder": Relation.FUNCTIONAL_ADMIN,
    "systeem": Relation.SYSTEM,
}
SUBJECT_OF = {
    Relation.EXTERNAL_COORDINATOR: "EC.own",
    Relation.INTERNAL_COORDINATOR: "IC",
    Relation.LEAD_OFFICER: "BM.lead",
    Relation.KERNAMBTENAAR: "KA.own",
    Relation.DECIDER: "DEC.mandate",
    Relation.INITIATOR: "IW.own",
    Relation.FUNCTIONAL_ADMIN: "FB",
    Relation.SYSTEM: "SYS",
}
SUBJECTS = (
    "EC.own", "EC.other", "IC", "BM.lead", "BM.coadvice", "BM.domain", "BM.other", "KA.own", "KA.other",
    "DEC.mandate", "DEC.other", "GGD.tag", "MGR.escalated", "FB", "IW.own", "SYS",
)  # fmt: skip
SPEC = {row["code"]: row for row in workflow_spec()["transitions"]}
# The resident acts through actions of the matrix with names of their own.
BY_RESIDENT = {"withdraw": "status_withdraw", "receive_info": "status_answer_question"}


def expected(name: str, subject: str, status: Status, *, confidential: bool) -> bool:
    """Both fences: the workflow lists it, and the permission matrix allows it."""
    spec = SPEC[name]
    listed = {SUBJECT_OF[RELATION_OF[who]] for who in spec["allowed"]}
    if subject not in listed or status.value not in spec["from"]:
        return False
    # Neither has cells of its own: the system discards drafts; the administrator hands over work of an ended account.
    if subject == "SYS" or (subject == "FB" and name == "reassign"):
        return True
    action = BY_RESIDENT[name] if subject == "IW.own" else name
    action = "merge_unmerge" if name in ("merge", "unmerge") else action
    return matrix()[action, subject, GROUP_OF[status], str(int(confidential))] == "ok"


def test_the_words_of_every_status_are_those_of_the_specification() -> None:
    spec = {state["code"]: state for state in workflow_spec()["states"]}

    ours = {
        status.value: (status.label, STATES[status].public_label, STATES[status].step, STATES[status].kind)
        for status in Status
    }

    assert ours == {
        code: (s["label"], s["public_label"], None if s["public_step"] == "=" else s["public_step"], Kind(s["kind"]))
        for code, s in spec.items()
    }


def test_the_table_has_exactly_the_transitions_of_the_specification() -> None:
    ours = {
        row.name: (str(row.button), {s.value for s in row.sources}, row.target.value, set(row.may))
        for row in TRANSITIONS
    }

    assert len(TRANSITIONS) == 28
    assert ours == {
        code: (s["button"], set(s["from"]), s["to"], {RELATION_OF[who] for who in s["allowed"]})
        for code, s in SPEC.items()
    }


@pytest.mark.parametrize("confidential", [False, True])
@pytest.mark.parametrize("status", Status)
def test_whoever_is_not_listed_for_this_status_is_refused_by_perform_itself(
    world: World, status: Status, confidential: bool
) -> None:
    initiative = world.initiative(status, is_confidential=confidential)
    wrong = []

    for name in ROW_OF:
        for subject in SUBJECTS:
            allowed = is_let_through(world, name, initiative, subject)
            if allowed != expected(name, subject, status, confidential=confidential):
                wrong.append((name, subject, allowed))

    assert wrong == []


def is_let_through(world: World, name: str, initiative: Initiative, subject: str) -> bool:
    """Whether perform() comes as far as asking what is to be filled in; nothing it did is kept."""
    try:
        with transaction.atomic():
            perform(name, copy(initiative), by=world.actor(subject), at=NOW)
            transaction.set_rollback(True)
    except (NotYours, NotNow):
        return False
    except Refused:
        pass
    return True


@pytest.mark.parametrize("status", Status)
def test_the_buttons_are_exactly_what_perform_lets_through(world: World, status: Status) -> None:
    initiative = world.initiative(status)

    for subject in SUBJECTS:
        shown = {option.row.name for option in available(initiative, by=world.actor(subject), at=NOW)}
        assert shown == {name for name in ROW_OF if expected(name, subject, status, confidential=False)}, subject


CASES = [(row.name, source) for row in TRANSITIONS for source in row.sources]


def doer(name: str, status: Status) -> str:
    """Somebody who may do this."""
    return next(subject for subject in SUBJECTS if expected(name, subject, status, confidential=False))


def ready(world: World, name: str, status: Status) -> Initiative:
    """An initiative on which nothing but the form stands between the person and the step."""
    facts: dict[str, Any] = {}
    if name == "submit":
        facts = {"description": "Een bank.", "aim": "Uitrusten.", "asks": ["material"], "initiator_kind": "group"}
    return world.initiative(status, **facts)


@pytest.mark.parametrize(("name", "status"), CASES)
def test_who_fills_everything_in_gets_to_the_target_with_one_event(world: World, name: str, status: Status) -> None:
    initiative = ready(world, name, status)
    row = ROW_OF[name]

    event = perform(name, initiative, by=world.actor(doer(name, status)), at=NOW, **world.fill_in(name))

    if row.target is To.DELETED:
        assert not Initiative.objects.filter(title=initiative.title).exists()
        assert event is None
        return
    stays: dict[Status | To, Status] = {To.SAME: status, To.RETURN: Status.IN_REVIEW}
    target = stays.get(row.target, row.target)
    initiative.refresh_from_db()
    assert initiative.status == target
    assert list(Event.objects.filter(initiative=initiative).values_list("action", "source", "target")) == [
        (name, status, target)
    ]
    assert initiative.is_running == (initiative.due_on is not None)


def test_every_required_answer_that_is_missing_is_refused_by_perform_itself(world: World) -> None:
    asked = 0
    for name, status in dict(CASES).items():
        initiative = ready(world, name, status)
        actor, answers = world.actor(doer(name, status)), world.fill_in(name)
        situation = Situation(initiative=initiative, actor=actor, at=NOW)
        for wanted in ROW_OF[name].inputs:
            if not wanted.make(situation).required:
                continue
            asked += 1
            without = {key: value for key, value in answers.items() if key != wanted.name}
            with pytest.raises(Incomplete) as refusal, transaction.atomic():
                perform(name, initiative, by=actor, at=NOW, **without)
            initiative.refresh_from_db()
            assert list(refusal.value.errors) == [wanted.name], name
            assert initiative.status == status
    assert asked > 60
    assert Event.objects.count() == 0
