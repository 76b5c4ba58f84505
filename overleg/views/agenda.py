"""The page of one meeting: what is on its agenda and why, what is proposed, and every change of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from initiatives.deeds.table import DEED_OF
from initiatives.models import Initiative
from initiatives.models.access import Looked
from initiatives.models.stake import with_stakes
from initiatives.search.finding import find
from initiatives.statuses import UNTOLD_LABEL
from initiatives.views.noted import note_many
from initiatives.views.signed_in import signed_in
from initiatives.views.telling import Text
from initiatives.workflow.action import Actor, NotYours, Refused
from kernen.models import Word
from kernen.words import words
from overleg.deeds import agenda
from overleg.deeds.drafting import OpenWork, Why, for_groups
from overleg.forms.agenda import PLACE, Places, PointForm, read_places, version_in
from overleg.models import AgendaItem, Meeting
from overleg.printing.agenda import by_when, fetch_names, no_veto, who_brings, whose_turn, with_names
from overleg.views.meetings import crumbs, find_meeting

MOST_FOUND = 10
LONGEST_SEARCH = 100
# The deed with which a question to the neighbourhood gets more time.
POSTPONE = "postpone_support"


@dataclass(frozen=True, kw_only=True)
class Line:
    """One point as it stands on the page."""

    item: AgendaItem
    number: int
    field: str
    typed: str
    wrong: bool
    initiative: Initiative | None = None
    whys: tuple[Why, ...] = ()
    who: str = ""
    state: Text = ""
    turn: str = ""
    next_day: str = ""
    # The meeting is later than the last day of the opinion that is asked.
    too_late: date | None = None
    postpone_url: str = ""

    @property
    def name(self) -> str:
        """What it is called; of what this person may not see no more than that it is there."""
        return self.item.title or (self.initiative.title if self.initiative else _("Een initiatief"))

    @property
    def is_private(self) -> bool:
        """On the agenda, but no longer for a meeting of residents."""
        return self.initiative is not None and (self.initiative.is_confidential or self.initiative.is_emptied)

    @property
    def is_unseen(self) -> bool:
        """An initiative that this person may not see."""
        return self.item.initiative_id is not None and self.initiative is None


@dataclass(kw_only=True)
class Typed:
    """What somebody typed that was not kept yet: it comes back as it was."""

    places: Places = field(default_factory=lambda: Places(typed={}))
    point: PointForm = field(default_factory=PointForm)
    unticked: frozenset[str] = frozenset()
    search: str = ""
    happened: str = ""


@require_safe
def show_agenda(request: HttpRequest, pk: int) -> HttpResponse:
    """What is talked about, in which order and why; below it what else is open."""
    search = request.GET.get("zoek", "").replace("\x00", "").strip()[:LONGEST_SEARCH]
    return _show(request, find_meeting(request, pk), Typed(search=search))


def _show(request: HttpRequest, meeting: Meeting, typed: Typed, *, status: int = 200) -> HttpResponse:
    """The page; in a constant number of queries."""
    user, today = signed_in(request), timezone.localdate()
    open_work = OpenWork(meeting, by=user, at=timezone.now())
    may_change = not (meeting.is_closed or meeting.is_called_off)
    lines = list(_lines(meeting, open_work, user=user, today=today, typed=typed))
    context = {
        "meeting": meeting,
        "may_change": may_change,
        "movable": may_change and len(lines) > 1,
        "is_over": meeting.held_on < today,
        "lines": lines,
        "taken_off": _taken_off(meeting, user=user) if may_change else [],
        "proposals": open_work.proposals() if may_change else [],
        "since": open_work.last.held_on if open_work.last else None,
        "no_veto": no_veto(meeting),
        "found": _found(meeting, typed.search, user=user) if may_change and typed.search else None,
        "typed": typed,
        "breadcrumb": crumbs(meeting),
    }
    return render(request, "overleg/meeting.html", context, status=status)


def _lines(meeting: Meeting, open_work: OpenWork, *, user: User, today: date, typed: Typed) -> Iterable[Line]:
    """Every point; of an initiative no more than this person may see."""
    items = list(meeting.items.filter(removed_at=None))
    seen = _seen(items, user=user)
    called = words()
    for number, item in enumerate(items, start=1):
        place: dict[str, Any] = {
            "item": item, "number": number, "field": PLACE % item.pk, "wrong": item.pk in typed.places.wrong,
            "typed": typed.places.typed.get(item.pk, str(number)),
        }  # fmt: skip
        initiative = seen.get(item.initiative_id or 0)
        if initiative is None:
            yield Line(**place)
            continue
        whys = tuple(open_work.whys.get(initiative.pk, ()))
        yield Line(**place, **_told(initiative, whys, meeting=meeting, user=user, today=today, called=called))


def _seen(items: Iterable[AgendaItem], *, user: User) -> dict[int, Initiative]:
    """The initiatives behind these points, as far as this person may see them."""
    rows = Initiative.objects.visible_to(user).filter(pk__in=[item.initiative_id for item in items])
    seen = {row.pk: row for row in rows.for_list().annotate(**with_stakes()).prefetch_related("co_advices")}
    fetch_names(seen.values())
    note_many(Looked.CONTACT_DATA, with_names(seen.values()), by=user)
    return seen


def _told(
    initiative: Initiative, whys: tuple[Why, ...], *, meeting: Meeting, user: User, today: date,
    called: dict[str, Word],
) -> dict[str, Any]:  # fmt: skip
    """What is said of it, in words that may be read out in a village hall."""
    until = next((why.until for why in whys if why.until), None)
    too_late = until if until and until < meeting.held_on else None
    return {
        "initiative": initiative,
        "whys": whys,
        "who": who_brings(initiative),
        "state": UNTOLD_LABEL if initiative.is_untold else initiative.get_status_display(),
        "turn": whose_turn(initiative, called),
        "next_day": by_when(initiative, today=today),
        "too_late": too_late,
        "postpone_url": _postpone_url(initiative, user=user) if too_late else "",
    }


def _postpone_url(initiative: Initiative, *, user: User) -> str:
    """Where more time is given, for who may."""
    may = DEED_OF[POSTPONE].is_open_to(initiative, Actor(user=user))
    return reverse("initiative_act", args=[initiative.key, POSTPONE]) if may else ""


def _taken_off(meeting: Meeting, *, user: User) -> list[AgendaItem]:
    """What can be put back."""
    rows = list(meeting.items.exclude(removed_at=None).select_related("initiative"))
    seen = set(
        Initiative.objects.visible_to(user)
        .filter(pk__in=[row.initiative_id for row in rows], is_confidential=False)
        .values_list("pk", flat=True)
    )
    return [row for row in rows if row.initiative_id is None or row.initiative_id in seen]


def _found(meeting: Meeting, search: str, *, user: User) -> list[Initiative]:
    """What was looked for, among what this person sees and this group may hear of."""
    there = meeting.items.filter(removed_at=None, initiative__isnull=False).values("initiative")
    rows = for_groups(meeting, user=user).exclude(pk__in=there).for_list()
    return list(find(rows, search)[:MOST_FOUND])


# ---- changing it ---------------------------------------------------------------------------------------


def _try(
    request: HttpRequest, meeting: Meeting, deed: Callable[[int], object], typed: Typed, *, said: Callable[[Any], str]
) -> HttpResponse:
    """Do it on the version that was looked at, after keeping an order that came along, and come back; 409 on the page
    as the other made it, with what was typed; 404 for what is not theirs.
    """
    typed.places = read_places(request.POST, meeting.items.filter(removed_at=None))
    try:
        came = deed(agenda.keep_order(meeting, places=typed.places.numbers, version=version_in(request.POST)))
    except NotYours:
        raise Http404 from None
    except Refused as refusal:
        typed.happened = str(refusal.reason)
        return _show(request, find_meeting(request, meeting.pk), typed, status=409)
    messages.success(request, said(came))
    return redirect("meeting", meeting.pk)


@require_POST
def put_on(request: HttpRequest, pk: int) -> HttpResponse:
    """What is ticked of the proposals."""
    meeting, sent = find_meeting(request, pk), request.POST
    shown, ticked = set(sent.getlist("voorgesteld")), set(sent.getlist("punt"))
    typed = Typed(unticked=frozenset(shown - ticked))

    def deed(version: int) -> int:
        return agenda.put_on(
            meeting, shown=shown, ticked=ticked, by=signed_in(request), at=timezone.now(), version=version
        )

    def said(number: int) -> str:
        if not number:
            return _("Er is niets op de agenda gezet.")
        return ngettext("%s punt staat op de agenda.", "%s punten staan op de agenda.", number) % number

    return _try(request, meeting, deed, typed, said=said)


@require_POST
def add_point(request: HttpRequest, pk: int) -> HttpResponse:
    """A point of the group's own."""
    meeting, form = find_meeting(request, pk), PointForm(request.POST)
    typed = Typed(point=form)
    if not form.is_valid():
        typed.places = read_places(request.POST, meeting.items.filter(removed_at=None))
        return _show(request, meeting, typed)
    title = form.cleaned_data["title"]
    return _try(
        request, meeting, lambda version: agenda.add_point(meeting, title=title, version=version), typed,
        said=_put_words,
    )  # fmt: skip


