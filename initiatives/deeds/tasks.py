"""The small list of things one person has to do, each ticked with one click."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import User
from initiatives.events import record
from initiatives.letters.parcels import of_same_parcel
from initiatives.models import Initiative, Task
from initiatives.models.choices import Audience
from initiatives.models.message import MessageState
from initiatives.models.parts import part_of
from initiatives.relations import Relation, holdable, relations_of
from initiatives.workflow.action import STANDS_BACK, Actor, Refused
from kernen.roles import roles_of


def open_tasks_for(user: User) -> QuerySet[Task]:
    """What is still to do for this person."""
    return tasks_of(user).filter(done_at=None, is_moot=False)


def tasks_of(user: User) -> QuerySet[Task]:
    """Done or not, by name or by function, inside what this person may see."""
    roles = roles_of(user)
    mine = Q(for_user=user)
    for row, held in holdable(roles):
        # Who holds it everywhere needs no list of where.
        where = Q(initiative__in=Initiative.objects.filter(held).values("pk")) if held else Q()
        mine |= Q(for_function=row.relation, for_user=None) & where
    visible = Initiative.objects.visible_to(user).values("pk")
    found = Task.objects.filter(mine, initiative__in=visible).order_by("due_on", "pk")
    return found.select_related("initiative", "message").prefetch_related("initiative__people")


@transaction.atomic
def tick_task(task: Task, *, by: User, at: datetime) -> None:
    """Done: on the task, on the message it brought, and in the memory. A second tick changes nothing.

    Raises Refused for who has a stake in the initiative.
    """
    if Actor(user=by).is_involved(task.initiative):
        raise Refused(STANDS_BACK)
    if Task.objects.filter(pk=task.pk, done_at=None, leads_to="").update(done_at=at, done_by=by) != 1:
        return
    if task.message is not None:
        of_same_parcel(task.message).update(state=MessageState.DONE, sent_at=at)
    record(
        task.initiative,
        action="tick_task",
        button=task.title,
        by=by,
        function=_function(task, by),
        at=at,
        audience=Audience.PARTNER,
        about=task,
    )


@transaction.atomic
def untick_task(task: Task, *, by: User, at: datetime) -> bool:
    """A slip of the finger taken back the same day by who made it; whether anything changed."""
    # A call to people who no longer want to hear from us is not to be made after all.
    if task.done_at is None or task.initiative.silenced_at is not None:
        return False
    mine = Task.objects.filter(pk=task.pk, done_by=by, done_at=task.done_at, is_moot=False, leads_to="")
    if timezone.localdate(task.done_at) != timezone.localdate(at) or mine.update(done_at=None, done_by=None) != 1:
        return False
    if task.message is not None:
        of_same_parcel(task.message).filter(state=MessageState.DONE).update(state=MessageState.TASK, sent_at=None)
    record(
        task.initiative,
        action="untick_task",
        button=task.title,
        by=by,
        function=_function(task, by),
        at=at,
        audience=Audience.PARTNER,
        about=task,
    )
    return True


def done_today_by(user: User, *, at: datetime) -> QuerySet[Task]:
    """What this person ticked today and may still take back."""
    start = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    done = tasks_of(user).filter(done_by=user, done_at__gte=start, is_moot=False, leads_to="")
    return done.order_by("-done_at", "-pk")


def open_tasks_of(initiative: Initiative, *, seen_by: User) -> tuple[list[Task], list[Task]]:
    """What is still to do here: by this person; and by others, to know of and not to tick."""
    rows = part_of(initiative, "tasks").filter(done_at=None, is_moot=False)
    every = list(rows.select_related("for_user").order_by("due_on", "pk"))
    mine = list(open_tasks_for(seen_by).filter(initiative=initiative)) if every else []
    return mine, [task for task in every if task not in mine]


def _function(task: Task, by: User) -> Relation:
    """The function the task was for, or the first that this person holds here."""
    mine = relations_of(roles_of(by), task.initiative)
    if task.for_function in mine:
        return Relation(task.for_function)
    return next((relation for relation in Relation if relation in mine), Relation.SYSTEM)
