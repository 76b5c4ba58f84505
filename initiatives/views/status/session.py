"""The key in the resident's pocket: a session that opens one initiative, for as long as somebody uses it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from initiatives.deeds.access import opens_for_resident
from initiatives.models import Initiative

KEY = "status_page"
IDLE = timedelta(minutes=30)
Door = Callable[[HttpRequest, Initiative], HttpResponse]


def open_session(request: HttpRequest, initiative: Initiative, *, at: datetime) -> None:
    """From now on this browser opens this initiative and no other; the session gets a new name."""
    request.session.cycle_key()
    request.session[KEY] = {"pk": initiative.pk, "code": initiative.access_code_hash, "seen": at.timestamp()}


def close_session(request: HttpRequest) -> None:
    """Nothing is left behind; a colleague who is signed in stays signed in."""
    if request.user.is_authenticated:
        request.session.pop(KEY, None)
    else:
        request.session.flush()


def find_opened(request: HttpRequest, *, at: datetime) -> Initiative | None:
    """The initiative this browser may see; None when it was away too long, or the code was replaced."""
    kept = request.session.get(KEY)
    if not kept or at.timestamp() - kept["seen"] > IDLE.total_seconds():
        return None
    found = Initiative.objects.filter(pk=kept["pk"], access_code_hash=kept["code"]).select_related("officer").first()
    return found if found and opens_for_resident(found) else None


def with_code(door: Door) -> Callable[[HttpRequest], HttpResponse]:
    """Behind this door only who gave number and code; others are sent to where they are asked."""

    @wraps(door)
    def enter(request: HttpRequest) -> HttpResponse:
        now = timezone.now()
        initiative = find_opened(request, at=now)
        if initiative is None:
            was_open = request.session.pop(KEY, None) is not None
            return redirect(f"{reverse('status_sign_in')}{'?verlopen=1' if was_open else ''}")
        request.session[KEY] |= {"seen": now.timestamp()}
        request.session.modified = True
        response = door(request, initiative)
        add_never_cache_headers(response)
        return response

    return enter
