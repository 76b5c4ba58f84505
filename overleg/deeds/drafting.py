"""What there is to talk about: an agenda proposed from what is open in the kernen of a group. Nothing is written."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from initiatives.deeds.meeting import TALKED_ABOUT
from initiatives.models import Decision, Event, Initiative
from initiatives.models.initiative_rows import InitiativeQuerySet
from kernen.models import Kern
from overleg.deeds.opinions import opinions_wanted
from overleg.deeds.village import DECIDED, NEWS_FOR, check_ins, late, open_conditions, open_promises
from overleg.models import AgendaItem, Meeting, Promise
from overleg.models.meeting import Reason

CHECK_IN_SOON = timedelta(days=14)
LONGEST_TITLE = 200


@dataclass(frozen=True, kw_only=True)
class Why:
    """One thing to say of an initiative in a meeting; `until` is the last day of an opinion that is asked."""

    reason: Reason
    says: str
    until: date | None = None


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """Something for the agenda: an initiative and all there is to say of it, or a promise that is about none."""

    initiative: Initiative | None
    title: str
    whys: tuple[Why, ...]

    @property
    def key(self) -> str:
        """How the tick box names it."""
        return f"i{self.initiative.pk}" if self.initiative else f"p{self.title}"

    @property
    def reason(self) -> Reason:
        """The first; the others stand beside it."""
        return self.whys[0].reason


def draft(meeting: Meeting, *, by: User, at: datetime) -> list[Proposal]:
    """Everything that is open and not on the agenda yet, as far as this person may see it; new ideas first."""
    return OpenWork(meeting, by=by, at=at).proposals()


def _waiting_elsewhere(meeting: Meeting) -> "QuerySet[AgendaItem, int]":
    """On the agenda of another meeting of this group that is still to be held or written down."""
    rows = AgendaItem.objects.filter(
        meeting__kernoverleg=meeting.kernoverleg, meeting__closed_at=None, meeting__called_off_at=None,
        removed_at=None, initiative__isnull=False,
    )  # fmt: skip
    return rows.exclude(meeting=meeting).values_list("initiative", flat=True)


def for_groups(meeting: Meeting, *, user: User) -> InitiativeQuerySet:
    """What this person may see and this group may hear of: of its kernen or everybody's, never confidential."""
    group = meeting.kernoverleg
    about = Initiative.objects.filter(Q(kern_links__kern__kernoverleggen=group) | Q(whole_municipality=True))
    shown = Initiative.objects.visible_to(user).filter(is_confidential=False, emptied_at=None)
    return shown.filter(status__in=TALKED_ABOUT, pk__in=about.values("pk"))


