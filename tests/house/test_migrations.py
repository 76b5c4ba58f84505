"""Migrations say what they do, and the models are what they say."""

import re

import pytest
from django.core.management import call_command

from tests.house.places import APPS, ROOT


@pytest.mark.django_db
def test_no_change_of_a_model_is_without_its_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=1)


def test_every_migration_has_a_name_given_by_a_person() -> None:
    files = [file for app in APPS for file in sorted((ROOT / app / "migrations").glob("[0-9]*.py"))]
    unnamed = [f"{file.parts[-3]}/{file.name}" for file in files if re.search(r"_auto_\d|_and_more", file.name)]
    assert unnamed == []
