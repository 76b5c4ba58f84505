"""The search index as SQL, per kind of database; a later index gets a file of its own beside this one."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Indexed:
    """A table whose words are kept, under the name of its index; `people` are kept apart from the rest."""

    table: str
    index: str
    columns: tuple[str, ...]
    people: bool

    def of(self, row: str) -> str:
        """The columns of this row, NEW or OLD."""
        return ", ".join(f"{row}.{column}" for column in self.columns)


STORIES = Indexed(
    table="initiatives_initiative",
    index="initiatives_search",
    columns=(
        "reference", "title", "summary", "description", "aim", "already_tried", "own_effort", "place", "organisation",
        "brought_in_by", "fiscal_host", "asks_note", "earlier_request", "upkeep", "public_summary",
    ),
    people=False,
)  # fmt: skip
NAMES = Indexed(table="initiatives_contactperson", index="initiatives_search_people", columns=("name",), people=True)
BOTH = (STORIES, NAMES)

# ---- SQLite: FTS5 over the rows themselves, so no text is kept twice -----------------------------------

# An index keeps what was taken out until it is merged; of a story that is emptied nothing may be left.
OPTIMIZE = " ".join(f"INSERT INTO {kept.index}({kept.index}) VALUES ('optimize');" for kept in BOTH)  # noqa: S608


def sqlite_tables(kept: Indexed) -> list[str]:
    """The index, and its words as a table."""
    return [
        f"CREATE VIRTUAL TABLE {kept.index} USING fts5({', '.join(kept.columns)}, "
        f"content='{kept.table}', content_rowid='id', tokenize='unicode61 remove_diacritics 2')",
        f"CREATE VIRTUAL TABLE {kept.index}_words USING fts5vocab({kept.index}, row)",
        f"INSERT INTO {kept.index}({kept.index}) VALUES ('rebuild')",  # noqa: S608
    ]


def sqlite_triggers(kept: Indexed) -> list[str]:
    """What keeps the index. A trigger names no table but the index, or no such table could be made anew."""
    columns = ", ".join(kept.columns)
    add = f"INSERT INTO {kept.index}(rowid, {columns}) VALUES (NEW.id, {kept.of('NEW')});"  # noqa: S608
    take = f"INSERT INTO {kept.index}({kept.index}, rowid, {columns}) VALUES ('delete', OLD.id, {kept.of('OLD')});"  # noqa: S608
    name, table = f"{kept.index}_on", kept.table
    updated = f"AFTER UPDATE OF {columns} ON {table}"
    made = [
        f"CREATE TRIGGER {name}_insert AFTER INSERT ON {table} BEGIN {add} END",
        f"CREATE TRIGGER {name}_delete AFTER DELETE ON {table} BEGIN {take} END",
    ]
    if kept.people:
        return [*made, f"CREATE TRIGGER {name}_update {updated} BEGIN {take} {add} END"]
    emptied = "NEW.emptied_at IS NOT NULL AND OLD.emptied_at IS NULL"
    return [
        *made,
        f"CREATE TRIGGER {name}_update {updated} WHEN NOT ({emptied}) BEGIN {take} {add} END",
        f"CREATE TRIGGER {name}_empty AFTER UPDATE ON {table} WHEN {emptied} BEGIN {take} {add} {OPTIMIZE} END",
    ]


def sqlite_names(kept: Indexed) -> list[str]:
    """Every trigger there may be."""
    return [f"{kept.index}_on_{event}" for event in ("insert", "update", "delete", "empty")]


# ---- PostgreSQL: a tsvector with a GIN index, and the words beside it ----------------------------------

WORDS_TABLE = (
    "CREATE TABLE initiatives_search_word (word text NOT NULL, people boolean NOT NULL, PRIMARY KEY (people, word))"
)
# The same words as the other database finds: no accents, no capitals, cut at everything that is no letter or number.
WORDS_FUNCTION = r"""
CREATE FUNCTION initiatives_search_words(VARIADIC said text[]) RETURNS text[] LANGUAGE sql STABLE AS $body$
    SELECT coalesce(array_agg(DISTINCT left(word, 60)), '{}')
    FROM regexp_split_to_table(
        lower(regexp_replace(normalize(array_to_string(said, ' '), NFKD), '[\u0300-\u036F]', '', 'g')),
        '[\x01-\x2f\x3a-\x40\x5b-\x60\x7b-\xbf\u2000-\u206f\u3000-\u303f]+'
    ) AS word
    WHERE word <> ''
