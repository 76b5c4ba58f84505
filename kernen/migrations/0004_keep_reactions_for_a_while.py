"""How long what neighbours said is kept."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# As it was when this was written; a municipality that is at work gets it beside its own.
KEY, FACTS = "reaction_kept", {"name": "reacties van buren bewaren, na afloop", "days": 42, "unit": "calendar"}


def add_term(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Where there are terms already, the new one comes with them."""
    rows = apps.get_model("kernen", "Term").objects
    if rows.exists():
        rows.get_or_create(key=KEY, defaults=FACTS)


class Migration(migrations.Migration):
    dependencies = [
        ("kernen", "0003_say_how_letters_go"),
    ]

    operations = [
        migrations.RunPython(add_term, migrations.RunPython.noop),
    ]
