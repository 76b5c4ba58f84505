"""The tables of the app: the initiative and everything that is kept beside it."""

import uuid

import django.db.models.deletion
import localflavor.nl.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("kernen", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Initiative",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Concept"),
                            ("exploring", "Verkenning"),
                            ("submitted", "Doorgezet"),
                            ("assigned", "Toegewezen"),
                            ("in_review", "In behandeling"),
                            ("support_check", "Draagvlakpeiling"),
                            ("decision_pending", "Ter besluit"),
                            ("approved", "Akkoord"),
                            ("in_realisation", "In uitvoering"),
                            ("handed_over", "Overgedragen"),
                            ("completed", "Afgerond"),
                            ("info_requested", "Wacht op aanvulling"),
                            ("on_hold", "Aangehouden"),
                            ("rejected", "Niet akkoord"),
                            ("referred", "Doorverwezen"),
                            ("merged", "Samengevoegd"),
                            ("withdrawn", "Gestopt"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                ("return_status", models.CharField(blank=True, editable=False, max_length=20)),
                ("entered_at", models.DateTimeField(editable=False, verbose_name="in deze status sinds")),
                ("due_on", models.DateField(editable=False, null=True, verbose_name="termijn van deze status")),
                (
                    "phase_due_on",
                    models.DateField(editable=False, null=True, verbose_name="termijn van de onderbroken status"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "reference",
                    models.CharField(editable=False, max_length=20, null=True, unique=True, verbose_name="kenmerk"),
                ),
                ("access_code_hash", models.CharField(blank=True, editable=False, max_length=90)),
                ("created_at", models.DateTimeField(editable=False, verbose_name="begonnen op")),
                ("logged_at", models.DateTimeField(editable=False, null=True, verbose_name="vastgelegd op")),
                ("form_key", models.UUIDField(editable=False, null=True, unique=True)),
                ("title", models.CharField(max_length=120, verbose_name="titel")),
                ("summary", models.CharField(max_length=300, verbose_name="in één zin")),
                ("description", models.TextField(blank=True, max_length=5000, verbose_name="omschrijving")),
                ("aim", models.TextField(blank=True, max_length=2000, verbose_name="doel")),
                ("already_tried", models.TextField(blank=True, max_length=2000, verbose_name="al geprobeerd")),
                ("own_effort", models.TextField(blank=True, max_length=2000, verbose_name="eigen inzet")),
                ("whole_municipality", models.BooleanField(default=False, verbose_name="hele gemeente")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="plek")),
                (
                    "discussed_in_kernoverleg",
                    models.CharField(
                        choices=[("yes", "ja"), ("no", "nee"), ("unknown", "weet niet")],
                        default="unknown",
                        max_length=10,
                        verbose_name="besproken in het kernoverleg",
                    ),
                ),
                (
                    "initiator_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("resident", "inwoner"),
                            ("group", "groep inwoners"),
                            ("kernoverleg", "kernoverleg"),
                            ("association", "vereniging"),
                            ("foundation", "stichting"),
                            ("school", "school"),
                            ("care", "zorg- of welzijnsorganisatie"),
                            ("business", "ondernemer"),
                        ],
                        max_length=20,
                        verbose_name="wie heeft het idee",
                    ),
                ),
                (
                    "organisation",
                    models.CharField(blank=True, max_length=120, verbose_name="naam van de organisatie of groep"),
                ),
                (
                    "brought_in_by",
                    models.CharField(
                        blank=True,
                        help_text="Een functie of groep, geen naam van een buur.",
                        max_length=120,
                        verbose_name="wie bracht het in",
                    ),
                ),
                (
                    "fiscal_host",
                    models.CharField(blank=True, max_length=120, verbose_name="vereniging die het geld kan ontvangen"),
                ),
                ("asks", models.JSONField(blank=True, default=list, verbose_name="wat is er nodig van de gemeente")),
                ("asks_note", models.CharField(blank=True, max_length=300, verbose_name="toelichting")),
                (
                    "amount_asked_cents",
                    models.PositiveBigIntegerField(blank=True, null=True, verbose_name="gevraagd bedrag (eurocent)"),
                ),
                (
                    "permit_needed",
                    models.CharField(
                        choices=[("yes", "ja"), ("no", "nee"), ("unknown", "weet niet")],
                        default="unknown",
                        max_length=10,
                        verbose_name="vergunning of toestemming nodig",
                    ),
                ),
                (
                    "earlier_request",
                    models.CharField(blank=True, max_length=200, verbose_name="eerder aangevraagd bij"),
                ),
                ("upkeep", models.TextField(blank=True, max_length=1000, verbose_name="onderhoud en beheer daarna")),
                ("needed_by", models.DateField(blank=True, null=True, verbose_name="nodig voor")),
                ("confirmed_at", models.DateTimeField(editable=False, null=True, verbose_name="opgepakt op")),
                (
                    "proposed_cents",
                    models.PositiveBigIntegerField(
                        editable=False, null=True, verbose_name="voorgesteld bedrag (eurocent)"
                    ),
                ),
                (
                    "platform_since",
                    models.DateTimeField(editable=False, null=True, verbose_name="bespreken in het platform sinds"),
                ),
                ("escalated_at", models.DateTimeField(editable=False, null=True, verbose_name="op de MT-lijst sinds")),
                ("is_formal", models.BooleanField(default=False, verbose_name="is een aanvraag (Awb)")),
                ("health_related", models.BooleanField(default=False, verbose_name="gaat over gezondheid")),
                ("is_confidential", models.BooleanField(default=False, editable=False, verbose_name="vertrouwelijk")),
                ("is_controversial", models.BooleanField(default=False, editable=False, verbose_name="ligt gevoelig")),
                ("controversial_note", models.CharField(blank=True, editable=False, max_length=200)),
                (
                    "silenced_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="geen berichten meer sinds"),
                ),
                ("emptied_at", models.DateTimeField(editable=False, null=True, verbose_name="leeggemaakt op")),
                ("anonymised_at", models.DateTimeField(editable=False, null=True, verbose_name="geanonimiseerd op")),
                (
                    "informed_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="initiatiefnemer ingelicht over het besluit op"
                    ),
                ),
                ("may_publish", models.BooleanField(default=True, verbose_name="mag op de website")),
                ("public_summary", models.CharField(blank=True, max_length=600, verbose_name="tekst voor de website")),
                ("published_at", models.DateTimeField(editable=False, null=True, verbose_name="op de website sinds")),
                (
                    "domain_hint",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="kernen.policydomain",
                        verbose_name="mogelijk domein",
                    ),
                ),
                (
                    "lead_domain",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="initiatives",
                        to="kernen.policydomain",
                        verbose_name="domein",
                    ),
                ),
                (
                    "logged_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="initiatives_logged",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged_from",
                        to="initiatives.initiative",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="initiatives_led",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="beleidsmedewerker",
                    ),
                ),
            ],
            options={
                "verbose_name": "initiatief",
                "verbose_name_plural": "initiatieven",
                "indexes": [
                    models.Index(fields=["status", "due_on"], name="initiative_by_status_and_term"),
                    models.Index(fields=["officer", "status"], name="initiative_by_officer"),
                    models.Index(fields=["lead_domain", "status"], name="initiative_by_domain"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                [
                                    "draft",
                                    "exploring",
                                    "submitted",
                                    "assigned",
                                    "in_review",
                                    "support_check",
                                    "decision_pending",
                                    "approved",
                                    "in_realisation",
                                    "handed_over",
                                    "completed",
                                    "info_requested",
                                    "on_hold",
                                    "rejected",
                                    "referred",
                                    "merged",
                                    "withdrawn",
                                ],
                            )
                        ),
                        name="initiative_status_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reference", None), ("status", "draft")),
                            models.Q(models.Q(("status", "draft"), _negated=True), ("reference__isnull", False)),
                            _connector="OR",
                        ),
                        name="initiative_has_reference_unless_draft",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("status__in", ("info_requested", "on_hold")),
                                models.Q(("return_status__in", ("", "info_requested", "on_hold")), _negated=True),
                            ),
                            models.Q(
                                models.Q(("status__in", ("info_requested", "on_hold")), _negated=True),
                                ("return_status", ""),
                            ),
                            _connector="OR",
                        ),
                        name="initiative_interrupt_remembers_and_does_not_nest",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ("completed", "rejected", "referred", "merged", "withdrawn", "draft")),
                            ("due_on__isnull", False),
                            _connector="OR",
                        ),
                        name="initiative_running_has_a_next_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("merged_into__isnull", False), ("status", "merged")),
                            models.Q(models.Q(("status", "merged"), _negated=True), ("merged_into", None)),
                            _connector="OR",
                        ),
                        name="initiative_merged_points_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("merged_into", models.F("pk")), _negated=True),
                        name="initiative_not_merged_into_itself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("published_at", None), ("is_confidential", False), _connector="OR"),
                        name="initiative_confidential_is_not_published",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ("assigned", "in_review")), _negated=True),
                            ("officer__isnull", False),
                            _connector="OR",
                        ),
                        name="initiative_at_an_officer_has_one",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="wanneer")),
                ("action", models.CharField(max_length=40, verbose_name="handeling")),
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
                    "way",
                    models.CharField(
                        choices=[
                            ("page", "website"),
                            ("phone", "telefoon"),
                            ("letter", "brief"),
                            ("counter", "gesprek"),
                        ],
                        default="page",
                        max_length=10,
                        verbose_name="hoe",
                    ),
                ),
                (
                    "on_behalf_of_initiator",
                    models.BooleanField(default=False, verbose_name="namens de initiatiefnemer"),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("draft", "Concept"),
                            ("exploring", "Verkenning"),
                            ("submitted", "Doorgezet"),
                            ("assigned", "Toegewezen"),
                            ("in_review", "In behandeling"),
                            ("support_check", "Draagvlakpeiling"),
                            ("decision_pending", "Ter besluit"),
                            ("approved", "Akkoord"),
                            ("in_realisation", "In uitvoering"),
                            ("handed_over", "Overgedragen"),
                            ("completed", "Afgerond"),
                            ("info_requested", "Wacht op aanvulling"),
                            ("on_hold", "Aangehouden"),
                            ("rejected", "Niet akkoord"),
                            ("referred", "Doorverwezen"),
                            ("merged", "Samengevoegd"),
                            ("withdrawn", "Gestopt"),
                        ],
                        max_length=20,
                        verbose_name="van",
                    ),
                ),
                (
                    "target",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("draft", "Concept"),
                            ("exploring", "Verkenning"),
                            ("submitted", "Doorgezet"),
                            ("assigned", "Toegewezen"),
                            ("in_review", "In behandeling"),
                            ("support_check", "Draagvlakpeiling"),
                            ("decision_pending", "Ter besluit"),
                            ("approved", "Akkoord"),
                            ("in_realisation", "In uitvoering"),
                            ("handed_over", "Overgedragen"),
                            ("completed", "Afgerond"),
                            ("info_requested", "Wacht op aanvulling"),
                            ("on_hold", "Aangehouden"),
                            ("rejected", "Niet akkoord"),
                            ("referred", "Doorverwezen"),
                            ("merged", "Samengevoegd"),
                            ("withdrawn", "Gestopt"),
                        ],
                        max_length=20,
                        verbose_name="naar",
                    ),
                ),
                ("object_type", models.CharField(blank=True, max_length=30, verbose_name="soort voorwerp")),
                ("object_id", models.BigIntegerField(null=True, verbose_name="nummer van het voorwerp")),
                ("result", models.CharField(default="ok", max_length=30, verbose_name="uitkomst")),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("internal", "intern"),
                            ("partner", "partner"),
                            ("resident", "bewoner"),
                            ("public", "openbaar"),
                        ],
                        max_length=10,
                        verbose_name="voor wie",
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
                ("form_key", models.UUIDField(null=True, unique=True)),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events_done",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="events", to="initiatives.initiative"
                    ),
                ),
            ],
            options={
                "verbose_name": "gebeurtenis",
                "verbose_name_plural": "gebeurtenissen",
                "indexes": [models.Index(fields=["initiative", "-at", "-id"], name="event_newest_first")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("audience__in", ["internal", "partner", "resident", "public"])),
                        name="event_audience_is_known",
                    ),
                    models.CheckConstraint(
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
                ],
            },
        ),
        migrations.CreateModel(
            name="ReferenceCounter",
            fields=[
                ("year", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ("last", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name": "teller van kenmerken",
                "verbose_name_plural": "tellers van kenmerken",
            },
        ),
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("created_at", models.DateTimeField(verbose_name="gemaakt op")),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calendar_feed",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "agenda-abonnement",
                "verbose_name_plural": "agenda-abonnementen",
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("proposed_at", models.DateTimeField(null=True, verbose_name="voorgelegd op")),
                ("answers", models.JSONField(default=dict, verbose_name="de zes vragen")),
                ("advice", models.TextField(blank=True, max_length=4000, verbose_name="advies")),
                ("amount_cents", models.PositiveBigIntegerField(default=0, verbose_name="bedrag (eurocent)")),
                ("legal_basis", models.CharField(blank=True, max_length=200, verbose_name="grondslag")),
                (
                    "without_support_because",
                    models.TextField(blank=True, max_length=500, verbose_name="geen peiling, omdat"),
                ),
                (
                    "without_talk_because",
                    models.TextField(blank=True, max_length=500, verbose_name="geen afspraak, omdat"),
                ),
                (
                    "open_advice_because",
                    models.TextField(blank=True, max_length=500, verbose_name="medeadvies niet afgewacht, omdat"),
                ),
                ("decided_at", models.DateTimeField(null=True, verbose_name="besloten op")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("yes", "ja"),
                            ("yes_if", "ja, als"),
                            ("no", "nee"),
                            ("returned", "terug naar behandeling"),
                        ],
                        max_length=10,
                        verbose_name="besluit",
                    ),
                ),
                (
                    "reject_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("not_common", "geen algemeen belang"),
                            ("no_support", "te weinig steun uit de buurt"),
                            ("not_feasible", "niet haalbaar of niet toegestaan"),
                            ("no_money", "geen geld beschikbaar"),
                            ("already_done", "gebeurt al of is al gedaan"),
                            ("upkeep", "beheer daarna is niet geregeld"),
                            ("other", "anders"),
                        ],
                        max_length=20,
                        verbose_name="reden",
                    ),
                ),
                ("explanation", models.TextField(blank=True, max_length=2000, verbose_name="uitleg voor de bewoner")),
                ("alternative", models.TextField(blank=True, max_length=2000, verbose_name="wat kan wel")),
                ("is_formal", models.BooleanField(default=False, verbose_name="besluit op een aanvraag (Awb)")),
                ("letter_on", models.DateField(null=True, verbose_name="brief verstuurd op")),
                ("objection_until", models.DateField(null=True, verbose_name="bezwaar tot en met")),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions_taken",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions_proposed",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="kernen.fundingsource",
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="decisions",
                        to="initiatives.initiative",
                    ),
                ),
            ],
            options={
                "verbose_name": "besluit",
                "verbose_name_plural": "besluiten",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("outcome", "")), fields=("initiative",), name="decision_one_at_a_time"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("is_formal", True), ("outcome__in", ("yes", "yes_if", "no")), _negated=True),
                            ("letter_on__isnull", False),
                            _connector="OR",
                        ),
                        name="decision_formal_has_a_letter",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Condition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=300, verbose_name="voorwaarde")),
                (
                    "owner",
                    models.CharField(
                        choices=[
                            ("initiator", "initiatiefnemer"),
                            ("municipality", "gemeente"),
                            ("other", "andere partij"),
                        ],
                        max_length=20,
                        verbose_name="wie",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="voor")),
                ("beforehand", models.BooleanField(default=False, verbose_name="vooraf")),
                ("met_at", models.DateTimeField(null=True, verbose_name="geregeld op")),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="conditions",
                        to="initiatives.decision",
                    ),
                ),
            ],
            options={
                "verbose_name": "voorwaarde",
                "verbose_name_plural": "voorwaarden",
            },
        ),
        migrations.CreateModel(
            name="EventText",
            fields=[
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="text",
                        serialize=False,
                        to="initiatives.event",
                    ),
                ),
                ("salt", models.CharField(max_length=32)),
                ("sentence", models.TextField(blank=True, verbose_name="zin voor de bewoner")),
                ("translations", models.JSONField(default=dict, verbose_name="in andere talen")),
                ("inputs", models.JSONField(default=dict, verbose_name="wat is ingevuld")),
                ("emptied_at", models.DateTimeField(null=True, verbose_name="leeggemaakt op")),
            ],
            options={
                "verbose_name": "tekst van een gebeurtenis",
                "verbose_name_plural": "teksten van gebeurtenissen",
            },
        ),
        migrations.CreateModel(
            name="Evaluation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("result", models.TextField(max_length=2000, verbose_name="resultaat")),
                ("went_well", models.TextField(blank=True, max_length=2000, verbose_name="wat ging goed")),
                ("could_be_better", models.TextField(blank=True, max_length=2000, verbose_name="wat kon beter")),
                ("without_because", models.TextField(blank=True, max_length=500, verbose_name="geen evaluatie, omdat")),
                ("learned", models.TextField(max_length=2000, verbose_name="wat hebben wij geleerd")),
                ("at", models.DateTimeField(verbose_name="op")),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evaluations",
                        to="initiatives.initiative",
                    ),
                ),
            ],
            options={
                "verbose_name": "evaluatie",
                "verbose_name_plural": "evaluaties",
            },
        ),
        migrations.CreateModel(
            name="ContactPerson",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("contact", "contactpersoon"),
                            ("co_initiator", "doet mee"),
                            ("representative", "ouder of begeleider"),
                        ],
                        default="contact",
                        max_length=20,
                        verbose_name="rol",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("email", "e-mail"),
                            ("letter", "brief"),
                            ("phone", "telefoon"),
                            ("coordinator", "via de coördinator"),
                            ("none", "geen contact"),
                        ],
                        max_length=20,
                        verbose_name="hoort liefst van ons via",
                    ),
                ),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mailadres")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="telefoon")),
                ("street", models.CharField(blank=True, max_length=120, verbose_name="straat en huisnummer")),
                ("postcode", localflavor.nl.models.NLZipCodeField(blank=True, max_length=7, verbose_name="postcode")),
                ("city", models.CharField(blank=True, max_length=80, verbose_name="plaats")),
                ("language", models.CharField(default="nl", max_length=8, verbose_name="leest het liefst")),
                (
                    "level",
                    models.CharField(
                        choices=[("plain", "gewone brief (B1)"), ("short", "korte brief: alleen het nodigste")],
                        default="plain",
                        max_length=10,
                        verbose_name="soort brief",
                    ),
                ),
                ("channel_since", models.DateField(null=True, verbose_name="wil zo bericht sinds")),
                ("created_at", models.DateTimeField(editable=False, verbose_name="vastgelegd op")),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="people", to="initiatives.initiative"
                    ),
                ),
            ],
            options={
                "verbose_name": "contactpersoon",
                "verbose_name_plural": "contactpersonen",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("channel__in", ["email", "letter", "phone", "coordinator", "none"])),
                        name="person_channel_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__in", ["plain", "short"])), name="person_level_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("channel", "email"), _negated=True),
                            models.Q(("email", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="person_by_email_has_an_address",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("channel", "phone"), _negated=True),
                            models.Q(("phone", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="person_by_phone_has_a_number",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Commitment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("amount_cents", models.PositiveBigIntegerField(verbose_name="bedrag (eurocent)")),
                ("at", models.DateTimeField(verbose_name="op")),
                ("released_at", models.DateTimeField(null=True, verbose_name="vrijgevallen op")),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commitments",
                        to="kernen.fundingsource",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commitments",
                        to="initiatives.decision",
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="commitments",
                        to="initiatives.initiative",
                    ),
                ),
            ],
            options={
                "verbose_name": "toezegging",
                "verbose_name_plural": "toezeggingen",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount_cents__gte", 1)), name="commitment_is_some_money"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("released_at", None)),
                        fields=("decision",),
                        name="commitment_once_per_decision",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CoAdvice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("question", models.TextField(max_length=1000, verbose_name="vraag")),
                ("due_on", models.DateField(verbose_name="antwoord voor")),
                ("asked_at", models.DateTimeField(verbose_name="gevraagd op")),
                ("answer", models.TextField(blank=True, max_length=4000, verbose_name="advies")),
                ("answered_at", models.DateTimeField(null=True, verbose_name="beantwoord op")),
                (
                    "adviser",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="co_advices",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="aan",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="co_advices_asked",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "domain",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="co_advices",
                        to="kernen.policydomain",
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="co_advices",
                        to="initiatives.initiative",
                    ),
                ),
            ],
            options={
                "verbose_name": "medeadvies",
                "verbose_name_plural": "medeadviezen",
            },
        ),
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
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="initiatives.event",
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="initiatives.initiative",
                    ),
                ),
            ],
            options={
                "verbose_name": "bijlage",
                "verbose_name_plural": "bijlagen",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["jpeg", "png", "pdf", "docx", "xlsx", "odt"])),
                        name="attachment_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("by_resident", True), ("uploaded_by", None)),
                            models.Q(("by_resident", False), ("uploaded_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="attachment_comes_from_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("note", models.TextField(blank=True, max_length=1000, verbose_name="bericht aan de medewerker")),
                ("at", models.DateTimeField(verbose_name="op")),
                ("confirmed_at", models.DateTimeField(null=True, verbose_name="opgepakt op")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="geëindigd op")),
                (
                    "end_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("wrong_domain", "verkeerd domein"),
                            ("involved", "betrokken"),
                            ("no_capacity", "geen capaciteit"),
                            ("absent", "afwezig"),
                            ("other", "anders"),
                        ],
                        max_length=20,
                        verbose_name="reden",
                    ),
                ),
                ("handover_note", models.TextField(blank=True, max_length=2000, verbose_name="overdrachtsnotitie")),
                (
                    "assigned_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments_made",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "domain",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="kernen.policydomain",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assignments",
                        to="initiatives.initiative",
                    ),
                ),
            ],
            options={
                "verbose_name": "toewijzing",
                "verbose_name_plural": "toewijzingen",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)), fields=("initiative",), name="assignment_one_at_a_time"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Appointment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_at", models.DateTimeField(null=True, verbose_name="wanneer")),
                ("minutes", models.PositiveSmallIntegerField(default=60, verbose_name="duur in minuten")),
                (
                    "meeting",
                    models.CharField(
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
                ("place", models.CharField(max_length=200, verbose_name="waar")),
                (
                    "state",
                    models.CharField(
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
                ("sequence", models.PositiveSmallIntegerField(default=0, editable=False)),
                (
                    "picked_way",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("page", "website"),
                            ("phone", "telefoon"),
                            ("letter", "brief"),
                            ("counter", "gesprek"),
                        ],
                        max_length=10,
                        verbose_name="gekozen via",
                    ),
                ),
                ("discussed", models.TextField(blank=True, max_length=2000, verbose_name="besproken")),
                ("possible", models.TextField(blank=True, max_length=1000, verbose_name="kan het")),
                ("needed", models.TextField(blank=True, max_length=1000, verbose_name="wat is nodig")),
                ("who_does_what", models.TextField(blank=True, max_length=1000, verbose_name="wie doet wat, wanneer")),
                ("missed_by_municipality", models.BooleanField(default=False, verbose_name="door de gemeente gemist")),
                ("recorded_at", models.DateTimeField(null=True, verbose_name="vastgelegd op")),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="met",
                    ),
                ),
                (
                    "planned_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments_planned",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="appointments",
                        to="initiatives.initiative",
                    ),
                ),
            ],
            options={
                "verbose_name": "afspraak",
                "verbose_name_plural": "afspraken",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["offered", "planned", "held", "missed", "cancelled"])),
                        name="appointment_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("meeting__in", ["village_hall", "at_home", "town_hall", "phone", "video", "elsewhere"])
                        ),
                        name="appointment_meeting_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "planned"), _negated=True), ("starts_at__isnull", False), _connector="OR"
                        ),
                        name="appointment_planned_has_a_moment",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["offered", "planned"])),
                        fields=("initiative",),
                        name="appointment_one_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AccessEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="wanneer")),
                (
                    "function",
                    models.CharField(
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
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="looks",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="looks",
                        to="initiatives.initiative",
                    ),
                ),
            ],
            options={
                "verbose_name": "inzage",
                "verbose_name_plural": "inzagen",
                "indexes": [
                    models.Index(fields=["initiative", "-at", "-id"], name="access_of_initiative"),
                    models.Index(fields=["actor", "-at", "-id"], name="access_by_person"),
                    models.Index(fields=["-at", "-id"], name="access_newest_first"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "function__in",
                                [
                                    "",
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
                    models.CheckConstraint(
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
                    models.CheckConstraint(
                        condition=models.Q(("result__in", ["shown", "refused"])), name="access_result_is_known"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InitiativeKern",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_lead", models.BooleanField(default=False, verbose_name="eerste kern")),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="kern_links",
                        to="initiatives.initiative",
                    ),
                ),
                (
                    "kern",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="initiative_links", to="kernen.kern"
                    ),
                ),
            ],
            options={
                "verbose_name": "kern van een initiatief",
                "verbose_name_plural": "kernen van een initiatief",
                "constraints": [
                    models.UniqueConstraint(fields=("initiative", "kern"), name="initiative_names_a_kern_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("is_lead", True)),
                        fields=("initiative",),
                        name="initiative_has_one_lead_kern",
                    ),
                ],
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
                (
                    "changed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "domain",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="kernen.policydomain",
                        verbose_name="alleen voor domein",
                    ),
                ),
            ],
            options={
                "verbose_name": "brieftekst",
                "verbose_name_plural": "briefteksten",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("level__in", ["plain", "short"])), name="letter_template_level_is_known"
                    ),
                    models.UniqueConstraint(
                        fields=("action", "domain", "language", "level"), name="letter_template_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("domain", None)),
                        fields=("action", "language", "level"),
                        name="letter_template_once_for_all",
                    ),
                ],
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
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mail_links",
                        to="initiatives.initiative",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mail_links",
                        to="initiatives.contactperson",
                    ),
                ),
            ],
            options={
                "verbose_name": "link in een mail",
                "verbose_name_plural": "links in mails",
            },
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("email", "e-mail"),
                            ("letter", "brief"),
                            ("phone", "telefoon"),
                            ("coordinator", "via de coördinator"),
                            ("none", "geen contact"),
                        ],
                        max_length=20,
                        verbose_name="kanaal",
                    ),
                ),
                ("recipient", models.CharField(max_length=160, verbose_name="aan")),
                ("address", models.CharField(blank=True, max_length=320, verbose_name="adres")),
                ("subject", models.CharField(max_length=200, verbose_name="onderwerp")),
                ("body", models.TextField(verbose_name="tekst")),
                ("language", models.CharField(default="nl", max_length=8)),
                ("asks", models.BooleanField(default=False, verbose_name="vraagt iets")),
                ("calendar", models.TextField(blank=True)),
                ("once", models.CharField(editable=False, max_length=120, null=True, unique=True)),
                ("drop_after_sending", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
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
                ("created_at", models.DateTimeField(verbose_name="gemaakt op")),
                ("sent_at", models.DateTimeField(null=True, verbose_name="verstuurd op")),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="pogingen")),
                ("next_try_at", models.DateTimeField(null=True)),
                ("leased_until", models.DateTimeField(null=True)),
                ("message_id", models.CharField(blank=True, max_length=120)),
                ("error", models.CharField(blank=True, max_length=200, verbose_name="fout")),
                (
                    "event",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to="initiatives.event",
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to="initiatives.initiative",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="messages",
                        to="initiatives.contactperson",
                    ),
                ),
            ],
            options={
                "verbose_name": "bericht",
                "verbose_name_plural": "berichten",
                "indexes": [
                    models.Index(
                        condition=models.Q(("channel", "email"), ("state", "queued")),
                        fields=["next_try_at"],
                        name="message_to_send",
                    ),
                    models.Index(
                        condition=models.Q(("channel", "email")),
                        fields=["address", "sent_at"],
                        name="message_by_address",
                    ),
                    models.Index(
                        condition=models.Q(("state__in", ["queued", "held"])),
                        fields=["initiative"],
                        name="message_in_outbox",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["queued", "sent", "task", "done", "failed", "held", "dropped"])
                        ),
                        name="message_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("channel__in", ["email", "letter", "phone", "coordinator", "none"])),
                        name="message_channel_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("internal", "intern"), ("coordinators", "tussen coördinatoren")],
                        max_length=20,
                        verbose_name="voor wie",
                    ),
                ),
                ("text", models.TextField(max_length=4000, verbose_name="notitie")),
                ("at", models.DateTimeField(verbose_name="op")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notes", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notes", to="initiatives.initiative"
                    ),
                ),
            ],
            options={
                "verbose_name": "notitie",
                "verbose_name_plural": "notities",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["internal", "coordinators"])), name="note_kind_is_known"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OfferedMoment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_at", models.DateTimeField(verbose_name="wanneer")),
                (
                    "appointment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="moments",
                        to="initiatives.appointment",
                    ),
                ),
            ],
            options={
                "verbose_name": "voorgesteld moment",
                "verbose_name_plural": "voorgestelde momenten",
                "ordering": ("starts_at",),
                "constraints": [
                    models.UniqueConstraint(fields=("appointment", "starts_at"), name="offered_moment_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Referral",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
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
                        verbose_name="wat is dit",
                    ),
                ),
                ("receiver", models.CharField(max_length=120, verbose_name="doorverwezen naar")),
                ("receiver_phone", models.CharField(blank=True, max_length=30, verbose_name="telefoon")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("page", "website"),
                            ("phone", "telefoon"),
                            ("letter", "brief"),
                            ("counter", "gesprek"),
                        ],
                        max_length=10,
                        verbose_name="hoe kwam het binnen",
                    ),
                ),
                ("warm", models.BooleanField(default=False, verbose_name="al doorgegeven")),
                ("referred_on", models.DateField(verbose_name="op")),
                ("form_key", models.UUIDField(null=True, unique=True)),
                (
                    "initiative",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="referrals",
                        to="initiatives.initiative",
                    ),
                ),
                (
                    "kern",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referrals",
                        to="kernen.kern",
                    ),
                ),
                (
                    "referred_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "doorverwijzing",
                "verbose_name_plural": "doorverwijzingen",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "report",
                                    "complaint",
                                    "care_request",
                                    "mediation",
                                    "council",
                                    "challenge",
                                    "permit",
                                    "business",
                                    "other_government",
                                    "housing",
                                    "fund",
                                ],
                            )
                        ),
                        name="referral_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ["complaint", "care_request", "mediation"]), _negated=True),
                            ("referred_by", None),
                            _connector="OR",
                        ),
                        name="referral_sensitive_names_nobody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RelatedLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="op")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="related_first",
                        to="initiatives.initiative",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="related_second",
                        to="initiatives.initiative",
                    ),
                ),
            ],
            options={
                "verbose_name": "verwant initiatief",
                "verbose_name_plural": "verwante initiatieven",
                "constraints": [
                    models.UniqueConstraint(fields=("first", "second"), name="related_link_once"),
                    models.CheckConstraint(
                        condition=models.Q(("first__lt", models.F("second"))), name="related_link_lowest_number_first"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RouteChoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="waarom een ander domein")),
                ("at", models.DateTimeField(verbose_name="op")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "chosen",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="route_choices",
                        to="kernen.policydomain",
                        verbose_name="gekozen",
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="route_choices",
                        to="initiatives.initiative",
                    ),
                ),
                (
                    "suggested",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="kernen.policydomain",
                        verbose_name="voorgesteld",
                    ),
                ),
            ],
            options={
                "verbose_name": "routekeuze",
                "verbose_name_plural": "routekeuzes",
            },
        ),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, verbose_name="naam")),
                ("query", models.CharField(blank=True, max_length=1000, verbose_name="filters")),
                ("is_pinned", models.BooleanField(default=False, verbose_name="op Mijn werk")),
                ("created_at", models.DateTimeField(verbose_name="bewaard op")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_views",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "bewaarde lijst",
                "verbose_name_plural": "bewaarde lijsten",
                "constraints": [
                    models.UniqueConstraint(fields=("user", "name"), name="saved_view_name_once_per_person")
                ],
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("log__in", ["events", "access"])), name="seal_log_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("first_id__lte", models.F("last_id"))), name="seal_runs_forward"
                    ),
                    models.UniqueConstraint(fields=("log", "last_id"), name="seal_ends_once"),
                    models.UniqueConstraint(fields=("log", "first_id"), name="seal_begins_once"),
                ],
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
                ("text", models.TextField(blank=True, max_length=2000, verbose_name="wat iemand schreef")),
                ("name", models.CharField(blank=True, max_length=120, verbose_name="naam")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="telefoon")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mailadres")),
                ("may_call", models.BooleanField(default=False, verbose_name="mag gebeld worden")),
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
                (
                    "handled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signals_handled",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="signals",
                        to="initiatives.initiative",
                    ),
                ),
                (
                    "kern",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signals",
                        to="kernen.kern",
                        verbose_name="kern",
                    ),
                ),
            ],
            options={
                "verbose_name": "signaal",
                "verbose_name_plural": "signalen",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "new")), fields=["kern", "created_at"], name="signal_open"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["new", "became", "joined", "referred", "lapsed"])),
                        name="signal_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["idea", "support", "worry", "join"])),
                        name="signal_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("handled_at", None), ("state", "new")),
                            models.Q(("state", "new"), _negated=True),
                            _connector="OR",
                        ),
                        name="signal_new_is_not_handled",
                    ),
                ],
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
                (
                    "domain",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="kernen.policydomain",
                        verbose_name="alleen voor domein",
                    ),
                ),
            ],
            options={
                "verbose_name": "standaardtekst",
                "verbose_name_plural": "standaardteksten",
                "ordering": ("title",),
            },
        ),
        migrations.CreateModel(
            name="SupportCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ways", models.JSONField(default=list, verbose_name="hoe")),
                ("area", models.CharField(max_length=300, verbose_name="wie wordt gevraagd")),
                ("households", models.PositiveIntegerField(null=True, verbose_name="huishoudens die gevraagd worden")),
                (
                    "households_source",
                    models.CharField(blank=True, max_length=200, verbose_name="huishoudens: bron en datum"),
                ),
                ("organiser", models.CharField(max_length=200, verbose_name="wie vraagt")),
                (
                    "how_informed",
                    models.TextField(blank=True, max_length=1000, verbose_name="hoe hoort de buurt ervan"),
                ),
                ("public_text", models.TextField(max_length=1500, verbose_name="tekst voor de buurt")),
                ("when_planned", models.CharField(blank=True, max_length=200, verbose_name="wanneer")),
                (
                    "what_changes",
                    models.TextField(blank=True, max_length=600, verbose_name="wat verandert er voor de buren"),
                ),
                ("can_still_change", models.TextField(max_length=1000, verbose_name="wat kan nog veranderen")),
                (
                    "enough",
                    models.CharField(
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
                ("enough_number", models.PositiveIntegerField(null=True, verbose_name="aantal of percentage")),
                ("closes_on", models.DateField(verbose_name="tot en met")),
                ("started_at", models.DateTimeField(verbose_name="begonnen op")),
                (
                    "summary",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="wat zei de buurt, en wat doen wij ermee"
                    ),
                ),
                (
                    "conclusion",
                    models.CharField(
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
                ("reasons", models.TextField(blank=True, max_length=2000, verbose_name="waarom")),
                ("closed_at", models.DateTimeField(null=True, verbose_name="gesloten op")),
                ("forgotten_at", models.DateTimeField(null=True, verbose_name="antwoorden gewist op")),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="support_checks",
                        to="initiatives.initiative",
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="support_checks",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "draagvlakpeiling",
                "verbose_name_plural": "draagvlakpeilingen",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at", None)),
                        fields=("initiative",),
                        name="support_check_one_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_at", None), models.Q(("conclusion", ""), _negated=True), _connector="OR"
                        ),
                        name="support_check_closes_with_a_conclusion",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("enough__in", ["number", "share", "opinion", "reasons"])),
                        name="support_check_rule_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("enough__in", ("number", "share")),
                                ("enough_number__gte", 1),
                                ("enough_number__isnull", False),
                            ),
                            models.Q(
                                models.Q(("enough__in", ("number", "share")), _negated=True), ("enough_number", None)
                            ),
                            _connector="OR",
                        ),
                        name="support_check_rule_has_its_number",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Concern",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("wording", models.CharField(max_length=500, verbose_name="de zorg, in neutrale woorden")),
                ("answer", models.TextField(blank=True, max_length=1000, verbose_name="ons antwoord")),
                ("changed", models.CharField(blank=True, max_length=500, verbose_name="wat er is aangepast")),
                ("still_disagrees", models.BooleanField(default=False, verbose_name="is het er nog niet mee eens")),
                ("noted_at", models.DateTimeField(verbose_name="genoteerd op")),
                (
                    "noted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "poll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="concerns",
                        to="initiatives.supportcheck",
                    ),
                ),
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
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "poll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="codes", to="initiatives.supportcheck"
                    ),
                ),
            ],
            options={
                "verbose_name": "code voor een buur",
                "verbose_name_plural": "codes voor buren",
                "indexes": [models.Index(fields=["poll", "batch"], name="support_code_by_batch")],
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
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="support_entries",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "poll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="initiatives.supportcheck",
                    ),
                ),
                (
                    "struck_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "telling",
                "verbose_name_plural": "tellingen",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("way__in", ["kernoverleg", "list", "meeting", "door_to_door", "letter", "page"])
                        ),
                        name="support_entry_way_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("votes_against", None), ("votes_for", None), ("votes_neutral", None)),
                            models.Q(
                                ("votes_against__isnull", False),
                                ("votes_for__isnull", False),
                                ("votes_neutral__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="support_entry_counts_all_three",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("votes_for__isnull", False), models.Q(("opinion", ""), _negated=True), _connector="OR"
                        ),
                        name="support_entry_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("struck_at", None), models.Q(("struck_because", ""), _negated=True), _connector="OR"
                        ),
                        name="support_entry_struck_has_a_reason",
                    ),
                ],
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
                (
                    "code",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="voices", to="initiatives.supportcode"
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "antwoord van een buur",
                "verbose_name_plural": "antwoorden van buren",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("answer__in", ["for", "against", "neutral"])),
                        name="support_voice_answer_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("way__in", ["kernoverleg", "list", "meeting", "door_to_door", "letter", "page"])
                        ),
                        name="support_voice_way_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Suspension",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("incomplete", "aanvraag niet compleet (Awb 4:5, 4:15)"),
                            ("consent", "met instemming van de aanvrager (Awb 4:15)"),
                        ],
                        max_length=20,
                        verbose_name="grond",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="vanaf")),
                ("ends_on", models.DateField(null=True, verbose_name="tot en met")),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="suspensions",
                        to="initiatives.initiative",
                    ),
                ),
            ],
            options={
                "verbose_name": "opschorting",
                "verbose_name_plural": "opschortingen",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                        name="suspension_ends_after_it_starts",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Task",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("call", "bellen"),
                            ("write", "brief sturen"),
                            ("tell", "zelf vertellen"),
                            ("check", "nagaan"),
                            ("answer", "antwoorden"),
                        ],
                        max_length=10,
                        verbose_name="soort",
                    ),
                ),
                ("title", models.CharField(max_length=160, verbose_name="wat")),
                ("text_ready", models.TextField(blank=True, verbose_name="tekst")),
                (
                    "for_function",
                    models.CharField(
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
                (
                    "leads_to",
                    models.CharField(
                        blank=True,
                        help_text="De handeling waarmee deze taak klaar is.",
                        max_length=40,
                        verbose_name="wordt gedaan met",
                    ),
                ),
                (
                    "term_key",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="De termijn die deze taak maakte.",
                        max_length=60,
                        verbose_name="door termijn",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="voor")),
                ("created_at", models.DateTimeField(verbose_name="gemaakt op")),
                ("done_at", models.DateTimeField(null=True, verbose_name="gedaan op")),
                ("is_moot", models.BooleanField(default=False, verbose_name="niet meer nodig")),
                (
                    "done_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks_done",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "for_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="voor",
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="tasks", to="initiatives.initiative"
                    ),
                ),
                (
                    "message",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="task",
                        to="initiatives.message",
                    ),
                ),
            ],
            options={
                "verbose_name": "taak",
                "verbose_name_plural": "taken",
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at", None)), fields=["for_user", "due_on"], name="task_open_by_person"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("for_user__isnull", False), models.Q(("for_function", ""), _negated=True), _connector="OR"
                        ),
                        name="task_is_for_somebody",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("term_key", ""), _negated=True),
                        fields=("initiative", "term_key"),
                        name="task_once_per_term",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("publish_name", "naam op de website"),
                            ("share_contact", "gegevens delen met andere inwoners"),
                            ("name_in_kernoverleg", "naam noemen in het kernoverleg"),
                        ],
                        max_length=30,
                        verbose_name="waarvoor",
                    ),
                ),
                ("given_on", models.DateField(verbose_name="gegeven op")),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("page", "website"),
                            ("phone", "telefoon"),
                            ("letter", "brief"),
                            ("counter", "gesprek"),
                        ],
                        max_length=10,
                        verbose_name="hoe",
                    ),
                ),
                ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="ingetrokken op")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consents",
                        to="initiatives.contactperson",
                    ),
                ),
            ],
            options={
                "verbose_name": "toestemming",
                "verbose_name_plural": "toestemmingen",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_on", None)),
                        fields=("person", "kind"),
                        name="consent_stands_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ExportLog",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=300, verbose_name="waarvoor")),
                ("at", models.DateTimeField(verbose_name="op")),
                ("count", models.PositiveIntegerField(verbose_name="aantal initiatieven")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "uitvoer met mensen",
                "verbose_name_plural": "uitvoer met mensen",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="export_with_people_has_a_reason"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="InfoRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("question", models.TextField(max_length=2000, verbose_name="vraag")),
                ("due_on", models.DateField(verbose_name="antwoord voor")),
                ("asked_at", models.DateTimeField(verbose_name="gesteld op")),
                ("answer", models.TextField(blank=True, max_length=5000, verbose_name="antwoord")),
                ("attempts", models.TextField(blank=True, max_length=1000, verbose_name="pogingen")),
                ("closed_at", models.DateTimeField(null=True, verbose_name="gesloten op")),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="info_requests",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="info_requests",
                        to="initiatives.initiative",
                    ),
                ),
            ],
            options={
                "verbose_name": "vraag aan de bewoner",
                "verbose_name_plural": "vragen aan de bewoner",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at", None)), fields=("initiative",), name="question_one_at_a_time"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Handover",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("group_contact", models.CharField(max_length=200, verbose_name="aanspreekpunt van de groep")),
                (
                    "agreements",
                    models.TextField(max_length=2000, verbose_name="afspraken over onderhoud, verzekering en sleutel"),
                ),
                ("support_ends_on", models.DateField(verbose_name="ondersteuning tot en met")),
                ("check_in_on", models.DateField(verbose_name="wij bellen op")),
                ("at", models.DateTimeField(verbose_name="op")),
                ("taken_back_at", models.DateTimeField(null=True, verbose_name="weer ondersteund sinds")),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="handovers",
                        to="initiatives.initiative",
                    ),
                ),
            ],
            options={
                "verbose_name": "overdracht",
                "verbose_name_plural": "overdrachten",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("taken_back_at", None)),
                        fields=("initiative",),
                        name="handover_one_at_a_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Follow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="sinds")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="follows", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="followers",
                        to="initiatives.initiative",
                    ),
                ),
            ],
            options={
                "verbose_name": "volger",
                "verbose_name_plural": "volgers",
                "constraints": [models.UniqueConstraint(fields=("user", "initiative"), name="follow_once")],
            },
        ),
        migrations.AddField(
            model_name="initiative",
            name="kernen",
            field=models.ManyToManyField(
                related_name="initiatives",
                through="initiatives.InitiativeKern",
                to="kernen.kern",
                verbose_name="kernen",
            ),
        ),
    ]
