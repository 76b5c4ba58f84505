"""Letters as data, offered moments, files, signals, links in mails and other languages."""

import uuid

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
        ("initiatives", "0005_tasks_of_terms"),
        ("kernen", "0003_say_how_letters_go"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("stored_as", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("jpeg", "foto (JPEG)"),
                            ("png", "afbeelding (PNG)"),
                            ("pdf", "PDF"),
                            ("docx", "Word"),
                            ("xlsx", "Excel"),
                            ("odt", "OpenDocument-tekst"),
                        ],
                        max_length=10,
                        verbose_name="soort",
                    ),
                ),
                ("size", models.PositiveIntegerField(verbose_name="grootte in bytes")),
                ("sha256", models.CharField(max_length=64)),
                ("by_resident", models.BooleanField(default=False, verbose_name="van de bewoner")),
                ("uploaded_at", models.DateTimeField(verbose_name="toegevoegd op")),
                ("removed_at", models.DateTimeField(null=True, verbose_name="weggehaald op")),
            ],
            options={
                "verbose_name": "bijlage",
                "verbose_name_plural": "bijlagen",
            },
        ),
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("created_at", models.DateTimeField(verbose_name="gemaakt op")),
            ],
            options={
                "verbose_name": "agenda-abonnement",
                "verbose_name_plural": "agenda-abonnementen",
            },
        ),
        migrations.CreateModel(
            name="LetterTemplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("action", models.CharField(blank=True, max_length=40, verbose_name="na welke stap")),
                ("language", models.CharField(default="nl", max_length=8, verbose_name="taal")),
                (
                    "level",
                    models.CharField(
                        choices=[("plain", "gewone brief (B1)"), ("short", "korte brief: alleen het nodigste")],
                        default="plain",
                        max_length=10,
                        verbose_name="taalniveau",
                    ),
                ),
                ("body", models.TextField(max_length=4000, verbose_name="tekst")),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="gewijzigd op")),
            ],
            options={
                "verbose_name": "brieftekst",
                "verbose_name_plural": "briefteksten",
            },
        ),
        migrations.CreateModel(
            name="MailLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("created_at", models.DateTimeField(verbose_name="gemaakt op")),
                ("expires_at", models.DateTimeField(verbose_name="geldig tot")),
                ("used_at", models.DateTimeField(null=True, verbose_name="gebruikt op")),
            ],
            options={
                "verbose_name": "link in een mail",
                "verbose_name_plural": "links in mails",
            },
        ),
        migrations.CreateModel(
            name="OfferedMoment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_at", models.DateTimeField(verbose_name="wanneer")),
            ],
            options={
                "verbose_name": "voorgesteld moment",
                "verbose_name_plural": "voorgestelde momenten",
                "ordering": ("starts_at",),
            },
        ),
        migrations.CreateModel(
            name="Signal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("idea", "heeft een idee"),
                            ("support", "is het ermee eens"),
                            ("worry", "heeft een zorg"),
                            ("join", "wil meedoen"),
                        ],
                        default="idea",
                        max_length=10,
                        verbose_name="soort",
                    ),
                ),
                ("may_call", models.BooleanField(default=False, verbose_name="mag gebeld worden")),
                ("text", models.TextField(blank=True, max_length=2000, verbose_name="wat iemand schreef")),
                ("name", models.CharField(blank=True, max_length=120, verbose_name="naam")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="telefoon")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mailadres")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("new", "nieuw"),
                            ("became", "werd een initiatief"),
                            ("joined", "gevoegd bij een initiatief"),
                            ("referred", "doorverwezen"),
                            ("lapsed", "vervallen"),
                        ],
                        default="new",
                        max_length=10,
                        verbose_name="stand",
                    ),
                ),
                (
                    "referred_as",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("report", "melding openbare ruimte"),
                            ("complaint", "klacht"),
                            ("care_request", "hulpvraag"),
                            ("mediation", "burenconflict"),
                            ("council", "voorstel aan de raad"),
                            ("challenge", "uitdaagrecht"),
                            ("permit", "vergunning"),
                            ("business", "ondernemer"),
                            ("other_government", "andere overheid"),
                            ("housing", "woningcorporatie"),
                            ("fund", "fonds"),
                        ],
                        max_length=20,
                        verbose_name="doorverwezen als",
                    ),
                ),
                ("note", models.TextField(blank=True, max_length=1000, verbose_name="wat is ermee gedaan")),
                ("created_at", models.DateTimeField(verbose_name="binnengekomen op")),
                ("handled_at", models.DateTimeField(null=True, verbose_name="afgehandeld op")),
                ("form_key", models.UUIDField(unique=True)),
            ],
            options={
                "verbose_name": "signaal",
                "verbose_name_plural": "signalen",
            },
        ),
        migrations.CreateModel(
            name="StandardText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=80, verbose_name="naam")),
                ("text", models.TextField(max_length=2000, verbose_name="tekst")),
                ("actions", models.JSONField(blank=True, default=list, verbose_name="bij welke handelingen")),
                ("is_active", models.BooleanField(default=True, verbose_name="in gebruik")),
            ],
            options={
                "verbose_name": "standaardtekst",
                "verbose_name_plural": "standaardteksten",
                "ordering": ("title",),
            },
        ),
        migrations.RemoveConstraint(
            model_name="appointment",
            name="appointment_state_is_known",
        ),
        migrations.RemoveConstraint(
            model_name="message",
            name="message_state_is_known",
        ),
        migrations.AddField(
            model_name="appointment",
            name="meeting",
            field=models.CharField(
                choices=[
                    ("village_hall", "in het dorpshuis"),
                    ("at_home", "bij de bewoner thuis"),
                    ("town_hall", "op het gemeentehuis"),
                    ("phone", "telefonisch"),
                    ("video", "met beeldbellen"),
                    ("elsewhere", "ergens anders"),
                ],
                default="village_hall",
                max_length=20,
                verbose_name="hoe",
            ),
        ),
        migrations.AddField(
            model_name="appointment",
            name="minutes",
            field=models.PositiveSmallIntegerField(default=60, verbose_name="duur in minuten"),
        ),
        migrations.AddField(
            model_name="appointment",
            name="picked_way",
            field=models.CharField(
                blank=True,
                choices=[("page", "website"), ("phone", "telefoon"), ("letter", "brief"), ("counter", "gesprek")],
                max_length=10,
                verbose_name="gekozen via",
            ),
        ),
        migrations.AddField(
            model_name="appointment",
            name="sequence",
            field=models.PositiveSmallIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="contactperson",
            name="channel_since",
            field=models.DateField(null=True, verbose_name="wil zo bericht sinds"),
        ),
        migrations.AddField(
            model_name="contactperson",
            name="language",
            field=models.CharField(default="nl", max_length=8, verbose_name="leest het liefst"),
        ),
        migrations.AddField(
            model_name="contactperson",
            name="level",
            field=models.CharField(
                choices=[("plain", "gewone brief (B1)"), ("short", "korte brief: alleen het nodigste")],
                default="plain",
                max_length=10,
                verbose_name="soort brief",
            ),
        ),
        migrations.AddField(
            model_name="eventtext",
            name="translations",
            field=models.JSONField(default=dict, verbose_name="in andere talen"),
        ),
        migrations.AddField(
            model_name="message",
            name="asks",
            field=models.BooleanField(default=False, verbose_name="vraagt iets"),
        ),
        migrations.AddField(
            model_name="message",
            name="calendar",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="message",
            name="language",
            field=models.CharField(default="nl", max_length=8),
        ),
        migrations.AddField(
            model_name="message",
            name="once",
            field=models.CharField(editable=False, max_length=120, null=True, unique=True),
        ),
        migrations.AlterField(
            model_name="appointment",
            name="starts_at",
            field=models.DateTimeField(null=True, verbose_name="wanneer"),
        ),
        migrations.AlterField(
            model_name="appointment",
            name="state",
            field=models.CharField(
                choices=[
                    ("offered", "voorgesteld"),
                    ("planned", "gepland"),
                    ("held", "geweest"),
                    ("missed", "niet doorgegaan"),
                    ("cancelled", "afgezegd"),
                ],
                default="planned",
                max_length=10,
                verbose_name="stand",
            ),
        ),
        migrations.AlterField(
            model_name="message",
            name="state",
            field=models.CharField(
                choices=[
                    ("queued", "staat klaar"),
                    ("sent", "verstuurd"),
                    ("task", "taak voor een medewerker"),
                    ("done", "gedaan"),
                    ("failed", "niet aangekomen"),
                    ("held", "wacht op vrijgave"),
                    ("dropped", "vervallen"),
                ],
                default="queued",
                max_length=10,
                verbose_name="stand",
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("channel", "email")), fields=["address", "sent_at"], name="message_by_address"
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("state__in", ["queued", "held"])), fields=["initiative"], name="message_in_outbox"
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["offered", "planned", "held", "missed", "cancelled"])),
                name="appointment_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("meeting__in", ["village_hall", "at_home", "town_hall", "phone", "video", "elsewhere"])
                ),
                name="appointment_meeting_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "planned"), _negated=True), ("starts_at__isnull", False), _connector="OR"
                ),
                name="appointment_planned_has_a_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["offered", "planned"])),
                fields=("initiative",),
                name="appointment_one_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="contactperson",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__in", ["plain", "short"])), name="person_level_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["queued", "sent", "task", "done", "failed", "held", "dropped"])),
                name="message_state_is_known",
            ),
        ),
        migrations.AddField(
            model_name="attachment",
            name="event",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="attachments",
                to="initiatives.event",
            ),
        ),
        migrations.AddField(
            model_name="attachment",
            name="initiative",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="attachments", to="initiatives.initiative"
            ),
        ),
        migrations.AddField(
            model_name="attachment",
            name="uploaded_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="attachments",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="calendarfeed",
            name="user",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="calendar_feed", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="lettertemplate",
            name="changed_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="lettertemplate",
            name="domain",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="kernen.policydomain",
                verbose_name="alleen voor domein",
            ),
        ),
        migrations.AddField(
            model_name="maillink",
            name="initiative",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="mail_links", to="initiatives.initiative"
            ),
        ),
        migrations.AddField(
            model_name="maillink",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="mail_links", to="initiatives.contactperson"
            ),
        ),
        migrations.AddField(
            model_name="offeredmoment",
            name="appointment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="moments", to="initiatives.appointment"
            ),
        ),
        migrations.AddField(
            model_name="signal",
            name="handled_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="signals_handled",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="signal",
            name="initiative",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="signals",
                to="initiatives.initiative",
            ),
        ),
        migrations.AddField(
            model_name="signal",
            name="kern",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="signals",
                to="kernen.kern",
                verbose_name="kern",
            ),
        ),
        migrations.AddField(
            model_name="standardtext",
            name="domain",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="kernen.policydomain",
                verbose_name="alleen voor domein",
            ),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["jpeg", "png", "pdf", "docx", "xlsx", "odt"])),
                name="attachment_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("by_resident", True), ("uploaded_by", None)),
                    models.Q(("by_resident", False), ("uploaded_by__isnull", False)),
                    _connector="OR",
                ),
                name="attachment_comes_from_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="lettertemplate",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__in", ["plain", "short"])), name="letter_template_level_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="lettertemplate",
            constraint=models.UniqueConstraint(
                fields=("action", "domain", "language", "level"), name="letter_template_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="lettertemplate",
            constraint=models.UniqueConstraint(
                condition=models.Q(("domain", None)),
                fields=("action", "language", "level"),
                name="letter_template_once_for_all",
            ),
        ),
        migrations.AddConstraint(
            model_name="offeredmoment",
            constraint=models.UniqueConstraint(fields=("appointment", "starts_at"), name="offered_moment_once"),
        ),
        migrations.AddIndex(
            model_name="signal",
            index=models.Index(condition=models.Q(("state", "new")), fields=["kern", "created_at"], name="signal_open"),
        ),
        migrations.AddConstraint(
            model_name="signal",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["new", "became", "joined", "referred", "lapsed"])),
                name="signal_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="signal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("handled_at", None), ("state", "new")),
                    models.Q(("state", "new"), _negated=True),
                    _connector="OR",
                ),
                name="signal_new_is_not_handled",
            ),
        ),
        migrations.AddConstraint(
            model_name="signal",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["idea", "support", "worry", "join"])), name="signal_kind_is_known"
            ),
        ),
        migrations.RunPython(keep_index, migrations.RunPython.noop),
    ]
