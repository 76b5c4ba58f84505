"""Every request has a number of its own and one line in the log: which page, how it ended, how long, which account."""

import logging
import re
import time
from collections.abc import Callable
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from accounts.models import User
from accounts.request_id import numbered
from burgerkracht.logs import route_of
from burgerkracht.metrics import count

logger = logging.getLogger("burgerkracht.requests")
HEADER = "X-Request-ID"
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
# A number, as machines make them: nothing somebody could write a message in.
LOOKS_LIKE_AN_ID = re.compile(r"[0-9A-Fa-f][0-9A-Fa-f-]{6,34}[0-9A-Fa-f]")


def number_requests(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, the outermost: what is logged or noted inside carries the number, and the answer says it."""

    def answer(request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        with numbered(number_of(request)) as number:
            response = get_response(request)
            response.headers[HEADER] = number
            logger.info("request", extra=_facts(request, response, began=began))
            count(request, response, seconds=time.perf_counter() - began)
            return response

    return answer


def number_of(request: HttpRequest) -> str:
    """One we make; that of a proxy only where there is one that we may believe."""
    given = request.headers.get(HEADER, "")
    return given if settings.TRUSTED_PROXIES and LOOKS_LIKE_AN_ID.fullmatch(given) else str(uuid4())


def _facts(request: HttpRequest, response: HttpResponse, *, began: float) -> dict[str, object]:
    """No address, no question mark, no name: the pattern of the page and the number of the account."""
    # Only where somebody asked already; a line in a log is not worth a question to the database.
    user = getattr(request, "_cached_user", None)
    return {
        "method": request.method if request.method in METHODS else "?",
        "route": route_of(request),
        "status": response.status_code,
        "ms": round(1000 * (time.perf_counter() - began)),
        "user": user.pk if isinstance(user, User) else None,
    }
