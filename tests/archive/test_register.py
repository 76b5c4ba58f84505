"""Every column that holds words is in the register of processing, or in the list of those without people."""

from collections.abc import Iterator
from contextlib import contextmanager

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.core.management import call_command
from django.db import models

from accounts.models import User
from archive.deeds import register_rows
from archive.deeds.register import HOLDINGS, searched_columns, unknown_names, unregistered
from initiatives.models import Signal


@contextmanager
def a_new_column(name: str) -> Iterator[None]:
    """As a developer adds it to a table, until the test is over; the database does not know it."""
    column = models.CharField(max_length=50)
    Signal.add_to_class(name, column)
    try:
        yield
    finally:
        Signal._meta.local_fields.remove(column)
        apps.clear_cache()
        delattr(Signal, name)


def test_the_document_in_the_repository_says_what_the_software_holds() -> None:
    call_command("processing_docs", check=True)


def test_no_column_for_words_is_in_neither_list() -> None:
    assert unregistered() == []


def test_the_register_names_only_what_is_there() -> None:
    assert unknown_names() == []


def test_a_new_column_turns_this_red() -> None:
    with a_new_column("nickname"):
        assert unregistered() == ["initiatives.Signal.nickname"]
    assert unregistered() == []


def test_a_new_column_is_looked_through_before_anybody_described_it() -> None:
    with a_new_column("nickname"):
        assert "nickname" in searched_columns(Signal)


def test_a_column_that_is_taken_away_turns_the_register_red() -> None:
    before = register_rows.NOTHING_OF_PEOPLE
    try:
        register_rows.NOTHING_OF_PEOPLE = before | {"initiatives.Signal.fax"}
        assert unknown_names() == ["initiatives.Signal.fax"]
    finally:
        register_rows.NOTHING_OF_PEOPLE = before


def test_what_lets_somebody_in_is_registered_and_never_shown() -> None:
    described = {f"{holding.model}.{name}" for holding in HOLDINGS for name in holding.columns}
    assert described >= register_rows.SECRETS
    assert [
        name for name in ("password", "data") if name in (*searched_columns(User), *searched_columns(Authenticator))
    ] == []
