"""Django's `migrate`, made so that a site at work hardly notices: it waits for no table longer than a moment."""

import time
from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands.migrate import Command as DjangosMigrate
from django.db import OperationalError, connections
from django.db.migrations import Migration

# Milliseconds. Whoever asks for a table waits behind a migration that waits for it: this is what a visitor may lose.
LOCK_TIMEOUT = 2000
# Seconds between one try and the next: long enough for whoever holds the table to be done.
PAUSES = (1, 2, 4, 8)
# PostgreSQL: lock_not_available.
NO_LOCK = "55P03"
GIVEN_UP = (
    "Een tabel bleef te lang in gebruik, en wie op de site werkt mag niet op ons wachten. Er is niets half gedaan: wat "
    "OK kreeg, staat er. Draai migrate straks nog eens, of zoek wie de tabel vasthoudt (een reservekopie, een export, "
    "een open psql)."
)


class Command(DjangosMigrate):
    """Every migration on PostgreSQL with a short wait for its locks, tried a few times.

    Raises CommandError with what to do when a table stays in use; what is half done by then is undone.
    """

    def handle(self, *args: Any, **options: Any) -> None:
        """As Django does, and on PostgreSQL again when a table was in use."""
        self.database: str = options["database"]
        if connections[self.database].vendor != "postgresql":
            super().handle(*args, **options)
            return
        try:
            # An index on a large table takes longer than any page may.
            self._set("statement_timeout", 0)
            self._try(*args, **options)
        finally:
            self._reset()

    def _try(self, *args: Any, **options: Any) -> None:
        """Until it works or patience is over; what was done before is kept, and Django goes on from there."""
        for pause in (*PAUSES, None):
            try:
                super().handle(*args, **options)
                return
            except OperationalError as error:
                if getattr(error.__cause__, "pgcode", None) != NO_LOCK:
                    raise
                if pause is None:
                    raise CommandError(GIVEN_UP) from None
                self.stderr.write(f"Een tabel is in gebruik; over {pause} s opnieuw.")
                time.sleep(pause)

    def migration_progress_callback(self, action: str, migration: Migration | None = None, fake: bool = False) -> None:
        """Before each migration: how long it may wait. One outside a transaction makes an index beside the work of
        others, keeps nobody waiting while it waits, and would leave half an index behind.
        """
        if migration is not None and action.endswith("_start") and connections[self.database].vendor == "postgresql":
            self._set("lock_timeout", LOCK_TIMEOUT if migration.atomic else 0)
        super().migration_progress_callback(action, migration, fake)

    def _set(self, name: str, milliseconds: int) -> None:
        with connections[self.database].cursor() as cursor:
            cursor.execute(f"SET {name} = {milliseconds}")

    def _reset(self) -> None:
        """As the settings have it, for whoever uses this connection next; a broken one is made anew by itself."""
        connection = connections[self.database]
        if connection.connection is None or connection.needs_rollback or not connection.is_usable():
            return
        with connection.cursor() as cursor:
            cursor.execute("RESET statement_timeout")
            cursor.execute("RESET lock_timeout")
