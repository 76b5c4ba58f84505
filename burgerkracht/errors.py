"""The pages for when something went wrong: in Dutch, with a way on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

# Texts of at least this length are given back to who typed them; shorter answers are typed again in no time.
WORTH_KEEPING = 20


def bad_request(_request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: asks nothing of the database or the request, which may be forged."""
    return HttpResponse(render_to_string("400.html"), status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: signed in, but not for this."""
    return render(request, "403.html", status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: not there, or not for this person; the page does not say which."""
    return render(request, "404.html", status=404)


def server_error(_request: HttpRequest) -> HttpResponse:
    """500: a page that needs nothing to work."""
    return HttpResponse(render_to_string("500.html"), status=500)


def expired_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose token is too old; gives back the long texts, but only to a page of our own."""
    return render(request, "403_expired.html", {"typed": _typed_texts(request)}, status=403)


def _typed_texts(request: HttpRequest) -> list[str]:
    """What was typed; nothing when another site sent the form, for then it is that site's text."""
    if request.headers.get("Sec-Fetch-Site") != "same-origin":
        return []
    fields = [(name, str(value)) for name, value in request.POST.items() if "password" not in name]
    return [value for name, value in fields if name != "csrfmiddlewaretoken" and len(value) >= WORTH_KEEPING]
