"""The key in the resident's pocket: a session that opens one initiative, for as long as somebody uses it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from accounts.kept_form import forget_when_sent, keep, kept_for
from accounts.sessions import ROUGHLY
from accounts.typed import fields_of, words_in
from initiatives.deeds.access import opens_for_resident
from initiatives.models import Initiative
from initiatives.models.parts import with_parts

KEY = "status_page"
# Which initiative was open here until the page closed by itself.
CLOSED = "status_page_closed"
# What the page shows where there is any.
SHOWN = ("appointments", "attachments", "support_checks")
LETTERS = "letters"
IDLE = timedelta(minutes=30)
Door = Callable[..., HttpResponse | FileResponse]


def open_session(request: HttpRequest, initiative: Initiative, *, at: datetime, link: int | None = None) -> None:
    """From now on this browser opens this initiative and no other; the session gets a new name.

    `link` is the mail link somebody came with; without one they typed the code.
    """
    request.session.cycle_key()
    opened = {"pk": initiative.pk, "code": initiative.access_code_hash, "seen": at.timestamp()}
    request.session[KEY] = opened | ({"link": link} if link else {})


def came_with(request: HttpRequest) -> int | None:
    """The mail link with which this browser came in, if it did."""
    kept = request.session.get(KEY)
    link: int | None = kept.get("link") if kept else None
    return link


def remember_letters(request: HttpRequest) -> None:
    """Large type or ordinary type, for as long as somebody reads here."""
    if (wanted := request.GET.get("letters")) in ("groot", "gewoon"):
        request.session[LETTERS] = wanted


def close_session(request: HttpRequest) -> None:
    """Nothing is left behind; a colleague who is signed in stays signed in."""
    if request.user.is_authenticated:
        for name in (KEY, CLOSED):
            request.session.pop(name, None)
    else:
        request.session.flush()


def find_opened(request: HttpRequest, *, at: datetime) -> Initiative | None:
    """The initiative this browser may see; None when it was away too long, or the code was replaced."""
    kept = request.session.get(KEY)
    if not kept or at.timestamp() - kept["seen"] > IDLE.total_seconds():
        return None
    rows = Initiative.objects.filter(pk=kept["pk"], access_code_hash=kept["code"])
    if link := kept.get("link"):
        # Gone when it went to a mailbox that is not, or no longer, that of somebody behind this idea.
        rows = rows.filter(mail_links=link)
    found = rows.select_related("officer").annotate(**with_parts(*SHOWN)).first()
    return found if found and opens_for_resident(found) else None


def with_code(door: Door) -> Door:
    """Behind this door only who gave number and code; others are sent to where they are asked."""

    @wraps(door)
    def enter(request: HttpRequest, **place: Any) -> HttpResponse | FileResponse:
        now = timezone.now()
        initiative = find_opened(request, at=now)
        if initiative is None:
            return _close_by_itself(request)
        forget_when_sent(request)
        if now.timestamp() - request.session[KEY]["seen"] > ROUGHLY:
            request.session[KEY] |= {"seen": now.timestamp()}
            request.session.modified = True
        remember_letters(request)
        response = door(request, initiative, **place)
        add_never_cache_headers(response)
        return response

    return enter


def _close_by_itself(request: HttpRequest) -> HttpResponse:
    """On to where number and code are asked; a form that came too late is not thrown away."""
    opened = request.session.pop(KEY, None)
    if opened:
        request.session[CLOSED] = opened["pk"]
    typed = words_in(fields_of(request))
    if not any(typed.values()):
        return redirect(f"{reverse('status_sign_in')}{'?verlopen=1' if opened else ''}")
    closed = request.session.get(CLOSED)
    is_kept = closed is not None and keep(request, owner=owner_of(closed))
    context = {"kept": is_kept, "breadcrumb": [(_("Volg uw idee"), "")], **typed}
    return render(request, "initiatives/status_closed.html", context, status=403)


def owner_of(pk: int) -> str:
    """Under this name a form is kept for whoever opens this initiative again."""
    return f"status {pk}"


def first_page(request: HttpRequest, initiative: Initiative) -> HttpResponse:
    """Of who just came in: their idea, or first what they could not send."""
    return redirect("status_resume" if kept_for(request, owner_of(initiative.pk)) else "status")
