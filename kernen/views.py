"""The texts every visitor may read, and the picture above them."""

from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kernen.models import Outage
from kernen.municipality import find_municipality

# So long a past outage is on the site; who missed a day by it has called by then.
OUTAGES_SHOWN = timedelta(days=365)


@require_safe
@login_not_required
def show_privacy(request: HttpRequest) -> HttpResponse:
    """What happens with what people tell us."""
    municipality = find_municipality()
    text = municipality.privacy_text.strip() if municipality else ""
    return render(request, "kernen/privacy.html", {"own_text": text, "breadcrumb": [(_("Privacy"), "")]})


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
