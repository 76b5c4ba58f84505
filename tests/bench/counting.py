"""For the bench alone: what a page asked of the database, said to who asks for it by header."""

import time
from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse

ASKED, STATEMENTS, SQL_MS, SCANS = "HTTP_X_BENCH", "X-Bench-Statements", "X-Bench-Sql-Ms", "X-Bench-Scans"
# Rows from which reading a whole table is felt.
BIG = 10_000


class Counter:
    """Stands between a page and its database; what opens and closes a transaction is not counted."""

    def __init__(self) -> None:
        self.statements, self.seconds, self.scanned = 0, 0.0, set[str]()

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.seconds += time.perf_counter() - began
            self.statements += not sql.startswith(("SAVEPOINT", "RELEASE"))
            if connection.vendor == "postgresql" and sql.startswith("SELECT"):
                self.scanned |= set(scans(sql, params))


def scans(sql: str, params: Any) -> Iterator[str]:
    """The tables that the database reads from the first row to the last for this, as it plans it (PostgreSQL)."""
    # Beside Django, or it would be counted too.
    with connection.connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", params)
        nodes = [cursor.fetchone()[0][0]["Plan"]]
        while nodes:
            node = nodes.pop()
            nodes += node.get("Plans", [])
            if node["Node Type"] == "Seq Scan":
                yield node["Relation Name"]


def big_ones(tables: set[str]) -> list[str]:
    """Those of these with so many rows that it matters."""
    if not tables:
        return []
    with connection.connection.cursor() as cursor:
        named = "SELECT relname FROM pg_class WHERE relname = ANY(%s) AND reltuples >= %s ORDER BY relname"
        cursor.execute(named, [list(tables), BIG])
        return [name for (name,) in cursor.fetchall()]


def count_statements(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, the outermost; costs a page that is timed one look in a dictionary."""

    def answer(request: HttpRequest) -> HttpResponse:
        if ASKED not in request.META:
            return get_response(request)
        counter = Counter()
        with connection.execute_wrapper(counter):
            response = get_response(request)
        response.headers[STATEMENTS] = str(counter.statements)
        response.headers[SQL_MS] = f"{counter.seconds * 1000:.2f}"
        response.headers[SCANS] = " ".join(big_ones(counter.scanned))
        return response

    return answer
