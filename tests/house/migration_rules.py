"""What a migration may do while the version before it still answers people, and while large tables are in use."""

from collections.abc import Iterator
from typing import Any

from django.db.migrations import Migration, operations
from django.db.migrations.state import ProjectState

# Tables that grow with every initiative: an index that locks one keeps everybody waiting.
BIG = {
    ("initiatives", name)
    for name in """
    accessentry appointment assignment attachment contactperson consent event eventtext initiative initiativekern
    message note referral routechoice seal signal suspension supportentry supportvoice task
    """.split()  # noqa: SIM905
}
# Stands in a migration, with the release in which nobody used what goes away now.
TWO_STEPS = "# two steps: "
GOES_AWAY = (operations.RemoveField, operations.RenameField, operations.RenameModel, operations.DeleteModel)


def broken_rules(migration: Migration, *, source: str, before: ProjectState) -> Iterator[str]:
    """A sentence for each operation that the old version, or people at work, cannot live with."""
    named = any(line.strip().startswith(TWO_STEPS) for line in source.splitlines())
    made = {one.name_lower for one in migration.operations if isinstance(one, operations.CreateModel)}
    for operation in migration.operations:
        if isinstance(operation, operations.AddField):
            yield from _added(operation, made)
        elif not named and (isinstance(operation, GOES_AWAY) or _is_tightened(operation, migration, before)):
            yield f"{_shown(operation)}: needs a line '{TWO_STEPS}<release>': the old version still uses it"
        elif type(operation) is operations.AddIndex:
            table = (migration.app_label, operation.model_name_lower)
            if table in BIG and operation.model_name_lower not in made:
                yield f"{_shown(operation)}: a large table; use AddIndexBeside with atomic = False"
    if not migration.atomic and len(migration.operations) > 1:
        yield "what is not atomic has one operation, or half of it may stay behind"


def _added(operation: operations.AddField, made: set[str]) -> Iterator[str]:
    """The old version inserts rows without it."""
    field = operation.field
    fits = field.many_to_many or field.null or field.has_db_default()
    if operation.model_name_lower not in made and not fits:
        yield f"{_shown(operation)}: needs null=True or db_default; the old version does not fill it"


def _is_tightened(operation: Any, migration: Migration, before: ProjectState) -> bool:
    """What might be empty may not any more; the field as it was before this migration, or as it is unknown."""
    if not isinstance(operation, operations.AlterField) or operation.field.null:
        return False
    model = before.models.get((migration.app_label, operation.model_name_lower))
    was = model.fields.get(operation.name) if model else None
    return was is not None and was.null


def _shown(operation: Any) -> str:
    """As it stands in the migration."""
    return f"{type(operation).__name__} {operation.describe()}"
