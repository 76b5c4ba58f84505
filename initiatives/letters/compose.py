"""Making the messages of one event, in the same transaction as the event."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_stubs_ext import StrPromise

from accounts.models import User
from initiatives.clocks import load_clocks
from initiatives.letters.colleague import mail_to
from initiatives.letters.digest import next_digest
from initiatives.letters.facts import Told, read_facts
from initiatives.letters.kernoverleg import write_to_kernoverleg
from initiatives.letters.readers import Reader, heard_by, kernoverleggen_of, people_of, staff_for
from initiatives.letters.receipt import receipt_text
from initiatives.letters.tells import ASKS, RECEIPTS, URGENT, is_told
from initiatives.letters.templates import fill, find_body
from initiatives.models import ContactPerson, Event, Initiative, Message, Task
from initiatives.models.choices import Channel
from initiatives.models.message import MessageState
from initiatives.models.task import TITLE_OF, TaskKind
from initiatives.relations import Relation
from kernen.models import Kernoverleg

TASK_OF = {Channel.LETTER: TaskKind.WRITE, Channel.PHONE: TaskKind.CALL, Channel.COORDINATOR: TaskKind.TELL}


def compose(event: Event, *, button: str | StrPromise, tells: Iterable[Reader]) -> None:
    """A Message for every reader of this event; where no mail can go, a Task with the text ready."""
    readers = [reader for reader in tells if is_told(reader, event)]
    # Colleagues read Dutch, whatever language the resident who did it reads.
    with override(settings.LANGUAGE_CODE):
        letters = _to_people(event) if Reader.INITIATOR in readers else []
        letters += _to_kernoverleggen(event, button=str(button)) if Reader.KERNOVERLEG in readers else []
        letters += _to_staff(event, readers, button=str(button))
        if letters:
            _keep(letters, at=event.at)


def _keep(letters: list[Message], *, at: datetime) -> None:
    """All of them in one, and then the tasks of those that no mail brings."""
    Message.objects.bulk_create(letters)
    by_hand = [letter for letter in letters if letter.state == MessageState.TASK]
    if by_hand:
        Task.objects.bulk_create(_task_of(one, kind=TASK_OF[Channel(one.channel)], at=at) for one in by_hand)


def make_task_of(message: Message, *, kind: TaskKind, at: datetime) -> None:
    """Somebody writes, phones or tells what no mail can bring."""
    _task_of(message, kind=kind, at=at).save()


def _task_of(message: Message, *, kind: TaskKind, at: datetime) -> Task:
    """The task with the text ready, due within the term for a receipt; not kept yet."""
    initiative = message.initiative
    if initiative is None:
        raise TypeError("Een taak hoort bij een initiatief.")
    today = timezone.localdate(at)
    return Task(
        initiative=initiative,
        kind=kind,
        title=str(TITLE_OF[kind]) % message.recipient,
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


# ---- residents ----------------------------------------------------------------------------------------


def _to_people(event: Event) -> list[Message]:
    """What the residents read, each through the channel and in the words of their choice."""
    if not event.text.sentence:
        return []
    told = Told(event)
    return [_message_to(person, told) for person in people_of(event.initiative)]


def language_of(person: ContactPerson) -> str:
    """What this person reads, where we can say it; else Dutch."""
    return person.language if person.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _message_to(person: ContactPerson, told: Told) -> Message:
    """One resident's message; no text that a resident typed stands in its subject."""
    event, initiative, language = told.event, told.initiative, language_of(person)
    state = _state_for(person, told)
    with override(language):
        facts = read_facts(told, name=person.name, sentence=_news(event, person, language=language))
        subject = _("Uw idee %(reference)s: %(label)s") % {"reference": facts.reference, "label": facts.label}
        body = find_body(action=event.action, domain=initiative.lead_domain_id, language=language, level=person.level)
    return Message(
        initiative=initiative,
        event=event,
        person=person,
        channel=person.channel,
        recipient=person.name,
        address=address_of(person),
        subject=subject,
        body=fill(body, facts),
        language=language,
        asks=event.action in ASKS,
        state=state,
        created_at=event.at,
        next_try_at=event.at if state == MessageState.QUEUED else None,
    )


def _news(event: Event, person: ContactPerson, *, language: str) -> str:
    """What happened; a receipt also says what was written down, so that it stands in every municipality's letter."""
    said = event.text.said_in(language)
    return f"{said}\n{receipt_text(event.initiative, person=person)}" if event.action in RECEIPTS else said


def _state_for(person: ContactPerson, told: Told) -> MessageState:
    """To be sent, or first seen by a colleague where the municipality wants that, or a task."""
    if person.channel != Channel.EMAIL:
        return MessageState.TASK
    held = told.municipality.releases_messages and told.event.action not in RECEIPTS
    return MessageState.HELD if held else MessageState.QUEUED


def address_of(person: ContactPerson) -> str:
    """Where the message goes: the mailbox, the envelope, or a number to call."""
    if person.channel == Channel.EMAIL:
        return person.email
    first, second = person.phone, person.address_line
    return second or first if person.channel == Channel.LETTER else first or second


# ---- colleagues ---------------------------------------------------------------------------------------


def _to_staff(event: Event, readers: Iterable[Reader], *, button: str) -> list[Message]:
    """Everybody once, without who did it; with the next round of mail, unless it cannot wait."""
    staff: dict[int, User] = {}
    for reader in readers:
        if reader not in (Reader.INITIATOR, Reader.KERNOVERLEG):
            found = heard_by(reader, event.initiative, on=timezone.localdate(event.at))
            staff |= {user.pk: user for user in found}
    staff.pop(event.actor_id or 0, None)
    if not staff:
        return []
    when = event.at if event.action in URGENT else next_digest(event.at)
    return [_mail_to_staff(event, user, button=button, when=when) for user in staff.values()]


def _mail_to_staff(event: Event, user: User, *, button: str, when: datetime) -> Message:
    """One colleague's mail: the number and what was done; the story is read after signing in."""
    initiative = event.initiative
    facts = {"initiative": initiative, "button": button, "site": settings.SITE_URL}
    subject, body = f"{initiative.reference}: {button}", render_to_string("letters/staff.txt", facts)
    return mail_to(user, subject=subject, body=body, at=event.at, when=when, initiative=initiative, event=event)


# ---- the kernoverleg ----------------------------------------------------------------------------------


def _to_kernoverleggen(event: Event, *, button: str) -> list[Message]:
    """The chair by mail where there is an address, else a task to tell them."""
    return [_mail_to_kernoverleg(one, event, button=button) for one in kernoverleggen_of(event.initiative)]


def _mail_to_kernoverleg(kernoverleg: Kernoverleg, event: Event, *, button: str) -> Message:
    """One platform's letter, or what is told in its place."""
    initiative, by_mail = event.initiative, bool(kernoverleg.chair_email)
    return Message(
        initiative=initiative,
        event=event,
        channel=Channel.EMAIL if by_mail else Channel.COORDINATOR,
        recipient=kernoverleg.name,
        address=kernoverleg.chair_email,
        subject=f"{initiative.reference}: {button}",
        body=write_to_kernoverleg(kernoverleg, event),
        state=MessageState.QUEUED if by_mail else MessageState.TASK,
        created_at=event.at,
        next_try_at=event.at if by_mail else None,
    )
