"""Destruction lists: all of them, the proposal of this year, and one list with what is on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from archive.deeds.approve import waits_until
from archive.deeds.propose import cutoff_of, proposable, propose
from archive.models import DestructionItem, DestructionList
from archive.models.retention import ResultType
from archive.views.who import Crumbs, coordinator_of, either_of, in_the_archive
from initiatives.clocks import load_clocks
from initiatives.models import Initiative
from initiatives.views.intake import key_of
from initiatives.workflow.action import Refused
from kernen.roles import roles_of

PER_PAGE = 25
# A list is read from beginning to end by two people; a longer one goes a page at a time.
LINES_PER_PAGE = 500


@dataclass(frozen=True, kw_only=True)
class Line:
    """One initiative; the title only for who may read it anyway."""

    item: DestructionItem
    title: str


@dataclass(frozen=True, kw_only=True)
class Group:
    """What ended alike and goes by the same rule."""

    result: str
    list_number: str
    months: int
    lines: list[Line]


# ---- which list ------------------------------------------------------------------------------


def find_list(pk: int) -> DestructionList:
    """The list of this address, or 404."""
    rows = DestructionList.objects.select_related("proposed_by", "approved_by")
    return get_object_or_404(rows, pk=pk)


def crumbs(destruction: DestructionList | None = None, here: str = "") -> Crumbs:
    """Where this page stands."""
    steps = in_the_archive((_("Vernietigingslijsten"), reverse("destructions")))
    if destruction is not None:
        steps.append((str(destruction.year), reverse("destruction", args=[destruction.pk])))
    return [*steps, *([(here, "")] if here else [])]


# ---- all lists ----------------------------------------------------------------------------------------


@require_safe
def show_lists(request: HttpRequest) -> HttpResponse:
    """The newest first, with how many are on each and how far it is."""
    user = either_of(request)
    rows = DestructionList.objects.select_related("proposed_by", "approved_by").order_by("-proposed_at", "-pk")
    page = Paginator(_counted(rows), PER_PAGE).get_page(request.GET.get("bladzijde"))
    context = {
        "page": page,
        "may_propose": roles_of(user).is_internal_coordinator,
        "breadcrumb": [crumbs()[0], (crumbs()[1][0], "")],
        "previous_url": f"?bladzijde={page.previous_page_number()}" if page.has_previous() else "",
        "next_url": f"?bladzijde={page.next_page_number()}" if page.has_next() else "",
    }
    return render(request, "archive/destructions.html", context)


def _counted(rows: QuerySet[DestructionList]) -> QuerySet[Any]:
    """With how many go and how many stay."""
    return rows.annotate(
        going=Count("items", filter=Q(items__kept_because="")),
        staying=Count("items", filter=~Q(items__kept_because="")),
    )


# ---- the proposal of this year ------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
def propose_list(request: HttpRequest) -> HttpResponse:
    """What would be on it, and the button that makes it."""
    user, now = coordinator_of(request), timezone.now()
    today = timezone.localdate(now)
    if request.method == "POST":
        try:
            made = propose(by=user, at=now, form_key=key_of(request) or uuid4())
        except Refused as refusal:
            return refuse(request, refusal, back=reverse("destructions"))
        return redirect("destruction", made.pk)
    ends = proposable(today=today)
    standing = DestructionList.objects.filter(year=cutoff_of(today).year, returned_at=None, executed_at=None).first()
    context = {
        "number": len(ends),
        "counts": _counts(ends),
        "cutoff": cutoff_of(today),
        "standing": standing,
        "form_key": uuid4(),
        "breadcrumb": crumbs(here=_("Lijst maken")),
    }
    return render(request, "archive/destruction_propose.html", context)


def _counts(ends: Iterable[Any]) -> list[tuple[str, str, int, int]]:
    """Result, number in the selection list, months and how many."""
    counts: dict[tuple[str, str, int], int] = {}
    for end in ends:
        key = (str(end.result.label), end.rule.list_number, end.rule.months)
        counts[key] = counts.get(key, 0) + 1
    return [(*key, number) for key, number in counts.items()]


def refuse(request: HttpRequest, refusal: Refused, *, back: str, typed: Iterable[str] = ()) -> HttpResponse:
    """409: the right person at the wrong moment, with what was typed."""
    context = {"happened": str(refusal.reason), "back_url": back, "typed": list(typed)}
    return render(request, "409.html", context, status=409)


# ---- one list -----------------------------------------------------------------------------------------


@require_safe
def show_list(request: HttpRequest, pk: int) -> HttpResponse:
    """By result, with rule and dates; titles only for who may read them anyway."""
    user, destruction = either_of(request), find_list(pk)
    today = timezone.localdate()
    page = Paginator(_lines(destruction), LINES_PER_PAGE).get_page(request.GET.get("bladzijde"))
    last_day = waits_until(destruction, clocks=load_clocks())
    context = {
        "destruction": destruction,
        "groups": _grouped(page.object_list, titles=_titles(page.object_list, user=user)),
        "numbers": _numbers(destruction),
        "last_day": last_day,
        "page": page,
        "breadcrumb": [*crumbs(), (str(destruction.year), "")],
        "previous_url": f"?bladzijde={page.previous_page_number()}" if page.has_previous() else "",
        "next_url": f"?bladzijde={page.next_page_number()}" if page.has_next() else "",
        **_may(destruction, user=user, today=today, last_day=last_day),
    }
    return render(request, "archive/destruction.html", context)


def _lines(destruction: DestructionList) -> QuerySet[DestructionItem]:
    """Everything on it with what one line shows, in a constant number of queries."""
    rows = destruction.items.select_related("initiative__lead_domain")
    return rows.prefetch_related("initiative__kern_links__kern").order_by("result", "list_number", "months", "pk")


def _grouped(items: Iterable[DestructionItem], *, titles: dict[int, str]) -> list[Group]:
    """In the order of the list."""
    groups: list[Group] = []
    for item in items:
        alike = (str(ResultType(item.result).label), item.list_number, item.months)
        if not groups or (groups[-1].result, groups[-1].list_number, groups[-1].months) != alike:
            groups.append(Group(result=alike[0], list_number=alike[1], months=alike[2], lines=[]))
        groups[-1].lines.append(Line(item=item, title=titles.get(item.initiative_id, "")))
    return groups


def _titles(items: Iterable[DestructionItem], *, user: User) -> dict[int, str]:
    """The titles the internal coordinator may read, by the number of the initiative; nobody else reads one here."""
    if not roles_of(user).is_internal_coordinator:
        return {}
    seen = Initiative.objects.visible_to(user).filter(pk__in=[item.initiative_id for item in items])
    return dict(seen.filter(anonymised_at=None).values_list("pk", "title"))


def _numbers(destruction: DestructionList) -> dict[str, int]:
    """How many go, stay and are gone."""
    return destruction.items.aggregate(
        going=Count("pk", filter=Q(kept_because="")),
        staying=Count("pk", filter=~Q(kept_because="")),
        gone=Count("pk", filter=Q(destroyed_at__isnull=False)),
    )


def _may(destruction: DestructionList, *, user: User, today: date, last_day: date | None) -> dict[str, bool]:
    """What this reader can do now."""
    roles, standing = roles_of(user), destruction.is_standing
    return {
        "may_keep": roles.is_internal_coordinator and standing,
        "may_put_back": roles.is_internal_coordinator and destruction.is_open,
        "may_approve": roles.may_approve_destruction and destruction.is_open and destruction.proposed_by_id != user.pk,
        "is_own": roles.may_approve_destruction and destruction.is_open and destruction.proposed_by_id == user.pk,
        "may_send_back": roles.may_approve_destruction and standing,
        "is_waiting": bool(last_day and today <= last_day and standing),
    }
