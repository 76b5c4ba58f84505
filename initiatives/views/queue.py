"""The list as somebody narrowed it, as a queue to work through: what comes before and after, and how far one is."""

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any
from urllib.parse import quote

from django.db.models import Q
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from initiatives.filters import InitiativeFilter
from initiatives.models import Initiative
from initiatives.models.counting import count_capped
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
    """Where somebody is in a queue; without a position: this one is not in it any more. Both are counted to 1.000."""

    previous: Initiative | None
    next: Initiative | None
    position: str
    total: str


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
        return next(iter(self.read_beyond(initiative, most=1)), None)

    def steps(self, initiative: Initiative) -> Steps:
        """Neighbours and position, for as much in a list of a million as in one of ten."""
        rows = self.rows()
        before = rows.filter(self.beyond(initiative, backwards=True))
        total, passed, here = count_capped([rows, before, rows.filter(pk=initiative.pk)])
        return Steps(
            previous=next(iter(self.read_beyond(initiative, most=1, backwards=True)), None),
            next=self.next_after(initiative),
            position=_position(passed) if here != "0" else "",
            total=total,
        )

    def rows(self) -> InitiativeQuerySet:
        """The list, in its order."""
        return self.filter.rows()

    def read_beyond(
        self,
        initiative: Initiative | None,
        *,
        most: int,
        backwards: bool = False,
        rows: InitiativeQuerySet | None = None,
    ) -> list[Initiative]:
        """At most so many of the list, or of these rows of it, from this one on or from its very end; what is nearest
        stands first.
        """
        found: list[Initiative] = []
        rows = self.rows() if rows is None else rows
        for part in self._parts_beyond(initiative, backwards=backwards):
            if len(found) < most:
                beyond = rows.filter(part)
                found += (beyond.reverse() if backwards else beyond)[: most - len(found)]
        return found

    def beyond(self, initiative: Initiative, *, backwards: bool = False) -> Q:
        """Everything that stands further in the order than this one."""
        return reduce(or_, self._parts_beyond(initiative, backwards=backwards))

    def _parts_beyond(self, initiative: Initiative | None, *, backwards: bool) -> list[Q]:
        """Nearest first, in parts that are each read along an index; without a value one stands at the end."""
        column, down = self.filter.ordered_by
        missing = Q(**{f"{column}__isnull": True})
        if initiative is None:
            return [missing, ~missing] if backwards else [Q()]
        value = getattr(initiative, column)
        side = "gt" if down == backwards else "lt"
        if value is None:
            rest = missing & Q(**{f"pk__{side}": initiative.pk})
            return [rest, ~missing] if backwards else [rest]
        further = Q(**{f"{column}__{side}": value}) | Q(**{column: value, f"pk__{side}": initiative.pk})
        # Said twice, because a database reads an index from a bound and not from an "or".
        here = Q(**{f"{column}__{side}e": value}) & further
        return [here] if backwards else [here, missing]


def _position(passed: str) -> str:
    """After so many others; as far as one counts."""
    return str(int(passed) + 1) if passed.isdecimal() else passed


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
