"""Money as people write it."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from kernen.fields import MOST_CENTS, EuroField, parse_euros, show_euros


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("2500", 250_000),
        ("2.500", 250_000),
        ("€ 2.500,-", 250_000),
        ("2500,5", 250_050),
        ("2500.50", 250_050),
        ("1.234.567,89", 123_456_789),
        ("0", 0),
        ("0,05", 5),
    ],
)
def test_an_amount_is_read_as_a_dutch_reader_reads_it(text: str, cents: int) -> None:
    assert EuroField().clean(text) == cents


@pytest.mark.parametrize("text", ["veel", "2,500,00", "-5", "1.23.4", "2500,505", "12e3", "٣", "9" * 20, "1\0"])
def test_what_is_no_amount_gets_a_sentence(text: str) -> None:
    with pytest.raises(ValidationError):
        EuroField().clean(text)


@given(cents=st.integers(0, MOST_CENTS))
def test_what_is_shown_can_be_typed_again(cents: int) -> None:
    assert parse_euros(show_euros(cents)) == cents


def test_an_amount_that_may_be_empty_is_nothing_and_not_zero() -> None:
    assert EuroField(required=False).clean("") is None


def test_saving_a_form_without_a_change_changes_nothing() -> None:
    assert EuroField().has_changed(250_050, "2.500,50") is False
    assert EuroField().has_changed(250_050, "2.500,51") is True
