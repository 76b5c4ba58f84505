"""Seals the secrets of second factors with the newest key, so that an older key can be thrown away."""

from django.core.management.base import BaseCommand

from accounts.factors import seal_anew


class Command(BaseCommand):
    """After a new key came first in FACTOR_KEYS; twice does no harm."""

    help = "Versleutelt de geheimen van de tweede stap met de voorste sleutel van FACTOR_KEYS."

    def handle(self, *args: object, **options: object) -> None:
        """All of them, or none."""
        self.stdout.write(f"{seal_anew()} geheimen opnieuw versleuteld")
