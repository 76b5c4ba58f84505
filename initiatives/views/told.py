"""What residents were told of one event, how, and whether it arrived, as the timeline says it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from initiatives.models import ContactPerson, Event, Message
from initiatives.models.choices import Channel
from initiatives.models.message import MessageState

# States in which we know how it ended for a mail; a call that was made afterwards does not mend the address.
TRIED = (MessageState.SENT, MessageState.FAILED, MessageState.DONE, MessageState.TASK)


@dataclass(frozen=True, kw_only=True)
class Told:
    """One message to one resident, in words; without a name or text for who may not read those."""

    line: str
    text: str


def with_messages(events: QuerySet[Event]) -> QuerySet[Event]:
    """Each with what went to residents, in one query for all."""
    to_residents = Message.objects.filter(person__isnull=False).order_by("pk")
    return events.prefetch_related(Prefetch("messages", queryset=to_residents, to_attr="to_residents"))


def told_of(event: Event, *, names: bool, at: datetime) -> list[Told]:
    """A line per resident; `names`: whether the reader may know who they are."""
    rows: Iterable[Message] = getattr(event, "to_residents", ())
    return [
        Told(line=f"{_how(row, names=names)}: {state_words(row, at=at)}", text=row.body if names else "")
        for row in rows
    ]


def _how(row: Message, *, names: bool) -> str:
    """Through which channel, and to whom."""
    ways = {
        Channel.EMAIL: _("E-mail"),
        Channel.LETTER: _("Brief"),
        Channel.PHONE: _("Telefoon"),
        Channel.COORDINATOR: _("Via de coördinator"),
    }
    way = ways.get(Channel(row.channel), row.get_channel_display())
    return _("%(way)s aan %(name)s") % {"way": way, "name": row.recipient} if names else str(way)


def state_words(row: Message, *, at: datetime) -> str:
    """How far it is."""
    by_mail = row.channel == Channel.EMAIL
    if row.state == MessageState.SENT:
        return _("verstuurd op %s") % _moment(row.sent_at)
    if row.state == MessageState.DONE:
        done = _moment(row.sent_at)
        return _("mail niet aangekomen, gebeld op %s") % done if by_mail else _("gedaan op %s") % done
    if row.state == MessageState.FAILED or (row.state == MessageState.TASK and by_mail):
        return _("niet aangekomen: %s") % why_words(row.error)
    if row.state == MessageState.TASK:
        return _("nog te doen")
    if row.state == MessageState.QUEUED:
        return _queued_words(row, at=at)
    return str(row.get_state_display())


def _queued_words(row: Message, *, at: datetime) -> str:
    """It goes now, or later, or once more."""
    if row.next_try_at is None or row.next_try_at <= at:
        return _("gaat nu uit")
    if row.attempts:
        return _("versturen lukte niet, weer op %s") % _moment(row.next_try_at)
    return _("gaat uit op %s") % _moment(row.next_try_at)


def why_words(error: str) -> str:
    """What the mail server said, as a colleague can use it."""
    if error.startswith("SMTPRecipientsRefused"):
        return _("dit adres neemt geen mail aan")
    if error.startswith("SMTPDataError"):
        return _("de mailserver van de ontvanger weigerde dit bericht")
    return _("de mailserver was een dag lang niet bereikbaar")


def _moment(moment: datetime | None) -> str:
    """Day and hour."""
    return formats.date_format(timezone.localtime(moment), "j F Y, H:i") if moment else ""


def with_last_mail(people: QuerySet[ContactPerson]) -> QuerySet[ContactPerson]:
    """Each with `mail_error`: what went wrong with the last mail to their present address, or nothing."""
    mails = Message.objects.filter(
        person=OuterRef("pk"), address=OuterRef("email"), channel=Channel.EMAIL, state__in=TRIED
    )
    return people.annotate(mail_error=Subquery(mails.order_by("-created_at", "-pk").values("error")[:1]))
