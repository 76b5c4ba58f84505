"""The tables of the app: meetings, agendas, promises, links for chairs and wishes of kernen."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("initiatives", "0001_initial"),
        ("kernen", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Meeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("held_on", models.DateField(verbose_name="datum")),
                ("starts_at", models.TimeField(null=True, verbose_name="begint om")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="plaats")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="opmerking")),
                ("present", models.PositiveIntegerField(null=True, verbose_name="aantal aanwezigen")),
                ("recorder", models.CharField(blank=True, max_length=120, verbose_name="genoteerd door")),
                ("chair_involved", models.BooleanField(default=False, verbose_name="voorzitter betrokken")),
                ("report", models.TextField(blank=True, max_length=10000, verbose_name="verslag")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(verbose_name="gemaakt op")),
                ("closed_at", models.DateTimeField(null=True, verbose_name="afgesloten op")),
                ("called_off_at", models.DateTimeField(null=True, verbose_name="afgelast op")),
                ("form_key", models.UUIDField(unique=True)),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings_closed",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings_planned",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "kernoverleg",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="kernen.kernoverleg",
                        verbose_name="groep",
                    ),
                ),
            ],
            options={
                "verbose_name": "vergadering",
                "verbose_name_plural": "vergaderingen",
                "indexes": [models.Index(fields=["kernoverleg", "held_on"], name="meeting_by_group")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("closed_at", None), ("called_off_at", None), _connector="OR"),
                        name="meeting_called_off_is_not_closed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kernoverleg", None), ("closed_at", None), ("present__isnull", False), _connector="OR"
                        ),
                        name="meeting_of_residents_closes_with_a_number",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChairLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("created_at", models.DateTimeField(verbose_name="gemaakt op")),
                ("expires_on", models.DateField(verbose_name="geldig tot en met")),
                ("revoked_at", models.DateTimeField(null=True, verbose_name="ingetrokken op")),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="chair_links", to="overleg.meeting"
                    ),
                ),
            ],
            options={
                "verbose_name": "link voor een voorzitter",
                "verbose_name_plural": "links voor voorzitters",
            },
        ),
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("new", "nieuw in onze kern"),
                            ("opinion", "uw mening gevraagd"),
                            ("decided", "er is een besluit"),
                            ("promise", "een belofte is te laat"),
                            ("check_in", "hoe gaat het nu"),
                            ("own", "eigen punt"),
                            ("marked", "bespreken in platform"),
                            ("more_domains", "speelt in meer domeinen"),
                            ("given_back", "twee keer teruggegeven"),
                            ("more_funds", "meer dan één geldbron"),
                            ("standing_still", "staat lang stil"),
                        ],
                        default="own",
                        max_length=20,
                        verbose_name="waarom",
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="onderwerp")),
                ("position", models.PositiveIntegerField(verbose_name="volgorde")),
                ("discussed", models.BooleanField(null=True, verbose_name="besproken")),
                (
                    "opinion",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("positive", "positief"),
                            ("worried", "positief met zorgen"),
                            ("divided", "verdeeld"),
                            ("negative", "negatief"),
                        ],
                        max_length=10,
                        verbose_name="mening",
                    ),
                ),
                ("concerns", models.TextField(blank=True, max_length=1000, verbose_name="zorgen")),
                ("note", models.TextField(blank=True, max_length=2000, verbose_name="wat is er gezegd of besloten")),
                (
                    "wants_more_time",
                    models.CharField(blank=True, max_length=300, verbose_name="meer tijd nodig, omdat"),
                ),
                ("removed_at", models.DateTimeField(null=True, verbose_name="van de agenda gehaald op")),
                (
                    "initiative",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agenda_items",
                        to="initiatives.initiative",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="items", to="overleg.meeting"
                    ),
                ),
            ],
            options={
                "verbose_name": "agendapunt",
                "verbose_name_plural": "agendapunten",
                "ordering": ("position", "pk"),
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "initiative"), name="agenda_names_an_initiative_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "reason__in",
                                [
                                    "new",
                                    "opinion",
                                    "decided",
                                    "promise",
                                    "check_in",
                                    "own",
                                    "marked",
                                    "more_domains",
                                    "given_back",
                                    "more_funds",
                                    "standing_still",
                                ],
                            )
                        ),
                        name="agenda_item_reason_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("initiative__isnull", False), models.Q(("title", ""), _negated=True), _connector="OR"
                        ),
                        name="agenda_item_has_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("discussed", True),
                            models.Q(("concerns", ""), ("opinion", ""), ("wants_more_time", "")),
                            _connector="OR",
                        ),
                        name="agenda_item_said_only_when_discussed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Promise",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.CharField(max_length=300, verbose_name="wat")),
                ("who", models.CharField(help_text="Een functie of groep.", max_length=120, verbose_name="wie")),
                ("due_on", models.DateField(verbose_name="voor")),
                ("kept_at", models.DateTimeField(null=True, verbose_name="gedaan op")),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="promises", to="overleg.agendaitem"
                    ),
                ),
            ],
            options={
                "verbose_name": "belofte",
                "verbose_name_plural": "beloften",
                "indexes": [
                    models.Index(condition=models.Q(("kept_at", None)), fields=["due_on"], name="promise_open")
                ],
            },
        ),
        migrations.CreateModel(
            name="Wish",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=200, verbose_name="wens")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "wens"),
                            ("taken_up", "wordt opgepakt"),
                            ("done", "gedaan"),
                            ("dropped", "vervallen"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="stand",
                    ),
                ),
                ("noted_at", models.DateTimeField(verbose_name="genoteerd op")),
                ("changed_at", models.DateTimeField(verbose_name="gewijzigd op")),
                ("form_key", models.UUIDField(unique=True)),
                (
                    "initiative",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="wishes",
                        to="initiatives.initiative",
                    ),
                ),
                (
                    "kern",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="wishes",
                        to="kernen.kern",
                        verbose_name="kern",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "wens van een kern",
                "verbose_name_plural": "wensen van een kern",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "taken_up", "done", "dropped"])),
                        name="wish_state_is_known",
                    )
                ],
            },
        ),
    ]
