"""What was being typed when the session ended, to send after signing in again; and the sign that one is still there."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.kept_form import kept_for
from accounts.sessions import KEPT
from initiatives.views.signed_in import signed_in


@require_safe
def resume(request: HttpRequest) -> HttpResponse:
    """The form as it was typed, with one button that sends it after all; the page it belongs to judges it as usual."""
    kept = kept_for(request, signed_in(request).pk)
    if not kept:
        request.session.pop(KEPT, None)
        return redirect("work")
    return render(request, "resume.html", {"breadcrumb": [(_("Verder waar u was"), "")], **kept})


@require_safe
def stay(_request: HttpRequest) -> HttpResponse:
    """Asked by a page on which somebody is typing: that was noted on the way here."""
    return HttpResponse(status=204)
