"""One promise of a meeting: what, who and by when, and the button that says it was kept."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from initiatives.views.signed_in import signed_in
from overleg.deeds import promises
from overleg.deeds.village import promises_for

KEPT = "gedaan"


@require_http_methods(["GET", "HEAD", "POST"])
def show_promise(request: HttpRequest, pk: int) -> HttpResponse:
    """For who sits with the group; said to be kept, and taken back, as often as needed."""
    promise = get_object_or_404(promises_for(signed_in(request)), pk=pk)
    if request.method == "POST":
        if KEPT in request.POST:
            promises.keep(promise, at=timezone.now())
            messages.success(request, _("De belofte is nagekomen. Zij komt niet meer terug op de agenda."))
        else:
            promises.take_back(promise)
            messages.success(request, _("De belofte staat weer open."))
        return redirect("promise", promise.pk)
    meeting = promise.item.meeting
    context = {
        "promise": promise,
        "today": timezone.localdate(),
        "breadcrumb": [(str(meeting), reverse("meeting", args=[meeting.pk])), (_("Belofte"), "")],
    }
    return render(request, "overleg/promise.html", context)
