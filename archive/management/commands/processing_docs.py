"""Write the register of processing to docs/verwerkingen.md, or say that it is out of date."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from archive.deeds.register_page import as_document


class Command(BaseCommand):
    """One document, made from the registry of columns."""

    help = "Schrijft docs/verwerkingen.md; met --check alleen nakijken."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whether to look only."""
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: object, **options: Any) -> None:
        """Write it; raises CommandError where it is out of date and nothing may be written."""
        path = Path(settings.BASE_DIR) / "docs" / "verwerkingen.md"
        with translation.override(settings.LANGUAGE_CODE):
            text = as_document()
        if not options["check"]:
            path.write_text(text)
        elif not path.exists() or path.read_text() != text:
            raise CommandError("docs/verwerkingen.md is verouderd: draai manage.py processing_docs")
