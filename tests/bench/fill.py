"""The generator: a municipality of so many initiatives, fast, and from the same chance always the same."""

import argparse
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import django

if __name__ == "__main__":
    django.setup()

from django.db import models, transaction
from django.utils import timezone

from accounts.models import User
from initiatives import models as facts
from initiatives.models import Initiative, ReferenceCounter, SavedView
from kernen.models import Role, RoleHolding
from tests.bench.making import Maker
from tests.bench.places import found_municipality, read_places
from tests.bench.tables import Table, index_words, settle, unwatched

SEED, AT_ONCE = 20_26, 5_000
# In the order in which one points to the other.
FILLED: tuple[type[models.Model], ...] = (
    facts.Initiative, facts.InitiativeKern, facts.ContactPerson, facts.Event, facts.EventText, facts.Message,
    facts.Task, facts.Assignment, facts.Note, facts.CoAdvice, facts.InfoRequest, facts.SupportCheck, facts.SupportEntry,
    facts.Decision, facts.Commitment, facts.Handover, facts.Evaluation, facts.Referral, facts.Follow,
)  # fmt: skip
# A list of the first internal coordinator, also on Mijn werk.
SAVED = "kern={kern}&show=all&order=newest"


@dataclass(frozen=True, kw_only=True)
class Filled:
    """How many rows each model was given, by name, and how long it took (seconds)."""

    rows: dict[str, int]
    seconds: float


def fill(many: int, *, now: datetime, seed: int = SEED, first: int = 1, most: int | None = None) -> Filled:
    """So many initiatives with everything that hangs on them; numbers begin at `first`, or after what is there.

    `most`: of each at most so many events. Raises IndexError in a town where nobody works.
    """
    began = time.monotonic()
    found_municipality(today=timezone.localdate(now))
    maker = begin(many, now=now, seed=seed, first=first, most=most)
    before = {table.model._meta.db_table: table.next - 1 for table in maker.tables.values()}
    with transaction.atomic(), unwatched():
        for begun in range(0, many, AT_ONCE):
            for number in range(begun, min(begun + AT_ONCE, many)):
                maker.make(number)
            for table in maker.tables.values():
                table.pour()
        index_words(after=before)
        settle(list(maker.tables.values()))
    _count_on(maker.numbers)
    _save_a_view()
    made = {name: table.made for name, table in maker.tables.items()}
    return Filled(rows=made, seconds=time.monotonic() - began)


def begin(many: int, *, now: datetime, seed: int = SEED, first: int = 1, most: int | None = None) -> Maker:
    """Who makes them one by one, in a town that is there; see `fill`."""
    tables = {model.__name__: Table(model, first=max(first, _last(model) + 1)) for model in FILLED}
    maker = Maker(tables, read_places(), many=many, seed=seed, now=now, most=most)
    maker.numbers = _numbers_given()
    return maker


def _last(model: type[models.Model]) -> int:
    """The highest number in use."""
    highest = model._default_manager.aggregate(last=models.Max("pk"))["last"]
    return int(highest or 0)


def _numbers_given() -> dict[int, int]:
    """By year, the last number of what is there already."""
    given: dict[int, int] = {}
    for reference in Initiative.objects.exclude(reference=None).values_list("reference", flat=True).iterator():
        _prefix, year, number = (reference or "").rsplit("-", 2)
        given[int(year)] = max(given.get(int(year), 0), int(number))
    return given


def _count_on(numbers: dict[int, int]) -> None:
    """The next number of each year comes after these."""
    for year, last in numbers.items():
        ReferenceCounter.objects.update_or_create(year=year, defaults={"last": last})


def _save_a_view() -> None:
    """The newest of one kern, kept under a name."""
    user = User.objects.filter(role_holdings__role=Role.INTERNAL_COORDINATOR).order_by("pk").first()
    kern = RoleHolding.objects.filter(role=Role.EXTERNAL_COORDINATOR).order_by("pk").values_list("kern", flat=True)[0]
    if user:
        query = SAVED.format(kern=kern)
        made = {"query": query, "is_pinned": True, "created_at": timezone.now()}
        SavedView.objects.get_or_create(user=user, name="Mijn kern", defaults=made)


def said(filled: Filled) -> Iterator[str]:
    """What was made, a line each."""
    for name, rows in filled.rows.items():
        yield f"{rows:>10} {name}"
    yield f"{sum(filled.rows.values()):>10} rijen in {filled.seconds:.0f} s"


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("many", type=int)
    options = asked.parse_args()
    sys.stdout.write("\n".join((*said(fill(options.many, now=timezone.now())), "")))
