"""The platform of kernambtenaren meets: planned, its list made, noted live, closed; and who reads what of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, Max, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from initiatives.deeds.do import do
from initiatives.deeds.platform import NotedAs, actions_in_words
from initiatives.models import Initiative
from initiatives.workflow.action import Actor, NotNow, Stale
from initiatives.workflow.once import handled
from kernen.workdays import load_calendar
from overleg.deeds.claim import claim
from overleg.deeds.platform_list import Candidate, not_on
from overleg.models import AgendaItem, Meeting
from overleg.models.meeting import Reason

EVERY = timedelta(weeks=6)
# Between reading an initiative and writing to it a colleague may be first; then it is read again.
TRIES = 5


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """When the next one might be, at the hour and place of the last."""

    held_on: date
    starts_at: time | None
    place: str


def suggest_next(*, today: date) -> Suggestion:
    """Six weeks after the last one, on a day people work, and not in the past."""
    last = Meeting.objects.of_platform().standing().order_by("-held_on", "-pk").first()
    day = (last.held_on if last else today) + EVERY
    while day <= today:
        day += timedelta(weeks=1)
    calendar = load_calendar()
    while not calendar.is_working_day(day):
        day += timedelta(days=1)
    return Suggestion(held_on=day, starts_at=last.starts_at if last else None, place=last.place if last else "")


def plan(*, by: User, at: datetime, form_key: UUID, **facts: Any) -> Meeting:
    """One meeting, however often the button is pressed."""
    columns = {"created_by": by, "created_at": at, "kernoverleg": None, **facts}
    return Meeting.objects.get_or_create(form_key=form_key, defaults=columns)[0]


@transaction.atomic
def change(meeting: Meeting, *, version: int, **facts: Any) -> None:
    """Another day, hour or place."""
    _claim_open(meeting, version=version)
    Meeting.objects.filter(pk=meeting.pk).update(**facts)


@transaction.atomic
def call_off(meeting: Meeting, *, at: datetime, version: int) -> None:
    """It does not take place; its list stays, and the same button takes it back."""
    claim(meeting, version=version)
    if meeting.is_closed:
        raise NotNow(_("Dit overleg is al afgesloten."))
    Meeting.objects.filter(pk=meeting.pk).update(called_off_at=None if meeting.is_called_off else at)


@transaction.atomic
def close(meeting: Meeting, *, by: User, at: datetime, version: int) -> None:
    """The list stays as it was; nobody notes any more."""
    _claim_open(meeting, version=version)
    Meeting.objects.filter(pk=meeting.pk).update(closed_at=at, closed_by=by)


@transaction.atomic
def reopen(meeting: Meeting, *, version: int) -> None:
    """Closed too soon: on with the notes."""
    claim(meeting, version=version)
    Meeting.objects.filter(pk=meeting.pk).update(closed_at=None, closed_by=None)


def _claim_open(meeting: Meeting, *, version: int) -> None:
    """Ours, and still to be changed."""
    claim(meeting, version=version)
    _check_open(meeting)


def _check_open(meeting: Meeting) -> None:
    """Raises NotNow for what is written down or called off."""
    if meeting.is_closed or meeting.is_called_off:
        raise NotNow(_("Dit overleg is afgesloten of afgelast. De lijst verandert niet meer."))


# ---- the list -----------------------------------------------------------------------------------------


@transaction.atomic
def put_on(meeting: Meeting, candidates: Iterable[Candidate], *, version: int) -> None:
    """These too, at the end; what was taken off comes back as it was, and what stands there already stays there."""
    candidates = not_on(meeting, candidates)
    if not candidates:
        return
    _claim_open(meeting, version=version)
    position = _last_position(meeting)
    for number, one in enumerate(candidates, start=1):
        facts = {"reason": one.reason, "position": position + number, "removed_at": None}
        AgendaItem.objects.update_or_create(meeting=meeting, initiative=one.initiative, defaults=facts)


@transaction.atomic
def put_own(meeting: Meeting, *, title: str, version: int) -> None:
    """A point of the platform itself, at the end; the same words twice are one point."""
    if listed(meeting).filter(title=title).exists():
        return
    _claim_open(meeting, version=version)
    AgendaItem.objects.create(meeting=meeting, title=title, reason=Reason.OWN, position=_last_position(meeting) + 1)


@transaction.atomic
def order(meeting: Meeting, numbers: Mapping[int, int], *, version: int) -> None:
    """As the numbers say; of two the same, the one that stood higher stays higher."""
    _claim_open(meeting, version=version)
    items = sorted(listed(meeting), key=lambda item: (numbers.get(item.pk, item.position), item.position, item.pk))
    for position, item in enumerate(items, start=1):
        item.position = position
    AgendaItem.objects.bulk_update(items, ["position"])


@transaction.atomic
def take_off(item: AgendaItem, *, at: datetime, version: int) -> None:
    """Off the list; what was noted stays, and it can be put back."""
    if item.removed_at is not None:
        return
    _claim_open(item.meeting, version=version)
    AgendaItem.objects.filter(pk=item.pk).update(removed_at=at)


@transaction.atomic
def put_back(item: AgendaItem, *, version: int) -> None:
    """On the list again, at the end."""
    if item.removed_at is None:
        return
    _claim_open(item.meeting, version=version)
    AgendaItem.objects.filter(pk=item.pk).update(removed_at=None, position=_last_position(item.meeting) + 1)


def _last_position(meeting: Meeting) -> int:
    """The number of the last point."""
    return meeting.items.aggregate(last=Max("position"))["last"] or 0


# ---- who reads what -----------------------------------------------------------------------------------


def listed(meeting: Meeting) -> QuerySet[AgendaItem]:
    """The points of the list, whoever reads them."""
    return meeting.items.filter(removed_at=None)


def read_by(user: User, items: QuerySet[AgendaItem]) -> QuerySet[AgendaItem]:
    """The points this person may read: own points, and of the initiatives those they may see."""
    visible = Initiative.objects.visible_to(user).values("pk")
    return items.filter(Q(initiative=None) | Q(initiative__in=visible))


def count_unread(user: User, items: QuerySet[AgendaItem]) -> int:
    """How many points are about other kernen; what is confidential or emptied is not even counted."""
    others = items.filter(initiative__is_confidential=False, initiative__emptied_at=None)
    return others.exclude(pk__in=read_by(user, items).values("pk")).count()


# ---- noted live ---------------------------------------------------------------------------------------


def note(item: AgendaItem, *, by: User, at: datetime, form_key: UUID, inputs: Mapping[str, Any]) -> None:
    """What was said, under what others noted already: an event on the initiative, and a line in the report.

    Two people note at once and nobody loses a word: notes are added below each other with who said it, so there is
    nothing to choose between in the middle of a meeting. Raises NotYours, NotNow or Incomplete, and changes nothing.
    """
    for attempt in range(1, TRIES + 1):
        try:
            return _note(item, by=by, at=at, form_key=form_key, inputs=inputs)
        except (Stale, IntegrityError):
            if attempt == TRIES:
                raise


@transaction.atomic
def _note(seen: AgendaItem, *, by: User, at: datetime, form_key: UUID, inputs: Mapping[str, Any]) -> None:
    """One try, in one transaction."""
    # Taken before it is read: who notes at the same moment waits, and adds below.
    Meeting.objects.filter(pk=seen.meeting_id).update(version=F("version"))
    item = AgendaItem.objects.select_related("meeting", "initiative").get(pk=seen.pk)
    if handled(form_key) is not None:
        return
    _check_open(item.meeting)
    if item.initiative is not None:
        do("note_in_platform", item.initiative, by=Actor(user=by), at=at, form_key=form_key, **inputs)
    said = "\n".join(_lines(by, at, inputs))
    if item.initiative is None and item.note.endswith(said):
        # The second press of one button.
        return
    AgendaItem.objects.filter(pk=item.pk).update(discussed=True, note=f"{item.note}\n\n{said}".strip())


def _lines(by: User, at: datetime, inputs: Mapping[str, Any]) -> Iterable[str]:
    """Who said what, and below it who does what."""
    kind = str(NotedAs(inputs["noted_as"]).label).capitalize()
    yield _("%(kind)s (%(who)s, %(hour)s): %(words)s") % {
        "kind": kind, "who": by.name, "hour": timezone.localtime(at).strftime("%H.%M"), "words": inputs["note"],
    }  # fmt: skip
    for action in actions_in_words(inputs) if "action_1" in inputs else ():
        yield _("Actie: %s") % action
