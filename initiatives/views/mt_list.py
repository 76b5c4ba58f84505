"""The managers' list: what needs their eye, why, since when, and whose turn it is; no people and no notes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from initiatives.deeds.mt_list import Reason, on_mt_list, reasons_of
from initiatives.models import Initiative
from initiatives.views.rows import Row, rows_of
from initiatives.views.signed_in import signed_in
from kernen.roles import roles_of
from kernen.words import words

PER_PAGE = 25


@dataclass(frozen=True, kw_only=True)
class Line:
    """One initiative on the list."""

    row: Row
    reasons: list[Reason]


def show_mt_list(request: HttpRequest) -> HttpResponse:
    """For managers, and for who takes things off it."""
    user = signed_in(request)
    roles = roles_of(user)
    if not (roles.is_manager or roles.is_internal_coordinator):
        raise PermissionDenied
    page = Paginator(on_mt_list(user).for_list().order_by("pk"), PER_PAGE).get_page(request.GET.get("bladzijde"))
    context = {
        "page": page,
        "lines": list(_lines(page.object_list, today=timezone.localdate())),
        "may_settle": roles.is_internal_coordinator,
        "previous_url": f"?bladzijde={page.previous_page_number()}" if page.has_previous() else "",
        "next_url": f"?bladzijde={page.next_page_number()}" if page.has_next() else "",
    }
    return render(request, "initiatives/mt_list.html", context)


def _lines(initiatives: Iterable[Initiative], *, today: date) -> Iterator[Line]:
    """The page, in a constant number of queries."""
    rows = list(initiatives)
    why = reasons_of(rows)
    for row in rows_of(rows, today=today, words=words()):
        yield Line(row=row, reasons=why[row.initiative.pk])
