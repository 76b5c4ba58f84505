"""Mijn werk: what waits for me, what is late, what waits for others, and what I have to do."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.models import User
from initiatives.clocks import load_clocks
from initiatives.deeds.open_work import deputised_by, work_of_absent
from initiatives.deeds.tasks import open_tasks_for, tasks_of, tick_task
from initiatives.models import CoAdvice, Initiative
from initiatives.models.counting import count_some, said
from initiatives.models.initiative_rows import InitiativeQuerySet
from initiatives.views.edit import too_late
from initiatives.views.noted import note_tasks
from initiatives.views.rows import rows_of
from initiatives.views.saved_views import pinned_tiles
from initiatives.views.signals import count_signals
from initiatives.views.signed_in import signed_in
from initiatives.views.tasks import with_steps
from initiatives.workflow.action import Refused
from kernen.models import Role, Word
from kernen.roles import roles_of
from kernen.words import words

# A page to start the day with, not an archive.
AT_MOST = 25
# The same lists as tabs of the queue, so that one goes on from one to the next.
QUEUE_OF_MINE, QUEUE_OF_OTHERS = "?rij=tab%3Dmij", "?rij=tab%3Dander"


def show_work(request: HttpRequest) -> HttpResponse:
    """Everything that lies on this person's desk, the oldest first."""
    user, today = signed_in(request), timezone.localdate()
    if roles_of(user).kinds == {Role.FUNCTIONAL_ADMIN}:
        return redirect("admin:index")
    visible = Initiative.objects.visible_to(user).running()
    mine = visible.waiting_for(user)
    others = visible.waiting_for_others(user)
    called = words()
    tasks = open_tasks_for(user)
    first = with_steps(tasks[:AT_MOST])
    counted = (mine, mine.late(today), others, others.late(today), tasks)
    numbers = dict(zip(("mine", "late", "others", "others_late", "tasks"), count_some(counted), strict=True))
    note_tasks(first, by=user)
    context = {
        "mine": list(rows_of(_oldest(mine), today=today, words=called)),
        "others": list(rows_of(_oldest(others), today=today, words=called)),
        "numbers": numbers,
        "said": {name: said(number) for name, number in numbers.items()},
        "tasks": first,
        "advices": _asked_of(user),
        "standing_in": _standing_in(user, today=today, words=called),
        "today": today,
        "at_most": AT_MOST,
        "pinned": pinned_tiles(user),
        "signals": count_signals(user, today=today, clocks=load_clocks()),
        "queue_of_mine": QUEUE_OF_MINE,
        "queue_of_others": QUEUE_OF_OTHERS,
    }
    return render(request, "initiatives/work.html", context)


def _oldest(rows: InitiativeQuerySet) -> InitiativeQuerySet:
    """What runs out first, on top."""
    return rows.for_list().order_by("due_on", "pk")[:AT_MOST]


def _asked_of(user: User) -> list[CoAdvice]:
    """Questions of colleagues that are still open."""
    asked = CoAdvice.objects.filter(
        adviser=user, answered_at=None, initiative__in=Initiative.objects.visible_to(user).running()
    )
    return list(asked.select_related("initiative", "asked_by").order_by("due_on", "pk")[:AT_MOST])


def _standing_in(user: User, *, today: date, words: dict[str, Word]) -> dict[str, Any]:
    """The work of colleagues who are away: what this person may see, and that there may be more."""
    away = list(deputised_by(user, on=today))
    if not away:
        return {}
    return {
        "names": ", ".join(absence.user.name for absence in away),
        "rows": list(rows_of(_oldest(work_of_absent(user, on=today)), today=today, words=words)),
    }


@require_POST
def tick(request: HttpRequest, pk: int) -> HttpResponse:
    """One click: done, and logged."""
    user = signed_in(request)
    # Pressed twice it is done once, and both presses lead to the same page.
    task = get_object_or_404(tasks_of(user), pk=pk)
    try:
        tick_task(task, by=user, at=timezone.now())
    except Refused as refusal:
        return too_late(request, task.initiative, refusal)
    backs = {"initiative": task.initiative.get_absolute_url(), "tasks": reverse("task_list")}
    return redirect(backs.get(request.POST.get("from", ""), reverse("work")))
