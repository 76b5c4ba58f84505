"""For the bench alone: how many statements a page asked and how long they took, said to who asks for it by header."""

import time
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse

ASKED, STATEMENTS, SQL_MS = "HTTP_X_BENCH", "X-Bench-Statements", "X-Bench-Sql-Ms"


class Counter:
    """Stands between a page and its database; what opens and closes a transaction is not counted."""

    def __init__(self) -> None:
        self.statements, self.seconds = 0, 0.0

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.seconds += time.perf_counter() - began
            self.statements += not sql.startswith(("SAVEPOINT", "RELEASE"))


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
        return response

    return answer
