"""The numbers that were promised (trust.md 4.3), written out: a code that reads its own constants proves nothing."""

from accounts.throttle import IPV6_PREFIX, TRIES, WINDOW_SECONDS
from initiatives.models.access_code import ALPHABET, GROUP, LENGTH
from kernen.emergency import LASTS


def test_guessing_stops_after_five_failures_in_fifteen_minutes_per_household() -> None:
    assert (TRIES, WINDOW_SECONDS, IPV6_PREFIX) == (5, 900, 64)


def test_a_code_holds_eighty_random_bits_in_four_groups_of_four() -> None:
    assert (len(set(ALPHABET)), LENGTH, GROUP) == (32, 16, 4)


def test_an_emergency_lasts_half_an_hour() -> None:
    assert LASTS.total_seconds() == 1_800
