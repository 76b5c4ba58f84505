"""How the municipality sends its messages, where one meets in the village, and faults on the record."""

import django.core.validators
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# As they were when this was written; a municipality that is at work gets them beside its own.
TERMS = (("signal", "reageren op een signaal", 5, "working"), ("signal_kept", "signaal bewaren", 365, "calendar"))


def add_terms(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Where there are terms already, the new ones come with them."""
    rows = apps.get_model("kernen", "Term").objects
    if rows.exists():
        for key, name, days, unit in TERMS:
            rows.get_or_create(key=key, defaults={"name": name, "days": days, "unit": unit})


class Migration(migrations.Migration):
    dependencies = [
        ("kernen", "0002_keep_absences"),
    ]

    operations = [
        migrations.AddField(
            model_name="kern",
            name="meeting_place",
            field=models.CharField(
                blank=True,
                help_text="Naam en adres.",
                max_length=200,
                verbose_name="dorpshuis of andere plek om af te spreken",
            ),
        ),
        migrations.AddField(
            model_name="municipality",
            name="digest_hours",
            field=models.CharField(
                default="8, 13",
                help_text="Op werkdagen krijgen medewerkers dan één mail met al hun nieuws.",
                max_length=40,
                validators=[
                    django.core.validators.RegexValidator(
                        "^\\s*([01]?\\d|2[0-3])(\\s*,\\s*([01]?\\d|2[0-3]))*\\s*$", "Hele uren, zoals 8, 13."
                    )
                ],
                verbose_name="overzicht per mail om (uur)",
            ),
        ),
        migrations.AddField(
            model_name="municipality",
            name="releases_messages",
            field=models.BooleanField(
                default=False,
                help_text="Berichten aan bewoners wachten dan in de uitbak tot een medewerker op Versturen drukt.",
                verbose_name="iemand geeft elk bericht vrij",
            ),
        ),
        migrations.AddField(
            model_name="municipality",
            name="takes_signals",
            field=models.BooleanField(
                default=True,
                help_text="Inwoners kunnen dan zelf kort hun idee opschrijven. Het komt bij de coördinator van hun kern.",
                verbose_name="formulier bij ‘Ik heb een idee’",
            ),
        ),
        migrations.CreateModel(
            name="Outage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_at", models.DateTimeField(verbose_name="sinds")),
                ("ends_at", models.DateTimeField(blank=True, null=True, verbose_name="tot")),
                (
                    "text",
                    models.CharField(
                        help_text="Bijvoorbeeld: wij krijgen nu geen mail. Bel ons.",
                        max_length=300,
                        verbose_name="wat bewoners lezen",
                    ),
                ),
            ],
            options={
                "verbose_name": "storing",
                "verbose_name_plural": "storingen",
                "ordering": ("-starts_at",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at", None), ("ends_at__gte", models.F("starts_at")), _connector="OR"),
                        name="outage_ends_after_it_starts",
                    )
                ],
            },
        ),
        migrations.RunPython(add_terms, migrations.RunPython.noop),
    ]
