"""The texts every visitor may read, and the picture above them."""

from datetime import UTC, timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kernen.models import Outage
from kernen.municipality import find_municipality
from kernen.terms import durations

# So long a past outage is on the site; who missed a day by it has called by then.
OUTAGES_SHOWN = timedelta(days=365)
# RFC 9116 advises less than a year; it is made anew at every request.
SECURITY_TEXT_HOLDS = timedelta(days=180)


@require_safe
@login_not_required
def show_privacy(request: HttpRequest) -> HttpResponse:
    """What happens with what people tell us."""
    municipality = find_municipality()
    text = municipality.privacy_text.strip() if municipality else ""
    terms = durations()
    context = {
        "own_text": text,
        "signal_days": terms["signal_kept"].days,
        "reaction_days": terms["reaction_kept"].days,
        "breadcrumb": [(_("Privacy"), "")],
    }
    return render(request, "kernen/privacy.html", context)


@require_safe
@login_not_required
def show_accessibility(request: HttpRequest) -> HttpResponse:
    """How everybody can use this site, and whom to tell when that fails."""
    municipality = find_municipality()
    now = timezone.now()
    context = {
        "own_text": municipality.accessibility_text.strip() if municipality else "",
        "past_outages": Outage.objects.since(now - OUTAGES_SHOWN, until=now),
        "breadcrumb": [(_("Toegankelijkheid"), "")],
    }
    return render(request, "kernen/accessibility.html", context)


@require_safe
@login_not_required
def show_security_contact(_request: HttpRequest) -> HttpResponse:
    """Where somebody who found a leak may tell it (RFC 9116); 404 where there is nobody to tell."""
    municipality = find_municipality()
    contact = (municipality.security_contact or municipality.email).strip() if municipality else ""
    if municipality is None or not contact:
        raise Http404
    contact = contact if contact.startswith(("https://", "mailto:", "tel:")) else f"mailto:{contact}"
    expires = (timezone.now() + SECURITY_TEXT_HOLDS).replace(microsecond=0, second=0, minute=0, hour=0)
    lines = [
        f"Contact: {contact}",
        f"Expires: {expires.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.SITE_URL}{reverse('security_txt')}",
        *([f"Policy: {municipality.security_policy}"] if municipality.security_policy else []),
    ]
    # One line is one fact, whatever was filled in.
    text = "".join(f"{' '.join(line.split())}\n" for line in lines)
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@require_safe
@login_not_required
def show_logo(request: HttpRequest) -> HttpResponse:
    """The municipality's own picture, as it was drawn anew at upload."""
    municipality = find_municipality()
    if not municipality or not municipality.logo:
        raise Http404
    try:
        with municipality.logo.open("rb") as picture:
            drawn = picture.read()
    except OSError:
        raise Http404 from None
    return HttpResponse(
        drawn,
        content_type="image/png",
        headers={"Cache-Control": "public, max-age=3600", "X-Content-Type-Options": "nosniff"},
    )
