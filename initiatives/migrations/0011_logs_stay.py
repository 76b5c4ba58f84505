"""A line in a log is never changed: triggers on every database; and a look of somebody without a function is noted."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from initiatives.migrations import _append_only

FUNCTIONS = (
    "external_coordinator", "internal_coordinator", "lead_officer", "co_adviser", "domain_officer", "kernambtenaar",
    "decider", "ggd_adviser", "manager", "functional_admin", "break_glass", "initiator", "kernoverleg", "system",
)  # fmt: skip


def close_logs(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """From here on they only grow."""
    for sql in _append_only.make(editor.connection.vendor):
        editor.execute(sql, params=None)


def open_logs(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """As it was before."""
    for sql in _append_only.drop(editor.connection.vendor):
        editor.execute(sql, params=None)


class Migration(migrations.Migration):
    dependencies = [("initiatives", "0010_log_who_looked")]

    operations = [
        migrations.RemoveConstraint(model_name="accessentry", name="access_function_is_known"),
        migrations.AlterField(
            model_name="accessentry",
            name="function",
            field=models.CharField(
                blank=True,
                choices=[
                    ("external_coordinator", "externe coördinator"),
                    ("internal_coordinator", "interne coördinator"),
                    ("lead_officer", "beleidsmedewerker"),
                    ("co_adviser", "medeadviseur"),
                    ("domain_officer", "beleidsmedewerker van het domein"),
                    ("kernambtenaar", "kernambtenaar"),
                    ("decider", "beslisser"),
                    ("ggd_adviser", "GGD-adviseur"),
                    ("manager", "manager"),
                    ("functional_admin", "functioneel beheerder"),
                    ("break_glass", "functioneel beheerder met noodtoegang"),
                    ("initiator", "initiatiefnemer"),
                    ("kernoverleg", "kernoverleg"),
                    ("system", "systeem"),
                ],
                max_length=30,
                verbose_name="functie",
            ),
        ),
        migrations.AddConstraint(
            model_name="accessentry",
            constraint=models.CheckConstraint(
                condition=models.Q(function__in=["", *FUNCTIONS]), name="access_function_is_known"
            ),
        ),
        migrations.AddIndex(
            model_name="accessentry", index=models.Index(fields=["-at", "-id"], name="access_newest_first")
        ),
        migrations.RunPython(close_logs, open_logs),
    ]
