"""How an initiative ended, how long that is kept here, and what is past its term on a day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone

from archive.models import RetentionRule
from archive.models.retention import Disposition, ResultType
from initiatives.models import Commitment, Initiative
from initiatives.statuses import ENDED, Status
from kernen.workdays import months_after, start_of

# Money that was promised and given back when it stopped was not spent.
HAS_MONEY = Exists(Commitment.objects.filter(initiative=OuterRef("pk"), released_at=None))
CONDITION_OF: dict[ResultType, Q] = {
    ResultType.COMPLETED_WITH_MONEY: Q(HAS_MONEY, status=Status.COMPLETED),
    ResultType.COMPLETED: Q(~HAS_MONEY, status=Status.COMPLETED),
    ResultType.REJECTED_FORMAL: Q(status=Status.REJECTED, is_formal=True),
    ResultType.REJECTED: Q(status=Status.REJECTED, is_formal=False),
    ResultType.WITHDRAWN: Q(status=Status.WITHDRAWN),
    ResultType.REFERRED: Q(status=Status.REFERRED),
    ResultType.MERGED: Q(status=Status.MERGED),
}


@dataclass(frozen=True, kw_only=True)
class Ended:
    """An initiative that ended: how, on which day its term began, and the last day of that term (None: kept)."""

    initiative: Initiative
    result: ResultType
    rule: RetentionRule
    ended_on: date
    expires_on: date | None


Rules = dict[str, RetentionRule]


def load_rules() -> Rules:
    """The rule of every result; one that nobody wrote down is undecided. One query."""
    mine = {rule.result: rule for rule in RetentionRule.objects.all()}
    return {result: mine.get(result) or RetentionRule(result=result) for result in ResultType.values}


def with_result(rows: QuerySet[Initiative]) -> QuerySet[Any]:
    """These initiatives with `result`, a code of ResultType; empty where they still run."""
    cases = (When(condition, then=Value(result.value)) for result, condition in CONDITION_OF.items())
    return rows.annotate(result=Case(*cases, default=Value(""), output_field=CharField()))


def result_of(initiative: Initiative) -> ResultType | None:
    """How it ended, as far as the term depends on it; None while it runs."""
    found = with_result(Initiative.objects.filter(pk=initiative.pk)).values_list("result", flat=True).get()
    return ResultType(found) if found else None


def ended_on(initiative: Initiative) -> date:
    """The day in the town hall on which it ended; who is reopened and ends once more begins anew."""
    return timezone.localdate(initiative.entered_at)


def expires_on(day: date, months: int) -> date:
    """The last day of a term of so many months that began on this day.

    Where that day does not exist (a year after 29 February) it is the first of the next month: nothing is ever
    destroyed earlier than was promised.
    """
    later = months_after(day, months)
    return later + timedelta(days=int(later.day < day.day))


def latest_end(cutoff: date, months: int) -> date:
    """The last day on which something could have ended to be past its term on the cut-off day."""
    day = months_after(cutoff.replace(day=1), 1 - months) - timedelta(days=1)
    while expires_on(day, months) > cutoff:
        day -= timedelta(days=1)
    return day


def term_of(initiative: Initiative, *, rules: Rules) -> Ended | None:
    """When its term began and ends, read anew from the database; None while it runs.

    What was merged follows what it went into: its term begins when that ended, and it is never destroyed earlier.
    """
    row = with_result(Initiative.objects.filter(pk=initiative.pk)).select_related("merged_into").get()
    return _term_of(row, rules)


def _term_of(row: Any, rules: Rules) -> Ended | None:
    """The same for a row that knows its result."""
    if not row.result:
        return None
    rule = rules[row.result]
    into = term_of(row.merged_into, rules=rules) if row.merged_into_id else None
    if row.merged_into_id and into is None:
        return None
    began = into.ended_on if into else ended_on(row)
    expires = expires_on(began, rule.months) if rule.disposition == Disposition.DESTROY and rule.months else None
    if into and expires:
        expires = max(expires, into.expires_on) if into.expires_on else None
    return Ended(initiative=row, result=ResultType(row.result), rule=rule, ended_on=began, expires_on=expires)


def past_term(*, cutoff: date) -> list[Ended]:
    """Everything that was past its term at the end of this day, by result and number; nothing without a rule.

    What is empty already, by a sensitive referral or an earlier list, is not among it.
    """
    return sorted(_past(cutoff, load_rules()), key=lambda end: (end.result, end.ended_on, end.initiative.pk))


def _past(cutoff: date, rules: Rules) -> Iterator[Ended]:
    """Rule by rule; the days are counted here, never by the database."""
    for result, rule in rules.items():
        if rule.disposition == Disposition.DESTROY and rule.months:
            until = start_of(latest_end(cutoff, rule.months) + timedelta(days=1))
            rows = with_result(still_whole()).filter(result=result, entered_at__lt=until).select_related("merged_into")
            ends = (_term_of(row, rules) for row in rows.order_by("pk"))
            yield from (end for end in ends if end and end.expires_on and end.expires_on <= cutoff)


def still_whole() -> QuerySet[Initiative]:
    """What ended and still has its words."""
    return Initiative.objects.filter(status__in=ENDED, emptied_at=None, anonymised_at=None)


def count_by_result() -> dict[str, int]:
    """How many initiatives of every result are kept whole now, by code."""
    rows = with_result(still_whole()).order_by().values_list("result").annotate(number=Count("pk"))
    return dict.fromkeys(ResultType.values, 0) | dict(rows)
