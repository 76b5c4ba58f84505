"""One kern as everybody may read it: whom to call, when it meets, what goes on, its wishes, what it was asked."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.models import User
from initiatives.models import Initiative, SupportCheck
from initiatives.models.choices import CONCLUSIONS
from initiatives.models.initiative_rows import InitiativeQuerySet
from initiatives.views.heard import Heard, told_of
from initiatives.views.public import (
    FINISHED,
    GOING_AND_DONE,
    WHOLE,
    Told,
    on_the_website,
    tell,
    title_of_list,
    to_be_called_in,
)
from initiatives.views.telling import Text
from kernen.current import kern_called
from kernen.kept import KeptEach
from kernen.models import GroupKind, Kern, Kernoverleg, Role
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


@dataclass(frozen=True, kw_only=True)
class Village:
    """What stands on the page beside the initiatives: the same for everybody, and it seldom changes, so it is kept."""

    # By function.
    to_call: dict[str, User]
    groups: list[Group]
    wishes: list[Wish]
    heard: list[Heard]


@login_not_required
@require_safe
def show_kern(request: HttpRequest, slug: str) -> HttpResponse:
    """What is going on in one kern, or what is over."""
    kern = None if slug == WHOLE else _find_kern(slug)
    totals, over = kept_totals(kern), request.GET.get("toon") == "afgelopen"
    page = _page(kern, over=over, count=totals["done" if over else "going"], number=request.GET.get("pagina"))
    name = kern.name if kern else _("De hele gemeente")
    context = {
        "kern": kern,
        "name": name,
        "tabs": _tabs(slug, over=over, totals=totals),
        "over": over,
        "initiatives": [tell(initiative) for initiative in page],
        "whole_url": reverse("public_kern", args=[WHOLE]) if kern else "",
        "breadcrumb": [(title_of_list(), reverse("public_list")), (name, "")],
    }
    beside = _beside(kept_villages(kern), on=timezone.localdate()) if kern else {}
    return render(request, "overleg/kern_public.html", context | beside | _around(page, over=over))


def _find_kern(slug: str) -> Kern:
    """Also one that is archived, or 404."""
    kern = kern_called(slug)
    if kern is None:
        raise Http404
    return kern


def _shown_in(kern: Kern | None) -> InitiativeQuerySet:
    """What anybody may read about this kern, or about the whole municipality."""
    return on_the_website().filter(kernen=kern) if kern else on_the_website().filter(whole_municipality=True)


def _count(kern: Kern | None) -> dict[str, int]:
    """How many are going on and how many are over."""
    return _shown_in(kern).aggregate(**GOING_AND_DONE)


# Read from end to end, so kept: for some seconds a number may be old. What one reads of an initiative never is.
kept_totals = KeptEach(_count)


def _page(kern: Kern | None, *, over: bool, count: int, number: str | None) -> "Page[Initiative]":
    """Those of this page, the last that moved first."""
    shown = _shown_in(kern)
    rows = (shown.filter(FINISHED) if over else shown.exclude(FINISHED)).for_neighbours()
    pages = Paginator(rows.order_by("-entered_at", "-pk"), PER_PAGE)
    # Counted a moment ago.
    pages.count = count
    return pages.get_page(number)


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


# ---- the village, as it was some seconds ago ------------------------------------------------------------


def _read_village(kern: Kern) -> Village:
    """Whom to call, its groups, its wishes, and what it was asked."""
    to_call: dict[str, User] = {}
    for held in to_be_called_in(kern):
        to_call.setdefault(held.role, held.user)
    wishes = kern.wishes.filter(state__in=list(SHOWN)).order_by("-changed_at", "-pk")
    return Village(
        to_call=to_call,
        groups=list(_groups(kern, on=timezone.localdate())),
        wishes=list(wishes[:MOST_WISHES]),
        heard=told_of(_checks(kern)),
    )


kept_villages = KeptEach(_read_village)


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


def _checks(kern: Kern) -> Collection[SupportCheck]:
    """What was asked about its initiatives in the last year, the newest first."""
    since = timezone.now() - timedelta(days=ASKED_DAYS_BACK)
    rows = SupportCheck.objects.filter(initiative__in=_shown_in(kern).values("pk"), started_at__gte=since)
    shown = rows.filter(conclusion__in=("", *CONCLUSIONS)).select_related("initiative")
    return list(shown.order_by("-started_at", "-pk")[:ASKED_AT_MOST])


# ---- the village, as one reads it now -------------------------------------------------------------------


def _beside(village: Village, *, on: date) -> dict[str, Any]:
    """In words; of an initiative only what neighbours may read at this very moment."""
    about = [wish.initiative_id for wish in village.wishes] + [heard.check.initiative_id for heard in village.heard]
    rows = on_the_website().filter(pk__in={pk for pk in about if pk}).for_neighbours()
    told = {initiative.pk: tell(initiative) for initiative in rows}
    return {
        "contacts": list(_contacts(village.to_call)),
        "groups": village.groups,
        "wishes": list(_wishes(village.wishes, told)),
        "asked": list(_asked(village.heard, told, on=on)),
    }


def _contacts(to_call: dict[str, User]) -> Iterator[tuple[str, User]]:
    """The coordinator and the kernambtenaar, each by function and with a number."""
    words = words_for_residents()
    for role in (Role.EXTERNAL_COORDINATOR, Role.KERNAMBTENAAR):
        if role in to_call:
            yield words[role].singular, to_call[role]


def _wishes(wishes: Collection[Wish], told: dict[int, Told]) -> Iterator[Wished]:
    """The village's own list."""
    for wish in wishes:
        became = told.get(wish.initiative_id or 0)
        yield Wished(wish=wish, state=SHOWN[WishState(wish.state)], url=became.url if became else "")


def _asked(asked: Collection[Heard], told: dict[int, Told], *, on: date) -> Iterator[Asked]:
    """Numbers only when it is over, and of the idea what its own page says."""
    for heard in asked:
        if idea := told.get(heard.check.initiative_id):
            yield Asked(title=idea.title, url=idea.url, heard=heard, is_open=heard.check.takes_answers(on))
