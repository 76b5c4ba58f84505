"""Uw agenda: the appointments in one's own calendar, by a secret address that is made, replaced or withdrawn."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from initiatives.deeds.calendar_feed import make_feed, reader_of, withdraw_feed, write_feed
from initiatives.models import CalendarFeed
from initiatives.views.signed_in import signed_in
from kernen.roles import roles_of


def _colleague(request: HttpRequest) -> User:
    """Somebody who works here."""
    user = signed_in(request)
    if not roles_of(user).any:
        raise PermissionDenied
    return user


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show_feed(request: HttpRequest) -> HttpResponse:
    """Whether there is an address; a new one is shown this once, and never kept."""
    user = _colleague(request)
    address = ""
    if request.method == "POST":
        path = reverse("calendar_feed", args=[make_feed(user, at=timezone.now())])
        address = f"{settings.SITE_URL}{path}"
    context = {
        "address": address,
        "feed": CalendarFeed.objects.filter(user=user).first(),
        "breadcrumb": [(_("Uw agenda"), "")],
    }
    return render(request, "initiatives/calendar_feed.html", context)


@require_POST
def withdraw(request: HttpRequest) -> HttpResponse:
    """The address works no longer."""
    if withdraw_feed(_colleague(request)):
        messages.success(request, _("Het adres werkt niet meer."))
    return redirect("calendar_feed_page")


@login_not_required
@require_safe
def read_feed(_request: HttpRequest, token: str) -> HttpResponse:
    """What a calendar fetches by itself; whoever has no address, or left, finds nothing here."""
    now = timezone.now()
    user = reader_of(token, at=now)
    if user is None:
        raise Http404
    with translation.override(settings.LANGUAGE_CODE):
        text = write_feed(user, at=now)
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response.headers["Cache-Control"] = "private"
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Content-Disposition"] = 'inline; filename="agenda.ics"'
    return response
