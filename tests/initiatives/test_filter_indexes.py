"""Whatever a coordinator narrows a list by, and in whatever order, the database has an index for it."""

import pytest
from django.db import connection

from initiatives.filters import COLUMNS, ONLY, TABS, InitiativeFilter
from initiatives.models import CoAdvice, ContactPerson, Follow, Initiative, InitiativeKern

pytestmark = pytest.mark.django_db
HERE, WORDS = Initiative._meta.db_table, "the index of words"
# By what each is found: a table and the column its index begins with.
FOUND_BY = {
    "q": [(WORDS, "word")],
    "show": [(HERE, "status")],
    "status": [(HERE, "status")],
    "kern": [(InitiativeKern._meta.db_table, "kern_id"), (InitiativeKern._meta.db_table, "initiative_id")],
    "domain": [(HERE, "lead_domain_id")],
    "officer": [(HERE, "officer_id")],
    "ball": [(HERE, "status")],
    "since": [(HERE, "logged_at")],
    "until": [(HERE, "logged_at")],
    "only=unassigned": [(HERE, "officer_id")],
    "only=no_contact": [(ContactPerson._meta.db_table, "initiative_id")],
    "only=co_advised": [(CoAdvice._meta.db_table, "initiative_id")],
    "only=sensitive": [(HERE, "initiative_sensitive")],
    "tab=nieuw": [(HERE, "status")],
    "tab=mij": [(HERE, "status"), (HERE, "officer_id")],
    "tab=ander": [(HERE, "status")],
    "tab=laat": [(HERE, "due_on")],
    "tab=volg": [(Follow._meta.db_table, "initiative_id"), (Follow._meta.db_table, "user_id")],
    "tab=alles": [(HERE, "due_on")],
    "order=due": [(HERE, "due_on")],
    "order=oldest": [(HERE, "created_at")],
    "order=newest": [(HERE, "created_at")],
    "order=title": [(HERE, "title")],
}


def offered() -> set[str]:
    """Every filter there is; those with a meaning of their own for each choice, choice by choice."""
    choices: dict[str, list[str]] = {
        "only": [code for code, _label in ONLY],
        "tab": [tab.code for tab in TABS],
        "order": list(COLUMNS),
    }
    plain = set(InitiativeFilter.base_filters) - choices.keys()
    return plain | {f"{name}={code}" for name, codes in choices.items() for code in codes}


def ways_in(table: str) -> set[str]:
    """The first column of every index of this table, and the names of those that hold a part of it."""
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, table)
    indexes = {name: one["columns"] for name, one in found.items() if one["index"] or one["unique"]}
    return {columns[0] for columns in indexes.values() if columns} | set(indexes)


def test_whatever_is_offered_is_found_along_an_index() -> None:
    assert FOUND_BY.keys() == offered()
    needed = {place for places in FOUND_BY.values() for place in places if place[0] != WORDS}
    there = {(table, way) for table, _column in needed for way in ways_in(table)}
    assert needed - there == set()
