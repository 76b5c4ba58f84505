"""The chair's way in without an account: a link from a mail opens the form of one meeting and nothing else."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from accounts.throttle import TooManyTries, attempt_of
from initiatives.views.status.doors import too_many
from initiatives.workflow.action import Refused
from overleg.deeds.chair import chair_box, find_link, send_agenda, still_open
from overleg.deeds.close import written_number
from overleg.models import ChairLink
from overleg.views.record import Seat, ask_to_close, crumbs_to, fill_in, find_meeting

KEY = "chair_form"
# The boxes with words; which of a few somebody tapped is soon tapped again.
TYPED = ("recorder", "concerns", "note", "wants_more_time", *(f"what_{n}" for n in range(1, 10)))
# A whole evening, with the form left lying on the table.
IDLE = timedelta(hours=8)
# Only the name of the site goes along to where one clicks; with "no-referrer" the button would be refused.
REFERRER = "strict-origin"


# ---- in ------------------------------------------------------------------------------------------------


@login_not_required
@never_cache
@sensitive_variables("token")
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Looking changes nothing, as programs that check mail look too; the button opens the form."""
    try:
        attempt = attempt_of(request, what="chair")
    except TooManyTries:
        return _closed_to_others(too_many(request))
    now = timezone.now()
    link = find_link(token, at=now)
    if link is None:
        return _closed_to_others(_over(request))
    attempt.give_back()
    if request.method == "POST":
        _open(request, link, at=now)
        return _closed_to_others(redirect("chair_form"))
    return _closed_to_others(render(request, "overleg/chair_link.html", {"meeting": link.meeting}))


def _closed_to_others(response: HttpResponse) -> HttpResponse:
    """No search engine keeps it, and no other site learns the address."""
    response.headers["Referrer-Policy"] = REFERRER
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _open(request: HttpRequest, link: ChairLink, *, at: datetime) -> None:
    """From now on this browser opens this form and no other; the session gets a new name."""
    request.session.cycle_key()
    request.session[KEY] = {"link": link.pk, "seen": at.timestamp()}


def _over(request: HttpRequest) -> HttpResponse:
    """One plain sentence and a number to call; what was typed meanwhile is given back."""
    typed = [
        text for name, text in request.POST.dict().items() if name.rpartition("-")[2] in TYPED and str(text).strip()
    ]
    return render(request, "overleg/chair_over.html", {"typed": typed}, status=410)


# ---- at the form ---------------------------------------------------------------------------------------

Door = Callable[[HttpRequest, ChairLink], HttpResponse]


def with_link(door: Door) -> Callable[[HttpRequest], HttpResponse]:
    """Behind this door only who came with a link, for as long as somebody uses it."""

    @wraps(door)
    def enter_with_link(request: HttpRequest) -> HttpResponse:
        now = timezone.now()
        kept = request.session.get(KEY)
        if not kept or now.timestamp() - kept["seen"] > IDLE.total_seconds():
            return _over(request)
        link = ChairLink.objects.select_related("meeting__kernoverleg").filter(pk=kept["link"]).first()
        if link is None or (still_open(link, at=now) is None and not _is_done(link)):
            return _over(request)
        request.session[KEY] = kept | {"seen": now.timestamp()}
        return door(request, link)

    return enter_with_link


def _is_done(link: ChairLink) -> bool:
    """It was closed while this chair had the form: what came of it may be read as long as the session lasts."""
    return link.meeting.is_closed and link.revoked_at is None


def _seat() -> Seat:
    """The chair at the form."""
    return Seat(
        by=None,
        form_url=reverse("chair_form"),
        close_url=reverse("chair_close"),
        done_url=reverse("chair_form"),
        breadcrumb=(),
    )


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@with_link
def show_form(request: HttpRequest, link: ChairLink) -> HttpResponse:
    """The form, or what came of it."""
    if link.meeting.is_closed:
        context = {"meeting": link.meeting, "number": written_number(link.meeting)}
        return render(request, "overleg/chair_done.html", context)
    return fill_in(request, link.meeting, _seat())


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@with_link
def close(request: HttpRequest, link: ChairLink) -> HttpResponse:
    """Closing asks first."""
    if link.meeting.is_closed:
        return redirect("chair_form")
    return ask_to_close(request, link.meeting, _seat())


# ---- for colleagues ------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """The agenda and a new link to the chair, by hand; or that somebody has to call or print."""
    meeting = find_meeting(request, pk)
    if request.method != "POST":
        context = {
            "meeting": meeting,
            "chair": chair_box(meeting),
            "breadcrumb": [*crumbs_to(meeting), (_("De voorzitter"), "")],
        }
        return render(request, "overleg/chair_send.html", context)
    try:
        form_key = UUID(request.POST.get("form_key", ""))
        send_agenda(meeting, at=timezone.now(), form_key=form_key)
    except ValueError:
        messages.error(request, _("Probeer het nog eens."))
    except Refused as refusal:
        messages.error(request, str(refusal.reason))
    else:
        messages.success(request, _("De voorzitter krijgt de agenda en een nieuwe link."))
    return redirect("meeting", pk=meeting.pk)
