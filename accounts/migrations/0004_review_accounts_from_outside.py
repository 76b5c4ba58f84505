"""Accounts of people from outside are looked at twice a year."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_keep_a_photo"),
    ]

    operations = [
        migrations.CreateModel(
            name="AccountReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reviewed_on", models.DateField(verbose_name="beoordeeld op")),
                (
                    "outcome",
                    models.CharField(
                        choices=[("stays", "blijft"), ("ended", "beëindigd")], max_length=10, verbose_name="uitkomst"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews_done",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "beoordeling van een account",
                "verbose_name_plural": "beoordelingen van accounts",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["stays", "ended"])), name="review_outcome_is_known"
                    )
                ],
            },
        ),
    ]
