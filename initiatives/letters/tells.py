"""How events are told, beside who is told (that stands on the rows): what asks something, what cannot wait."""

from collections.abc import Callable, Mapping

from initiatives.letters.readers import Reader
from initiatives.models import Event, Initiative

# After these a resident has something to do or to know today: such a mail does not wait until tomorrow.
ASKS = frozenset({
    "request_info", "remind_question", "plan_appointment", "pick_appointment", "cancel_appointment", "start_support",
    "inform_initiator",
})  # fmt: skip
# A receipt that residents have a right to (Wmebv) is never held back for somebody to release.
RECEIPTS = frozenset({"log"})
# Colleagues hear it at once and not with the next round: the coordinator knows a decision before the resident does.
URGENT = frozenset({"approve", "reject"})


def _given_back_again(initiative: Initiative) -> bool:
    """Not the first officer who says it is not theirs."""
    return Event.objects.filter(initiative=initiative, action="give_back").count() > 1


# Who stands on a row, but hears of it only sometimes.
ONLY_WHEN: Mapping[tuple[str, Reader], Callable[[Initiative], bool]] = {
    ("give_back", Reader.EXTERNAL_COORDINATOR): _given_back_again,
}


def is_told(reader: Reader, event: Event) -> bool:
    """Whether this reader hears of this very event."""
    when = ONLY_WHEN.get((event.action, reader))
    return when is None or when(event.initiative)
