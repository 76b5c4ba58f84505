"""What is said in a meeting, noted during or after it by whoever has the form."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _

from accounts.models import User
from initiatives.deeds.meeting import Promised
from initiatives.models import Initiative, SupportCheck
from initiatives.models.choices import SupportMethod
from initiatives.statuses import Status
from initiatives.workflow.action import NotNow
from overleg.deeds.claim import claim
from overleg.models import AgendaItem, Meeting, Promise
from overleg.models.meeting import Reason

# Nobody is asked what they think of what was decided long ago.
NO_OPINION = (Reason.DECIDED, Reason.PROMISE, Reason.CHECK_IN)
# A group that has not planned its next meeting comes together again in about six weeks.
USUALLY_AGAIN = timedelta(weeks=6)
# What a meeting of residents may not read, whatever stood on the agenda before.
HIDDEN = Q(initiative__is_confidential=True) | Q(initiative__emptied_at__isnull=False)


@dataclass(frozen=True, kw_only=True)
class Point:
    """One thing on the agenda as a group of residents reads it: no names, nothing internal."""

    item: AgendaItem
    number: int
    check: SupportCheck | None

    @property
    def initiative(self) -> Initiative | None:
        """What it is about, unless it is a point of the group's own."""
        return self.item.initiative

    @property
    def title(self) -> str:
        """What it is called."""
        return self.item.title or (self.initiative.title if self.initiative else "")

    @property
    def kind(self) -> str:
        """In what capacity somebody came with it."""
        return str(self.initiative.get_initiator_kind_display()) if self.initiative else ""

    @property
    def words(self) -> str:
        """What everybody may read of it."""
        if self.check is not None:
            return self.check.public_text
        return self.initiative.public_summary if self.initiative else ""

    @property
    def asks_opinion(self) -> bool:
        """The group is asked, or may say, what it thinks."""
        return self.check is not None or (self.initiative is not None and self.item.reason not in NO_OPINION)


def points_of(meeting: Meeting, *, reader: User | None = None) -> list[Point]:
    """The agenda in its order, without what is confidential or emptied by now.

    The group itself reads all of it. A colleague (`reader`) who works for one of its kernen reads what they may see;
    the numbers stay those of the whole agenda, so that they are the same on paper.
    """
    asked = SupportCheck.objects.filter(closed_at=None)
    checks = Prefetch("initiative__support_checks", queryset=asked, to_attr="open_checks")
    rows = meeting.items.filter(removed_at=None).exclude(HIDDEN).exclude(initiative__status=Status.DRAFT)
    found = rows.select_related("initiative").prefetch_related(checks, "promises").order_by("position", "pk")
    points = [Point(item=item, number=n, check=_asked_here(item)) for n, item in enumerate(found, start=1)]
    if reader is None:
        return points
    seen = set(Initiative.objects.visible_to(reader).filter(agenda_items__meeting=meeting).values_list("pk", flat=True))
    return [point for point in points if point.initiative is None or point.initiative.pk in seen]


def _asked_here(item: AgendaItem) -> SupportCheck | None:
    """The check in which this group is heard."""
    running: Sequence[SupportCheck] = getattr(item.initiative, "open_checks", ())
    return next((check for check in running if SupportMethod.KERNOVERLEG in check.ways), None)


def next_meeting_day(meeting: Meeting) -> date:
    """When the group comes together again, or may be thought to."""
    later = Meeting.objects.standing().filter(kernoverleg=meeting.kernoverleg_id, held_on__gt=meeting.held_on)
    following = later.order_by("held_on").first()
    return following.held_on if following else meeting.held_on + USUALLY_AGAIN


# ---- writing it down -----------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class ItemSaid:
    """What was filled in at one point."""

    item: AgendaItem
    discussed: bool | None
    opinion: str = ""
    concerns: str = ""
    note: str = ""
    wants_more_time: str = ""
    promises: tuple[Promised, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Said:
    """The whole form."""

    present: int | None
    recorder: str
    chair_involved: bool
    items: tuple[ItemSaid, ...]


@transaction.atomic
def write_down(meeting: Meeting, said: Said, *, version: int) -> None:
    """Keep what was filled in; raises Stale when somebody else did so meanwhile, NotNow when it is over."""
    claim(meeting, version=version)
    refuse_when_over(meeting)
    columns = {"present": said.present, "recorder": said.recorder, "chair_involved": said.chair_involved}
    Meeting.objects.filter(pk=meeting.pk).update(**columns)
    for one in said.items:
        _write_item(one)


def refuse_when_over(meeting: Meeting) -> None:
    """A meeting that was closed or called off is not written in any more."""
    now = Meeting.objects.get(pk=meeting.pk)
    if now.is_closed:
        raise NotNow(_("Dit verslag is al klaar. Iemand heeft het afgesloten."))
    if now.is_called_off:
        raise NotNow(_("Deze vergadering gaat niet door."))


def _write_item(one: ItemSaid) -> None:
    """The columns of one point, and what was promised there."""
    AgendaItem.objects.filter(pk=one.item.pk).update(
        discussed=one.discussed,
        opinion=one.opinion,
        concerns=one.concerns,
        note=one.note,
        wants_more_time=one.wants_more_time,
    )
    if promises_of(one.item.promises.order_by("pk")) != one.promises:
        one.item.promises.all().delete()
        Promise.objects.bulk_create(
            Promise(item=one.item, what=said.what, who=said.who, due_on=said.due_on) for said in one.promises
        )


def promises_of(rows: Iterable[Promise]) -> tuple[Promised, ...]:
    """The rows as they were said."""
    return tuple(Promised(what=row.what, who=row.who, due_on=row.due_on) for row in rows)
