"""What the database keeps by itself: the search index, and logs of which no line is ever changed."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from initiatives.migrations import _append_only, _search_index


def make_index(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """The tables, what is there already, and the triggers."""
    for sql in _search_index.make(editor.connection.vendor):
        editor.execute(sql, params=None)


def drop_index(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """All of it away."""
    for sql in _search_index.drop(editor.connection.vendor):
        editor.execute(sql, params=None)


def close_logs(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """From here on they only grow."""
    for sql in _append_only.make(editor.connection.vendor):
        editor.execute(sql, params=None)


def open_logs(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """As it was before."""
    for sql in _append_only.drop(editor.connection.vendor):
        editor.execute(sql, params=None)


class Migration(migrations.Migration):
    """SQLite drops triggers with a table that is made anew: a migration that does so ends with `keep` of both files."""

    dependencies = [("initiatives", "0001_initial")]

    operations = [
        migrations.RunPython(make_index, drop_index),
        migrations.RunPython(close_logs, open_logs),
    ]
