"""The numbers are no longer stored beside what they are added up from."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("initiatives", "0008_bring_earlier_counts"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="supportcheck",
            name="concerns",
        ),
        migrations.RemoveField(
            model_name="supportcheck",
            name="concerns_answer",
        ),
        migrations.RemoveField(
            model_name="supportcheck",
            name="method",
        ),
        migrations.RemoveField(
            model_name="supportcheck",
            name="opinion",
        ),
        migrations.RemoveField(
            model_name="supportcheck",
            name="votes_against",
        ),
        migrations.RemoveField(
            model_name="supportcheck",
            name="votes_for",
        ),
        migrations.RemoveField(
            model_name="supportcheck",
            name="votes_neutral",
        ),
        # The name was taken until now.
        migrations.AlterField(
            model_name="concern",
            name="poll",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="concerns",
                to="initiatives.supportcheck",
            ),
        ),
    ]
