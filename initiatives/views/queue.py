"""The list as somebody narrowed it, as a queue to work through: what comes before and after, and how far one is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.db.models import Count, Q
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from initiatives.filters import InitiativeFilter
from initiatives.models import Initiative
from initiatives.models.initiative_rows import InitiativeQuerySet
from initiatives.views.signed_in import signed_in

# Where an address says in which queue the reader is.
PARAMETER = "rij"
KEPT = tuple(InitiativeFilter.base_filters)
LONGEST = 1000


def clean_query(typed: QueryDict) -> QueryDict:
    """Only the filters, each once, without NUL bytes: those can be in no text, and a database would refuse them."""
    clean = QueryDict(mutable=True)
    for name in KEPT:
        if value := typed.get(name, "").replace("\x00", "").strip():
            clean[name] = value
    return clean


def parse_query(text: str) -> QueryDict:
    """The filters out of what stands behind a question mark; what is far too long was not made by us."""
    return clean_query(QueryDict(text[: LONGEST + 1] if len(text) <= LONGEST else ""))


def narrowed(user: User, query: QueryDict) -> InitiativeFilter:
    """These filters over what this person may see: lists, counts, exports and queues all come from here."""
    rows = Initiative.objects.visible_to(user)
    return InitiativeFilter(query, user=user, today=timezone.localdate(), queryset=rows)


@dataclass(frozen=True, kw_only=True)
class Steps:
    """Where somebody is in a queue; position 0 means: this one is not in it any more."""

    previous: Initiative | None
    next: Initiative | None
    position: int
    total: int


class Queue:
    """One person going through one list."""

    def __init__(self, user: User, query: QueryDict) -> None:
        self.user, self.query = user, query
        self.suffix = f"?{PARAMETER}={quote(query.urlencode(), safe='')}"
        self.list_url = f"{reverse('initiative_list')}?{query.urlencode()}"
        self.filter = narrowed(user, query)

    def address(self, initiative: Initiative) -> str:
        """The page of an initiative, within this queue."""
        return initiative.get_absolute_url() + self.suffix

    @property
    def is_by_term(self) -> bool:
        """The usual order, in which a line moves with every step that is taken."""
        return self.filter.ordered_by[0] == "due_on"

    def seen(self, number: int) -> Initiative | None:
        """The initiative with this number, where this person may see it."""
        return Initiative.objects.visible_to(self.user).filter(pk=number).first()

    def next_after(self, initiative: Initiative) -> Initiative | None:
        """The one that comes next, also when this one is not in the list itself."""
        return self.rows().filter(self.beyond(initiative)).first()

    def steps(self, initiative: Initiative) -> Steps:
        """Neighbours and position, in three queries however long the list is."""
        before = self.beyond(initiative, backwards=True)
        counted: Mapping[str, int] = (
            self.rows()
            .order_by()
            .aggregate(
                total=Count("pk"), before=Count("pk", filter=before), here=Count("pk", filter=Q(pk=initiative.pk))
            )
        )
        return Steps(
            previous=self.rows().filter(before).reverse().first(),
            next=self.next_after(initiative),
            position=counted["before"] + 1 if counted["here"] else 0,
            total=counted["total"],
        )

    def rows(self) -> InitiativeQuerySet:
        """The list, in its order."""
        return self.filter.rows()

    def beyond(self, initiative: Initiative, *, backwards: bool = False) -> Q:
        """What stands further in the order than this one; without a value one stands at the end."""
        column, down = self.filter.ordered_by
        value = getattr(initiative, column)
        side = "gt" if down == backwards else "lt"
        missing = Q(**{f"{column}__isnull": True})
        if value is None:
            return (missing & Q(**{f"pk__{side}": initiative.pk})) | (~missing if backwards else Q(pk__in=()))
        beyond = Q(**{f"{column}__{side}": value}) | Q(**{column: value, f"pk__{side}": initiative.pk})
        return beyond if backwards else beyond | missing


def queue_of(request: HttpRequest) -> Queue | None:
    """The queue this page was opened from, if it was."""
    text = request.GET.get(PARAMETER, "")
    return Queue(signed_in(request), parse_query(text)) if text else None


def queue_context(request: HttpRequest, initiative: Initiative) -> dict[str, Any]:
    """What the page of an initiative shows of the queue; `suffix` is there with and without one."""
    queue = queue_of(request)
    if queue is None:
        return {"queue": None, "suffix": ""}
    steps = queue.steps(initiative)
    return {
        "queue": queue,
        "suffix": queue.suffix,
        "steps": steps,
        "previous_url": queue.address(steps.previous) if steps.previous else "",
        "next_url": queue.address(steps.next) if steps.next else "",
    }
