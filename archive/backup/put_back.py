"""Putting a copy back: first looked at whole, only then written, and what was erased since is erased again."""

from datetime import datetime
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _

from archive.backup import files
from archive.backup.make import WITHOUT, Say, engine, print_of_keys
from archive.backup.manifest import Manifest, NotUsable, Table, fingerprint
from archive.deeds.erase import replay


def put_back(folder: Path, *, now: datetime, say: Say, replace: bool = False) -> Manifest:
    """Everything of this copy, over an empty database, or with `replace` over what is there; raises NotUsable.

    Nothing is written before the whole copy was read and found right; the database changes in one transaction.
    """
    say(_("Kopie nakijken…"))
    manifest = look_through(folder)
    if not replace and not engine().is_empty():
        raise NotUsable(_("In deze database staat al iets. Er is niets veranderd."))
    say(_("Bestanden terugzetten…"))
    files.put_back_all(folder, manifest.files)
    say(_("Database terugzetten…"))
    engine().load(folder, replace=replace)
    compare(manifest.tables, engine().sums(without=WITHOUT))
    say(_("Alle %d tabellen zijn gelijk aan de kopie.") % len(manifest.tables))
    call_command("migrate", interactive=False, verbosity=0)
    say(_("%d wissingen van na de kopie opnieuw gedaan.") % replay(since=manifest.moment, now=now))
    if manifest.keys != print_of_keys():
        say(_("Let op: ACCESS_CODE_KEYS is anders dan toen. Zet de oude sleutel erbij, anders opent geen kaart."))
    return manifest


def look_through(folder: Path) -> Manifest:
    """The manifest of a copy that is whole and that this version can read; raises NotUsable."""
    manifest = Manifest.read(folder)
    if manifest.vendor != connection.vendor:
        raise NotUsable(
            _("Deze kopie is van %(theirs)s en deze database is %(ours)s.")
            % {"theirs": manifest.vendor, "ours": connection.vendor}
        )
    dump = folder / engine().DUMP
    if not dump.is_file() or fingerprint(dump) != manifest.database:
        raise NotUsable(_("De database in deze kopie ontbreekt of is veranderd."))
    files.check_all(folder, manifest.files)
    if unknown := _unknown_migrations(manifest):
        raise NotUsable(_("Deze kopie is van een nieuwere versie: %s kennen wij niet.") % ", ".join(unknown))
    return manifest


def _unknown_migrations(manifest: Manifest) -> list[str]:
    """What the copy went through and this version has never heard of; of an app that is gone nothing is asked."""
    loader = MigrationLoader(connection, ignore_no_migrations=True)
    known = set(loader.disk_migrations)
    ours = [(app, name) for app in sorted(loader.migrated_apps) for name in manifest.migrations.get(app, [])]
    return [f"{app}.{name}" for app, name in ours if (app, name) not in known]


def compare(promised: dict[str, Table], seen: dict[str, Table]) -> None:
    """Raises NotUsable with the first table that is not as it was."""
    for name, table in promised.items():
        if seen.get(name) != table:
            there = seen[name].rows if name in seen else 0
            raise NotUsable(
                _("Tabel %(name)s is niet gelijk aan de kopie: %(there)d rijen, %(promised)d verwacht.")
                % {"name": name, "there": there, "promised": table.rows}
            )
