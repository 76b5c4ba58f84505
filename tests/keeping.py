"""What hardly changes is kept in a test as on a site at work, until the test itself writes to a table behind it."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from django.db import connection
from django.test.utils import CaptureQueriesContext

from initiatives.filters import kept_lists
from initiatives.views.public import kept_counts
from kernen import kept
from overleg.views.public_kern import kept_totals, kept_villages

# A rollback takes back what was written; who has an initiative is one of the lists to choose from.
BEHIND_ALL = re.compile(r'ROLLBACK|(INSERT INTO|UPDATE|DELETE FROM) "(kernen_|initiatives_lettertemplate)', re.ASCII)
BEHIND_LISTS = re.compile(
    r'(INSERT INTO|UPDATE|DELETE FROM) "(accounts_user|initiatives_initiative|initiatives_initiativekern)"', re.ASCII
)
BEHIND_VILLAGES = re.compile(r'(INSERT INTO|UPDATE|DELETE FROM) "(accounts_user|initiatives_|overleg_)', re.ASCII)
LONG = 86_400.0
enter = CaptureQueriesContext.__enter__


@contextmanager
def kept_until_written() -> Iterator[None]:
    """For a test in one transaction: whatever is written passes by here."""
    if kept.lasts:
        raise RuntimeError("A test before this one left something kept.")
    kept.forget_all()
    kept.lasts = LONG
    try:
        with (
            connection.execute_wrapper(_forget_what_is_written),
            patch.object(CaptureQueriesContext, "__enter__", _count),
        ):
            yield
    finally:
        kept.lasts = 0.0
        kept.forget_all()


def _count(counting: CaptureQueriesContext) -> CaptureQueriesContext:
    """Whatever was asked before, one page and the next begin alike."""
    kept.forget_all()
    return enter(counting)


def _forget_what_is_written(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
    done = execute(sql, *rest)
    if BEHIND_ALL.match(sql):
        kept.forget_all()
    elif BEHIND_LISTS.match(sql):
        kept_lists.forget()
        kept_counts.forget()
    if BEHIND_VILLAGES.match(sql):
        kept_totals.forget()
        kept_villages.forget()
    return done
