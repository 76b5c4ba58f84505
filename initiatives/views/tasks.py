"""The small list of one person: what to do today, with the text ready to read out, each done with one click."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from initiatives.deeds.table import DEED_OF
from initiatives.deeds.tasks import done_today_by, open_tasks_for, tasks_of, untick_task
from initiatives.models import Task
from initiatives.views.noted import note_tasks
from initiatives.views.signed_in import signed_in
from initiatives.workflow.table import ROW_OF

LATE, TODAY, THIS_WEEK, LATER = (
    gettext_lazy("Te laat"), gettext_lazy("Vandaag"), gettext_lazy("Deze week"), gettext_lazy("Later"),
)  # fmt: skip
# A list to work through, not an archive.
AT_MOST = 200


def show_tasks(request: HttpRequest) -> HttpResponse:
    """Grouped by day, the oldest first; below it what was ticked today."""
    user, now = signed_in(request), timezone.now()
    today = timezone.localdate(now)
    tasks = open_tasks_for(user)
    first = with_steps(tasks[:AT_MOST])
    note_tasks(first, by=user)
    context = {
        "groups": _by_day(first, today=today),
        "count": tasks.count(),
        "at_most": AT_MOST,
        "done": done_today_by(user, at=now)[:AT_MOST],
        "today": today,
    }
    return render(request, "initiatives/tasks.html", context)


def _by_day(tasks: Iterable[Task], *, today: date) -> list[tuple[str, list[Task]]]:
    """The four groups, those that are empty left out."""
    sunday = today + timedelta(days=6 - today.weekday())
    groups: dict[str, list[Task]] = {str(title): [] for title in (LATE, TODAY, THIS_WEEK, LATER)}
    for task in tasks:
        if task.due_on < today:
            title = LATE
        elif task.due_on == today:
            title = TODAY
        else:
            title = THIS_WEEK if task.due_on <= sunday else LATER
        groups[str(title)].append(task)
    return [(title, found) for title, found in groups.items() if found]


def with_steps(tasks: Iterable[Task]) -> list[Task]:
    """Each with the page of the step that finishes it; none where somebody else takes that step."""
    found = list(tasks)
    for task in found:
        row = ROW_OF.get(task.leads_to) or DEED_OF.get(task.leads_to)
        is_theirs = row is not None and (not task.for_function or task.for_function in row.may)
        address = reverse("initiative_act", args=[task.initiative.key, task.leads_to]) if is_theirs else ""
        vars(task)["step_url"] = address
    return found


@require_POST
def untick(request: HttpRequest, pk: int) -> HttpResponse:
    """Not done after all; pressed twice it is taken back once."""
    user = signed_in(request)
    task = get_object_or_404(tasks_of(user), pk=pk)
    if untick_task(task, by=user, at=timezone.now()):
        messages.success(request, _("De taak staat weer op uw lijst."))
    return redirect("task_list")
