"""What stands around one initiative: the term of the law, what it is related to, and what colleagues still do."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django_stubs_ext import StrPromise

from accounts.models import User
from initiatives.clocks import Lateness, LegalTerm, legal_term, load_clocks
from initiatives.deeds.related import goes_on_as, merged_with, related_to
from initiatives.deeds.tasks import open_tasks_of
from initiatives.models import Initiative, Task
from initiatives.relations import may_read
from initiatives.views.tasks import with_steps
from kernen.roles import roles_of


@dataclass(frozen=True, kw_only=True)
class TaskOfOther:
    """Something a colleague still does: no text, and of a letter or call no name."""

    title: str
    who: str
    due_on: date


def around(user: User, initiative: Initiative) -> dict[str, Any]:
    """Everything as far as this person may see it."""
    today, last = timezone.localdate(), goes_on_as(initiative)
    visible = Initiative.objects.visible_to(user)
    return {
        "today": today,
        "legal": _legal(initiative, today),
        "goes_on_as": last,
        "goes_on_visible": last is not None and visible.filter(pk=last.pk).exists(),
        "related": list(related_to(initiative, seen_by=user)),
        "merged_with": list(merged_with(initiative, seen_by=user)),
    } | _tasks(user, initiative)


def _legal(initiative: Initiative, today: date) -> dict[str, Any] | None:
    """By when the law wants a decision, with amber some working days before."""
    clocks = load_clocks()
    term = legal_term(initiative, today=today, clocks=clocks)
    if term is None:
        return None
    words, tone = _how_late(term, today=today, soon=clocks.before(term.due_on, "decision_soon"))
    return {"term": term, "words": words, "tone": tone}


def _how_late(term: LegalTerm, *, today: date, soon: date) -> tuple[str | StrPromise, str]:
    """In words and a tone; a term that stands still is never late."""
    if term.stands_still_since is None and today > term.due_on:
        return Lateness.LATE
    return Lateness.SOON if today >= soon else Lateness.ON_TIME


def _tasks(user: User, initiative: Initiative) -> dict[str, Any]:
    """What this person still does here; what others do is only for who reads along in the town hall."""
    mine, others = open_tasks_of(initiative, seen_by=user)
    reads_along = may_read("internal_notes", roles_of(user), initiative)
    return {"tasks": with_steps(mine), "others_tasks": list(_of_others(others)) if reads_along else []}


def _of_others(tasks: Iterable[Task]) -> Iterator[TaskOfOther]:
    """As much as one may know of them."""
    for task in tasks:
        yield TaskOfOther(
            title=task.title if task.message_id is None else task.get_kind_display(),
            who=task.for_user.name if task.for_user else task.get_for_function_display(),
            due_on=task.due_on,
        )
