"""The page of counts, for the machine that watches."""

from hmac import compare_digest

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST

from burgerkracht.metrics import page_at


@require_safe
@never_cache
@login_not_required
def show_metrics(request: HttpRequest) -> HttpResponse:
    """Everything that is counted, for whoever has the token; for everybody else there is no such page."""
    given = request.headers.get("Authorization", "").encode()
    if not settings.METRICS_TOKEN or not compare_digest(given, f"Bearer {settings.METRICS_TOKEN}".encode()):
        raise Http404
    return HttpResponse(page_at(timezone.now()), content_type=CONTENT_TYPE_LATEST)
