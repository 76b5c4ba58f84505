"""Is the application alive, and can it reach its database? For the machine that watches it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLate
from typing import TypeVar

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, InterfaceError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from burgerkracht.patience import patience

DEADLINE = 2.0
# One thread: however often a stranger asks, the database gets one question at a time.
ask = ThreadPoolExecutor(max_workers=1, thread_name_prefix="health")
NoAnswer = (DatabaseError, InterfaceError, TooLate)
Answer = TypeVar("Answer")


@require_safe
@never_cache
@login_not_required
def live(request: HttpRequest) -> HttpResponse:
    """This process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
@login_not_required
def ready(request: HttpRequest) -> HttpResponse:
    """This process and its database answer, in time."""
    try:
        in_time(ask_database)
    except NoAnswer:
        return HttpResponse("database antwoordt niet\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")


def in_time(question: Callable[[], Answer]) -> Answer:
    """The answer to a question to the database, over a connection of its own; raises one of NoAnswer.

    A question that nobody waits for any more is not asked, so that a database that comes back finds no heap of them.
    """
    asked = ask.submit(alone, question)
    try:
        return asked.result(timeout=DEADLINE)
    except TooLate:
        asked.cancel()
        raise


def alone(question: Callable[[], Answer]) -> Answer:
    """With the patience of one request, and no connection left behind."""
    try:
        with patience():
            return question()
    finally:
        connection.close()


def ask_database() -> None:
    """Read one row; on SQLite a bare SELECT 1 would not touch the file."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM django_migrations LIMIT 1")
        cursor.fetchone()
