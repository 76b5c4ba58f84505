"""The access log, the seals over both logs, and the mark of what was anonymised."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("initiatives", "0009_drop_stored_counts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AccessEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="wanneer")),
                (
                    "function",
                    models.CharField(
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
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("contact_data", "contactgegevens"),
                            ("content", "inhoud (noodtoegang)"),
                            ("attachment", "bijlage"),
                            ("export_persons", "export met personen"),
                            ("export", "export zonder personen"),
                            ("print", "afdruk of brief"),
                            ("reactions", "reacties van buurtbewoners"),
                            ("person_found", "gevonden bij een AVG-verzoek"),
                            ("person_export", "inzage-export van een persoon"),
                            ("access_log", "logboek van inzage"),
                        ],
                        max_length=20,
                        verbose_name="wat",
                    ),
                ),
                ("object_type", models.CharField(blank=True, max_length=30, verbose_name="soort voorwerp")),
                ("object_id", models.BigIntegerField(null=True, verbose_name="nummer van het voorwerp")),
                ("why", models.CharField(blank=True, max_length=200, verbose_name="waarom")),
                (
                    "result",
                    models.CharField(
                        choices=[("shown", "getoond"), ("refused", "geweigerd")],
                        default="shown",
                        max_length=10,
                        verbose_name="uitkomst",
                    ),
                ),
                ("request_id", models.CharField(blank=True, max_length=36, verbose_name="verzoek")),
            ],
            options={
                "verbose_name": "inzage",
                "verbose_name_plural": "inzagen",
            },
        ),
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "log",
                    models.CharField(
                        choices=[("events", "gebeurtenissen"), ("access", "inzagen")],
                        max_length=10,
                        verbose_name="logboek",
                    ),
                ),
                ("first_id", models.BigIntegerField(verbose_name="eerste regel")),
                ("last_id", models.BigIntegerField(verbose_name="laatste regel")),
                ("rows", models.PositiveIntegerField(verbose_name="aantal regels")),
                ("digest", models.CharField(max_length=64)),
                ("at", models.DateTimeField(verbose_name="verzegeld op")),
            ],
            options={
                "verbose_name": "zegel",
                "verbose_name_plural": "zegels",
            },
        ),
        migrations.RemoveConstraint(
            model_name="event",
            name="event_function_is_known",
        ),
        migrations.AddField(
            model_name="initiative",
            name="anonymised_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="geanonimiseerd op"),
        ),
        migrations.AlterField(
            model_name="event",
            name="function",
            field=models.CharField(
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
        migrations.AlterField(
            model_name="task",
            name="for_function",
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
                verbose_name="voor functie",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "function__in",
                        [
                            "external_coordinator",
                            "internal_coordinator",
                            "lead_officer",
                            "co_adviser",
                            "domain_officer",
                            "kernambtenaar",
                            "decider",
                            "ggd_adviser",
                            "manager",
                            "functional_admin",
                            "break_glass",
                            "initiator",
                            "kernoverleg",
                            "system",
                        ],
                    )
                ),
                name="event_function_is_known",
            ),
        ),
        migrations.AddField(
            model_name="accessentry",
            name="actor",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="looks",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="accessentry",
            name="initiative",
            field=models.ForeignKey(
                null=True,
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="looks",
                to="initiatives.initiative",
            ),
        ),
        migrations.AddConstraint(
            model_name="seal",
            constraint=models.CheckConstraint(
                condition=models.Q(("log__in", ["events", "access"])), name="seal_log_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="seal",
            constraint=models.CheckConstraint(
                condition=models.Q(("first_id__lte", models.F("last_id"))), name="seal_runs_forward"
            ),
        ),
        migrations.AddConstraint(
            model_name="seal",
            constraint=models.UniqueConstraint(fields=("log", "last_id"), name="seal_ends_once"),
        ),
        migrations.AddConstraint(
            model_name="seal",
            constraint=models.UniqueConstraint(fields=("log", "first_id"), name="seal_begins_once"),
        ),
        migrations.AddIndex(
            model_name="accessentry",
            index=models.Index(fields=["initiative", "-at", "-id"], name="access_of_initiative"),
        ),
        migrations.AddIndex(
            model_name="accessentry",
            index=models.Index(fields=["actor", "-at", "-id"], name="access_by_person"),
        ),
        migrations.AddConstraint(
            model_name="accessentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "function__in",
                        [
                            "external_coordinator",
                            "internal_coordinator",
                            "lead_officer",
                            "co_adviser",
                            "domain_officer",
                            "kernambtenaar",
                            "decider",
                            "ggd_adviser",
                            "manager",
                            "functional_admin",
                            "break_glass",
                            "initiator",
                            "kernoverleg",
                            "system",
                        ],
                    )
                ),
                name="access_function_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="accessentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "what__in",
                        [
                            "contact_data",
                            "content",
                            "attachment",
                            "export_persons",
                            "export",
                            "print",
                            "reactions",
                            "person_found",
                            "person_export",
                            "access_log",
                        ],
                    )
                ),
                name="access_what_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="accessentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("result__in", ["shown", "refused"])), name="access_result_is_known"
            ),
        ),
    ]
