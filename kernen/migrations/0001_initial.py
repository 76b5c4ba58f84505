"""The tables of the app: the municipality with its kernen, groups, roles, terms, days off and words."""

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Holiday",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(unique=True, verbose_name="dag")),
                ("name", models.CharField(max_length=80, verbose_name="naam")),
                (
                    "legal",
                    models.BooleanField(
                        default=True,
                        help_text="Een wettelijke termijn die hierop eindigt, schuift op (Algemene termijnenwet).",
                        verbose_name="wettelijk",
                    ),
                ),
                (
                    "closed",
                    models.BooleanField(
                        default=True, help_text="Telt niet als werkdag.", verbose_name="gemeentehuis dicht"
                    ),
                ),
            ],
            options={
                "verbose_name": "vrije dag",
                "verbose_name_plural": "vrije dagen",
            },
        ),
        migrations.CreateModel(
            name="Mandate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "name",
                    models.CharField(
                        help_text="Bijvoorbeeld teamhoofd of college.", max_length=120, unique=True, verbose_name="wie"
                    ),
                ),
                (
                    "ceiling_cents",
                    models.PositiveBigIntegerField(blank=True, null=True, verbose_name="tot en met (eurocent)"),
                ),
                (
                    "source",
                    models.CharField(blank=True, help_text="Het mandaatbesluit.", max_length=200, verbose_name="bron"),
                ),
            ],
            options={
                "verbose_name": "mandaat",
                "verbose_name_plural": "mandaten",
            },
        ),
        migrations.CreateModel(
            name="FundingSource",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, unique=True, verbose_name="naam")),
                ("owner", models.CharField(max_length=120, verbose_name="eigenaar")),
                ("starts_on", models.DateField(verbose_name="vanaf")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="tot en met")),
                (
                    "ceiling_cents",
                    models.PositiveBigIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="plafond (eurocent)",
                    ),
                ),
                ("health_only", models.BooleanField(default=False, verbose_name="alleen voor gezondheid")),
                (
                    "legal_basis",
                    models.CharField(
                        blank=True,
                        help_text="Awb 4:23: subsidie heeft een grondslag nodig.",
                        max_length=200,
                        verbose_name="juridische grondslag",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="opmerking")),
            ],
            options={
                "verbose_name": "financieringsbron",
                "verbose_name_plural": "financieringsbronnen",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                        name="funding_source_ends_after_it_starts",
                        violation_error_message="De laatste dag ligt voor de eerste dag.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Kern",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, unique=True, verbose_name="naam")),
                ("slug", models.SlugField(max_length=80, unique=True, verbose_name="naam in het webadres")),
                (
                    "inhabitants",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="Laat leeg als het aantal niet bekend is.",
                        null=True,
                        verbose_name="inwoners",
                    ),
                ),
                (
                    "inhabitants_year",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="inwoners: jaar"),
                ),
                ("inhabitants_source", models.CharField(blank=True, max_length=120, verbose_name="inwoners: bron")),
                ("households", models.PositiveIntegerField(blank=True, null=True, verbose_name="huishoudens")),
                (
                    "households_year",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="huishoudens: jaar"),
                ),
                ("households_source", models.CharField(blank=True, max_length=120, verbose_name="huishoudens: bron")),
                (
                    "meeting_place",
                    models.CharField(
                        blank=True,
                        help_text="Naam en adres.",
                        max_length=200,
                        verbose_name="dorpshuis of andere plek om af te spreken",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="opmerking")),
                (
                    "archived_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="gearchiveerd op"),
                ),
                (
                    "successors",
                    models.ManyToManyField(
                        blank=True, related_name="predecessors", to="kernen.kern", verbose_name="opvolgers"
                    ),
                ),
            ],
            options={
                "verbose_name": "kern",
                "verbose_name_plural": "kernen",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("inhabitants", None),
                            models.Q(
                                ("inhabitants_year__isnull", False), models.Q(("inhabitants_source", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="kern_inhabitants_have_year_and_source",
                        violation_error_message="Geef bij het aantal inwoners ook het jaar en de bron.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CbsArea",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    models.CharField(
                        max_length=10,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^(WK\\d{6}|BU\\d{8})$", "WK met zes of BU met acht cijfers."
                            )
                        ],
                        verbose_name="CBS-code",
                    ),
                ),
                ("partial", models.BooleanField(default=False, verbose_name="gedeeltelijk")),
                (
                    "kern",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cbs_areas",
                        to="kernen.kern",
                        verbose_name="kern",
                    ),
                ),
            ],
            options={
                "verbose_name": "CBS-gebied",
                "verbose_name_plural": "CBS-gebieden",
                "constraints": [models.UniqueConstraint(fields=("kern", "code"), name="cbs_area_once_per_kern")],
            },
        ),
        migrations.CreateModel(
            name="Kernoverleg",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
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
                ("name", models.CharField(max_length=120, unique=True, verbose_name="naam")),
                ("chair_name", models.CharField(blank=True, max_length=120, verbose_name="voorzitter")),
                (
                    "chair_email",
                    models.EmailField(blank=True, max_length=254, verbose_name="e-mailadres van de voorzitter"),
                ),
                ("chair_phone", models.CharField(blank=True, max_length=30, verbose_name="telefoon van de voorzitter")),
                (
                    "rhythm",
                    models.CharField(
                        blank=True,
                        help_text="Bijvoorbeeld: elke zes weken.",
                        max_length=120,
                        verbose_name="komt bijeen",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(default=True, help_text="Uit: het kernoverleg slaapt.", verbose_name="actief"),
                ),
                (
                    "kernen",
                    models.ManyToManyField(related_name="kernoverleggen", to="kernen.kern", verbose_name="kernen"),
                ),
            ],
            options={
                "verbose_name": "kernoverleg",
                "verbose_name_plural": "kernoverleggen",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["kernoverleg", "working_group", "advisory_body"])),
                        name="group_kind_is_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Municipality",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, verbose_name="naam")),
                (
                    "prefix",
                    models.CharField(
                        help_text="Bijvoorbeeld VAG, voor kenmerken als VAG-2026-0042.",
                        max_length=5,
                        validators=[
                            django.core.validators.RegexValidator("^[A-Z]{2,5}$", "Gebruik twee tot vijf hoofdletters.")
                        ],
                        verbose_name="voorvoegsel van de kenmerken",
                    ),
                ),
                (
                    "gm_code",
                    models.CharField(
                        max_length=6,
                        validators=[django.core.validators.RegexValidator("^GM\\d{4}$", "GM en vier cijfers.")],
                        verbose_name="gemeentecode",
                    ),
                ),
                ("phone", models.CharField(max_length=30, verbose_name="telefoon")),
                ("phone_hours", models.CharField(max_length=120, verbose_name="telefonisch bereikbaar")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mailadres")),
                ("visiting_address", models.CharField(max_length=160, verbose_name="bezoekadres")),
                ("visiting_hours", models.CharField(max_length=160, verbose_name="open")),
                ("website", models.URLField(blank=True, verbose_name="website")),
                (
                    "logo",
                    models.ImageField(
                        blank=True,
                        upload_to="logo/",
                        validators=[django.core.validators.FileExtensionValidator(["png", "jpg", "jpeg"])],
                        verbose_name="logo",
                    ),
                ),
                (
                    "theme",
                    models.CharField(
                        choices=[("geul", "Geul (groen)"), ("dijk", "Dijk (blauw)")],
                        default="geul",
                        max_length=20,
                        verbose_name="thema",
                    ),
                ),
                ("privacy_text", models.TextField(blank=True, verbose_name="tekst van de privacypagina")),
                (
                    "accessibility_text",
                    models.TextField(blank=True, verbose_name="tekst van de toegankelijkheidspagina"),
                ),
                (
                    "accessibility_statement",
                    models.URLField(
                        blank=True,
                        help_text="Het webadres van de verklaring met uw status, in het register van de overheid.",
                        verbose_name="toegankelijkheidsverklaring",
                    ),
                ),
                (
                    "privacy_officer",
                    models.CharField(
                        blank=True,
                        help_text="Naam of functie.",
                        max_length=120,
                        verbose_name="functionaris gegevensbescherming",
                    ),
                ),
                (
                    "privacy_officer_email",
                    models.EmailField(
                        blank=True,
                        help_text="Krijgt bericht als iemand noodtoegang opent.",
                        max_length=254,
                        verbose_name="e-mailadres van de functionaris gegevensbescherming",
                    ),
                ),
                (
                    "security_contact",
                    models.CharField(
                        blank=True,
                        help_text="Een e-mailadres of webadres; staat in security.txt. Leeg: het e-mailadres van de gemeente.",
                        max_length=200,
                        verbose_name="meldpunt voor beveiliging",
                    ),
                ),
                (
                    "security_policy",
                    models.URLField(
                        blank=True,
                        help_text="Het webadres van uw beleid (CVD); staat in security.txt.",
                        verbose_name="beleid voor meldingen",
                    ),
                ),
                (
                    "four_eyes_from",
                    models.PositiveIntegerField(
                        default=1000,
                        help_text="Vanaf dit bedrag besluit een ander dan wie het voorstel schreef.",
                        verbose_name="vier ogen vanaf (euro)",
                    ),
                ),
                (
                    "escalate_after",
                    models.PositiveSmallIntegerField(
                        default=2,
                        help_text="Zo vaak teruggeven zet een initiatief op de MT-lijst.",
                        verbose_name="teruggegeven: naar het MT na",
                    ),
                ),
                (
                    "representative_under",
                    models.PositiveSmallIntegerField(default=16, verbose_name="vertegenwoordiger nodig onder (jaar)"),
                ),
                (
                    "releases_messages",
                    models.BooleanField(
                        default=False,
                        help_text="Berichten aan bewoners wachten dan in de uitbak tot een medewerker op Versturen drukt.",
                        verbose_name="iemand geeft elk bericht vrij",
                    ),
                ),
                (
                    "digest_hours",
                    models.CharField(
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
                (
                    "takes_signals",
                    models.BooleanField(
                        default=True,
                        help_text="Inwoners kunnen dan zelf kort hun idee opschrijven. Het komt bij de coördinator van hun kern.",
                        verbose_name="formulier bij ‘Ik heb een idee’",
                    ),
                ),
            ],
            options={
                "verbose_name": "gemeente",
                "verbose_name_plural": "gemeente",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("pk", 1)), name="municipality_is_one_row"),
                    models.CheckConstraint(
                        condition=models.Q(("theme__in", ["geul", "dijk"])), name="municipality_theme_is_known"
                    ),
                ],
            },
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
        migrations.CreateModel(
            name="PolicyDomain",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=40, unique=True, verbose_name="code")),
                ("name", models.CharField(max_length=80, unique=True, verbose_name="naam")),
                ("resident_word", models.CharField(max_length=80, verbose_name="woord voor inwoners")),
                ("description", models.TextField(blank=True, max_length=2000, verbose_name="omschrijving")),
                (
                    "keywords",
                    models.TextField(
                        blank=True,
                        help_text="Gescheiden door komma’s; voor het routevoorstel.",
                        max_length=2000,
                        verbose_name="trefwoorden",
                    ),
                ),
                (
                    "archived_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="gearchiveerd op"),
                ),
                (
                    "default_officer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="domains_led",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="vaste beleidsmedewerker",
                    ),
                ),
                (
                    "deputy_officer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="domains_deputised",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="vervanger",
                    ),
                ),
            ],
            options={
                "verbose_name": "beleidsdomein",
                "verbose_name_plural": "beleidsdomeinen",
            },
        ),
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
                (
                    "kern",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enough_rules",
                        to="kernen.kern",
                        verbose_name="kern",
                    ),
                ),
                (
                    "domain",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enough_rules",
                        to="kernen.policydomain",
                        verbose_name="domein",
                    ),
                ),
            ],
            options={
                "verbose_name": "regel voor genoeg steun",
                "verbose_name_plural": "regels voor genoeg steun",
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.comparison.Coalesce("kern", 0),
                        django.db.models.functions.comparison.Coalesce("domain", 0),
                        name="enough_rule_once",
                        violation_error_message="Voor deze kern en dit domein is er al een regel.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("enough__in", ["number", "share", "opinion", "reasons"])),
                        name="enough_rule_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("enough__in", ("number", "share")), ("number__gte", 1), ("number__isnull", False)
                            ),
                            models.Q(models.Q(("enough__in", ("number", "share")), _negated=True), ("number", None)),
                            _connector="OR",
                        ),
                        name="enough_rule_has_a_number_where_it_counts",
                        violation_error_message="Geef bij een aantal of een deel ook het getal; bij de andere niet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("enough", "share"), _negated=True), ("number__lte", 100), _connector="OR"
                        ),
                        name="enough_rule_share_is_a_percentage",
                        violation_error_message="Een deel is hooguit 100 procent.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RoleHolding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("external_coordinator", "externe coördinator"),
                            ("internal_coordinator", "interne coördinator"),
                            ("beleidsmedewerker", "beleidsmedewerker"),
                            ("kernambtenaar", "kernambtenaar"),
                            ("decider", "beslisser"),
                            ("manager", "manager"),
                            ("functional_admin", "functioneel beheerder"),
                            ("ggd_adviser", "GGD-adviseur"),
                        ],
                        max_length=30,
                        verbose_name="rol",
                    ),
                ),
                ("all_kernen", models.BooleanField(default=False, verbose_name="alle kernen")),
                ("is_deputy", models.BooleanField(default=False, verbose_name="als vervanger")),
                ("starts_on", models.DateField(verbose_name="vanaf")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="tot en met")),
                (
                    "domain",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="role_holdings",
                        to="kernen.policydomain",
                        verbose_name="beleidsdomein",
                    ),
                ),
                (
                    "kern",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="role_holdings",
                        to="kernen.kern",
                        verbose_name="kern",
                    ),
                ),
                (
                    "mandate",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="role_holdings",
                        to="kernen.mandate",
                        verbose_name="mandaat",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="role_holdings",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="persoon",
                    ),
                ),
            ],
            options={
                "verbose_name": "rol",
                "verbose_name_plural": "rollen",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                [
                                    "external_coordinator",
                                    "internal_coordinator",
                                    "beleidsmedewerker",
                                    "kernambtenaar",
                                    "decider",
                                    "manager",
                                    "functional_admin",
                                    "ggd_adviser",
                                ],
                            )
                        ),
                        name="role_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                        name="role_ends_after_it_starts",
                        violation_error_message="De laatste dag ligt voor de eerste dag.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("role__in", ("external_coordinator", "kernambtenaar")), _negated=True),
                                ("kern", None),
                                ("all_kernen", False),
                            ),
                            models.Q(
                                ("role__in", ("external_coordinator", "kernambtenaar")),
                                models.Q(("kern__isnull", False), ("all_kernen", True), _connector="XOR"),
                            ),
                            _connector="OR",
                        ),
                        name="role_of_a_kern_has_one_kern_or_all",
                        violation_error_message="Kies voor deze rol één kern of alle kernen; andere rollen hebben geen kern.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("domain__isnull", False), ("role", "beleidsmedewerker")),
                            models.Q(models.Q(("role", "beleidsmedewerker"), _negated=True), ("domain", None)),
                            _connector="OR",
                        ),
                        name="role_of_a_domain_has_a_domain",
                        violation_error_message="Een beleidsmedewerker heeft een beleidsdomein nodig; andere rollen niet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("mandate__isnull", False), ("role", "decider")),
                            models.Q(models.Q(("role", "decider"), _negated=True), ("mandate", None)),
                            _connector="OR",
                        ),
                        name="role_of_a_decider_has_a_mandate",
                        violation_error_message="Een beslisser heeft een mandaat nodig; andere rollen niet.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Term",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=40, unique=True, verbose_name="code")),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                ("days", models.PositiveSmallIntegerField(verbose_name="dagen")),
                (
                    "unit",
                    models.CharField(
                        choices=[("working", "werkdagen"), ("calendar", "kalenderdagen")],
                        max_length=10,
                        verbose_name="geteld in",
                    ),
                ),
            ],
            options={
                "verbose_name": "termijn",
                "verbose_name_plural": "termijnen",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("unit__in", ["working", "calendar"])), name="term_unit_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("days__gte", 1)),
                        name="term_is_a_day_at_least",
                        violation_error_message="Minstens één dag.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Word",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(
                        choices=[
                            ("kern", "kern (medewerkers)"),
                            ("kern_b1", "kern (inwoners)"),
                            ("kernoverleg", "kernoverleg"),
                            ("external_coordinator", "externe coördinator"),
                            ("internal_coordinator", "interne coördinator"),
                            ("beleidsmedewerker", "beleidsmedewerker"),
                            ("kernambtenaar", "kernambtenaar"),
                            ("decider", "beslisser"),
                            ("manager", "manager"),
                            ("functional_admin", "functioneel beheerder"),
                            ("ggd_adviser", "GGD-adviseur"),
                        ],
                        max_length=30,
                        unique=True,
                        verbose_name="begrip",
                    ),
                ),
                ("singular", models.CharField(max_length=60, verbose_name="enkelvoud")),
                ("plural", models.CharField(max_length=60, verbose_name="meervoud")),
                (
                    "article",
                    models.CharField(
                        choices=[("de", "de"), ("het", "het")], default="de", max_length=3, verbose_name="lidwoord"
                    ),
                ),
            ],
            options={
                "verbose_name": "eigen woord",
                "verbose_name_plural": "eigen woorden",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "key__in",
                                [
                                    "kern",
                                    "kern_b1",
                                    "kernoverleg",
                                    "external_coordinator",
                                    "internal_coordinator",
                                    "beleidsmedewerker",
                                    "kernambtenaar",
                                    "decider",
                                    "manager",
                                    "functional_admin",
                                    "ggd_adviser",
                                ],
                            )
                        ),
                        name="word_key_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("article__in", ["de", "het"])), name="word_article_is_known"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Absence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_on", models.DateField(verbose_name="vanaf")),
                ("ends_on", models.DateField(verbose_name="tot en met")),
                (
                    "deputy",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deputises",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="vervanger",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="absences",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="wie is er niet",
                    ),
                ),
            ],
            options={
                "verbose_name": "afwezigheid",
                "verbose_name_plural": "afwezigheid",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="absence_ends_after_it_starts",
                        violation_error_message="De laatste dag ligt voor de eerste dag.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("deputy", None), models.Q(("deputy", models.F("user")), _negated=True), _connector="OR"
                        ),
                        name="absence_has_another_deputy",
                        violation_error_message="Kies een ander als vervanger.",
                    ),
                ],
            },
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
