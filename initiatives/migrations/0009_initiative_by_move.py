"""What moved last, for the page of a kern and for neighbours."""

from django.db import migrations, models

from accounts.migrating import AddIndexBeside


class Migration(migrations.Migration):
    """Beside the work of others."""

    atomic = False
    dependencies = [("initiatives", "0008_initiative_running_by_term")]
    operations = [AddIndexBeside("initiative", models.Index(fields=["entered_at", "id"], name="initiative_by_move"))]
