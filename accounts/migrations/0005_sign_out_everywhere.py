"""All sessions of a person can be ended at once."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_review_accounts_from_outside"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="sign_outs",
            field=models.PositiveIntegerField(db_default=0, default=0, editable=False),
        ),
    ]
