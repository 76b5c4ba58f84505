"""How events are told, beside who is told (that stands on the rows): what asks something, what cannot wait."""

from collections.abc import Callable, Mapping

from initiatives.letters.readers import Reader
from initiatives.models import Event
from initiatives.models.choices import Audience

# After these a resident has something to do or to know today: such a mail does not wait until tomorrow.
ASKS = frozenset({
    "request_info", "remind_question", "plan_appointment", "pick_appointment", "cancel_appointment", "start_support",
    "inform_initiator",
})  # fmt: skip
# A receipt that residents have a right to (Wmebv) is never held back for somebody to release.
RECEIPTS = frozenset({"log"})
# Colleagues hear it at once and not with the next round: the coordinator knows a decision before the resident does.
URGENT = frozenset({"approve", "reject"})


# A new line that puts an old one right; its readers are those of the old one.
CORRECT = "correct"


def _given_back_again(event: Event) -> bool:
    """Not the first officer who says it is not theirs."""
    return Event.objects.filter(initiative=event.initiative_id, action="give_back").count() > 1


def _is_for_residents(event: Event) -> bool:
    """Residents may read it; a decision before the call, for one, they may not."""
    return event.audience in (Audience.RESIDENT, Audience.PUBLIC)


def _leaves_the_town_hall(event: Event) -> bool:
    """Not only colleagues there read it."""
    return event.audience != Audience.INTERNAL


# Who stands on a row, but hears of it only sometimes.
ONLY_WHEN: Mapping[tuple[str, Reader], Callable[[Event], bool]] = {
    ("give_back", Reader.EXTERNAL_COORDINATOR): _given_back_again,
    (CORRECT, Reader.INITIATOR): _is_for_residents,
    (CORRECT, Reader.EXTERNAL_COORDINATOR): _leaves_the_town_hall,
}


def is_told(reader: Reader, event: Event) -> bool:
    """Whether this reader hears of this very event."""
    when = ONLY_WHEN.get((event.action, reader))
    return when is None or when(event)