@require_POST
def add_initiative(request: HttpRequest, pk: int) -> HttpResponse:
    """An initiative that was looked up."""
    meeting, user = find_meeting(request, pk), signed_in(request)
    rows = Initiative.objects.visible_to(user)
    initiative = get_object_or_404(rows, reference=request.POST.get("kenmerk", "").replace("\x00", ""))
    typed = Typed(search=request.POST.get("zoek", "").replace("\x00", "")[:LONGEST_SEARCH])
    return _try(
        request, meeting, lambda version: agenda.add_initiative(meeting, initiative, by=user, version=version), typed,
        said=_put_words,
    )  # fmt: skip


def _put_words(came: bool) -> str:
    """New on the agenda, or there already."""
    return _("Het staat op de agenda.") if came else _("Het stond al op de agenda.")


@require_POST
def arrange(request: HttpRequest, pk: int) -> HttpResponse:
    """The order as it was dragged or typed; with the button of one point that one comes off the agenda."""
    meeting, sent = find_meeting(request, pk), request.POST
    if "weg" in sent:
        return _try(
            request, meeting, lambda version: _off(meeting, sent, version=version), Typed(),
            said=lambda _came: _("Van de agenda gehaald. Onderaan kunt u het terugzetten."),
        )  # fmt: skip
    places = read_places(sent, meeting.items.filter(removed_at=None))
    if places.wrong:
        return _show(request, meeting, Typed(places=places))
    return _try(
        request, meeting, lambda version: version != version_in(sent), Typed(),
        said=lambda moved: _("De volgorde is bewaard.") if moved else _("De volgorde was al zo."),
    )  # fmt: skip


def _off(meeting: Meeting, sent: QueryDict, *, version: int) -> bool:
    """One point off the agenda."""
    return agenda.take_off(_item(meeting, sent.get("weg", "")), at=timezone.now(), version=version)


@require_POST
def put_back(request: HttpRequest, pk: int) -> HttpResponse:
    """On the agenda again."""
    meeting = find_meeting(request, pk)
    item = _item(meeting, request.POST.get("punt", ""))
    return _try(
        request, meeting, lambda version: agenda.put_back(item, version=version), Typed(),
        said=lambda _came: _("Het staat weer op de agenda."),
    )  # fmt: skip


def _item(meeting: Meeting, typed: str) -> AgendaItem:
    """A point of this meeting, or 404."""
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 19 else 0
    return get_object_or_404(AgendaItem.objects.select_related("meeting"), meeting=meeting, pk=number)
