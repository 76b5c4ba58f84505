"""What keeps the logs as they were written, as SQL per kind of database: a row comes in and is never changed."""

# The words of an event are the one thing that may go; each of its columns stays or is emptied, and it says when.
LOGS = ("initiatives_event", "initiatives_accessentry", "initiatives_seal")
WORDS = "initiatives_eventtext"
# Column, and what is left of it.
EMPTIED = {"salt": "''", "sentence": "''", "translations": "'{}'", "inputs": "'{}'"}
FUNCTION = """
CREATE FUNCTION initiatives_log_stays() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    RAISE EXCEPTION '% of % is refused: a log is never changed', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END
$body$
"""


def only_emptied(same: str, *, cast: str = "") -> str:
    """The condition under which words were emptied and nothing else; `same` compares where nothing may be known."""
    kept = (
        f"(NEW.{name} {same} OLD.{name} OR NEW.{name} = {rest}{cast_of(name, cast)})" for name, rest in EMPTIED.items()
    )
    return f"NEW.event_id = OLD.event_id AND NEW.emptied_at IS NOT NULL AND {' AND '.join(kept)}"


def cast_of(name: str, cast: str) -> str:
    """Only the columns that hold JSON have a kind of their own."""
    return cast if name in ("translations", "inputs") else ""


def names(table: str, *operations: str) -> list[str]:
    """The triggers of one table."""
    return [f"{table}_stays_{operation}" for operation in operations]


# ---- SQLite --------------------------------------------------------------------------------------------

STOP = "BEGIN SELECT RAISE(ABORT, 'a log is never changed'); END"


def sqlite_triggers() -> list[str]:
    """They name no table but their own, or that table could not be made anew."""
    made = []
    for table in (*LOGS, WORDS):
        update, delete = names(table, "update", "delete")
        unless = f"WHEN NOT ({only_emptied('IS')}) " if table == WORDS else ""
        made += [
            f"CREATE TRIGGER {update} BEFORE UPDATE ON {table} {unless}{STOP}",
            f"CREATE TRIGGER {delete} BEFORE DELETE ON {table} {STOP}",
        ]
    return made


def sqlite_lift() -> list[str]:
    """Take them away."""
    return [f"DROP TRIGGER IF EXISTS {name}" for table in (*LOGS, WORDS) for name in names(table, "update", "delete")]


# ---- PostgreSQL ----------------------------------------------------------------------------------------


def postgres_triggers() -> list[str]:
    """Row by row, and for emptying the whole table at once."""
    made = []
    for table in (*LOGS, WORDS):
        update, delete, truncate = names(table, "update", "delete", "truncate")
        unless = f"WHEN (NOT ({only_emptied('IS NOT DISTINCT FROM', cast='::jsonb')})) " if table == WORDS else ""
        stop = "EXECUTE FUNCTION initiatives_log_stays()"
        made += [
            f"CREATE TRIGGER {update} BEFORE UPDATE ON {table} FOR EACH ROW {unless}{stop}",
            f"CREATE TRIGGER {delete} BEFORE DELETE ON {table} FOR EACH ROW {stop}",
            f"CREATE TRIGGER {truncate} BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {stop}",
        ]
    return made


# ---- what a migration runs -----------------------------------------------------------------------------


def make(vendor: str) -> list[str]:
    """Everything, on an existing database too."""
    return sqlite_triggers() if vendor == "sqlite" else [FUNCTION, *postgres_triggers()]


def keep(vendor: str) -> list[str]:
    """The triggers once more: SQLite drops them with the table when a migration makes a table anew."""
    return [*sqlite_lift(), *sqlite_triggers()] if vendor == "sqlite" else []


def drop(vendor: str) -> list[str]:
    """As if they had never been there."""
    return sqlite_lift() if vendor == "sqlite" else ["DROP FUNCTION initiatives_log_stays() CASCADE"]
