"""The app of the meetings."""

from django.apps import AppConfig


class OverlegConfig(AppConfig):
    """Meetings of kernoverleggen, working groups and the platform of kernambtenaren."""

    name = "overleg"
    verbose_name = "Vergaderingen"
