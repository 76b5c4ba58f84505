"""The app of the initiatives."""

from django.apps import AppConfig


class InitiativesConfig(AppConfig):
    """Initiatives, their workflow and their memory."""

    name = "initiatives"
    verbose_name = "Initiatieven"
