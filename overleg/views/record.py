"""The form of one meeting, during or after it; closing it, which asks first; and the report that comes of it."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from initiatives.views.signed_in import signed_in
from initiatives.workflow.action import Refused, Stale
from overleg.deeds.close import close_meeting, foresee, not_yet, skipped_of, written_number
from overleg.deeds.record import points_of, write_down
from overleg.deeds.report import write_report
from overleg.forms.record import Difference, RecordForm
from overleg.models import Meeting

# The second button: keep it, and on to what closing does.
CLOSE = "afsluiten"


@dataclass(frozen=True, kw_only=True)
class Seat:
    """Who has the form: a colleague, or the chair without an account; and where their pages are."""

    by: User | None
    form_url: str
    close_url: str
    done_url: str
    breadcrumb: tuple[tuple[str, str], ...]

    @property
    def is_chair(self) -> bool:
        """Without an account: no way to pages of colleagues."""
        return self.by is None


# ---- the form, for whoever has it ----------------------------------------------------------------------


def fill_in(request: HttpRequest, meeting: Meeting, seat: Seat) -> HttpResponse:
    """The boxes; on POST everything is kept, and where somebody else was first nothing is lost."""
    points = points_of(meeting, reader=seat.by)
    if request.method != "POST":
        return _show(request, meeting, seat, RecordForm(meeting, points))
    form = RecordForm(meeting, points, data=request.POST)
    if not form.is_valid():
        return _show(request, meeting, seat, form)
    try:
        write_down(meeting, form.said(), version=form.cleaned_data["version"])
    except Stale as refusal:
        return _somebody_was_first(request, meeting, seat, refusal)
    except Refused as refusal:
        messages.error(request, str(refusal.reason))
        return redirect(seat.done_url)
    if CLOSE not in request.POST:
        messages.success(request, _("Bewaard. U kunt verder schrijven."))
    return _onward(request, seat)


def _onward(request: HttpRequest, seat: Seat) -> HttpResponse:
    """To what closing does, or back to the point where one was."""
    number = request.POST.get("bewaren", "")
    at_point = f"#punt-{number}" if number.isdecimal() and len(number) < 4 else ""
    return redirect(seat.close_url if CLOSE in request.POST else f"{seat.form_url}{at_point}")


def _somebody_was_first(request: HttpRequest, meeting: Meeting, seat: Seat, refusal: Refused) -> HttpResponse:
    """409: the same boxes with what was typed, beside what the other wrote; a press that came twice is no race."""
    meeting.refresh_from_db()
    first = RecordForm(meeting, points_of(meeting, reader=seat.by), data=request.POST)
    merged, differences = first.merge(request.POST)
    lost = first.lost(request.POST)
    if first.adds_nothing(request.POST) and not lost:
        return _onward(request, seat)
    merged.full_clean()
    merged.add_error(None, str(refusal.reason))
    return _show(request, meeting, seat, merged, differences=differences, lost=lost, status=409)


def _show(
    request: HttpRequest,
    meeting: Meeting,
    seat: Seat,
    form: RecordForm,
    *,
    differences: list[Difference] | None = None,
    lost: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page."""
    context = {
        "meeting": meeting,
        "seat": seat,
        "form": form,
        "boxes": form.boxes(),
        "hidden": len(points_of(meeting)) - len(form.points) if seat.by else 0,
        "differences": differences,
        "lost": lost,
        "breadcrumb": [*seat.breadcrumb, (_("Verslag"), "")],
    }
    return render(request, "overleg/record.html", context, status=status)


def ask_to_close(request: HttpRequest, meeting: Meeting, seat: Seat) -> HttpResponse:
    """What comes on which timeline, before it is done; on POST it is done, once."""
    now = timezone.now()
    if request.method == "POST":
        seen = request.POST.get("version", "")
        try:
            close_meeting(meeting, by=seat.by, at=now, version=int(seen) if seen.isdecimal() and len(seen) < 9 else 0)
        except Refused as refusal:
            messages.error(request, str(refusal.reason))
            return redirect(seat.close_url if isinstance(refusal, Stale) else seat.form_url)
        return redirect(seat.done_url)
    context = {
        "meeting": meeting,
        "seat": seat,
        "foreseen": foresee(meeting, at=now, reader=seat.by),
        "obstacle": not_yet(meeting, at=now),
        "breadcrumb": [*seat.breadcrumb, (_("Verslag"), seat.form_url), (_("Afsluiten"), "")],
    }
    return render(request, "overleg/record_close.html", context)


# ---- for colleagues ------------------------------------------------------------------------------------


def find_meeting(request: HttpRequest, pk: int) -> Meeting:
    """A meeting of residents that takes place and that this person sits with; else it is as if it did not exist."""
    rows = Meeting.objects.visible_to(signed_in(request)).of_groups().standing()
    return get_object_or_404(rows.select_related("kernoverleg"), pk=pk)


def crumbs_to(meeting: Meeting) -> tuple[tuple[str, str], ...]:
    """The way back for a colleague."""
    return ((_("Overleg"), reverse("meeting_list")), (str(meeting), reverse("meeting", args=[meeting.pk])))


def _seat_of(request: HttpRequest, meeting: Meeting) -> Seat:
    """A colleague at the form."""
    return Seat(
        by=signed_in(request),
        form_url=reverse("meeting_record", args=[meeting.pk]),
        close_url=reverse("meeting_close", args=[meeting.pk]),
        done_url=reverse("meeting_report", args=[meeting.pk]),
        breadcrumb=crumbs_to(meeting),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """The form; what is closed is read."""
    meeting = find_meeting(request, pk)
    seat = _seat_of(request, meeting)
    return redirect(seat.done_url) if meeting.is_closed else fill_in(request, meeting, seat)


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Closing asks first."""
    meeting = find_meeting(request, pk)
    seat = _seat_of(request, meeting)
    return redirect(seat.done_url) if meeting.is_closed else ask_to_close(request, meeting, seat)


@require_safe
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """The report to read and print; for the recorder, what came on no timeline and why."""
    meeting = find_meeting(request, pk)
    if not meeting.is_closed:
        return redirect("meeting_record", pk=meeting.pk)
    reader = signed_in(request)
    points = points_of(meeting, reader=reader)
    hidden = len(points_of(meeting)) - len(points)
    seen = {point.item.pk for point in points}
    context = {
        "meeting": meeting,
        # As it was kept; who may not see all that was talked about reads the rest of it.
        "report": write_report(meeting, points) if hidden else meeting.report,
        "hidden": hidden,
        "number": written_number(meeting),
        "skipped": [(str(item) if item.pk in seen else _("Een punt"), why) for item, why in skipped_of(meeting)],
        "breadcrumb": [*crumbs_to(meeting), (_("Verslag"), "")],
    }
    return render(request, "overleg/report.html", context)
