"""Before the kernoverleg: what was decided, who heard nothing, what is asked and what was promised, on one page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from initiatives.clocks import load_clocks
from initiatives.views.signed_in import signed_in
from overleg.deeds.kern_digest import look_before
from overleg.models import Meeting


@require_safe
def show_before(request: HttpRequest, pk: int) -> HttpResponse:
    """For who sits with this group, as far as each of them may see it; the platform has its own list."""
    user, clocks = signed_in(request), load_clocks()
    mine = Meeting.objects.visible_to(user).of_groups().select_related("kernoverleg")
    meeting = get_object_or_404(mine, pk=pk)
    context = {
        "before": look_before(meeting, user=user, today=timezone.localdate(), clocks=clocks),
        "meeting": meeting,
        "heartbeat": clocks.terms["heartbeat"].days,
        "breadcrumb": [
            (meeting.group_name, reverse("meeting", args=[meeting.pk])),
            (_("Vooraf"), ""),
        ],
    }
    return render(request, "overleg/kern_before.html", context)
