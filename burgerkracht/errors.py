"""The pages for when something went wrong: in Dutch, with a way on."""

import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from accounts.typed import fields_of, words_in
from burgerkracht.outage import answer_outage, is_outage


def bad_request(_request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: asks nothing of the database or the request, which may be forged."""
    return HttpResponse(render_to_string("400.html"), status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: signed in, but not for this."""
    return render(request, "403.html", status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: not there, or not for this person; the page does not say which."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: a page that needs nothing to work; 503 where a database or disk is away, also when that shows in a
    middleware or on another page for an error: Django calls this while it handles the fault.
    """
    if is_outage(sys.exc_info()[1]):
        return answer_outage(request)
    return HttpResponse(render_to_string("500.html"), status=500)


def expired_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose token is too old; gives back what was typed, but only to a page of our own."""
    return render(request, "403_expired.html", words_in(fields_of(request)), status=403)
