"""Municipalities on one database server do not wait for each other."""

from contextlib import closing

import pytest
from django.db import connection

from accounts.tables import look_over
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_nobody_waits_for_a_neighbour_on_the_same_server_that_is_looked_over() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("a file of SQLite has no neighbours")
    with closing(connection.copy()) as neighbour, neighbour.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("ANALYZE pg_authid")
        look_over()
        cursor.execute("ROLLBACK")


def test_the_planner_knows_rows_that_came_a_moment_ago() -> None:
    make_user("externe coördinator")
    look_over()
    assert rows_known() == 1


def rows_known() -> int:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT reltuples::bigint FROM pg_class WHERE relname = 'accounts_user'")
        else:
            cursor.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = 'accounts_user'")
        return int(str(cursor.fetchone()[0]).split()[0])
