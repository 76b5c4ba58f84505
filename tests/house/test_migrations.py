"""Migrations say what they do, and the models are what they say."""

import re
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models
from django.db.migrations import Migration, operations
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState, ProjectState

from accounts.migrating import AddIndexBeside
from tests.house.migration_rules import BIG, broken_rules
from tests.house.places import APPS, ROOT

# What no site ran before: everything in these was made at once, on empty tables.
FIRST = {
    ("accounts", "0001_initial"),
    ("accounts", "0002_make_cache_table"),
    ("archive", "0001_initial"),
    ("archive", "0002_begin_with_undecided_rules"),
    ("initiatives", "0001_initial"),
    ("initiatives", "0002_search_index_and_closed_logs"),
    ("kernen", "0001_initial"),
    ("overleg", "0001_initial"),
}


@pytest.mark.django_db
def test_no_change_of_a_model_is_without_its_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=1)


def test_every_migration_has_a_name_given_by_a_person() -> None:
    files = [file for app in APPS for file in sorted((ROOT / app / "migrations").glob("[0-9]*.py"))]
    unnamed = [f"{file.parts[-3]}/{file.name}" for file in files if re.search(r"_auto_\d|_and_more", file.name)]
    assert unnamed == []


# ---- while people work, and the version before still answers ------------------------------------------


def test_a_site_at_work_lives_through_every_migration() -> None:
    loader = MigrationLoader(None)
    ours = {key: one for key, one in loader.disk_migrations.items() if key[0] in APPS and key not in FIRST}
    broken = [
        f"{key[0]}.{key[1]}: {sentence}"
        for key, migration in sorted(ours.items())
        for sentence in broken_rules(
            migration,
            source=Path(str(import_module(migration.__module__).__file__)).read_text(),
            before=loader.project_state(key, at_end=False),
        )
    ]
    assert broken == []


def test_every_large_table_is_there() -> None:
    assert {(app, name) for app, name in BIG if name not in apps.all_models[app]} == set()


def idea_before() -> ProjectState:
    """A town in which an idea has a note that may be empty."""
    state = ProjectState()
    fields: list[tuple[str, Any]] = [
        ("id", models.BigAutoField(primary_key=True)),
        ("note", models.TextField(null=True)),
    ]
    state.add_model(ModelState("initiatives", "Initiative", fields))
    return state


def said_of(*done: Any, source: str = "", atomic: bool = True) -> list[str]:
    """How often the rules say no, to a migration that does this."""
    migration: Any = Migration("9999_example", "initiatives")
    migration.operations, migration.atomic = list(done), atomic
    return [
        sentence.split(":")[0].split()[0] for sentence in broken_rules(migration, source=source, before=idea_before())
    ]


INDEX = models.Index(fields=["note"], name="idea_note")
NEEDS_TWO_STEPS = [
    operations.RemoveField("initiative", "note"),
    operations.RenameField("initiative", "note", "remark"),
    operations.RenameModel("initiative", "idea"),
    operations.DeleteModel("initiative"),
    operations.AlterField("initiative", "note", models.TextField(default="")),
]


@pytest.mark.parametrize("operation", NEEDS_TWO_STEPS, ids=lambda one: type(one).__name__)
def test_what_the_old_version_still_uses_goes_away_one_release_later(operation: Any) -> None:
    assert said_of(operation) == [type(operation).__name__]
    assert said_of(operation, source="    # two steps: unused since 1.4.0\n") == []


def test_a_new_column_needs_something_to_stand_in_it_when_the_old_version_writes() -> None:
    assert said_of(operations.AddField("initiative", "aim", models.TextField(default=""))) == ["AddField"]
    assert said_of(operations.AddField("initiative", "aim", models.TextField(null=True))) == []
    assert said_of(operations.AddField("initiative", "aim", models.TextField(db_default=""))) == []


def test_an_index_on_a_large_table_is_made_beside_the_work_of_others_and_alone() -> None:
    assert said_of(operations.AddIndex("initiative", INDEX)) == ["AddIndex"]
    assert said_of(AddIndexBeside("initiative", INDEX), atomic=False) == []
    assert len(said_of(AddIndexBeside("initiative", INDEX), AddIndexBeside("task", INDEX), atomic=False)) == 1
    new = operations.CreateModel("Task", [("id", models.BigAutoField(primary_key=True))])
    assert said_of(new, operations.AddIndex("task", INDEX)) == []
