"""Before something that cannot be taken back: is it really you?"""

import time

from allauth.account import app_settings
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import (
    did_recently_reauthenticate,
    get_reauthentication_flows,
    suspend_request,
)
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from accounts.provider import LEEWAY
from accounts.second_step import Step, second_step


def ask_password_again(request: HttpRequest) -> HttpResponse | None:
    """The way to the page that asks it, or None when this person proved it a moment ago."""
    if proved_just_now(request):
        return None
    # Who is known to the directory alone is asked again there.
    page = "account_reauthenticate" if get_reauthentication_flows(request.user) else "sso_again"
    response: HttpResponse = suspend_request(request, reverse(page))
    return response


def ask_directory_again(request: HttpRequest) -> HttpResponse | None:
    """The same, before another second step, for who has nothing else to prove it with: allauth asks them nothing."""
    if get_reauthentication_flows(request.user) or second_step(request) is not Step.PASSED:
        return None
    return ask_password_again(request)


def proved_just_now(request: HttpRequest) -> bool:
    """Whether it need not be asked: for a form with residents' data, which may not wait in a session meanwhile."""
    if get_reauthentication_flows(request.user):
        return bool(did_recently_reauthenticate(request))
    return _signed_in_just_now(request)


def is_just_now(when: object) -> bool:
    """Whether this moment (seconds since 1970, on the clock of the directory) counts as proven a moment ago."""
    return type(when) is int and 0 <= time.time() - when + LEEWAY < app_settings.REAUTHENTICATION_TIMEOUT


def count_as_fresh(request: HttpRequest) -> None:
    """Who signed in a moment ago is not asked again to set the second step."""
    proofs = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY)
    if proofs:
        proofs[-1]["reauthenticated"] = True
        request.session.modified = True


def _signed_in_just_now(request: HttpRequest) -> bool:
    proofs = [one for one in get_authentication_records(request, request.user) if one.get("reauthenticated")]
    return bool(proofs) and time.time() - proofs[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT
