"""The frame as Django knows it: its name, and what it asks of a machine before going live."""

from django.apps import AppConfig
from django.core.checks import Tags, register

from burgerkracht import checks, patience


class FrameConfig(AppConfig):
    """The frame holds no models; it registers the checks for a live machine."""

    name = "burgerkracht"
    verbose_name = "Burgerkracht"

    def ready(self) -> None:
        patience.wait_with_an_end()
        register(checks.find_demo, Tags.security, deploy=True)
        register(checks.find_local_secrets, Tags.security, deploy=True)
        register(checks.find_stale_texts, Tags.translation)
