"""What the planner knows of our tables, asked anew after many rows came at once."""

from django.db import connection


def look_over() -> None:
    """Count all tables of this municipality again, and only those.

    PostgreSQL would by itself look over the tables of the whole server as well, which every municipality on it shares:
    within a transaction nobody else could until that one ends.
    """
    with connection.cursor() as cursor:
        names = sorted(connection.introspection.table_names(cursor)) if connection.vendor == "postgresql" else []
        cursor.execute(f"ANALYZE {', '.join(map(connection.ops.quote_name, names))}")
