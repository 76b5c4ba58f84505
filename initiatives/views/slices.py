"""A long list in pages that each begin at a line: none is reached by counting through those before it."""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from initiatives.models import Initiative
from initiatives.models.initiative_rows import InitiativeQuerySet
from initiatives.views.queue import Queue

PER_PAGE = 25
FIRST, LAST = "", "laatste"
# What an address may say: after this one, before this one, or the last.
BEGINS = re.compile(r"(na|voor)-([0-9]{1,18})(?:-([0-9]{8}))?", re.ASCII)
# In the order of terms its day stands in the address: a line that moves meanwhile takes nobody along.
NO_DAY = "00000000"


@dataclass(frozen=True, kw_only=True)
class Slice:
    """The lines of one page, and the names of those around it; None where there is none.

    `before`: everything that stands before it; None on the first page. `is_asked`: the address named this page.
    """

    rows: list[Initiative]
    name: str = FIRST
    previous: str | None = None
    next: str | None = None
    before: InitiativeQuerySet | None = None
    is_asked: bool = True


def is_name(text: str) -> bool:
    """Whether an address may call a page so."""
    return text == LAST or BEGINS.fullmatch(text) is not None


def read_slice(queue: Queue, name: str) -> Slice:
    """The page of this name; the first where nobody calls a page so, or where it is empty by now."""
    found = BEGINS.fullmatch(name)
    if name == LAST:
        return _back(queue, None, name=name, goes_on=False)
    begin = _line(queue, int(found[2]), found[3]) if found else None
    if found is None or begin is None:
        return replace(_forth(queue, None, name=FIRST), is_asked=name == FIRST)
    if found[1] == "voor":
        return _back(queue, begin, name=name, goes_on=True)
    there = _forth(queue, begin, name=name)
    # What stood there is done with: who goes on from it has come to the end.
    return there if there.rows else _back(queue, None, name=LAST, goes_on=False)


def _line(queue: Queue, number: int, day: str | None) -> Initiative | None:
    """Where a page begins: as the address remembers it, or as the line stands now, where this person may see it."""
    if day is None or not queue.is_by_term:
        return queue.seen(number)
    try:
        return Initiative(pk=number, due_on=None if day == NO_DAY else datetime.strptime(day, "%Y%m%d").date())
    except ValueError:
        return None


def _name(queue: Queue, side: str, row: Initiative) -> str:
    """The page after or before this line."""
    if not queue.is_by_term:
        return f"{side}-{row.pk}"
    return f"{side}-{row.pk}-{row.due_on:%Y%m%d}" if row.due_on else f"{side}-{row.pk}-{NO_DAY}"


def _read(queue: Queue, begin: Initiative | None, *, backwards: bool = False) -> list[Initiative]:
    """A page from here on, or from the very end; one more is read, to know whether there is a page after this one."""
    return queue.read_beyond(begin, most=PER_PAGE + 1, backwards=backwards, rows=queue.rows().for_list())


def _forth(queue: Queue, begin: Initiative | None, *, name: str) -> Slice:
    """From here on."""
    found = _read(queue, begin)
    return _slice(queue, found[:PER_PAGE], name=name, goes_back=name != FIRST, goes_on=len(found) > PER_PAGE)


def _back(queue: Queue, begin: Initiative | None, *, name: str, goes_on: bool) -> Slice:
    """Up to here; where nothing is left before it, it is the first page, and is as full as that is."""
    found = _read(queue, begin, backwards=True)
    if len(found) <= PER_PAGE:
        return _forth(queue, None, name=FIRST)
    return _slice(queue, found[PER_PAGE - 1 :: -1], name=name, goes_back=True, goes_on=goes_on)


def _slice(queue: Queue, rows: list[Initiative], *, name: str, goes_back: bool, goes_on: bool) -> Slice:
    return Slice(
        rows=rows,
        name=name,
        previous=_name(queue, "voor", rows[0]) if rows and goes_back else None,
        next=_name(queue, "na", rows[-1]) if rows and goes_on else None,
        before=queue.rows().filter(queue.beyond(rows[0], backwards=True)) if rows and goes_back else None,
    )
