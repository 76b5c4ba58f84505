"""What goes out as one mail: which letters belong together, how long they wait for each other, how they read."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from initiatives.letters.tells import RECEIPTS
from initiatives.models import Initiative, Message
from initiatives.models.choices import Channel
from initiatives.models.message import MessageState
from kernen.workdays import start_of

# Who had a mail today reads the rest tomorrow at this hour.
MORNING = time(8)
# While another mail to the same address is on its way we look again this much later.
A_MOMENT = timedelta(minutes=1)
EMPTY_LINE = re.compile(r"\r?\n\r?\n")


class Kind(StrEnum):
    """How a letter travels."""

    ALONE = "alone"
    RESIDENT = "resident"
    STAFF = "staff"


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What stands in the mail."""

    subject: str
    body: str
    calendar: str = ""


def kind_of(message: Message) -> Kind:
    """Signing in, invitations and reminders go by themselves, each at its own time; news travels together."""
    if message.initiative_id is None or message.calendar or message.once or message.drop_after_sending:
        return Kind.ALONE
    if message.person_id is not None:
        return Kind.RESIDENT
    # The chair of a kernoverleg has no account: that letter is a whole story, not a line in an overview.
    return Kind.STAFF if User.objects.filter(email__iexact=message.address).exists() else Kind.ALONE


def companions_q(lead: Message) -> Q:
    """The letters that may travel with this one; what failed together stays together, with nothing new in it."""
    if lead.message_id:
        return Q(message_id=lead.message_id)
    if (kind := kind_of(lead)) is Kind.ALONE:
        return Q(pk=lead.pk)
    of_kind = Q(person__isnull=kind is Kind.STAFF, initiative__isnull=False)
    return of_kind & Q(address=lead.address, message_id="", calendar="", once=None, drop_after_sending=False)


def who_go_now(rows: Sequence[Message], *, now: datetime) -> list[Message]:
    """What is due; and when something is asked, also what was waiting for tomorrow."""
    due = [row for row in rows if row.next_try_at is not None and row.next_try_at <= now]
    takes_all = any(row.asks and row.person_id for row in due)
    return list(rows) if takes_all else due


def wait_until(rows: Sequence[Message], *, now: datetime) -> datetime | None:
    """At most one mail a day to a resident, unless we ask something: until when these wait, or None to go now."""
    lead = rows[0]
    if lead.message_id or any(row.asks for row in rows) or kind_of(lead) is not Kind.RESIDENT:
        return None
    theirs = Message.objects.filter(address=lead.address, channel=Channel.EMAIL, person__isnull=False)
    if theirs.filter(state=MessageState.SENT, sent_at__gte=start_of_day(now)).exists():
        return tomorrow_morning(now)
    on_its_way = theirs.filter(state=MessageState.QUEUED).exclude(message_id="").order_by("next_try_at").first()
    if on_its_way is None:
        return None
    return max(on_its_way.leased_until or now, on_its_way.next_try_at or now, now + A_MOMENT)


def start_of_day(now: datetime) -> datetime:
    """Midnight in the town hall."""
    return start_of(timezone.localdate(now))


def tomorrow_morning(now: datetime) -> datetime:
    """When somebody who had a mail today may have the next."""
    return timezone.make_aware(datetime.combine(timezone.localdate(now) + timedelta(days=1), MORNING))


def of_same_parcel(message: Message) -> QuerySet[Message]:
    """This letter and those about the same initiative that went out in the same mail."""
    alone = Q(pk=message.pk)
    if not message.message_id:
        return Message.objects.filter(alone)
    return Message.objects.filter(alone | Q(message_id=message.message_id, initiative=message.initiative_id))


# ---- how it reads -------------------------------------------------------------------------------------


def read(rows: Sequence[Message]) -> Reading:
    """One letter as it was written; several as one, the newest first."""
    rows = newest_first(rows)
    lead = rows[0]
    if len(rows) == 1:
        return Reading(subject=lead.subject, body=lead.body, calendar=lead.calendar)
    if lead.person_id is None:
        return read_digest(rows)
    with translation.override(lead.language):
        return read_residents(rows)


def newest_first(rows: Iterable[Message]) -> list[Message]:
    """Always in the same order, so that a second attempt says the same."""
    return sorted(rows, key=lambda row: (row.created_at, row.pk), reverse=True)


