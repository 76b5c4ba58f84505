"""The rooms that are mutated, the quick tests that watch over each, and the mistakes that are none."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Room:
    """One file, the tests of it, and how many mistakes are tried at full size."""

    module: str
    tests: tuple[str, ...]
    most: int = 30


WORKFLOW = (
    "tests/initiatives/test_workflow_matrix.py", "tests/initiatives/test_invariants.py",
    "tests/initiatives/test_turn.py", "tests/initiatives/test_deed_fences.py", "tests/initiatives/test_deeds.py",
    "tests/initiatives/test_drafts.py", "tests/initiatives/test_races.py", "tests/initiatives/test_second_life.py",
    "tests/initiatives/test_sensitive.py", "tests/initiatives/test_bad_input.py", "tests/initiatives/test_doubles.py",
    "tests/initiatives/test_staff_pages.py", "tests/initiatives/test_workflow_refusals.py",
    "tests/initiatives/test_tasks.py", "tests/initiatives/test_clocks.py", "tests/initiatives/test_workflow_steps.py",
)  # fmt: skip
SEEN = (
    "tests/initiatives/test_visibility.py", "tests/initiatives/test_queue.py", "tests/initiatives/test_sensitive.py",
    "tests/initiatives/test_staff_pages.py", "tests/kernen/test_roles.py", "tests/kernen/test_emergency.py",
    "tests/initiatives/test_relations.py",
)  # fmt: skip
ARCHIVE = (
    "tests/archive/test_retention.py", "tests/archive/test_destruction.py", "tests/archive/test_destroying.py",
    "tests/archive/test_destruction_pages.py",
    "tests/archive/test_corners.py",
)  # fmt: skip
CODES = (
    "tests/initiatives/test_access_code.py", "tests/initiatives/test_code_guessing.py",
    "tests/accounts/test_guessing.py", "tests/security/test_numbers_of_trust.py",
)  # fmt: skip

ROOMS = (
    Room(module="initiatives.workflow.guards", tests=WORKFLOW),
    Room(module="initiatives.workflow.perform", tests=WORKFLOW),
    Room(module="initiatives.workflow.once", tests=WORKFLOW),
    Room(module="initiatives.workflow.action", tests=WORKFLOW),
    Room(module="initiatives.relations.who", tests=(*SEEN, "tests/initiatives/test_turn.py")),
    Room(module="initiatives.relations.reach", tests=(*SEEN, "tests/initiatives/test_turn.py")),
    Room(module="kernen.roles", tests=SEEN),
    Room(module="initiatives.models.access_code", tests=CODES),
    Room(module="accounts.throttle", tests=CODES),
    Room(module="archive.deeds.retention", tests=ARCHIVE),
    Room(module="archive.deeds.propose", tests=ARCHIVE),
    Room(module="archive.deeds.approve", tests=ARCHIVE),
    Room(module="archive.deeds.destroy", tests=ARCHIVE),
)

# (room, before -> after): why this changes nothing that anybody could notice.
EVERYTHING = "what holds for every row is left unsaid, and said it would hold as well"
MONTHS = "what is on a list has a term, so a number of months"
BEYOND = "no form takes so many cents"
EQUIVALENT: Mapping[tuple[str, str], str] = {
    (
        "initiatives.workflow.perform",
        "if columns: Initiative.objects.filter(pk=initiative.pk).update(**columns) -> "
        "if True: Initiative.objects.filter(pk=initiative.pk).update(**columns)",
    ): "an update without columns writes nothing",
    (
        "initiatives.relations.reach",
        "Q() if set(statuses) >= set(Status) else Q(status__in=statuses) -> Q() if False else Q(status__in=statuses)",
    ): EVERYTHING,
    ("kernen.roles", "15 -> 16"): BEYOND,
    ("kernen.roles", "15 -> 14"): BEYOND,
    ("archive.deeds.propose", "0 -> 1"): MONTHS,
    ("archive.deeds.propose", "0 -> -1"): MONTHS,
}
