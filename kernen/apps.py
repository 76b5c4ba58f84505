"""The app of the places."""

from django.apps import AppConfig


class KernenConfig(AppConfig):
    """Municipality, kernen, domains, roles, terms and money."""

    name = "kernen"
    verbose_name = "Gemeente en kernen"
