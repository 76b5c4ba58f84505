"""Where the accessibility statement with its status stands."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("kernen", "0006_break_the_glass_and_name_the_officer")]

    operations = [
        migrations.AddField(
            model_name="municipality",
            name="accessibility_statement",
            field=models.URLField(
                blank=True,
                help_text="Het webadres van de verklaring met uw status, in het register van de overheid.",
                verbose_name="toegankelijkheidsverklaring",
            ),
        ),
    ]
