"""Groups of residents by kind, and what counts as enough support."""

import django.db.models.deletion
import django.db.models.functions.comparison
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TERMS = (
    ("agenda", "agenda naar de voorzitter, vooraf", 7, "calendar"),
    ("chair_link", "formulier van de voorzitter open, na de vergadering", 30, "calendar"),
    ("kern_digest", "overzicht voor de kernambtenaar, vooraf", 2, "working"),
)


def add_terms(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Where there are terms already, the new ones come with them."""
    rows = apps.get_model("kernen", "Term").objects
    if rows.exists():
        for key, name, days, unit in TERMS:
            rows.get_or_create(key=key, defaults={"name": name, "days": days, "unit": unit})


class Migration(migrations.Migration):
    dependencies = [
        ("kernen", "0004_keep_reactions_for_a_while"),
    ]

    operations = [
        migrations.CreateModel(
            name="EnoughRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "enough",
                    models.CharField(
                        choices=[
                            ("number", "een aantal mensen dat voor is"),
                            ("share", "een deel van de huishoudens dat voor is"),
                            ("opinion", "een mening van het kernoverleg"),
                            ("reasons", "een afweging met redenen"),
                        ],
                        max_length=10,
                        verbose_name="wat is genoeg",
                    ),
                ),
                (
                    "number",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="Bij een aantal of een deel.",
                        null=True,
                        verbose_name="aantal, of percentage van de huishoudens",
                    ),
                ),
            ],
            options={
                "verbose_name": "regel voor genoeg steun",
                "verbose_name_plural": "regels voor genoeg steun",
            },
        ),
        migrations.AddField(
            model_name="kern",
            name="households_source",
            field=models.CharField(blank=True, max_length=120, verbose_name="huishoudens: bron"),
        ),
        migrations.AddField(
            model_name="kern",
            name="households_year",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="huishoudens: jaar"),
        ),
        migrations.AddField(
            model_name="kernoverleg",
            name="kind",
            field=models.CharField(
                choices=[
                    ("kernoverleg", "kernoverleg"),
                    ("working_group", "werkgroep"),
                    ("advisory_body", "adviesraad"),
                ],
                default="kernoverleg",
                max_length=20,
                verbose_name="soort groep",
            ),
        ),
        migrations.AddConstraint(
            model_name="kernoverleg",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["kernoverleg", "working_group", "advisory_body"])),
                name="group_kind_is_known",
            ),
        ),
        migrations.AddField(
            model_name="enoughrule",
            name="domain",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="enough_rules",
                to="kernen.policydomain",
                verbose_name="domein",
            ),
        ),
        migrations.AddField(
            model_name="enoughrule",
            name="kern",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="enough_rules",
                to="kernen.kern",
                verbose_name="kern",
            ),
        ),
        migrations.AddConstraint(
            model_name="enoughrule",
            constraint=models.UniqueConstraint(
                django.db.models.functions.comparison.Coalesce("kern", 0),
                django.db.models.functions.comparison.Coalesce("domain", 0),
                name="enough_rule_once",
                violation_error_message="Voor deze kern en dit domein is er al een regel.",
            ),
        ),
        migrations.AddConstraint(
            model_name="enoughrule",
            constraint=models.CheckConstraint(
                condition=models.Q(("enough__in", ["number", "share", "opinion", "reasons"])),
                name="enough_rule_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="enoughrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("enough__in", ("number", "share")), ("number__gte", 1), ("number__isnull", False)),
                    models.Q(models.Q(("enough__in", ("number", "share")), _negated=True), ("number", None)),
                    _connector="OR",
                ),
                name="enough_rule_has_a_number_where_it_counts",
                violation_error_message="Geef bij een aantal of een deel ook het getal; bij de andere niet.",
            ),
        ),
        migrations.AddConstraint(
            model_name="enoughrule",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("enough", "share"), _negated=True), ("number__lte", 100), _connector="OR"),
                name="enough_rule_share_is_a_percentage",
                violation_error_message="Een deel is hooguit 100 procent.",
            ),
        ),
        migrations.RunPython(add_terms, migrations.RunPython.noop),
    ]