class OpenWork:
    """What is open for one group on one day."""

    def __init__(self, meeting: Meeting, *, by: User, at: datetime) -> None:
        self.meeting, self.by, self.at = meeting, by, at
        self.today = timezone.localdate(at)
        self.ideas = for_groups(meeting, user=by)

    @cached_property
    def last(self) -> Meeting | None:
        """The meeting before this one that was written down."""
        done = Meeting.objects.filter(kernoverleg=self.meeting.kernoverleg, closed_at__isnull=False)
        return done.exclude(pk=self.meeting.pk).order_by("-held_on", "-pk").first()

    @cached_property
    def since(self) -> datetime:
        """The morning of that meeting; what came in during it was not talked about."""
        if self.last is None:
            return self.at - NEWS_FOR
        day = datetime.combine(self.last.held_on, datetime.min.time())
        return timezone.make_aware(day)

    @cached_property
    def kernen(self) -> list[Kern]:
        """Of the group."""
        return list(self.meeting.kernoverleg.kernen.all()) if self.meeting.kernoverleg else []

    def proposals(self) -> list[Proposal]:
        """What is not on the agenda, was not taken off it, and does not wait for another meeting."""
        taken = set(self.meeting.items.filter(initiative__isnull=False).values_list("initiative", flat=True))
        taken |= set(_waiting_elsewhere(self.meeting))
        ideas = self.ideas.filter(pk__in=[pk for pk in self.whys if pk not in taken]).for_list()
        found = [Proposal(initiative=idea, title=idea.title, whys=tuple(self.whys[idea.pk])) for idea in ideas]
        found.sort(key=lambda one: (list(Reason).index(one.reason), one.title))
        return [*found, *self._own_promises()]

    @cached_property
    def whys(self) -> dict[int, list[Why]]:
        """By initiative; what asks for an opinion goes first, that an idea is new goes last: it says the least."""
        found: dict[int, list[Why]] = {}
        kinds: tuple[Callable[[], Iterable[tuple[int, Why]]], ...] = (
            self._opinions, self._decisions, self._promises, self._conditions, self._check_ins, self._new
        )  # fmt: skip
        for kind in kinds:
            for pk, why in kind():
                found.setdefault(pk, []).append(why)
        return found

    # ---- new in our kern -------------------------------------------------------------------------------

    def _new(self) -> Iterator[tuple[int, Why]]:
        """Came in since the last meeting, or was not talked about then."""
        items = AgendaItem.objects.filter(meeting__kernoverleg=self.meeting.kernoverleg, removed_at=None)
        talked = items.filter(initiative=OuterRef("pk")).filter(Q(meeting__closed_at=None) | ~Q(discussed=False))
        items_then = items.filter(meeting=self.last, discussed=False, initiative=OuterRef("pk"))
        handed_in = Event.objects.filter(initiative=OuterRef("pk"), action="submit", at__gte=self.since)
        rows = self.ideas.running().annotate(came=Coalesce("logged_at", "created_at"), left=Exists(items_then))
        if self.last is not None:
            rows = rows.filter(Q(came__gte=self.since) | Q(left=True) | Exists(handed_in))
        elsewhere = talked.exclude(meeting=self.meeting).exclude(meeting__called_off_at__isnull=False)
        for pk, came, left in rows.exclude(Exists(elsewhere)).values_list("pk", "came", "left"):
            said = _("vorige keer niet besproken") if left else _("binnen op %s") % _day(timezone.localdate(came))
            yield pk, Why(reason=Reason.NEW, says=said)

    # ---- an opinion is asked ---------------------------------------------------------------------------

    def _opinions(self) -> Iterator[tuple[int, Why]]:
        """A check goes on in which this group is heard, and it said nothing yet."""
        for check in opinions_wanted(self.meeting, self.ideas):
            said = _("tot en met %s") % _day(check.closes_on)
            yield check.initiative_id, Why(reason=Reason.OPINION, says=said, until=check.closes_on)

    # ---- there is a decision ---------------------------------------------------------------------------

    def _decisions(self) -> Iterator[tuple[int, Why]]:
        """Decided, and told to the initiator since the last meeting; before that nobody hears it here."""
        told = AgendaItem.objects.filter(
            meeting__kernoverleg=self.meeting.kernoverleg, meeting__closed_at__gte=F("initiative__informed_at"),
            reason=Reason.DECIDED, discussed=True, initiative=OuterRef("pk"),
        )  # fmt: skip
        rows = self.ideas.filter(informed_at__gte=self.since).exclude(Exists(told))
        decided = Decision.objects.filter(
            initiative__in=rows.values("pk"), decided_at__isnull=False, decided_at__lte=F("initiative__informed_at"),
            outcome__in=DECIDED,
        )  # fmt: skip
        last = {decision.initiative_id: decision for decision in decided.order_by("decided_at", "pk")}
        for pk, decision in last.items():
            yield pk, Why(reason=Reason.DECIDED, says=decision.get_outcome_display())

    # ---- promised and late -----------------------------------------------------------------------------

    def _promises(self) -> Iterator[tuple[int, Why]]:
        """Said in an earlier meeting of this group."""
        for promise in self._late:
            if promise.item.initiative_id:
                yield promise.item.initiative_id, Why(reason=Reason.PROMISE, says=_promised(promise))

    def _own_promises(self) -> list[Proposal]:
        """Those about no initiative; a title that stands on the agenda already is not proposed again."""
        there = set(self.meeting.items.filter(initiative=None).values_list("title", flat=True))
        loose = {f"{promise.what} ({promise.who})"[:LONGEST_TITLE]: promise for promise in self._late
                 if not promise.item.initiative_id}  # fmt: skip
        return [
            Proposal(initiative=None, title=title, whys=(Why(reason=Reason.PROMISE, says=_promised(promise)),))
            for title, promise in loose.items() if title not in there
        ]  # fmt: skip

    @cached_property
    def _late(self) -> list[Promise]:
        """Open promises of this group past their day; of what may not be heard here nothing."""
        if self.meeting.kernoverleg is None:
            return []
        rows = late(open_promises([self.meeting.kernoverleg], self.kernen, user=self.by), on=self.today)
        return list(rows.filter(Q(item__initiative=None) | Q(item__initiative__in=self.ideas.values("pk"))))

    def _conditions(self) -> Iterator[tuple[int, Why]]:
        """What must be arranged and is late, of a decision everybody knows."""
        for condition in open_conditions(self.ideas, user=self.by):
            if condition.due_on < self.today and not condition.decision.initiative.is_untold:
                said = _("%(what)s, voor %(day)s") % {"what": condition.text, "day": _day(condition.due_on)}
                yield condition.decision.initiative_id, Why(reason=Reason.PROMISE, says=said)

    # ---- let go ----------------------------------------------------------------------------------------

    def _check_ins(self) -> Iterator[tuple[int, Why]]:
        """Handed over, and about the time to ask how it goes."""
        soon = check_ins(self.ideas).filter(check_in_on__lte=self.meeting.held_on + CHECK_IN_SOON)
        for handover in soon:
            said = _("overgedragen; wij bellen op %s") % _day(handover.check_in_on)
            yield handover.initiative_id, Why(reason=Reason.CHECK_IN, says=said)


def _day(day: date) -> str:
    """As one reads it."""
    return date_format(day, "j F Y")


def _promised(promise: Promise) -> str:
    """What, who and when."""
    return _("%(what)s (%(who)s), voor %(day)s") % {
        "what": promise.what, "who": promise.who, "day": _day(promise.due_on),
    }  # fmt: skip
