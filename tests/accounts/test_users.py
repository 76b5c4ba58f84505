"""Accounts: one per address, with an end for who comes from outside."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.models import User
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_an_address_has_one_account_whatever_its_capitals() -> None:
    make_user(email="Anna@Example.nl")
    assert User.objects.get_by_natural_key(" ANNA@example.NL ").email == "anna@example.nl"
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.bulk_create([User(email="ANNA@EXAMPLE.NL", name="Anna twee")])


@pytest.mark.parametrize("facts", [{"ends_on": date(2027, 1, 1)}, {"processing_agreement": "VO-1"}, {}])
def test_who_comes_from_outside_needs_a_last_day_and_an_agreement(facts: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_user(organisation="Welzijn Zuid", **facts)


def test_who_comes_from_outside_with_both_is_welcome() -> None:
    user = make_user(organisation="Welzijn Zuid", ends_on=date(2027, 1, 1), processing_agreement="VO-1")
    user.full_clean()


def test_the_form_says_in_dutch_what_somebody_from_outside_needs() -> None:
    with pytest.raises(ValidationError, match="verwerkersovereenkomst nodig"):
        User(email="a@example.nl", name="A", organisation="Welzijn Zuid", password="!").full_clean()


def test_a_superuser_flag_makes_nobody_staff() -> None:
    assert User.objects.create_superuser("baas@example.nl", "x", name="Baas").is_staff is False


def test_current_accounts_are_active_and_not_past_their_last_day() -> None:
    today = date(2026, 11, 21)
    stays = make_user(ends_on=today)
    make_user(ends_on=date(2026, 11, 20))
    make_user(is_active=False)
    assert list(User.objects.get_queryset().current(today)) == [stays]
