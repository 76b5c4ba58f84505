"""Emergency access with a reason, and who the privacy officer is."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("kernen", "0005_name_groups_and_what_is_enough"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="municipality",
            name="privacy_officer",
            field=models.CharField(
                blank=True,
                help_text="Naam of functie.",
                max_length=120,
                verbose_name="functionaris gegevensbescherming",
            ),
        ),
        migrations.AddField(
            model_name="municipality",
            name="privacy_officer_email",
            field=models.EmailField(
                blank=True,
                help_text="Krijgt bericht als iemand noodtoegang opent.",
                max_length=254,
                verbose_name="e-mailadres van de functionaris gegevensbescherming",
            ),
        ),
        migrations.AddField(
            model_name="municipality",
            name="security_contact",
            field=models.CharField(
                blank=True,
                help_text="Een e-mailadres of webadres; staat in security.txt. Leeg: het e-mailadres van de gemeente.",
                max_length=200,
                verbose_name="meldpunt voor beveiliging",
            ),
        ),
        migrations.AddField(
            model_name="municipality",
            name="security_policy",
            field=models.URLField(
                blank=True,
                help_text="Het webadres van uw beleid (CVD); staat in security.txt.",
                verbose_name="beleid voor meldingen",
            ),
        ),
        migrations.CreateModel(
            name="BreakGlass",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=300, verbose_name="waarom")),
                ("started_at", models.DateTimeField(verbose_name="begonnen op")),
                ("ends_at", models.DateTimeField(verbose_name="eindigt op")),
                ("closed_at", models.DateTimeField(null=True, verbose_name="gesloten op")),
                ("form_key", models.UUIDField(null=True, unique=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="emergencies",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "noodtoegang",
                "verbose_name_plural": "noodtoegangen",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="emergency_has_a_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("started_at"))),
                        name="emergency_ends_after_its_start",
                    ),
                ],
            },
        ),
    ]