$body$
"""
# A word goes when nobody uses it any more, so that what was emptied is not kept here either.
KEEP_FUNCTION = """
CREATE FUNCTION {index}_keep() RETURNS trigger LANGUAGE plpgsql AS $body$
DECLARE
    before text[] := '{{}}';
    after text[] := '{{}}';
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        DELETE FROM {index};
        DELETE FROM initiatives_search_word WHERE people = {people};
        RETURN NULL;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        before := initiatives_search_words({old});
        DELETE FROM {index} WHERE id = OLD.id;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        after := initiatives_search_words({new});
        INSERT INTO {index} (id, words) VALUES (NEW.id, array_to_tsvector(after));
        INSERT INTO initiatives_search_word (word, people)
            SELECT word, {people} FROM unnest(after) AS word ORDER BY word
            ON CONFLICT DO NOTHING;
    END IF;
    DELETE FROM initiatives_search_word AS gone
        WHERE gone.people = {people} AND gone.word = ANY(before) AND NOT gone.word = ANY(after)
        AND NOT EXISTS (SELECT 1 FROM {index} WHERE words @@ ('''' || gone.word || '''')::tsquery);
    RETURN NULL;
END
$body$
"""


def postgres_tables(kept: Indexed) -> list[str]:
    """The index, filled with what is there already."""
    return [
        f"CREATE TABLE {kept.index} (id bigint PRIMARY KEY, words tsvector NOT NULL)",
        f"INSERT INTO {kept.index} SELECT id, array_to_tsvector(initiatives_search_words({', '.join(kept.columns)})) "  # noqa: S608
        f"FROM {kept.table}",
        f"CREATE INDEX {kept.index}_by_word ON {kept.index} USING gin (words)",
        f"INSERT INTO initiatives_search_word SELECT DISTINCT unnest(tsvector_to_array(words)), {kept.people} "  # noqa: S608
        f"FROM {kept.index}",
        KEEP_FUNCTION.format(index=kept.index, people=kept.people, old=kept.of("OLD"), new=kept.of("NEW")),
    ]


def postgres_triggers(kept: Indexed) -> list[str]:
    """What keeps the index."""
    events = f"INSERT OR DELETE OR UPDATE OF {', '.join(kept.columns)}"
    run = f"EXECUTE FUNCTION {kept.index}_keep()"
    return [
        f"CREATE TRIGGER {kept.index}_on_row AFTER {events} ON {kept.table} FOR EACH ROW {run}",
        f"CREATE TRIGGER {kept.index}_on_truncate AFTER TRUNCATE ON {kept.table} FOR EACH STATEMENT {run}",
    ]


# ---- what a migration runs ------------------------------------------------------------------------------


def make(vendor: str) -> list[str]:
    """Everything, on an existing database too."""
    if vendor == "sqlite":
        return [sql for kept in BOTH for sql in sqlite_tables(kept)] + keep(vendor)
    tables = [WORDS_TABLE, WORDS_FUNCTION, *(sql for kept in BOTH for sql in postgres_tables(kept))]
    return [*tables, *(sql for kept in BOTH for sql in postgres_triggers(kept))]


def keep(vendor: str) -> list[str]:
    """The triggers once more: SQLite drops them with the table when a migration makes a table anew."""
    if vendor != "sqlite":
        return []
    old = [f"DROP TRIGGER IF EXISTS {name}" for kept in BOTH for name in sqlite_names(kept)]
    return old + [sql for kept in BOTH for sql in sqlite_triggers(kept)]


def drop(vendor: str) -> list[str]:
    """As if it had never been there."""
    if vendor == "sqlite":
        triggers = [f"DROP TRIGGER IF EXISTS {name}" for kept in BOTH for name in sqlite_names(kept)]
        return triggers + [f"DROP TABLE {kept.index}{end}" for kept in BOTH for end in ("_words", "")]
    return [
        *(f"DROP FUNCTION {kept.index}_keep() CASCADE" for kept in BOTH),
        *(f"DROP TABLE {table}" for table in (*(kept.index for kept in BOTH), "initiatives_search_word")),
        "DROP FUNCTION initiatives_search_words(text[])",
    ]
