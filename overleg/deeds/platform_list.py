"""What the platform of kernambtenaren might talk over: composed from what is hard, each with the reason why."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Max, Q, Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from initiatives.models import CoAdvice, Commitment, Decision, Event, Initiative
from initiatives.statuses import Ball, in_groups, with_ball
from kernen.models import FundingSource, PolicyDomain, RoleHolding
from overleg.models import AgendaItem, Meeting
from overleg.models.meeting import Reason

# Given back as often as this, it does not find its place by itself.
TOO_OFTEN = 2
STANDING_STILL = 10
# In two weeks at one step there is nothing strange yet.
PATIENCE = 14
# The order in which a reason is named; what somebody asked for goes first.
ORDER = (Reason.MARKED, Reason.MORE_DOMAINS, Reason.GIVEN_BACK, Reason.MORE_FUNDS, Reason.STANDING_STILL)


@dataclass(kw_only=True)
class Candidate:
    """One initiative that might be talked over, and why."""

    initiative: Initiative
    whys: dict[Reason, str] = field(default_factory=dict)
    # When the platform last talked about it.
    discussed_on: date | None = None

    @property
    def reason(self) -> Reason:
        """The first of its reasons."""
        return next(reason for reason in ORDER if reason in self.whys)

    @property
    def said(self) -> list[str]:
        """Every reason in words."""
        return [self.whys[reason] for reason in ORDER if reason in self.whys]


def candidates_for(user: User, *, on: date) -> list[Candidate]:
    """Everything this person may see that has a reason to be talked over, marked first; always the same queries."""
    rows = Initiative.objects.visible_to(user).filter(status__in=in_groups("SAW")).for_list().order_by("entered_at")
    found = {row.pk: Candidate(initiative=row) for row in rows}
    for reason, whys in _reasons(found, on=on).items():
        for pk, why in whys.items():
            found[pk].whys[reason] = why
    chosen = [one for one in found.values() if one.whys]
    _say_when_discussed(chosen)
    return sorted(chosen, key=lambda one: (ORDER.index(one.reason), one.initiative.entered_at, one.initiative.pk))


def _reasons(found: dict[int, Candidate], *, on: date) -> dict[Reason, dict[int, str]]:
    """Per reason, what it holds for, in words."""
    rows = [one.initiative for one in found.values()]
    return {
        Reason.MARKED: {row.pk: _("een collega wil dit bespreken") for row in rows if row.platform_since},
        Reason.MORE_DOMAINS: _more_domains(rows, on=on),
        Reason.GIVEN_BACK: _given_back(rows),
        Reason.MORE_FUNDS: _more_funds(rows, on=on),
        Reason.STANDING_STILL: _standing_still(rows, on=on),
    }


def _more_domains(rows: Iterable[Initiative], *, on: date) -> dict[int, str]:
    """Advice was asked of somebody from another domain than the one that leads."""
    leads = {row.pk: row.lead_domain_id for row in rows}
    asked = CoAdvice.objects.filter(initiative__in=leads).values_list("initiative_id", "adviser_id", "domain_id")
    of_adviser: dict[int, set[int]] = defaultdict(set)
    for adviser, domain in RoleHolding.objects.current(on).exclude(domain=None).values_list("user_id", "domain_id"):
        of_adviser[adviser].add(domain or 0)
    others: dict[int, set[int]] = defaultdict(set)
    for pk, adviser, domain in asked:
        theirs = {domain} if domain else of_adviser[adviser]
        if leads[pk] and leads[pk] not in theirs:
            others[pk] |= theirs
    names = dict(PolicyDomain.objects.values_list("pk", "name"))
    return {
        pk: _("speelt ook bij %s") % ", ".join(sorted(names[domain] for domain in domains))
        for pk, domains in others.items()
        if domains
    }


def _given_back(rows: Iterable[Initiative]) -> dict[int, str]:
    """It was not theirs, and not theirs either."""
    backs = Event.objects.filter(initiative__in=list(rows), action="give_back").values_list("initiative_id")
    return {
        pk: ngettext("%s keer teruggegeven", "%s keer teruggegeven", number) % number
        for pk, number in backs.annotate(number=Count("pk")).order_by("initiative_id")
        if number >= TOO_OFTEN
    }


def _more_funds(rows: Iterable[Initiative], *, on: date) -> dict[int, str]:
    """Money comes from two purses already, or more is asked than the fullest one holds."""
    asked = list(rows)
    purses: dict[int, set[int]] = defaultdict(set)
    for model in (Decision, Commitment):
        known = model._default_manager.filter(initiative__in=asked, source__isnull=False)
        for pk, source in known.values_list("initiative_id", "source_id"):
            purses[pk].add(source)
    found = {pk: _("het geld komt uit %s bronnen") % len(sources) for pk, sources in purses.items() if len(sources) > 1}
    most = _fullest(on=on)
    for row in asked:
        amount, left = row.amount_asked_cents, most[row.health_related]
        if amount and left is not None and amount > left and not purses[row.pk]:
            found.setdefault(row.pk, _("er wordt meer gevraagd dan één geldbron nog heeft"))
    return found


def _fullest(*, on: date) -> dict[bool, int | None]:
    """What the fullest purse still holds, with and without those for health; None without a limit or a purse."""
    open_now = FundingSource.objects.filter(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on)
    reserved = Sum("commitments__amount_cents", filter=Q(commitments__released_at=None))
    left: dict[bool, list[int | None]] = {True: [], False: []}
    for ceiling, health_only, gone in open_now.annotate(gone=reserved).values_list(
        "ceiling_cents", "health_only", "gone"
    ):
        holds = None if ceiling is None else ceiling - (gone or 0)
        left[True].append(holds)
        if not health_only:
            left[False].append(holds)
    return {
        health: None if not purses or None in purses else max(purse for purse in purses if purse is not None)
        for health, purses in left.items()
    }


def _standing_still(rows: Iterable[Initiative], *, on: date) -> dict[int, str]:
    """The longest in one place; where residents go on by themselves, standing still is no trouble."""
    waiting = [row for row in rows if row.status not in with_ball(Ball.INITIATOR) or row.return_status]
    longest = sorted(waiting, key=lambda row: row.entered_at)[:STANDING_STILL]
    days = {row.pk: (on - timezone.localdate(row.entered_at)).days for row in longest}
    return {
        pk: ngettext("staat %s dag op dezelfde stap", "staat %s dagen op dezelfde stap", number) % number
        for pk, number in days.items()
        if number > PATIENCE
    }


def _say_when_discussed(chosen: list[Candidate]) -> None:
    """The last time each was talked over."""
    said = AgendaItem.objects.filter(
        initiative__in=[one.initiative for one in chosen], meeting__kernoverleg=None, discussed=True
    ).values_list("initiative_id")
    last = dict(said.annotate(last=Max("meeting__held_on")).order_by("initiative_id"))
    for one in chosen:
        one.discussed_on = last.get(one.initiative.pk)


def not_on(meeting: Meeting, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Those that do not stand on the list of this meeting yet."""
    listed = set(meeting.items.filter(removed_at=None).values_list("initiative_id", flat=True))
    return [one for one in candidates if one.initiative.pk not in listed]
