"""What is sensitive, found among very many along an index of its own."""

from django.db import migrations, models

from accounts.migrating import AddIndexBeside


class Migration(migrations.Migration):
    """Beside the work of others."""

    atomic = False
    dependencies = [("initiatives", "0006_initiative_by_day_logged")]
    operations = [
        AddIndexBeside(
            "initiative",
            models.Index(
                fields=["due_on", "id"], condition=models.Q(is_controversial=True), name="initiative_sensitive"
            ),
        )
    ]
