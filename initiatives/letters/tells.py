"""How events are told, beside who is told (that stands on the rows): what asks something, what cannot wait."""

from collections.abc import Callable, Mapping

from initiatives.letters.readers import Reader
from initiatives.models import Event, Message
from initiatives.models.choices import Audience
from kernen.models import Kernoverleg

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
# Of a decision one reads when one was told, in the words that were frozen then.
SHOWN_ONCE_TOLD = "meet_condition"


def _given_back_again(event: Event) -> bool:
    """Not the first officer who says it is not theirs."""
    return Event.objects.filter(initiative=event.initiative_id, action="give_back").count() > 1


def _is_for_residents(event: Event) -> bool:
    """Residents may read it; a decision before the call, for one, they may not."""
    return event.audience in (Audience.RESIDENT, Audience.PUBLIC)


def _residents_read_it_now(event: Event) -> bool:
    """What puts something right waits with it for the call."""
    return _is_for_residents(event) and (event.initiative.informed_at is not None or not _waits(event))


def _waits(event: Event) -> bool:
    """Before the call: whether the line it began with shows only after it."""
    line: Event | None = event
    while line and line.action == CORRECT:
        line = Event.objects.filter(pk=line.object_id or 0).first()
    return line is not None and line.action == SHOWN_ONCE_TOLD


def _was_sent_to_the_platform(event: Event) -> bool:
    """Everybody may read it, and the mistake was written to a platform."""
    platforms = Kernoverleg.objects.values("name")
    sent = Message.objects.filter(event=event.object_id, person=None, recipient__in=platforms)
    return event.audience == Audience.PUBLIC and sent.exists()


def _leaves_the_town_hall(event: Event) -> bool:
    """Not only colleagues there read it."""
    return event.audience != Audience.INTERNAL


# Who stands on a row, but hears of it only sometimes.
ONLY_WHEN: Mapping[tuple[str, Reader], Callable[[Event], bool]] = {
    ("give_back", Reader.EXTERNAL_COORDINATOR): _given_back_again,
    (CORRECT, Reader.INITIATOR): _residents_read_it_now,
    (CORRECT, Reader.EXTERNAL_COORDINATOR): _leaves_the_town_hall,
    (CORRECT, Reader.KERNOVERLEG): _was_sent_to_the_platform,
}


def is_told(reader: Reader, event: Event) -> bool:
    """Whether this reader hears of this very event."""
    when = ONLY_WHEN.get((event.action, reader))
    return when is None or when(event)
