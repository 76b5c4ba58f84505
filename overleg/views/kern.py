"""One kern for staff: its people, its meetings, what runs and what came of it, its wishes, and what it was asked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import User
from initiatives.clocks import Clocks, load_clocks
from initiatives.deeds.messages import SPOKEN_TO, with_last_word
from initiatives.models import Initiative, Signal, SupportCheck
from initiatives.models.initiative_rows import InitiativeQuerySet
from initiatives.statuses import RUNNING
from initiatives.views.heard import heard_of
from initiatives.views.rows import Row, rows_of
from initiatives.views.signals import hears
from initiatives.views.signed_in import signed_in
from kernen.models import Kern, Kernoverleg, Role, RoleHolding
from kernen.models.role import OF_A_KERN
from kernen.roles import roles_of
from kernen.words import words
from kernen.workdays import start_of
from overleg.deeds.village import ASKED_AT_MOST, ASKED_DAYS_BACK, ideas_of, open_promises
from overleg.models import AgendaItem, Meeting
from overleg.models.meeting import Reason
from overleg.models.wish import WishState, stands_for

AT_MOST = 50


@dataclass(frozen=True, kw_only=True)
class Line:
    """One initiative that runs, and how long its residents have read nothing; None where nothing is sent."""

    row: Row
    told_on: date | None
    days: int
    is_long: bool


@dataclass(frozen=True, kw_only=True)
class Group:
    """A group of residents, when it meets next, and when it last did."""

    group: Kernoverleg
    next: Meeting | None
    last: Meeting | None


@dataclass(frozen=True, kw_only=True)
class Held:
    """Somebody stands for this kern, or did; `until` is the end of the role or of the account."""

    user: User
    function: str
    since: date
    until: date | None
    is_deputy: bool


@require_safe
def show_my_kern(request: HttpRequest) -> HttpResponse:
    """To the one kern that is mine; with more than one, to the list."""
    only = roles_of(signed_in(request)).only_kern
    kern = Kern.objects.filter(pk=only).first() if only else None
    return redirect("kern_detail", kern.slug) if kern else redirect("kern_list")


@require_safe
def show_kern(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything about one kern, as far as this person may see it."""
    user, kern, today = signed_in(request), get_object_or_404(Kern, slug=slug), timezone.localdate()
    roles, called, clocks = roles_of(user), words(), load_clocks()
    ideas = ideas_of([kern], user=user)
    groups = list(kern.kernoverleggen.order_by("-is_active", "kind", "name"))
    ended = ideas.exclude(status__in=RUNNING).for_list().order_by("-entered_at", "-pk")[:AT_MOST]
    lines = list(lines_of(ideas, clocks=clocks, today=today))
    context = {
        "kern": kern,
        "tends": stands_for(roles, kern),
        "today": today,
        "lines": lines,
        "silent": sum(line.is_long for line in lines),
        "heartbeat": clocks.terms["heartbeat"].days,
        "ended": list(rows_of(ended, today=today, words=called)),
        "groups": list(groups_of(groups, on=today)),
        "promises": list(open_promises(groups, [kern], user=user)[:AT_MOST]),
        "signals": _signals(kern, user=user),
        "breadcrumb": [(called["kern"].plural.capitalize(), reverse("kern_list")), (kern.name, "")],
    }
    context |= people_of(kern, on=today) | _wishes(kern, user=user) | _asked(groups, ideas, user=user, on=today)
    return render(request, "overleg/kern.html", context)


def lines_of(ideas: InitiativeQuerySet, *, clocks: Clocks, today: date) -> Iterator[Line]:
    """What runs, what runs out first on top."""
    running = list(with_last_word(ideas.running()).for_list().order_by("due_on", "pk")[:AT_MOST])
    for row in rows_of(running, today=today, words=words()):
        initiative = row.initiative
        spoken_to = initiative.status in SPOKEN_TO and initiative.silenced_at is None
        told_on = timezone.localdate(vars(initiative)["told_at"]) if spoken_to else None
        yield Line(
            row=row,
            told_on=told_on,
            days=(today - told_on).days if told_on else 0,
            is_long=told_on is not None and clocks.after("heartbeat", told_on) < today,
        )


