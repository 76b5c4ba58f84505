"""Before the kernoverleg meets: what its kernambtenaar must know, on a page and in one mail two days ahead."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from accounts.models import User
from initiatives.clocks import Clocks, load_clocks
from initiatives.deeds.messages import longest_silent
from initiatives.letters.colleague import mail_to
from initiatives.letters.digest import next_digest
from initiatives.models import Decision, Initiative, Message, SupportCheck
from initiatives.models.initiative_rows import InitiativeQuerySet
from initiatives.statuses import ENDED, Status
from kernen.models import Absence, Role, RoleHolding
from overleg.deeds.drafting import for_groups
from overleg.deeds.opinions import opinions_wanted
from overleg.deeds.village import DECIDED, NEWS_FOR, ideas_of, late, open_promises
from overleg.models import Meeting, Promise

AT_MOST = 25


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """Something was decided, or came to an end."""

    initiative: Initiative
    what: str
    on: date

    @property
    def is_untold(self) -> bool:
        """The initiator has not heard it: nobody in the room may hear it first."""
        return self.initiative.is_untold


@dataclass(frozen=True, kw_only=True)
class Silence:
    """Its residents have read nothing for so long."""

    initiative: Initiative
    days: int


@dataclass(frozen=True, kw_only=True)
class Before:
    """What one person reads before one meeting."""

    meeting: Meeting
    since: date
    outcomes: list[Outcome]
    silent: list[Silence]
    wanted: list[SupportCheck]
    promises: list[Promise]


def look_before(meeting: Meeting, *, user: User, today: date, clocks: Clocks) -> Before:
    """Everything, as far as this person may see it; of the platform, which has a list of its own, nothing."""
    groups = [meeting.kernoverleg] if meeting.kernoverleg else []
    kernen = [kern for group in groups for kern in group.kernen.all()]
    ideas = ideas_of(kernen, user=user)
    since = _last_time(meeting)
    rows = longest_silent(ideas)[:AT_MOST]
    return Before(
        meeting=meeting,
        since=since,
        outcomes=list(_outcomes(ideas, since=since)),
        silent=[
            Silence(initiative=row, days=(today - told).days)
            for row in rows
            if clocks.after("heartbeat", told := timezone.localdate(vars(row)["told_at"])) < today
        ],
        wanted=opinions_wanted(meeting, for_groups(meeting, user=user))[:AT_MOST],
        promises=list(late(open_promises(groups, kernen, user=user), on=today)[:AT_MOST]),
    )


def _last_time(meeting: Meeting) -> date:
    """The day this group met before."""
    before = Meeting.objects.standing().filter(kernoverleg=meeting.kernoverleg_id, held_on__lt=meeting.held_on)
    last = before.order_by("-held_on").values_list("held_on", flat=True).first()
    return last or meeting.held_on - NEWS_FOR


def _outcomes(ideas: InitiativeQuerySet, *, since: date) -> Iterator[Outcome]:
    """Decided or ended since the last time, the newest first; what was refused, ended with that decision."""
    decided = Decision.objects.filter(initiative__in=ideas.values("pk"), outcome__in=DECIDED)
    decided = decided.filter(decided_at__date__gte=since).select_related("initiative").order_by("-decided_at", "-pk")
    found = [
        Outcome(initiative=row.initiative, what=_("besluit: %s") % row.get_outcome_display(), on=_day(row.decided_at))
        for row in decided[:AT_MOST]
        if row.decided_at
    ]
    over = ideas.filter(status__in=ENDED, entered_at__date__gte=since).exclude(status=Status.REJECTED)
    found += [
        Outcome(initiative=row, what=str(row.get_status_display()).lower(), on=_day(row.entered_at))
        for row in over.order_by("-entered_at", "-pk")[:AT_MOST]
    ]
    yield from sorted(found, key=lambda one: one.on, reverse=True)


def _day(moment: datetime) -> date:
    """The day of a moment in the town hall."""
    return timezone.localdate(moment)


# ---- the mail -----------------------------------------------------------------------------------------


def send_digests(*, now: datetime) -> str:
    """One mail for each reader of each meeting that is near; run again, late or twice at once it stays one."""
    today, clocks = _day(now), load_clocks()
    coming = Meeting.objects.of_groups().to_come(today).select_related("kernoverleg").order_by("held_on", "pk")
    mails = [
        _mail(meeting, user, now=now, clocks=clocks)
        for meeting in coming
        if clocks.before(meeting.held_on, "kern_digest") <= today
        for user in readers_of(meeting, on=today)
    ]
    before = Message.objects.filter(once__in=[mail.once for mail in mails]).count()
    Message.objects.bulk_create(mails, ignore_conflicts=True)
    return f"{len(mails) - before} overzichten voor een kernoverleg klaargezet"


def readers_of(meeting: Meeting, *, on: date) -> list[User]:
    """The kernambtenaren of its kernen; of who is away on the day also the colleague who stands in and may see it."""
    here = Q(all_kernen=True) | Q(kern__kernoverleggen=meeting.kernoverleg_id)
    held = RoleHolding.objects.current(on)
    officials = list(held.filter(here, role=Role.KERNAMBTENAAR).people().order_by("pk"))
    away = Absence.objects.on(meeting.held_on).filter(user__in=officials, deputy__in=held.values("user"))
    deputies = User.objects.filter(pk__in=away.values("deputy")).exclude(pk__in=[user.pk for user in officials])
    mine = Meeting.objects.filter(pk=meeting.pk)
    return officials + [user for user in deputies.order_by("pk") if mine.visible_to(user).exists()]


def _mail(meeting: Meeting, user: User, *, now: datetime, clocks: Clocks) -> Message:
    """The numbers; what people wrote is read after signing in, but for titles that stand on the website already."""
    before = look_before(meeting, user=user, today=_day(now), clocks=clocks)
    facts = {
        "meeting": meeting,
        "sections": [(title, lines) for title, lines in _sections(before) if lines],
        "site": settings.SITE_URL,
        "address": reverse("meeting_before", args=[meeting.pk]),
    }
    return mail_to(
        user,
        subject=_("Voor het overleg van %s") % formats.date_format(meeting.held_on, "j F"),
        body=render_to_string("letters/kern_digest.txt", facts),
        at=now,
        when=next_digest(now),
        # A meeting that moved is another occasion.
        once=f"kern-digest-{meeting.pk}-{meeting.held_on:%Y%m%d}-{user.pk}",
    )


def _sections(before: Before) -> Iterator[tuple[str, list[str]]]:
    """Title and lines."""
    named = _Names(before)
    untold = _("LET OP: de initiatiefnemer weet dit nog niet.")
    yield (
        _("Besloten of afgelopen sinds %s") % _in_words(before.since),
        [
            f"{named.of(one.initiative)}: {one.what} ({_in_words(one.on)}). {untold if one.is_untold else ''}".strip()
            for one in before.outcomes
        ],
    )
    yield (
        _("Lang niets gehoord"),
        [f"{named.of(one.initiative)}: {_('%s dagen') % one.days}" for one in before.silent],
    )
    yield (
        _("Mening gevraagd"),
        [f"{named.of(one.initiative)}: {_('tot en met %s') % _in_words(one.closes_on)}" for one in before.wanted],
    )
    yield (
        _("Beloften die te laat zijn"),
        [f"{named.of(one.item.initiative)}: {_('voor %s') % _in_words(one.due_on)}" for one in before.promises],
    )


def _in_words(day: date) -> str:
    """A day without its year."""
    return formats.date_format(day, "j F")


class _Names:
    """How a mail names an idea: its number, and its title where everybody may read that."""

    def __init__(self, before: Before) -> None:
        about = [one.initiative for one in before.outcomes] + [one.initiative for one in before.silent]
        about += [one.initiative for one in before.wanted]
        about += [one.item.initiative for one in before.promises if one.item.initiative]
        published = Initiative.objects.published().filter(pk__in=[row.pk for row in about])
        self.titles = dict(published.values_list("pk", "title"))

    def of(self, initiative: Initiative | None) -> str:
        """One line's beginning."""
        if initiative is None:
            return _("eigen punt van de groep")
        return f"{initiative.reference} {self.titles.get(initiative.pk, '')}".strip()
