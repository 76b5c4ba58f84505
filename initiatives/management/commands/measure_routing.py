"""How often the routing proposal is right on titles with known domains, a whole campaign left out at a time."""

import csv
from collections import defaultdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from initiatives.routing.learning import Case, Text
from initiatives.routing.measure import Report, leave_group_out
from initiatives.routing.words import keywords_of, words_of
from kernen.first_fill import DOMAINS
from kernen.models import PolicyDomain

COLUMNS = {"campaign", "title", "domains"}


class Command(BaseCommand):
    """Prints figures; keeps nothing of the file."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, and whose keywords."""
        parser.add_argument("file", help="csv with the columns campaign, title and domains (codes, ; between them)")
        parser.add_argument(
            "--own-keywords", action="store_true", help="the keywords of this installation, not the first fill"
        )
        parser.add_argument("--rename", action="append", default=[], metavar="THEIRS=OURS", help="a domain code")

    def handle(self, *args: Any, **options: Any) -> None:
        """With keywords, without them, and with nothing else."""
        groups = read_groups(Path(options["file"]), dict(pair.split("=", 1) for pair in options["rename"]))
        keywords = own_keywords() if options["own_keywords"] else {c: keywords_of(k) for c, _n, _w, k in DOMAINS}
        unknown = {desk for cases in groups.values() for case in cases for desk in case.desks} - set(keywords)
        if unknown:
            raise CommandError(f"Unknown domains: {', '.join(sorted(unknown))}. Use --rename.")
        self.show("Trefwoorden en eerdere besluiten", leave_group_out(groups, keywords))
        self.show("Alleen eerdere besluiten", leave_group_out(groups, dict.fromkeys(keywords, ())))

    def show(self, name: str, report: Report) -> None:
        """Four lines: how many, right at first place, right in the first three."""
        self.stdout.write(f"{name} (aantal · eerste goed · bij eerste drie)")
        self.stdout.write(f"  alles                     {report.everything.in_words}")
        self.stdout.write(f"  met voorstel              {report.proposed.in_words}")
        self.stdout.write(f"  gewone lijst              {report.plain.in_words}")
        self.stdout.write(f"  altijd de meest gekozen   {report.commonest.in_words}")


def own_keywords() -> dict[str, tuple[str, ...]]:
    """As the administrator keeps them."""
    return {domain.code: keywords_of(domain.keywords) for domain in PolicyDomain.objects.current()}


def read_groups(file: Path, rename: dict[str, str]) -> dict[str, list[Case]]:
    """The cases of each campaign."""
    groups: dict[str, list[Case]] = defaultdict(list)
    with file.open(newline="") as opened:
        reader = csv.DictReader(opened)
        if missing := COLUMNS - set(reader.fieldnames or ()):
            raise CommandError(f"Missing columns: {', '.join(sorted(missing))}")
        for row in reader:
            desks = tuple(rename.get(desk, desk) for desk in row["domains"].split(";") if desk)
            text = Text(words=words_of(row["title"]), whole=row["title"].lower())
            groups[row["campaign"]].append(Case(text=text, desks=desks))
    return groups
