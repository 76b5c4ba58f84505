"""What waits to be mailed to residents: let go, reworded, kept back, thrown away, and taken back from the bin."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from initiatives.events import record
from initiatives.letters.envelope import make_message_id
from initiatives.letters.parcels import start_of_day
from initiatives.models import Event, Initiative, Message
from initiatives.models.choices import Audience, Channel
from initiatives.models.message import MessageState
from initiatives.models.stake import is_staked_by
from initiatives.relations import NEVER, Relation, reaches_q, visible_q
from initiatives.statuses import ENDED, RUNNING
from initiatives.workflow.action import Action, Actor, Refused, Stale
from initiatives.workflow.once import press_once
from kernen.roles import roles_of

# Who may write to the residents (the matrix: message_resident). An ended idea keeps the internal coordinator too,
# or nobody could let the last letter of a rejected one go.
MAY = {
    Relation.EXTERNAL_COORDINATOR: "ESAW",
    Relation.INTERNAL_COORDINATOR: "ESAWX",
    Relation.LEAD_OFFICER: "AWX",
    Relation.KERNAMBTENAAR: "A",
}
SOURCES = (*RUNNING[1:], *ENDED)


def _row(name: str, button: Any, explains: Any) -> Action:
    """One deed of the outbox; they differ in their words alone."""
    return Action(name=name, button=button, explains=explains, may=MAY, sources=SOURCES, audience=Audience.PARTNER)


RELEASE = _row(
    "release_message", gettext_lazy("Bericht vrijgeven"), gettext_lazy("Het bericht gaat nu naar de bewoner.")
)
EDIT = _row("edit_message", gettext_lazy("Bericht aanpassen"), gettext_lazy("De bewoner leest wat u er nu van maakt."))
HOLD = _row(
    "hold_message", gettext_lazy("Bericht vasthouden"), gettext_lazy("Het bericht wacht tot iemand het vrijgeeft.")
)
DISCARD = _row(
    "discard_message", gettext_lazy("Bericht weggooien"), gettext_lazy("De bewoner krijgt dit bericht niet.")
)
RESTORE = _row(
    "restore_message", gettext_lazy("Bericht toch klaarzetten"), gettext_lazy("Het bericht staat weer in de uitbak.")
)


# ---- what waits ---------------------------------------------------------------------------------------


def waits_q(*, at: datetime) -> Q:
    """Mails to residents that are kept back, or whose moment has not come."""
    later = Q(state=MessageState.QUEUED, next_try_at__gt=at)
    # A link that opens the resident's page is nobody's to read.
    return (Q(state=MessageState.HELD) | later) & Q(
        channel=Channel.EMAIL, person__isnull=False, drop_after_sending=False
    )


def outbox_of(user: User, *, at: datetime) -> QuerySet[Message]:
    """What this person may let go, change or stop, the newest first."""
    rows = Message.objects.filter(waits_q(at=at), _mine(user))
    return rows.select_related("initiative").order_by("-created_at", "-pk")


def discarded_today(user: User, *, at: datetime) -> QuerySet[Message]:
    """What was thrown away today and may still come back."""
    thrown = Event.objects.filter(action=DISCARD.name, at__gte=start_of_day(at))
    rows = Message.objects.filter(_mine(user), state=MessageState.DROPPED, pk__in=thrown.values("object_id"))
    return rows.filter(person__isnull=False).select_related("initiative").order_by("-created_at", "-pk")


def _mine(user: User) -> Exists:
    """Of an initiative whose residents this person may write to, and in which they have no stake; asked per letter, as
    letters are few.
    """
    roles, q = roles_of(user), NEVER
    for relation, letters in MAY.items():
        q |= visible_q(roles, through=(relation,)) & reaches_q(letters)
    return Exists(Initiative.objects.filter(q, ~is_staked_by(user), pk=OuterRef("initiative"), silenced_at=None))


def may_change(message: Message) -> bool:
    """After an attempt that failed it may lie in the mailbox already: then the words stand."""
    return message.attempts == 0


def seen_as(message: Message) -> str:
    """What somebody saw, in a few signs: who changes it must have seen it as it is."""
    return hashlib.sha256(f"{message.state} {message.body}".encode()).hexdigest()[:16]


# ---- the deeds ----------------------------------------------------------------------------------------


def release_message(message: Message, *, by: Actor, at: datetime, form_key: UUID | None = None) -> Event:
    """Go: what was kept back goes by the normal rules, what waited for its moment goes at once."""

    def change(row: Message) -> tuple[dict[str, Any], dict[str, Any]]:
        columns: dict[str, Any] = {"state": MessageState.QUEUED, "next_try_at": at}
        if row.state == MessageState.QUEUED and not row.message_id:
            # A letter with a number of its own waits for no other mail of today.
            columns["message_id"] = make_message_id(row)
        return columns, {}

    return _do(RELEASE, message, change, by=by, at=at, form_key=form_key)


def edit_message(
    message: Message, *, by: Actor, at: datetime, body: str, seen: str = "", form_key: UUID | None = None
) -> Event:
    """Other words to the same address; what it said before is kept beside the event."""

    def change(row: Message) -> tuple[dict[str, Any], dict[str, Any]]:
        _check_words_are_free(row)
        if seen and seen != seen_as(row):
            raise Stale(_("Iemand anders was u net voor. Wat u typte staat er nog. Bekijk eerst wat er is veranderd."))
        return {"body": body}, {"before": row.body, "after": body}

    return _do(EDIT, message, change, by=by, at=at, form_key=form_key)


def hold_message(message: Message, *, by: Actor, at: datetime, form_key: UUID | None = None) -> Event:
    """Not before somebody lets it go."""

    def change(row: Message) -> tuple[dict[str, Any], dict[str, Any]]:
        _check_words_are_free(row)
        return {"state": MessageState.HELD, "next_try_at": None}, {}

    return _do(HOLD, message, change, by=by, at=at, form_key=form_key)


def discard_message(message: Message, *, by: Actor, at: datetime, reason: str, form_key: UUID | None = None) -> Event:
    """Never, and why not."""

    def change(row: Message) -> tuple[dict[str, Any], dict[str, Any]]:
        due = row.next_try_at.isoformat() if row.next_try_at else ""
        return {"state": MessageState.DROPPED, "next_try_at": None}, {"reason": reason, "was": row.state, "due": due}

    return _do(DISCARD, message, change, by=by, at=at, form_key=form_key)


def restore_message(message: Message, *, by: Actor, at: datetime, form_key: UUID | None = None) -> Event:
    """Back to where it was, on the same day."""

    def change(row: Message) -> tuple[dict[str, Any], dict[str, Any]]:
        thrown = Event.objects.filter(
            action=DISCARD.name, object_type="message", object_id=row.pk, at__gte=start_of_day(at)
        )
        was = thrown.select_related("text").order_by("-pk").first()
        if was is None:
            raise Refused(_("Dit bericht is langer geleden weggegooid. Stuur een nieuw bericht."))
        inputs = was.text.inputs
        due = datetime.fromisoformat(inputs["due"]) if inputs.get("due") else None
        return {"state": inputs.get("was", MessageState.HELD), "next_try_at": due}, {}

    return _do(RESTORE, message, change, by=by, at=at, form_key=form_key, states=(MessageState.DROPPED.value,))


WAITING = (MessageState.QUEUED.value, MessageState.HELD.value)
Change = Callable[[Message], tuple[Mapping[str, Any], Mapping[str, Any]]]


def _do(
    row: Action,
    message: Message,
    change: Change,
    *,
    by: Actor,
    at: datetime,
    form_key: UUID | None,
    states: Iterable[str] = WAITING,
) -> Event:
    """One deed on one letter, wholly or not at all, once per form; raises NotYours, NotNow, Stale or Refused."""
    return press_once(
        form_key, lambda: _change(row, message.pk, change, by=by, at=at, form_key=form_key, states=states)
    )


def _change(
    row: Action,
    key: int,
    change: Change,
    *,
    by: Actor,
    at: datetime,
    form_key: UUID | None,
    states: Iterable[str],
) -> Event:
    """Inside the one transaction: the letter as it is now, if nobody sends it at this very moment."""
    message = Message.objects.select_for_update(of=("self",)).select_related("initiative").get(pk=key)
    initiative = message.initiative
    if initiative is None or message.person_id is None:
        raise Refused(_("Dit bericht is niet voor een bewoner."))
    function = row.function_now(initiative, by)
    if initiative.silenced_at is not None:
        raise Refused(_("Voor dit initiatief gaan geen berichten meer uit."))
    if message.state not in states or not _is_free(message, at=at):
        raise Stale(_("Dit bericht is intussen al verstuurd of weggegooid."))
    columns, inputs = change(message)
    Message.objects.filter(pk=message.pk).update(**columns)
    return record(
        initiative, action=row.name, button=str(row.button), by=by.user, function=function, at=at,
        audience=row.audience, inputs=inputs, about=message, form_key=form_key,
    )  # fmt: skip


def _is_free(message: Message, *, at: datetime) -> bool:
    """No worker is talking to the mail server about it."""
    return message.leased_until is None or message.leased_until < at


def _check_words_are_free(message: Message) -> None:
    """Raises Refused after a failed attempt."""
    if not may_change(message):
        raise Refused(_("Wij probeerden dit bericht al te versturen. Het kan er al zijn. U kunt het nog weggooien."))
