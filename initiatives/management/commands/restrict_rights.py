"""Takes from the role under which the application runs the right to change a log; the role that migrates keeps it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction

from initiatives.models import AccessEntry, Event, EventText, Seal

LOGS = (Event, AccessEntry, Seal)
# Of the words of an event: to empty them, and nothing else; a trigger sees to what "empty" is.
EMPTIED = ("salt", "sentence", "translations", "inputs", "emptied_at")


def statements(role: str) -> list[str]:
    """Everything for the application, but in the logs only reading and adding."""
    quote = connection.ops.quote_name
    name = quote(role)
    logs = ", ".join(quote(model._meta.db_table) for model in LOGS)
    words, columns = quote(EventText._meta.db_table), ", ".join(quote(column) for column in EMPTIED)
    return [
        f"GRANT USAGE ON SCHEMA public TO {name}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {name}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {name}",
        f"REVOKE UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER ON {logs}, {words} FROM {name}",
        f"GRANT UPDATE ({columns}) ON {words} TO {name}",
    ]


class Command(BaseCommand):
    """Run by the owner of the tables, after every `migrate`: a new table starts without rights."""

    help = "PostgreSQL: de rol van de toepassing mag alles, maar een logboek alleen lezen en aanvullen."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose rights."""
        parser.add_argument("--role", required=True, help="de rol waaronder de toepassing draait")

    def handle(self, *args: object, **options: Any) -> None:
        """All or nothing. Raises CommandError where it would do nothing."""
        if connection.vendor != "postgresql":
            raise CommandError("Alleen PostgreSQL kent rollen; op SQLite bewaken triggers de logboeken.")
        role: str = options["role"]
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT rolsuper, rolname = current_user FROM pg_roles WHERE rolname = %s", [role])
            found = cursor.fetchone()
            if found is None:
                raise CommandError(f"De rol {role} bestaat niet.")
            if any(found):
                raise CommandError(f"De rol {role} is beheerder of eigenaar van de tabellen; kies een eigen rol.")
            for sql in statements(role):
                cursor.execute(sql)
        self.stdout.write(f"De rol {role} kan de logboeken alleen lezen en aanvullen.")
