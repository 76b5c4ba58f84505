"""The search index, kept by the database itself."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from initiatives.migrations import _search_index


def make_index(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """The tables, what is there already, and the triggers."""
    for sql in _search_index.make(editor.connection.vendor):
        editor.execute(sql, params=None)


def drop_index(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """All of it away."""
    for sql in _search_index.drop(editor.connection.vendor):
        editor.execute(sql, params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("initiatives", "0002_keep_views_and_routes"),
    ]

    operations = [migrations.RunPython(make_index, drop_index)]
