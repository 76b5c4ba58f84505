"""What a resident could not send because the page had closed, and the sign that they are still there."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.kept_form import kept_for
from initiatives.models import Initiative
from initiatives.views.status.session import owner_of, with_code


@login_not_required
@require_safe
@with_code
def resume(request: HttpRequest, initiative: Initiative) -> HttpResponse:
    """As it was typed, with one button; the page it belongs to judges it as usual."""
    kept = kept_for(request, owner_of(initiative.pk))
    if not kept:
        return redirect("status")
    breadcrumb = [(_("Volg uw idee"), reverse("status")), (_("Nog niet verstuurd"), "")]
    return render(
        request, "initiatives/status_resume.html", {"initiative": initiative, "breadcrumb": breadcrumb, **kept}
    )


@login_not_required
@require_safe
@with_code
def stay(_request: HttpRequest, _initiative: Initiative) -> HttpResponse:
    """Asked by a page on which somebody is typing: that was noted on the way here."""
    return HttpResponse(status=204)
