"""Papers of a meeting: the agenda, the form of the chair and the list of the platform, to print or as a PDF."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from initiatives.models import Initiative
from initiatives.models.access import Looked
from initiatives.models.choices import Opinion
from initiatives.views.noted import note_many
from initiatives.views.signed_in import signed_in
from overleg.deeds.record import Point, points_of
from overleg.forms.record import PROMISES
from overleg.models import Meeting
from overleg.models.meeting import MeetingQuerySet
from overleg.printing.agenda import compose_agenda, fetch_names, no_veto, when_and_where, who_brings, with_names
from overleg.printing.platform import compose_platform
from overleg.printing.sheet import Sheet
from overleg.printing.typeset import typeset


@require_safe
def print_agenda(request: HttpRequest, pk: int) -> HttpResponse:
    """The agenda of a group of residents in large type."""
    meeting = _find(_of_groups(request), pk)
    return _page(request, meeting, _agenda(request, meeting), pdf="meeting_pdf")


@require_safe
def agenda_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The same as a PDF, to mail or to read aloud."""
    meeting = _find(_of_groups(request), pk)
    return _pdf(_agenda(request, meeting), name=f"agenda-{meeting.held_on:%Y-%m-%d}.pdf")


@require_safe
def print_platform(request: HttpRequest, pk: int) -> HttpResponse:
    """The list of the platform, as far as this reader may see it."""
    meeting = _find(_of_platform(request), pk)
    return _page(request, meeting, _platform(request, meeting), pdf="platform_pdf")


@require_safe
def platform_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The same as a PDF."""
    meeting = _find(_of_platform(request), pk)
    return _pdf(_platform(request, meeting), name=f"platform-{meeting.held_on:%Y-%m-%d}.pdf")


@require_safe
def print_form(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of the chair on paper, in the order of the screen; a coordinator types it in afterwards."""
    meeting = _find(_of_groups(request), pk)
    points, left_out = _on_paper(request, meeting)
    ideas = [point.initiative for point in points if point.initiative]
    fetch_names(ideas)
    note_many(Looked.PRINT, with_names(ideas), by=signed_in(request))
    context = {
        "meeting": meeting,
        "facts": when_and_where(meeting),
        "points": [(point, who_brings(point.initiative) if point.initiative else "") for point in points],
        "left_out": left_out,
        "opinions": Opinion.labels,
        "promise_lines": range(PROMISES),
        "no_veto": no_veto(meeting),
        "breadcrumb": [(_("Formulier van de voorzitter"), "")],
    }
    return render(request, "overleg/paper_form.html", context)


def _of_groups(request: HttpRequest) -> MeetingQuerySet:
    """Of residents, as far as this person sits with them."""
    return Meeting.objects.visible_to(signed_in(request)).of_groups()


def _of_platform(request: HttpRequest) -> MeetingQuerySet:
    """Of kernambtenaren."""
    return Meeting.objects.visible_to(signed_in(request)).of_platform()


def _find(meetings: MeetingQuerySet, pk: int) -> Meeting:
    """One of these, or 404 as for one that does not exist."""
    return get_object_or_404(meetings.select_related("kernoverleg"), pk=pk)


def _agenda(request: HttpRequest, meeting: Meeting) -> Sheet:
    """As of today."""
    points, left_out = _on_paper(request, meeting)
    numbered = {point.number: point.item for point in points}
    sheet = compose_agenda(meeting, numbered, left_out=left_out, today=timezone.localdate())
    ideas = [point.initiative for point in points if point.initiative]
    note_many(Looked.PRINT, with_names(ideas), by=signed_in(request))
    return sheet


def _on_paper(request: HttpRequest, meeting: Meeting) -> tuple[list[Point], int]:
    """What may lie on a table, numbered as on the form of the chair, and how many points are of other kernen."""
    seen = Initiative.objects.visible_to(signed_in(request)).filter(agenda_items__meeting=meeting)
    known = set(seen.values_list("pk", flat=True))
    points = [point for point in points_of(meeting) if point.initiative is None or point.initiative.pk in known]
    # On a table nobody reads that there is something confidential.
    return points, len(points_of(meeting)) - len(points)


def _platform(request: HttpRequest, meeting: Meeting) -> Sheet:
    """As of today."""
    return compose_platform(meeting, reader=signed_in(request), today=timezone.localdate())


def _page(request: HttpRequest, meeting: Meeting, sheet: Sheet, *, pdf: str) -> HttpResponse:
    """On the screen as it comes out of the printer."""
    context = {"meeting": meeting, "sheet": sheet, "pdf": pdf, "breadcrumb": [(sheet.title, "")]}
    return render(request, "overleg/paper_sheet.html", context)


def _pdf(sheet: Sheet, *, name: str) -> HttpResponse:
    """Opened in the browser; never kept by what lies between."""
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(typeset(sheet), content_type="application/pdf", headers=headers)
