"""What must hold of a municipality that was poured in: every row is there, and points to one that is there."""

from collections.abc import Iterator, Mapping

from django.db import connection, models

from initiatives.migrations import _search_index
from initiatives.models import Initiative
from tests.bench import words
from tests.bench.fill import FILLED


def faults_in(rows: Mapping[str, int], *, at_least: bool = False) -> Iterator[str]:
    """One sentence for all that is wrong; `rows`: how many were made of each model (`at_least`: there were others)."""
    for model in FILLED:
        found, made = model._default_manager.count(), rows[model.__name__]
        if found < made or (found > made and not at_least):
            yield f"{model.__name__}: {found} rijen, gemaakt {made}"
        yield from _dangling(model)
    yield from _not_indexed()
    if not Initiative.objects.filter(description__contains=words.RARE).exists():
        yield f"Het woord {words.RARE} staat nergens."


def _dangling(model: type[models.Model]) -> Iterator[str]:
    """Foreign keys that point to nothing; triggers were off, so nobody else has looked."""
    table = model._meta.db_table
    for field in model._meta.concrete_fields:
        if not isinstance(field, models.ForeignKey):
            continue
        other = field.related_model._meta
        sql = (
            f"SELECT count(*) FROM {table} AS one LEFT JOIN {other.db_table} AS other "
            f"ON other.{other.pk.column} = one.{field.column} "
            f"WHERE one.{field.column} IS NOT NULL AND other.{other.pk.column} IS NULL"
        )
        if lost := _count(sql):
            yield f"{model.__name__}.{field.name}: {lost} wijzen nergens heen"


def _not_indexed() -> Iterator[str]:
    """Rows whose words are not in the search index."""
    for kept in _search_index.BOTH:
        # FTS5 counts the rows of the table behind it; what it holds itself is in its own table of sizes.
        index = f"{kept.index}_docsize" if connection.vendor == "sqlite" else kept.index
        indexed, there = _count(f"SELECT count(*) FROM {index}"), _count(f"SELECT count(*) FROM {kept.table}")
        if indexed != there:
            yield f"{kept.index}: {indexed} van {there} rijen"


def _count(sql: str) -> int:
    """The one number."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return int(cursor.fetchone()[0])
