"""Whatever a row lets an officer or a decider do, who has a stake in it does not; but they may hand it on."""

import pkgutil
from contextlib import suppress
from importlib import import_module

import pytest

import archive
import initiatives
import overleg
from initiatives.models import Event
from initiatives.models.choices import REPORT_CONFLICT, Audience
from initiatives.relations import Relation
from initiatives.statuses import Status
from initiatives.workflow.action import Action, Actor, NotNow, NotYours
from kernen.models import Role
from tests.factories import give_role, make_mandate
from tests.initiatives.world import NOW, World

HANDLES = (Relation.LEAD_OFFICER, Relation.DECIDER)
# To somebody else, or beside the case: a note, and the duty to erase a person.
HANDS_ON = {
    "assign", "reassign", "give_back", "merge", "note_internal", "note_coordinators", "avg_request_execute",
}  # fmt: skip


def every_row() -> dict[str, Action]:
    """Every action that stands anywhere in the house, in a table or by itself."""
    found: dict[str, Action] = {}
    for package in (initiatives, overleg, archive):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if ".migrations" not in module.name:
                for stands in vars(import_module(module.name)).values():
                    rows = stands if isinstance(stands, tuple) else (stands,)
                    found |= {row.name: row for row in rows if issubclass(type(row), Action)}
    return found


def test_what_the_involved_may_still_do_is_this_short_list() -> None:
    rows = every_row()

    assert {"edit_content", "attachment_upload", "release_message", "print_codes", "propose", "correct"} < set(rows)
    assert {name for name, row in rows.items() if row.hands_on} == HANDS_ON


@pytest.mark.django_db
def test_every_row_of_officer_and_decider_is_closed_to_who_is_involved_unless_it_hands_on() -> None:
    world = World()
    person = world.people["BM.lead"]
    give_role(person, role=Role.DECIDER, mandate=make_mandate("directie", ceiling_cents=1_000_000))
    open_to = set()
    for name, row in every_row().items():
        for status in row.sources if set(HANDLES) & row.may.keys() else ():
            made = world.known_to_all(Status(status))
            Event.objects.create(
                initiative=made, action=REPORT_CONFLICT, actor=person, at=NOW, function=Relation.LEAD_OFFICER,
                audience=Audience.INTERNAL,
            )  # fmt: skip
            with suppress(NotYours, NotNow):
                row.function_now(made, Actor(user=person))
                open_to.add(name)

    assert open_to == {"give_back", "note_internal"}