def by_initiative(rows: Iterable[Message]) -> list[list[Message]]:
    """Grouped, the one with the newest letter first."""
    groups: dict[int | None, list[Message]] = {}
    for row in newest_first(rows):
        groups.setdefault(row.initiative_id, []).append(row)
    return list(groups.values())


def read_digest(rows: Sequence[Message]) -> Reading:
    """A colleague's news: what happened per initiative, one link each; the story is read after signing in."""
    groups = by_initiative(rows)
    subject = ngettext(
        "Burgerkracht: nieuws over %(n)s initiatief", "Burgerkracht: nieuws over %(n)s initiatieven", len(groups)
    ) % {"n": len(groups)}
    return Reading(subject=subject, body="\n\n".join(_lines_of(group) for group in groups) + "\n")


def _lines_of(group: Sequence[Message]) -> str:
    """The number, what happened, and where to read it."""
    initiative = _initiative_of(group[0])
    return "\n".join([initiative.key, *_happened(group), f"{settings.SITE_URL}{initiative.get_absolute_url()}"])


def _happened(group: Sequence[Message]) -> list[str]:
    """Each event once, also for who is told in two functions."""
    lines: dict[object, str] = {}
    for row in group:
        what = row.subject.removeprefix(f"{_initiative_of(row).key}: ")
        line = f"- {formats.date_format(timezone.localtime(row.created_at), 'j F, H:i')}: {what}"
        lines.setdefault(row.event_id or row.pk, line)
    return list(dict.fromkeys(lines.values()))


def _initiative_of(row: Message) -> Initiative:
    """Letters without one go alone and never come here."""
    if row.initiative is None:
        raise TypeError("Alleen berichten over een initiatief gaan samen.")
    return row.initiative


def read_residents(rows: Sequence[Message]) -> Reading:
    """One greeting and one block of facts: the newest letter, with what else there is to tell under its sentence."""
    groups = by_initiative(rows)
    subject = rows[0].subject if len(groups) == 1 else _("Nieuws over uw ideeën")
    letters = [_joined(group) for group in groups]
    letters[0] = _greet_all(letters[0], rows)
    return Reading(subject=subject, body="\n\n----------\n\n".join(letter.strip() for letter in letters) + "\n")


def _joined(group: Sequence[Message]) -> str:
    """The newest letter of one initiative; the older sentences come under its own, each under its day."""
    lead, core = group[0], _core(group[0])
    more, said, day = [], {core}, timezone.localdate(lead.created_at)
    for row in group[1:]:
        if (words := _core(row)) in said or (row.event_id and row.event_id == lead.event_id):
            continue
        said.add(words)
        on = timezone.localdate(row.created_at)
        more.append(words if on == day else f"{_('Op %s') % formats.date_format(on, 'j F Y')}:\n{words}")
        day = on
    if not more:
        return lead.body
    older = "\n\n".join(more)
    # Where somebody rewrote the newest letter there is no sentence to put the others under.
    return lead.body.replace(core, f"{core}\n\n{older}", 1) if core != lead.body else f"{lead.body.strip()}\n\n{older}"


def _core(row: Message) -> str:
    """The sentence of its event as it stands in this letter; the whole letter where somebody rewrote it."""
    text = getattr(row.event, "text", None)
    said = [text.said_in(row.language), text.sentence] if text else []
    found = next((sentence for sentence in said if sentence and sentence in row.body), row.body)
    return _with_receipt(found, row)


def _with_receipt(sentence: str, row: Message) -> str:
    """Of a receipt also the lines under its sentence: it is whole, or it is none."""
    if row.event is None or row.event.action not in RECEIPTS:
        return sentence
    lines = EMPTY_LINE.split(row.body.partition(sentence)[2], maxsplit=1)[0]
    return f"{sentence}{lines}"


def _greet_all(letter: str, rows: Sequence[Message]) -> str:
    """Two people who share a mailbox are both greeted."""
    names = list(dict.fromkeys(row.recipient for row in rows))
    first, _line, rest = letter.partition("\n")
    together = _(" en ").join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]
    return f"{first.replace(names[0], together, 1)}\n{rest}"
