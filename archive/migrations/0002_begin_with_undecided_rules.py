"""A rule for every result, undecided, so that nothing is destroyed."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

RESULTS = ("completed", "completed_money", "rejected", "rejected_formal", "withdrawn", "referred", "merged")


def add_rules(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """One for each, to be decided by the municipality."""
    rows = apps.get_model("archive", "RetentionRule").objects
    for result in RESULTS:
        rows.get_or_create(result=result)


class Migration(migrations.Migration):
    dependencies = [("archive", "0001_initial")]

    operations = [migrations.RunPython(add_rules, migrations.RunPython.noop)]
