"""The code of a neighbour who called without one: kept sealed until the next page shows it, which is once."""

from django.http import HttpRequest

from initiatives.models import SupportCheck
from initiatives.views.card import open_code, seal_code

FRESH = "fresh_support_codes"


def keep_code(request: HttpRequest, check: SupportCheck, code: str) -> None:
    """For the page that follows."""
    request.session[FRESH] = {str(check.pk): seal_code(code)}


def take_code(request: HttpRequest, check: SupportCheck) -> str:
    """The code, and it is gone; empty where there is none to show."""
    kept = dict(request.session.get(FRESH, {}))
    if str(check.pk) not in kept or request.method != "GET":
        return ""
    code = open_code(kept.pop(str(check.pk)))
    request.session[FRESH] = kept
    return code
