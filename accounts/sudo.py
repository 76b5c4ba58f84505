"""Before something that cannot be taken back: is it really you?"""

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate, suspend_request
from django.http import HttpRequest, HttpResponse
from django.urls import reverse


def ask_password_again(request: HttpRequest) -> HttpResponse | None:
    """The way to the password page, or None when this person typed it a moment ago."""
    if did_recently_reauthenticate(request):
        return None
    response: HttpResponse = suspend_request(request, reverse("account_reauthenticate"))
    return response
