"""Turn the translation files into what the machine reads; needs nothing of the operating system."""

from django.conf import settings
from django.core.management.base import BaseCommand

from burgerkracht.languages import compile_texts


class Command(BaseCommand):
    """Run by `make run`, `make test` and `make check`; once more after a translation file changed."""

    help = "Maakt de vertaalbestanden onder locale/ klaar voor gebruik."

    def handle(self, *args: object, **options: object) -> None:
        for folder in settings.LOCALE_PATHS:
            for file in compile_texts(folder):
                self.stdout.write(f"Klaargezet: {file.relative_to(folder)}")
