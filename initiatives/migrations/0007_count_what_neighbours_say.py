"""Several ways and one count: entries, codes, voices and concerns."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from initiatives.migrations import _search_index


def keep_index(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """SQLite rebuilds a table that changes, and its triggers go with the old one."""
    for sql in _search_index.keep(editor.connection.vendor):
        editor.execute(sql, params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("initiatives", "0006_tell_and_ask"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Concern",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("wording", models.CharField(max_length=500, verbose_name="de zorg, in neutrale woorden")),
                ("answer", models.TextField(blank=True, max_length=1000, verbose_name="ons antwoord")),
                ("changed", models.CharField(blank=True, max_length=500, verbose_name="wat er is aangepast")),
                ("still_disagrees", models.BooleanField(default=False, verbose_name="is het er nog niet mee eens")),
                ("noted_at", models.DateTimeField(verbose_name="genoteerd op")),
            ],
            options={
                "verbose_name": "zorg",
                "verbose_name_plural": "zorgen",
            },
        ),
        migrations.CreateModel(
            name="SupportCode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("batch", models.UUIDField(verbose_name="stapel")),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("kernoverleg", "bespreking in het kernoverleg"),
                            ("list", "papieren lijst: voor, tegen, maakt niet uit"),
                            ("meeting", "telling op een bijeenkomst"),
                            ("door_to_door", "huis aan huis"),
                            ("letter", "brief met een code"),
                            ("page", "de open pagina op de website"),
                        ],
                        max_length=20,
                        verbose_name="hoe",
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="gemaakt op")),
                ("void_at", models.DateTimeField(null=True, verbose_name="ongeldig sinds")),
            ],
            options={
                "verbose_name": "code voor een buur",
                "verbose_name_plural": "codes voor buren",
            },
        ),
        migrations.CreateModel(
            name="SupportEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("kernoverleg", "bespreking in het kernoverleg"),
                            ("list", "papieren lijst: voor, tegen, maakt niet uit"),
                            ("meeting", "telling op een bijeenkomst"),
                            ("door_to_door", "huis aan huis"),
                            ("letter", "brief met een code"),
                            ("page", "de open pagina op de website"),
                        ],
                        max_length=20,
                        verbose_name="hoe",
                    ),
                ),
                ("place", models.CharField(max_length=200, verbose_name="waar")),
                ("noted_on", models.DateField(verbose_name="wanneer")),
                ("votes_for", models.PositiveIntegerField(null=True, verbose_name="voor")),
                ("votes_against", models.PositiveIntegerField(null=True, verbose_name="tegen")),
                ("votes_neutral", models.PositiveIntegerField(null=True, verbose_name="maakt niet uit")),
                ("reached", models.PositiveIntegerField(null=True, verbose_name="aangebeld, of aanwezig")),
                ("tellers", models.CharField(blank=True, max_length=200, verbose_name="geteld door")),
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
                ("note", models.TextField(blank=True, max_length=500, verbose_name="opmerking")),
                ("entered_at", models.DateTimeField(verbose_name="ingevoerd op")),
                ("form_key", models.UUIDField(unique=True)),
                ("struck_at", models.DateTimeField(null=True, verbose_name="doorgehaald op")),
                ("struck_because", models.CharField(blank=True, max_length=200, verbose_name="waarom doorgehaald")),
            ],
            options={
                "verbose_name": "telling",
                "verbose_name_plural": "tellingen",
            },
        ),
        migrations.CreateModel(
            name="SupportVoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "answer",
                    models.CharField(
                        choices=[("for", "voor"), ("against", "tegen"), ("neutral", "maakt niet uit")],
                        max_length=10,
                        verbose_name="antwoord",
                    ),
                ),
                ("why", models.TextField(blank=True, max_length=500, verbose_name="waarom")),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("kernoverleg", "bespreking in het kernoverleg"),
                            ("list", "papieren lijst: voor, tegen, maakt niet uit"),
                            ("meeting", "telling op een bijeenkomst"),
                            ("door_to_door", "huis aan huis"),
                            ("letter", "brief met een code"),
                            ("page", "de open pagina op de website"),
                        ],
                        max_length=20,
                        verbose_name="hoe",
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="waar")),
                ("given_on", models.DateField(verbose_name="gegeven op")),
                ("entered_at", models.DateTimeField(verbose_name="ingevoerd op")),
                ("form_key", models.UUIDField(unique=True)),
            ],
            options={
                "verbose_name": "antwoord van een buur",
                "verbose_name_plural": "antwoorden van buren",
            },
        ),
        migrations.RemoveConstraint(
            model_name="event",
            name="event_function_is_known",
        ),
        migrations.AddField(
            model_name="initiative",
            name="platform_since",
            field=models.DateTimeField(editable=False, null=True, verbose_name="bespreken in het platform sinds"),
        ),
        migrations.AddField(
            model_name="supportcheck",
            name="enough",
            field=models.CharField(
                choices=[
                    ("number", "een aantal mensen dat voor is"),
                    ("share", "een deel van de huishoudens dat voor is"),
                    ("opinion", "een mening van het kernoverleg"),
                    ("reasons", "een afweging met redenen"),
                ],
                default="reasons",
                max_length=10,
                verbose_name="wat is genoeg",
            ),
        ),
        migrations.AddField(
            model_name="supportcheck",
            name="enough_number",
            field=models.PositiveIntegerField(null=True, verbose_name="aantal of percentage"),
        ),
        migrations.AddField(
            model_name="supportcheck",
            name="forgotten_at",
            field=models.DateTimeField(null=True, verbose_name="antwoorden gewist op"),
        ),
        migrations.AddField(
            model_name="supportcheck",
            name="households",
            field=models.PositiveIntegerField(null=True, verbose_name="huishoudens die gevraagd worden"),
        ),
        migrations.AddField(
            model_name="supportcheck",
            name="households_source",
            field=models.CharField(blank=True, max_length=200, verbose_name="huishoudens: bron en datum"),
        ),
        migrations.AddField(
            model_name="supportcheck",
            name="summary",
            field=models.TextField(blank=True, max_length=2000, verbose_name="wat zei de buurt, en wat doen wij ermee"),
        ),
        migrations.AddField(
            model_name="supportcheck",
            name="ways",
            field=models.JSONField(default=list, verbose_name="hoe"),
        ),
        migrations.AddField(
            model_name="supportcheck",
            name="what_changes",
            field=models.TextField(blank=True, max_length=600, verbose_name="wat verandert er voor de buren"),
        ),
        migrations.AddField(
            model_name="supportcheck",
            name="when_planned",
            field=models.CharField(blank=True, max_length=200, verbose_name="wanneer"),
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
                    ("initiator", "initiatiefnemer"),
                    ("kernoverleg", "kernoverleg"),
                    ("system", "systeem"),
                ],
                max_length=30,
                verbose_name="functie",
            ),
        ),
        migrations.AlterField(
            model_name="supportcheck",
            name="conclusion",
            field=models.CharField(
                blank=True,
                choices=[
                    ("enough", "voldoende steun"),
                    ("divided", "verdeeld"),
                    ("not_enough", "onvoldoende steun"),
                    ("stopped", "niet afgemaakt"),
                ],
                max_length=20,
                verbose_name="conclusie",
            ),
        ),
        migrations.AlterField(
            model_name="supportcheck",
            name="how_informed",
            field=models.TextField(blank=True, max_length=1000, verbose_name="hoe hoort de buurt ervan"),
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
                            "initiator",
                            "kernoverleg",
                            "system",
                        ],
                    )
                ),
                name="event_function_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="supportcheck",
            constraint=models.CheckConstraint(
                condition=models.Q(("enough__in", ["number", "share", "opinion", "reasons"])),
                name="support_check_rule_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="supportcheck",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("enough__in", ("number", "share")), ("enough_number__gte", 1), ("enough_number__isnull", False)
                    ),
                    models.Q(models.Q(("enough__in", ("number", "share")), _negated=True), ("enough_number", None)),
                    _connector="OR",
                ),
                name="support_check_rule_has_its_number",
            ),
        ),
        migrations.AddField(
            model_name="concern",
            name="noted_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="concern",
            name="poll",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="initiatives.supportcheck"
            ),
        ),
        migrations.AddField(
            model_name="supportcode",
            name="made_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="supportcode",
            name="poll",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="codes", to="initiatives.supportcheck"
            ),
        ),
        migrations.AddField(
            model_name="supportentry",
            name="entered_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="support_entries",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="supportentry",
            name="struck_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="supportentry",
            name="poll",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="entries", to="initiatives.supportcheck"
            ),
        ),
        migrations.AddField(
            model_name="supportvoice",
            name="code",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="voices", to="initiatives.supportcode"
            ),
        ),
        migrations.AddField(
            model_name="supportvoice",
            name="entered_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddIndex(
            model_name="supportcode",
            index=models.Index(fields=["poll", "batch"], name="support_code_by_batch"),
        ),
        migrations.AddConstraint(
            model_name="supportentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("way__in", ["kernoverleg", "list", "meeting", "door_to_door", "letter", "page"])),
                name="support_entry_way_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="supportentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("votes_against", None), ("votes_for", None), ("votes_neutral", None)),
                    models.Q(
                        ("votes_against__isnull", False), ("votes_for__isnull", False), ("votes_neutral__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="support_entry_counts_all_three",
            ),
        ),
        migrations.AddConstraint(
            model_name="supportentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("votes_for__isnull", False), models.Q(("opinion", ""), _negated=True), _connector="OR"
                ),
                name="support_entry_says_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="supportentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("struck_at", None), models.Q(("struck_because", ""), _negated=True), _connector="OR"
                ),
                name="support_entry_struck_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="supportvoice",
            constraint=models.CheckConstraint(
                condition=models.Q(("answer__in", ["for", "against", "neutral"])), name="support_voice_answer_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="supportvoice",
            constraint=models.CheckConstraint(
                condition=models.Q(("way__in", ["kernoverleg", "list", "meeting", "door_to_door", "letter", "page"])),
                name="support_voice_way_is_known",
            ),
        ),
        migrations.RunPython(keep_index, migrations.RunPython.noop),
    ]
