"""The front door: what this is, where to look, whom to call."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from initiatives.statuses import PUBLIC_STEPS
from initiatives.views.telling import ASKED_OF_EVERY_IDEA, EXPLAINED
from kernen.current import current_kernen
from kernen.roles import roles_of


@login_not_required
@require_safe
def show_home(request: HttpRequest) -> HttpResponse:
    """For residents; a colleague goes straight to the day's work."""
    if roles_of(request.user).any:
        return redirect("work")
    context = {
        "steps": zip(PUBLIC_STEPS.values(), EXPLAINED, strict=True),
        "questions": ASKED_OF_EVERY_IDEA,
        "kernen": current_kernen(),
    }
    return render(request, "initiatives/home.html", context)
