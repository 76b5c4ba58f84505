"""What the floor reads and writes: one flat table with just the indexes its pages need, and counts kept beside it."""

import django

if __name__ == "__main__":
    django.setup()

from django.db import connection

from initiatives.statuses import RUNNING

MADE_OF = """
SELECT one.id, one.reference, one.title, one.summary, one.status, one.due_on, one.created_at, one.lead_domain_id,
    who.name AS officer, kern.id AS kern_id, kern.name AS kern, one.status IN ({running}) AS is_running,
    one.published_at IS NOT NULL AND NOT one.is_confidential AND one.may_publish AS is_public
FROM initiatives_initiative AS one
JOIN initiatives_initiativekern AS link ON link.initiative_id = one.id AND link.is_lead
JOIN kernen_kern AS kern ON kern.id = link.kern_id
LEFT JOIN accounts_user AS who ON who.id = one.officer_id
"""
STEPS = (
    "DROP TABLE IF EXISTS floor_initiative",
    "DROP TABLE IF EXISTS floor_event",
    "DROP TABLE IF EXISTS floor_count",
    "CREATE TABLE floor_initiative AS {made_of}",
    "CREATE UNIQUE INDEX floor_by_id ON floor_initiative (id)",
    "CREATE UNIQUE INDEX floor_by_reference ON floor_initiative (reference)",
    "CREATE INDEX floor_running ON floor_initiative (due_on, id) WHERE is_running",
    "CREATE INDEX floor_filtered ON floor_initiative (status, lead_domain_id, due_on, id)",
    "CREATE INDEX floor_newest ON floor_initiative (created_at, id)",
    "CREATE INDEX floor_of_kern ON floor_initiative (kern_id, due_on, id) WHERE is_running",
    "CREATE INDEX floor_public ON floor_initiative (kern_id, created_at, id) WHERE is_public",
    "CREATE TABLE floor_count AS SELECT 'running' AS name, count(*) AS number FROM floor_initiative WHERE is_running",
    "CREATE TABLE floor_event (id bigint PRIMARY KEY, initiative_id bigint NOT NULL, at text NOT NULL, "
    "action text NOT NULL, said text NOT NULL)",
    "CREATE INDEX floor_event_of ON floor_event (initiative_id, at)",
)


def lay() -> None:
    """Anew, over what is there now; the whole database is looked over once, as it would be at night."""
    running = ", ".join(f"'{status}'" for status in RUNNING)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # A million rows take longer than a page ever may.
            cursor.execute("SET statement_timeout = 0")
        for step in STEPS:
            cursor.execute(step.format(made_of=MADE_OF.format(running=running)))
        cursor.execute("VACUUM (ANALYZE)" if connection.vendor == "postgresql" else "ANALYZE")


if __name__ == "__main__":
    lay()
