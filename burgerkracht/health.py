"""Is the application alive, and can it reach its database? For the machine that watches it."""

from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLate

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, InterfaceError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from burgerkracht.patience import patience

DEADLINE = 2.0
# One thread: however often a stranger asks, the database gets one question at a time.
ask = ThreadPoolExecutor(max_workers=1, thread_name_prefix="health")


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
        ask.submit(ask_database).result(timeout=DEADLINE)
    except (DatabaseError, InterfaceError, TooLate):
        return HttpResponse("database antwoordt niet\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")


def ask_database() -> None:
    """Read one row over a connection of its own; on SQLite a bare SELECT 1 would not touch the file."""
    try:
        with patience(), connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM django_migrations LIMIT 1")
            cursor.fetchone()
    finally:
        connection.close()
