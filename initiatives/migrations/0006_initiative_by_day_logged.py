"""What was logged in some weeks, found along an index."""

from django.db import migrations, models

from accounts.migrating import AddIndexBeside


class Migration(migrations.Migration):
    """Beside the work of others."""

    atomic = False
    dependencies = [("initiatives", "0005_initiative_by_title")]
    operations = [AddIndexBeside("initiative", models.Index(fields=["logged_at"], name="initiative_by_day_logged"))]