def groups_of(groups: Iterable[Kernoverleg], *, on: date) -> Iterator[Group]:
    """Each with the meeting to come and the last one that was written down."""
    rows = Meeting.objects.filter(kernoverleg__in=groups).defer("report")
    coming = {row.kernoverleg_id: row for row in rows.to_come(on).order_by("-held_on", "-starts_at", "-pk")}
    over = {row.kernoverleg_id: row for row in rows.filter(closed_at__isnull=False).order_by("held_on", "pk")}
    for group in groups:
        yield Group(group=group, next=coming.get(group.pk), last=over.get(group.pk))


def people_of(kern: Kern, *, on: date) -> dict[str, Any]:
    """Who stands for this kern today, and who did or will; nothing of this is ever thrown away."""
    rows = RoleHolding.objects.filter(Q(kern=kern) | Q(all_kernen=True), role__in=OF_A_KERN).select_related("user")
    current = set(RoleHolding.objects.current(on).filter(pk__in=rows.values("pk")).values_list("pk", flat=True))
    called, found = words(), list(rows.order_by("-starts_on", "user__name"))
    held = [(row, _held(row, called[row.role].singular)) for row in found]
    now = {(row.role, row.user_id): one for row, one in held if row.pk in current}
    return {
        "officials": [one for (role, _user), one in now.items() if role == Role.KERNAMBTENAAR],
        "external": [one for (role, _user), one in now.items() if role == Role.EXTERNAL_COORDINATOR],
        "others": [one for row, one in held if row.pk not in current],
    }


def _held(row: RoleHolding, function: str) -> Held:
    """One holding in words; who was sent off on the spot has no day in the role, so the account's day counts."""
    ends = [day for day in (row.ends_on, row.user.ends_on) if day]
    return Held(
        user=row.user, function=function, since=row.starts_on, until=min(ends, default=None), is_deputy=row.is_deputy
    )


def _signals(kern: Kern, *, user: User) -> int:
    """How many signals of this kern wait for this person."""
    return Signal.objects.visible_to(user).waiting().filter(kern=kern).count() if hears(roles_of(user)) else 0


def _wishes(kern: Kern, *, user: User) -> dict[str, Any]:
    """The village's own list, and what lapsed; the initiative only for who may see it."""
    wishes = list(kern.wishes.order_by("-changed_at", "-pk")[:AT_MOST])
    tied = [wish.initiative_id for wish in wishes if wish.initiative_id]
    seen = {row.pk: row for row in Initiative.objects.visible_to(user).filter(pk__in=tied)}
    for wish in wishes:
        wish.initiative = seen.get(wish.initiative_id or 0)
    dropped = [wish for wish in wishes if wish.state == WishState.DROPPED]
    return {"wishes": [wish for wish in wishes if wish not in dropped], "dropped": dropped}


def _asked(groups: list[Kernoverleg], ideas: InitiativeQuerySet, *, user: User, on: date) -> dict[str, Any]:
    """What neighbours were asked in the last year, and on what the kernoverleg was asked its opinion."""
    since = on - timedelta(days=ASKED_DAYS_BACK)
    # A moment is found along the index, the day of it is not.
    checks = SupportCheck.objects.filter(initiative__in=ideas.values("pk"), started_at__gte=start_of(since))
    newest = checks.select_related("initiative").order_by("-started_at", "-pk")[:ASKED_AT_MOST]
    items = AgendaItem.objects.filter(
        meeting__in=Meeting.objects.visible_to(user).standing().filter(kernoverleg__in=groups).values("pk"),
        meeting__held_on__gte=since,
        initiative__in=ideas.values("pk"),
        reason=Reason.OPINION,
        removed_at=None,
    ).select_related("initiative", "meeting__kernoverleg")
    return {
        "heard": heard_of(list(newest)),
        "opinions": list(items.order_by("-meeting__held_on", "position", "pk")[:ASKED_AT_MOST]),
    }
