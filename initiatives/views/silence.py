"""Lang niets gehoord: who was told nothing longest, and the way to let something hear."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from initiatives.clocks import load_clocks
from initiatives.deeds.messages import HEARTBEAT, longest_silent
from initiatives.deeds.table import DEED_OF
from initiatives.models import Initiative
from initiatives.models.stake import with_stakes
from initiatives.views.rows import Row, rows_of
from initiatives.views.signed_in import signed_in
from initiatives.workflow.action import Actor
from kernen.words import words

PER_PAGE = 25


@dataclass(frozen=True, kw_only=True)
class Silence:
    """One initiative, and how long its residents have read nothing."""

    row: Row
    told_on: date
    days: int
    is_long: bool
    may_speak: bool


@require_safe
def show_silence(request: HttpRequest) -> HttpResponse:
    """Everything this person may see, the longest silence on top."""
    user, now = signed_in(request), timezone.now()
    rows = longest_silent(Initiative.objects.visible_to(user).for_list().annotate(**with_stakes()))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("bladzijde"))
    context = {
        "page": page,
        "lines": list(_lines(list(page.object_list), actor=Actor(user=user), today=timezone.localdate(now))),
        "term": load_clocks().terms["heartbeat"].days,
        "previous_url": f"?bladzijde={page.previous_page_number()}" if page.has_previous() else "",
        "next_url": f"?bladzijde={page.next_page_number()}" if page.has_next() else "",
        "breadcrumb": [(_("Lang niets gehoord"), "")],
    }
    return render(request, "initiatives/silence.html", context)


def _lines(initiatives: list[Initiative], *, actor: Actor, today: date) -> Iterator[Silence]:
    """The page in words."""
    speak, clocks = DEED_OF[HEARTBEAT], load_clocks()
    for row in rows_of(initiatives, today=today, words=words()):
        told_on = timezone.localdate(vars(row.initiative)["told_at"])
        yield Silence(
            row=row,
            told_on=told_on,
            days=(today - told_on).days,
            is_long=clocks.after("heartbeat", told_on) < today,
            may_speak=speak.is_open_to(row.initiative, actor),
        )
