"""The small list of things one person has to do, each ticked with one click."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from accounts.models import User
from initiatives.events import record
from initiatives.models import Initiative, Message, Task
from initiatives.models.choices import Audience
from initiatives.models.message import MessageState
from initiatives.relations import ROW_OF, Relation, relations_of
from kernen.roles import roles_of


def open_tasks_for(user: User) -> QuerySet[Task]:
    """What is still to do for this person."""
    return tasks_of(user).filter(done_at=None, is_moot=False)


def tasks_of(user: User) -> QuerySet[Task]:
    """Done or not, by name or by function, inside what this person may see."""
    roles = roles_of(user)
    mine = Q(for_user=user)
    for row in ROW_OF.values():
        own = Initiative.objects.filter(row.q(roles)).values("pk")
        mine |= Q(for_function=row.relation, for_user=None, initiative__in=own)
    visible = Initiative.objects.visible_to(user).values("pk")
    return Task.objects.filter(mine, initiative__in=visible).select_related("initiative").order_by("due_on", "pk")


@transaction.atomic
def tick_task(task: Task, *, by: User, at: datetime) -> None:
    """Done: on the task, on the message it brought, and in the memory. A second tick changes nothing."""
    if Task.objects.filter(pk=task.pk, done_at=None, leads_to="").update(done_at=at, done_by=by) != 1:
        return
    if task.message_id:
        Message.objects.filter(pk=task.message_id).update(state=MessageState.DONE, sent_at=at)
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


def _function(task: Task, by: User) -> Relation:
    """The function the task was for, or the first that this person holds here."""
    mine = relations_of(roles_of(by), task.initiative)
    if task.for_function in mine:
        return Relation(task.for_function)
    return next((relation for relation in Relation if relation in mine), Relation.SYSTEM)
