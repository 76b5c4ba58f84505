"""The list in the order of its terms, read from an index."""

from django.db import migrations, models

from accounts.migrating import AddIndexBeside


class Migration(migrations.Migration):
    """Beside the work of others."""

    atomic = False
    dependencies = [("initiatives", "0002_search_index_and_closed_logs")]
    operations = [AddIndexBeside("initiative", models.Index(fields=["due_on", "id"], name="initiative_by_term"))]
