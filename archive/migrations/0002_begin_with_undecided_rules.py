"""A rule for every result, undecided, so that nothing is destroyed; one standing list for each year; two terms."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Q

RESULTS = ("completed", "completed_money", "rejected", "rejected_formal", "withdrawn", "referred", "merged")
TERMS = (
    ("referral_kept", "doorverwijzing van zorg, ruzie of klacht bewaren", 92, "calendar"),
    ("destruction_wait", "wachten na goedkeuring van een vernietigingslijst", 14, "calendar"),
)


def add_rules(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """One for each, to be decided by the municipality."""
    rows = apps.get_model("archive", "RetentionRule").objects
    for result in RESULTS:
        rows.get_or_create(result=result)


def add_terms(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Where there are terms already, the new ones come with them."""
    rows = apps.get_model("kernen", "Term").objects
    if rows.exists():
        for key, name, days, unit in TERMS:
            rows.get_or_create(key=key, defaults={"name": name, "days": days, "unit": unit})


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0001_first_tables"),
        ("kernen", "0006_break_the_glass_and_name_the_officer"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="destructionlist",
            constraint=models.UniqueConstraint(
                condition=Q(("executed_at", None), ("returned_at", None)),
                fields=("year",),
                name="destruction_one_standing_list_a_year",
            ),
        ),
        # A term that was left out passed the earlier condition.
        migrations.RemoveConstraint(model_name="retentionrule", name="retention_destroys_only_with_term_and_source"),
        migrations.AddConstraint(
            model_name="retentionrule",
            constraint=models.CheckConstraint(
                condition=Q(
                    Q(("disposition", "destroy"), _negated=True),
                    Q(
                        ("months__gte", 1),
                        ("months__isnull", False),
                        Q(("list_number", ""), _negated=True),
                        Q(("source", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="retention_destroys_only_with_term_and_source",
                violation_error_message="Vul bij vernietigen de termijn, het nummer van de selectielijst en de bron in.",
            ),
        ),
        migrations.RunPython(add_rules, migrations.RunPython.noop),
        migrations.RunPython(add_terms, migrations.RunPython.noop),
    ]
