"""A task knows which term made it, so that no term makes two."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("initiatives", "0004_follow")]

    operations = [
        migrations.AddField(
            model_name="task",
            name="term_key",
            field=models.CharField(
                blank=True,
                default="",
                editable=False,
                help_text="De termijn die deze taak maakte.",
                max_length=60,
                verbose_name="door termijn",
            ),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.UniqueConstraint(
                condition=models.Q(("term_key", ""), _negated=True),
                fields=("initiative", "term_key"),
                name="task_once_per_term",
            ),
        ),
    ]
