"""The last ones neighbours were asked, for the page of a kern."""

from django.db import migrations, models

from accounts.migrating import AddIndexBeside


class Migration(migrations.Migration):
    """Beside the work of others."""

    atomic = False
    dependencies = [("initiatives", "0009_initiative_by_move")]
    operations = [
        AddIndexBeside("supportcheck", models.Index(fields=["started_at", "id"], name="support_check_by_start"))
    ]
