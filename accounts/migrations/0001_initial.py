"""The tables of the app: who signs in, and the reviews of those who are not of the municipality."""

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                ("email", models.EmailField(max_length=254, unique=True, verbose_name="e-mailadres")),
                ("name", models.CharField(max_length=120, verbose_name="naam of functie")),
                ("function_title", models.CharField(blank=True, max_length=120, verbose_name="functie of team")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="telefoon")),
                ("phone_hours", models.CharField(blank=True, max_length=120, verbose_name="bereikbaar op")),
                (
                    "photo",
                    models.ImageField(
                        blank=True,
                        help_text="Alleen voor coördinatoren die dat willen. Inwoners zien de foto bij ‘Ik heb een idee’.",
                        upload_to="mensen/",
                        validators=[django.core.validators.FileExtensionValidator(["png", "jpg", "jpeg"])],
                        verbose_name="foto",
                    ),
                ),
                (
                    "organisation",
                    models.CharField(
                        blank=True,
                        help_text="Alleen voor wie niet bij de gemeente werkt.",
                        max_length=120,
                        verbose_name="organisatie",
                    ),
                ),
                (
                    "processing_agreement",
                    models.CharField(
                        blank=True,
                        help_text="Het kenmerk van de overeenkomst met deze organisatie.",
                        max_length=120,
                        verbose_name="verwerkersovereenkomst",
                    ),
                ),
                (
                    "ends_on",
                    models.DateField(
                        blank=True,
                        help_text="Na deze dag kan deze persoon niet meer inloggen.",
                        null=True,
                        verbose_name="laatste dag",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="actief")),
                (
                    "date_joined",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="aangemaakt op"
                    ),
                ),
                ("sign_outs", models.PositiveIntegerField(db_default=0, default=0, editable=False)),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "account",
                "verbose_name_plural": "accounts",
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("email"), name="user_email_is_unique_whatever_the_case"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("organisation", ""),
                            models.Q(("ends_on__isnull", False), models.Q(("processing_agreement", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="user_from_outside_has_end_date_and_agreement",
                        violation_error_message="Iemand van een andere organisatie heeft een laatste dag en een verwerkersovereenkomst nodig.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AccountReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reviewed_on", models.DateField(verbose_name="beoordeeld op")),
                (
                    "outcome",
                    models.CharField(
                        choices=[("stays", "blijft"), ("ended", "beëindigd")], max_length=10, verbose_name="uitkomst"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews_done",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "beoordeling van een account",
                "verbose_name_plural": "beoordelingen van accounts",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["stays", "ended"])), name="review_outcome_is_known"
                    )
                ],
            },
        ),
    ]
