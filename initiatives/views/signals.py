"""Signalen: what came in at 'Ik heb een idee' and from neighbours, the oldest first, each with its term."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from initiatives.clocks import Clocks, lateness, load_clocks
from initiatives.deeds.intake import kernen_to_log_for
from initiatives.deeds.signals import take_in
from initiatives.forms.signal import HeardForm
from initiatives.models import Initiative, Signal
from initiatives.models.signal import SignalQuerySet
from initiatives.views.intake import key_of
from initiatives.views.signed_in import signed_in
from initiatives.views.telling import Text
from kernen.current import current_kernen
from kernen.models import Kern
from kernen.roles import Roles, roles_of
from kernen.words import words

PER_PAGE = 25


@dataclass(frozen=True, kw_only=True)
class Line:
    """One signal in the list."""

    signal: Signal
    initiative: Initiative | None
    due_on: date
    term: Text
    tone: str


def hears(roles: Roles) -> bool:
    """Whether signals are of this person's work: the coordinators, the kernambtenaren, and officers for reactions."""
    return roles.may_log or roles.is_beleidsmedewerker


def hearer_of(request: HttpRequest) -> User:
    """The person behind the request, who must be one that hears signals; 403 for everybody else."""
    user = signed_in(request)
    if not hears(roles_of(user)):
        raise PermissionDenied
    return user


def find_signal(request: HttpRequest, pk: int) -> Signal:
    """The signal of this number, or 404 as for one that does not exist."""
    rows = Signal.objects.visible_to(hearer_of(request)).select_related("kern", "initiative", "handled_by")
    return get_object_or_404(rows, pk=pk)


@require_safe
def show_signals(request: HttpRequest) -> HttpResponse:
    """New, or handled."""
    user = hearer_of(request)
    mine, over = Signal.objects.visible_to(user), request.GET.get("toon") == "afgehandeld"
    rows = mine.handled().order_by("-handled_at", "-pk") if over else mine.waiting().order_by("created_at", "pk")
    page = Paginator(rows.select_related("kern", "initiative"), PER_PAGE).get_page(request.GET.get("bladzijde"))
    context = {
        "over": over,
        "tabs": _tabs(mine, over=over),
        "lines": list(lines_of(page.object_list, user=user, clocks=load_clocks())),
        "counted_only": mine.counted_only().count() if over else 0,
        "may_write": roles_of(user).may_log,
        "breadcrumb": [(_("Signalen"), "")],
    } | _around(page, over=over)
    return render(request, "initiatives/signals.html", context)


def _tabs(mine: SignalQuerySet, *, over: bool) -> list[dict[str, object]]:
    """What waits, and what was done."""
    here = reverse("signals")
    return [
        {"label": _("Nieuw"), "url": here, "is_current": not over, "count": mine.waiting().count()},
        {
            "label": _("Afgehandeld"), "url": f"{here}?toon=afgehandeld", "is_current": over,
            "count": mine.handled().count(),
        },
    ]  # fmt: skip


def _around(page: "Page[Signal]", *, over: bool) -> dict[str, str]:
    """The way to the pages before and after."""
    which = "toon=afgehandeld&" if over else ""
    return {
        "previous_url": f"?{which}bladzijde={page.previous_page_number()}" if page.has_previous() else "",
        "next_url": f"?{which}bladzijde={page.next_page_number()}" if page.has_next() else "",
        "position": _("bladzijde %(page)s van %(pages)s") % {"page": page.number, "pages": page.paginator.num_pages},
    }


def lines_of(signals: Iterable[Signal], *, user: User, clocks: Clocks) -> Iterator[Line]:
    """Each with its term; the initiative it went to only for who may see that one."""
    rows, today = list(signals), timezone.localdate()
    tied = [row.initiative_id for row in rows if row.initiative_id]
    seen = {row.pk: row for row in Initiative.objects.visible_to(user).filter(pk__in=tied)}
    for row in rows:
        came = timezone.localdate(row.created_at)
        due_on = clocks.after("signal", came)
        term, tone = lateness(entered=came, due_on=due_on, today=today) or ("", "")
        initiative = seen.get(row.initiative_id or 0)
        yield Line(signal=row, initiative=initiative, due_on=due_on, term=term, tone=tone)


def count_signals(user: User, *, today: date, clocks: Clocks) -> tuple[int, int]:
    """How many wait for this person, and how many of those too long."""
    if not hears(roles_of(user)):
        return 0, 0
    came = Signal.objects.visible_to(user).waiting().values_list("created_at", flat=True)
    days = [timezone.localdate(moment) for moment in came]
    late = {day for day in set(days) if clocks.after("signal", day) < today}
    return len(days), sum(day in late for day in days)


# ---- a colleague writes one down -----------------------------------------------------------------------


def _may_write(request: HttpRequest) -> User:
    """Who logs ideas, and the adviser of the public health service; 403 for everybody else."""
    user = signed_in(request)
    roles = roles_of(user)
    if not (roles.may_log or roles.is_ggd_adviser):
        raise PermissionDenied
    return user


def _kernen(user: User) -> list[Kern]:
    """One's own kernen; the adviser comes everywhere."""
    return kernen_to_log_for(user) if roles_of(user).may_log else list(current_kernen())


@require_http_methods(["GET", "HEAD", "POST"])
def write_down(request: HttpRequest) -> HttpResponse:
    """Something that was heard and is no initiative (yet)."""
    user = _may_write(request)
    form = HeardForm(request.POST or None, kernen=_kernen(user), word=words()["kern"].singular)
    if request.method == "POST" and form.is_valid():
        take_in(at=timezone.now(), form_key=key_of(request) or uuid4(), **form.columns())
        messages.success(request, _("Het signaal is opgeschreven."))
        return redirect("signals" if roles_of(user).may_log else "signal_new")
    crumbs = [(_("Signalen"), reverse("signals"))] if roles_of(user).may_log else []
    context = {
        "form": form,
        "form_key": key_of(request) or uuid4(),
        "breadcrumb": [*crumbs, (_("Signaal opschrijven"), "")],
    }
    return render(request, "initiatives/signal_new.html", context)
