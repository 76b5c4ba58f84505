"""The log of one initiative: every deed with who, in which function, when, which way; never what was typed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from initiatives.models import Event
from initiatives.relations import MAY_READ, held_now, may_read
from initiatives.statuses import Status
from initiatives.views.act import find_initiative
from initiatives.views.detail import title_of
from initiatives.views.edit import crumbs
from initiatives.views.emergency import note_emergency
from initiatives.views.signed_in import signed_in
from kernen.roles import roles_of

PER_PAGE = 100


@dataclass(frozen=True, kw_only=True)
class Line:
    """One deed."""

    at: datetime
    title: str
    who: str
    function: str
    way: str
    moved: str


@require_safe
def show_audit(request: HttpRequest, key: str) -> HttpResponse:
    """For the internal coordinator, the officer, and who broke the glass (the matrix calls it object_audit_trail)."""
    user, initiative = signed_in(request), find_initiative(request, key)
    roles = roles_of(user)
    if not held_now(MAY_READ["audit_trail"], roles, initiative) or not may_read("audit_trail", roles, initiative):
        raise PermissionDenied
    note_emergency(initiative, by=user, at=timezone.now())
    events = initiative.events.select_related("actor").order_by("-at", "-pk")
    page = Paginator(events, PER_PAGE).get_page(request.GET.get("bladzijde"))
    context = {
        "initiative": initiative,
        "page": page,
        "lines": list(_lines(page.object_list)),
        "previous_url": f"?bladzijde={page.previous_page_number()}" if page.has_previous() else "",
        "next_url": f"?bladzijde={page.next_page_number()}" if page.has_next() else "",
        "breadcrumb": crumbs(initiative, _("Logboek")),
    }
    return render(request, "initiatives/audit.html", context)


def _lines(events: Iterable[Event]) -> Iterator[Line]:
    """The page, newest first."""
    for event in events:
        yield Line(
            at=timezone.localtime(event.at),
            title=title_of(event),
            who=event.actor.name if event.actor else "",
            function=str(event.get_function_display()),
            way=str(event.get_way_display()),
            moved=_moved(event),
        )


def _moved(event: Event) -> str:
    """From which status to which, where it changed."""
    if event.source == event.target:
        return ""
    return " → ".join(str(Status(status).label) for status in (event.source, event.target) if status)
