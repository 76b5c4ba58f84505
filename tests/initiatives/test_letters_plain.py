"""Every letter that every step and deed sends is plain, whoever reads it and however little they want to read."""

from itertools import product
from typing import Any

import pytest

from initiatives.letters.plain import Hint, hints
from initiatives.models import Event, Initiative, Message
from initiatives.models.choices import Channel, Level
from initiatives.statuses import Status
from initiatives.workflow.perform import perform
from initiatives.workflow.table import ROW_OF, TRANSITIONS, To
from tests.initiatives.test_deeds import FILLED, act
from tests.initiatives.test_deeds import ready as ready_for_deed
from tests.initiatives.test_workflow_matrix import doer, ready
from tests.initiatives.world import NOW, World

CASES = [(row.name, source) for row in TRANSITIONS for source in row.sources if row.target is not To.DELETED]
# What people of the world typed, in words of their own.
TYPED = "een vergunning"


def hints_in_letters(initiative: Initiative) -> dict[str, list[Hint]]:
    """What could be plainer in the letters to residents about this initiative."""
    letters = Message.objects.filter(initiative=initiative, person__isnull=False)
    return {text: found for letter in letters for text in (letter.subject, letter.body) if (found := hints(text))}


def with_readers(initiative: Initiative) -> None:
    """Somebody for every channel and every wish about how much to read."""
    mia = initiative.people.get()
    for channel, level in product((Channel.EMAIL, Channel.LETTER, Channel.PHONE, Channel.COORDINATOR), Level):
        mia.pk, mia.name = None, "Mia Janssen"
        mia.channel, mia.level, mia.email, mia.street, mia.postcode = channel, level, "mia@x.nl", "Straat 1", "6301 AB"
        mia.save()


@pytest.mark.parametrize(("name", "status"), CASES)
def test_the_letter_of_every_step_is_plain(world: World, name: str, status: Status) -> None:
    initiative = ready(world, name, status)
    with_readers(initiative)

    event = perform(name, initiative, by=world.actor(doer(name, status)), at=NOW, **world.fill_in(name))

    assert hints_in_letters(initiative) == {}
    assert was_told(initiative) == has_something_to_tell(event, ROW_OF[name].tells)


@pytest.mark.parametrize("name", FILLED)
def test_the_letter_of_every_deed_is_plain(world: World, name: str) -> None:
    initiative, who, inputs = ready_for_deed(world, name)
    with_readers(initiative)

    act(world, initiative, name, who, **inputs)

    assert hints_in_letters(initiative) == {}


def test_an_official_word_that_somebody_typed_is_seen_in_the_letter(world: World) -> None:
    initiative, who, _inputs = ready_for_deed(world, "message_resident")

    act(world, initiative, "message_resident", who, message="Derhalve bellen wij.")

    (found,) = hints_in_letters(initiative).values()
    assert [hint.words for hint in found] == [("derhalve",)]


def was_told(initiative: Initiative) -> bool:
    return Message.objects.filter(initiative=initiative, person__isnull=False).exists()


def has_something_to_tell(event: Event | None, tells: Any) -> bool:
    return bool(event and event.text.sentence and "initiator" in {reader.name.lower() for reader in tells})
