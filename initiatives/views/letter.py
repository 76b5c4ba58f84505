"""A letter on paper: what is ready for somebody without e-mail, as it goes into the envelope."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from initiatives.deeds.tasks import tasks_of
from initiatives.models.access import Looked
from initiatives.models.task import TaskKind
from initiatives.views.noted import note
from initiatives.views.signed_in import signed_in

# What may be put on paper: a letter, and what somebody takes along to tell or read out.
ON_PAPER = (TaskKind.WRITE, TaskKind.TELL, TaskKind.CALL)


@require_safe
def show_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """In the municipality's style, with the address where a window envelope shows it; printing changes nothing."""
    user = signed_in(request)
    task = get_object_or_404(tasks_of(user), pk=pk)
    if task.message is None or task.kind not in ON_PAPER:
        raise Http404
    note(Looked.PRINT, task.initiative, by=user)
    context = {
        "task": task,
        "message": task.message,
        "address_lines": [part for part in task.message.address.split(", ") if part],
        "day": timezone.localdate(task.created_at),
        "breadcrumb": [(task.initiative.title, task.initiative.get_absolute_url()), (_("Brief"), "")],
    }
    return render(request, "initiatives/letter.html", context)
