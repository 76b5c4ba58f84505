"""The tables of the app: terms of the selection list, destruction lists, requests of persons, what was erased."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("initiatives", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DestructionList",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="jaar")),
                ("proposed_at", models.DateTimeField(verbose_name="voorgesteld op")),
                ("approved_at", models.DateTimeField(null=True, verbose_name="goedgekeurd op")),
                ("returned_at", models.DateTimeField(null=True, verbose_name="teruggegeven op")),
                ("returned_because", models.CharField(blank=True, max_length=500, verbose_name="teruggegeven omdat")),
                ("executed_at", models.DateTimeField(null=True, verbose_name="vernietigd op")),
                ("version", models.PositiveIntegerField(default=0)),
                ("form_key", models.UUIDField(null=True, unique=True)),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="destructions_approved",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="destructions_proposed",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "vernietigingslijst",
                "verbose_name_plural": "vernietigingslijsten",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by", None),
                            models.Q(("approved_by", models.F("proposed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="destruction_needs_another_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("approved_at", None), ("approved_by", None)),
                            models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="destruction_approved_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("executed_at", None), ("approved_at__isnull", False), _connector="OR"),
                        name="destruction_only_after_approval",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("returned_at", None), ("approved_at", None), _connector="OR"),
                        name="destruction_returned_or_approved",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("executed_at", None), ("returned_at", None)),
                        fields=("year",),
                        name="destruction_one_standing_list_a_year",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DestructionItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("completed", "afgerond"),
                            ("completed_money", "afgerond, met geld van de gemeente"),
                            ("rejected", "niet akkoord"),
                            ("rejected_formal", "afgewezen aanvraag (Awb)"),
                            ("withdrawn", "gestopt"),
                            ("referred", "doorverwezen"),
                            ("merged", "samengevoegd"),
                        ],
                        max_length=20,
                        verbose_name="uitkomst",
                    ),
                ),
                ("list_number", models.CharField(max_length=30, verbose_name="nummer in de selectielijst")),
                ("months", models.PositiveSmallIntegerField(verbose_name="termijn (maanden)")),
                ("ended_on", models.DateField(verbose_name="afgelopen op")),
                ("kept_because", models.CharField(blank=True, max_length=300, verbose_name="toch bewaren omdat")),
                ("destroyed_at", models.DateTimeField(null=True, verbose_name="vernietigd op")),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="destruction_items",
                        to="initiatives.initiative",
                    ),
                ),
                (
                    "destruction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="items", to="archive.destructionlist"
                    ),
                ),
            ],
            options={
                "verbose_name": "regel van een vernietigingslijst",
                "verbose_name_plural": "regels van een vernietigingslijst",
                "constraints": [
                    models.UniqueConstraint(fields=("destruction", "initiative"), name="destruction_names_it_once"),
                    models.CheckConstraint(
                        condition=models.Q(("kept_because", ""), ("destroyed_at", None), _connector="OR"),
                        name="destruction_spares_what_is_kept",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "result__in",
                                [
                                    "completed",
                                    "completed_money",
                                    "rejected",
                                    "rejected_formal",
                                    "withdrawn",
                                    "referred",
                                    "merged",
                                ],
                            )
                        ),
                        name="destruction_result_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Erasure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("model", models.CharField(max_length=60, verbose_name="tabel")),
                ("object_id", models.BigIntegerField(verbose_name="nummer")),
                ("columns", models.JSONField(default=list, verbose_name="kolommen")),
                ("at", models.DateTimeField(verbose_name="gewist op")),
                ("because", models.CharField(max_length=30, verbose_name="waarom")),
            ],
            options={
                "verbose_name": "wissing",
                "verbose_name_plural": "wissingen",
                "indexes": [models.Index(fields=["at", "id"], name="erasure_in_order")],
            },
        ),
        migrations.CreateModel(
            name="PersonRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "asks",
                    models.CharField(
                        choices=[
                            ("access", "inzage (artikel 15)"),
                            ("rectify", "verbeteren (artikel 16)"),
                            ("erase", "wissen (artikel 17)"),
                            ("restrict", "beperken (artikel 18)"),
                        ],
                        max_length=10,
                        verbose_name="vraagt om",
                    ),
                ),
                ("received_on", models.DateField(verbose_name="ontvangen op")),
                ("due_on", models.DateField(verbose_name="antwoord uiterlijk op")),
                ("answered_at", models.DateTimeField(null=True, verbose_name="beantwoord op")),
                (
                    "kept_because",
                    models.CharField(
                        blank=True,
                        help_text="Noem de wet of de termijn, geen namen.",
                        max_length=500,
                        verbose_name="wat blijft, en waarom",
                    ),
                ),
                ("form_key", models.UUIDField(null=True, unique=True)),
                (
                    "handled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "initiatives",
                    models.ManyToManyField(blank=True, related_name="person_requests", to="initiatives.initiative"),
                ),
            ],
            options={
                "verbose_name": "AVG-verzoek",
                "verbose_name_plural": "AVG-verzoeken",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("asks__in", ["access", "rectify", "erase", "restrict"])),
                        name="person_request_asks_is_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RetentionRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("completed", "afgerond"),
                            ("completed_money", "afgerond, met geld van de gemeente"),
                            ("rejected", "niet akkoord"),
                            ("rejected_formal", "afgewezen aanvraag (Awb)"),
                            ("withdrawn", "gestopt"),
                            ("referred", "doorverwezen"),
                            ("merged", "samengevoegd"),
                        ],
                        max_length=20,
                        unique=True,
                        verbose_name="uitkomst",
                    ),
                ),
                (
                    "disposition",
                    models.CharField(
                        choices=[
                            ("undecided", "nog niet bepaald: bewaren"),
                            ("destroy", "vernietigen na de termijn"),
                            ("permanent", "blijvend bewaren"),
                        ],
                        default="undecided",
                        max_length=10,
                        verbose_name="wat gebeurt ermee",
                    ),
                ),
                (
                    "months",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Vanaf de dag waarop het initiatief eindigde.",
                        null=True,
                        verbose_name="termijn (maanden)",
                    ),
                ),
                (
                    "list_number",
                    models.CharField(
                        blank=True,
                        help_text="Bijvoorbeeld 6.1.9.",
                        max_length=30,
                        verbose_name="nummer in de selectielijst",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="Welke selectielijst, welk besluit, wie keek het na.",
                        max_length=200,
                        verbose_name="bron",
                    ),
                ),
            ],
            options={
                "verbose_name": "bewaartermijn",
                "verbose_name_plural": "bewaartermijnen",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "result__in",
                                [
                                    "completed",
                                    "completed_money",
                                    "rejected",
                                    "rejected_formal",
                                    "withdrawn",
                                    "referred",
                                    "merged",
                                ],
                            )
                        ),
                        name="retention_result_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("disposition__in", ["undecided", "destroy", "permanent"])),
                        name="retention_disposition_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("disposition", "destroy"), _negated=True),
                            models.Q(
                                ("months__gte", 1),
                                ("months__isnull", False),
                                models.Q(("list_number", ""), _negated=True),
                                models.Q(("source", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="retention_destroys_only_with_term_and_source",
                        violation_error_message="Vul bij vernietigen de termijn, het nummer van de selectielijst en de bron in.",
                    ),
                ],
            },
        ),
    ]
