"""One kern as everybody may read it: whom to call, when it meets, what goes on, its wishes, what it was asked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.models import User
from initiatives.models import Initiative, SupportCheck
from initiatives.models.choices import CONCLUSIONS
from initiatives.models.initiative_rows import InitiativeQuerySet
from initiatives.views.heard import Heard, heard_of
from initiatives.views.public import (
    FINISHED,
    WHOLE,
    Told,
    address_of,
    coordinator_of,
    going_and_done,
    on_the_website,
    tell,
    title_of_list,
)
from initiatives.views.telling import Text
from kernen.models import GroupKind, Kern, Kernoverleg, Role, RoleHolding
from kernen.words import words_for_residents
from overleg.deeds.village import ASKED_AT_MOST, ASKED_DAYS_BACK
from overleg.models import Meeting, Wish
from overleg.models.wish import WishState

PER_PAGE, MOST_WISHES = 20, 50
# A wish that lapsed is not shown; one that came true is.
SHOWN = {
    WishState.OPEN: gettext_lazy("wens"),
    WishState.TAKEN_UP: gettext_lazy("wij zijn ermee bezig"),
    WishState.DONE: gettext_lazy("gedaan"),
}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What neighbours were asked about one initiative."""

    title: str
    url: str
    heard: Heard
    is_open: bool


@dataclass(frozen=True, kw_only=True)
class Group:
    """A group of residents by its own name, and when it meets next; nobody in it is named."""

    group: Kernoverleg
    next: Meeting | None


@dataclass(frozen=True, kw_only=True)
class Wished:
    """A wish, how far it is, and the initiative it became where neighbours may read that one."""

    wish: Wish
    state: Text
    url: str


@login_not_required
@require_safe
def show_kern(request: HttpRequest, slug: str) -> HttpResponse:
    """What is going on in one kern, or what is over."""
    kern = None if slug == WHOLE else get_object_or_404(Kern, slug=slug)
    shown = on_the_website().filter(kernen=kern) if kern else on_the_website().filter(whole_municipality=True)
    totals = shown.aggregate(**going_and_done("", shown))
    over = request.GET.get("toon") == "afgelopen"
    rows = (shown.filter(FINISHED) if over else shown.exclude(FINISHED)).for_list().order_by("-entered_at", "-pk")
    pages = Paginator(rows, PER_PAGE)
    # Counted a moment ago.
    pages.count = totals["done" if over else "going"]
    page = pages.get_page(request.GET.get("pagina"))
    name = kern.name if kern else _("De hele gemeente")
    context = {
        "kern": kern,
        "name": name,
        "tabs": _tabs(slug, over=over, totals=totals),
        "over": over,
        "initiatives": [tell(initiative) for initiative in page],
        "whole_url": reverse("public_kern", args=[WHOLE]) if kern else "",
        "contacts": list(_contacts(kern)),
        "breadcrumb": [(title_of_list(), reverse("public_list")), (name, "")],
    }
    village = _village(kern, shown, on=timezone.localdate()) if kern else {}
    return render(request, "overleg/kern_public.html", context | village | _around(page, over=over))


def _tabs(slug: str, *, over: bool, totals: dict[str, int]) -> list[dict[str, object]]:
    """Going on, or over."""
    here = reverse("public_kern", args=[slug])
    return [
        {"label": _("Bezig"), "url": here, "is_current": not over, "count": totals["going"]},
        {"label": _("Afgelopen"), "url": f"{here}?toon=afgelopen", "is_current": over, "count": totals["done"]},
    ]


def _around(page: "Page[Initiative]", *, over: bool) -> dict[str, str]:
    """The way to the pages before and after."""
    which = "toon=afgelopen&" if over else ""
    return {
        "previous_url": f"?{which}pagina={page.number - 1}" if page.has_previous() else "",
        "next_url": f"?{which}pagina={page.number + 1}" if page.has_next() else "",
        "position": _("Pagina %(page)s van %(pages)s") % {"page": page.number, "pages": page.paginator.num_pages},
    }


# ---- whom to call -------------------------------------------------------------------------------------


def _contacts(kern: Kern | None) -> Iterator[tuple[str, User]]:
    """The coordinator and the kernambtenaar, each by function and with a number."""
    words = words_for_residents()
    if coordinator := coordinator_of(kern):
        yield words["external_coordinator"].singular, coordinator.user
    if official := _official_of(kern):
        yield words["kernambtenaar"].singular, official.user


def _official_of(kern: Kern | None) -> RoleHolding | None:
    """The kernambtenaar of this very kern before one of all kernen, and before who stands in."""
    if kern is None:
        return None
    held = RoleHolding.objects.current(timezone.localdate()).filter(role=Role.KERNAMBTENAAR).exclude(user__phone="")
    of_here = held.filter(Q(kern=kern) | Q(all_kernen=True)).select_related("user")
    return of_here.order_by("is_deputy", "all_kernen", "pk").first()


# ---- the village --------------------------------------------------------------------------------------


def _village(kern: Kern, shown: InitiativeQuerySet, *, on: date) -> dict[str, Any]:
    """Its groups, its wishes, and what it was asked."""
    return {
        "groups": list(_groups(kern, on=on)),
        "wishes": list(_wishes(kern)),
        "asked": list(_asked(shown, on=on)),
    }


def _groups(kern: Kern, *, on: date) -> Iterator[Group]:
    """Those that come together, each with its next meeting: who speaks for the kern first.

    Of a working group or an advisory body there is something to read only when it is going to meet.
    """
    groups = sorted(kern.kernoverleggen.active(), key=lambda group: (GroupKind.values.index(group.kind), group.name))
    coming = Meeting.objects.to_come(on).filter(kernoverleg__in=groups).order_by("-held_on", "-starts_at", "-pk")
    nearest = {meeting.kernoverleg_id: meeting for meeting in coming}
    for group in groups:
        if group.pk in nearest or group.kind == GroupKind.KERNOVERLEG:
            yield Group(group=group, next=nearest.get(group.pk))


def _wishes(kern: Kern) -> Iterator[Wished]:
    """The village's own list."""
    rows = kern.wishes.filter(state__in=list(SHOWN)).order_by("-changed_at", "-pk")[:MOST_WISHES]
    wishes = list(rows)
    became = on_the_website().filter(pk__in=[wish.initiative_id for wish in wishes if wish.initiative_id])
    urls = {initiative.pk: address_of(initiative) for initiative in became.for_list()}
    for wish in wishes:
        yield Wished(wish=wish, state=SHOWN[WishState(wish.state)], url=urls.get(wish.initiative_id or 0, ""))


def _asked(shown: InitiativeQuerySet, *, on: date) -> Iterator[Asked]:
    """The last year, the newest first; numbers only when it is over, and of the idea what its own page says."""
    since = timezone.now() - timedelta(days=ASKED_DAYS_BACK)
    rows = SupportCheck.objects.filter(initiative__in=shown.values("pk"), started_at__gte=since)
    checks = list(rows.filter(conclusion__in=("", *CONCLUSIONS)).order_by("-started_at", "-pk")[:ASKED_AT_MOST])
    ideas = {row.pk: row for row in shown.filter(pk__in=[check.initiative_id for check in checks]).for_list()}
    for check in checks:
        check.initiative = ideas[check.initiative_id]
    for heard in heard_of(checks):
        told: Told = tell(heard.check.initiative)
        yield Asked(title=told.title, url=told.url, heard=heard, is_open=heard.check.takes_answers(on))
