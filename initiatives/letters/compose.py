"""Making the messages of one event, in the same transaction as the event."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from initiatives.clocks import load_clocks
from initiatives.letters.readers import Reader, kernoverleggen_of, people_of, staff_for
from initiatives.models import ContactPerson, Event, Initiative, Message, Task
from initiatives.models.choices import Channel
from initiatives.models.message import MessageState
from initiatives.models.task import TaskKind
from initiatives.relations import Relation
from kernen.municipality import get_municipality

TASK_OF = {Channel.LETTER: TaskKind.WRITE, Channel.PHONE: TaskKind.CALL, Channel.COORDINATOR: TaskKind.TELL}


def compose(event: Event, *, sentence: str, button: str, tells: Iterable[Reader]) -> None:
    """A Message for every reader of this event; where no mail can go, a Task with the text ready."""
    initiative = event.initiative
    staff: dict[int, User] = {}
    for reader in tells:
        if reader is Reader.INITIATOR:
            tell_people(event, sentence=sentence)
        elif reader is Reader.KERNOVERLEG:
            _tell_kernoverleggen(event, button=button)
        else:
            staff |= {user.pk: user for user in staff_for(reader, initiative, on=timezone.localdate(event.at))}
    staff.pop(event.actor_id or 0, None)
    Message.objects.bulk_create(_mail_to_staff(event, user, button=button) for user in staff.values())


def tell_people(event: Event, *, sentence: str) -> None:
    """What the residents read, each through the channel of their choice."""
    if not sentence:
        return
    for person in people_of(event.initiative):
        message = _message_to(person, event, sentence=sentence)
        message.save()
        if message.state == MessageState.TASK:
            make_task_of(message, kind=TASK_OF[Channel(message.channel)], at=event.at)


def make_task_of(message: Message, *, kind: TaskKind, at: datetime) -> Task:
    """Somebody writes, phones or tells what no mail can bring; due within the term for a receipt."""
    initiative = message.initiative
    if initiative is None:
        raise TypeError("Een taak hoort bij een initiatief.")
    today = timezone.localdate(at)
    return Task.objects.create(
        initiative=initiative,
        kind=kind,
        title=f"{message.recipient}: {message.get_channel_display()}",
        text_ready=message.body,
        for_function=contact_function(initiative, at=at),
        due_on=load_clocks().after("receipt", today),
        message=message,
        created_at=at,
    )


def contact_function(initiative: Initiative, *, at: datetime) -> Relation:
    """Whose task a resident is: the external coordinator where there is one, else the internal one."""
    known = any(staff_for(Reader.EXTERNAL_COORDINATOR, initiative, on=timezone.localdate(at)))
    return Relation.EXTERNAL_COORDINATOR if known else Relation.INTERNAL_COORDINATOR


def _message_to(person: ContactPerson, event: Event, *, sentence: str) -> Message:
    """One resident's message; no text that a resident typed stands in its subject."""
    initiative = event.initiative
    by_mail = person.channel == Channel.EMAIL
    return Message(
        initiative=initiative,
        event=event,
        person=person,
        channel=person.channel,
        recipient=person.name,
        address=_address(person),
        subject=_("Uw idee %(reference)s: %(label)s")
        % {"reference": initiative.reference, "label": initiative.resident_label},
        body=render_to_string("letters/resident.txt", _facts(initiative) | {"person": person, "sentence": sentence}),
        state=MessageState.QUEUED if by_mail else MessageState.TASK,
        created_at=event.at,
        next_try_at=event.at if by_mail else None,
    )


def _address(person: ContactPerson) -> str:
    """Where the message goes: the mailbox, the envelope, or a number to call."""
    if person.channel == Channel.EMAIL:
        return person.email
    first, second = person.phone, person.address_line
    return second or first if person.channel == Channel.LETTER else first or second


def _mail_to_staff(event: Event, user: User, *, button: str) -> Message:
    """One colleague's mail: the number and what was done; the story is read after signing in."""
    initiative = event.initiative
    return Message(
        initiative=initiative,
        event=event,
        channel=Channel.EMAIL,
        recipient=user.name,
        address=user.email,
        subject=f"{initiative.reference}: {button}",
        body=render_to_string("letters/staff.txt", _facts(initiative) | {"reader": user, "button": button}),
        created_at=event.at,
        next_try_at=event.at,
    )


def _tell_kernoverleggen(event: Event, *, button: str) -> None:
    """The chair by mail where there is an address, else a task to tell them."""
    initiative = event.initiative
    for kernoverleg in kernoverleggen_of(initiative):
        by_mail = bool(kernoverleg.chair_email)
        message = Message.objects.create(
            initiative=initiative,
            event=event,
            channel=Channel.EMAIL if by_mail else Channel.COORDINATOR,
            recipient=kernoverleg.name,
            address=kernoverleg.chair_email,
            subject=f"{initiative.reference}: {button}",
            body=render_to_string("letters/kernoverleg.txt", _facts(initiative) | {"kernoverleg": kernoverleg}),
            state=MessageState.QUEUED if by_mail else MessageState.TASK,
            created_at=event.at,
            next_try_at=event.at if by_mail else None,
        )
        if not by_mail:
            make_task_of(message, kind=TaskKind.TELL, at=event.at)


def _facts(initiative: Initiative) -> dict[str, object]:
    """What every letter may name."""
    return {
        "initiative": initiative,
        "label": initiative.resident_label,
        "municipality": get_municipality(),
        "site": settings.SITE_URL,
    }
