"""A coordinator who wants that is seen with a photo."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_make_cache_table"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="photo",
            field=models.ImageField(
                blank=True,
                help_text="Alleen voor coördinatoren die dat willen. Inwoners zien de foto bij ‘Ik heb een idee’.",
                upload_to="mensen/",
                validators=[django.core.validators.FileExtensionValidator(["png", "jpg", "jpeg"])],
                verbose_name="foto",
            ),
        ),
    ]
