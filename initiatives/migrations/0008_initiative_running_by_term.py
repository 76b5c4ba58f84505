"""What goes on in the order of its terms, without the many that are over and have none."""

from django.db import migrations, models

from accounts.migrating import AddIndexBeside


class Migration(migrations.Migration):
    """Beside the work of others."""

    atomic = False
    dependencies = [("initiatives", "0007_initiative_sensitive")]
    operations = [
        AddIndexBeside(
            "initiative",
            models.Index(
                fields=["due_on", "id"],
                condition=models.Q(
                    status__in=[
                        "draft",
                        "exploring",
                        "submitted",
                        "assigned",
                        "in_review",
                        "support_check",
                        "decision_pending",
                        "approved",
                        "in_realisation",
                        "handed_over",
                        "info_requested",
                        "on_hold",
                    ]
                ),
                name="initiative_running_by_term",
            ),
        )
    ]
