"""Texts that say too much of somebody are remarked on; everyday texts are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.forms.warnings import BIRTH, BSN, HEALTH_HINT, IBAN, remarks_on


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Zijn nummer is 111222333.", BSN),
        ("bsn 1112.22.333", BSN),
        ("BSN: 111 222 333", BSN),
        ("BSN 10000008", BSN),
        ("Maak het over naar NL91ABNA0417164300", IBAN),
        ("Rekening nl91 abna 0417 1643 00 van de club", IBAN),
        ("Mia is geboren op 12 maart 1948", BIRTH),
        ("geb. 12-3-1980", BIRTH),
        ("geboortedatum: 01/02/2003", BIRTH),
        ("Zij is van 12-03-1948", BIRTH),
        ("De diagnose kwam in mei", HEALTH_HINT),
        ("Hij slikt medicijnen", HEALTH_HINT),
        ("Zij heeft de ziekte van Parkinson", HEALTH_HINT),
        ("na zijn depressie", HEALTH_HINT),
        ("Mijn vrouw had kanker.", HEALTH_HINT),
        ("de dementie van mijn moeder", HEALTH_HINT),
        ("Zij heeft al jaren dementie", HEALTH_HINT),
    ],
)
def test_what_says_too_much_is_seen(text: str, sentence: object) -> None:
    assert remarks_on(text) == [sentence]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Een bankje bij de kapel.",
        "Bel 043 123 45 67 of 06-12345678 of +31 6 12 34 56 78.",
        "Het feest is op 12-05-2027, van 14.00 tot 17.00 uur.",
        "Er wonen 123456789 mensen, nee, 16.523.",
        "Een dementievriendelijk dorp en een Alzheimer Café.",
        "Het kost € 12.500,00 en wij hebben 1.250.000 stappen gezet.",
        "De kerk is van 1880 en de school van 1956.",
        "Beweegtuin voor iedereen, ook met een rollator, bij huisnummer 12345678",
        "Het bestand NL12NIETS34",
    ],
)
def test_everyday_texts_are_left_alone(text: str) -> None:
    assert remarks_on(text) == []


@given(st.text(max_size=400))
def test_no_text_breaks_it(text: str) -> None:
    assert len(remarks_on(text)) <= 4


@given(st.text(alphabet="0123456789 .-NLAB", max_size=3000))
def test_numbers_without_end_are_read_in_no_time(text: str) -> None:
    assert len(remarks_on(text)) <= 4
