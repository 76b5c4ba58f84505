"""The list in the order of its age, read from an index."""

from django.db import migrations, models

from accounts.migrating import AddIndexBeside


class Migration(migrations.Migration):
    """Beside the work of others."""

    atomic = False
    dependencies = [("initiatives", "0003_initiative_by_term")]
    operations = [AddIndexBeside("initiative", models.Index(fields=["created_at", "id"], name="initiative_by_age"))]
