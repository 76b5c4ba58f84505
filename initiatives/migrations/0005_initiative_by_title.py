"""The list in the order of its titles, read from an index."""

from django.db import migrations, models

from accounts.migrating import AddIndexBeside


class Migration(migrations.Migration):
    """Beside the work of others."""

    atomic = False
    dependencies = [("initiatives", "0004_initiative_by_age")]
    operations = [AddIndexBeside("initiative", models.Index(fields=["title", "id"], name="initiative_by_title"))]
