"""What somebody typed to look for, found in whatever way it was written down."""

import pytest

from archive.deeds.wording import MOST_STRINGS, REMOVED, TooShort, Wording, cut_out


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("06-12345678", "bel 0612345678 na zes uur"),
        ("06-12345678", "+31 6 1234 5678"),
        ("0031612345678", "06.12.34.56.78"),
        ("+31612345678", "(06) 12345678"),
        ("+49 2405 123456", "+492405123456"),
        ("043 600 0000", "0031 43-6000000"),
        ("6301 AB", "woont op 6301ab te Valkenburg"),
        ("6301ab", "6301 AB"),
        ("José Böll", "JOSÉ böll kwam langs"),
        ("José", r"{\"naam\": \"Jos\u00e9\"}".replace("\\\\u", "\\u")),
        ("José", "/zoek/?q=Jos%C3%A9"),
        ("Mia Daems", "Mia\r\n Daems"),
    ],
)
def test_a_name_or_number_is_found_however_it_was_written(typed: str, written: str) -> None:
    assert Wording.of(typed).is_in(written)


@pytest.mark.parametrize(
    ("typed", "written"),
    [("06-12345678", "0612345679"), ("6301 AB", "6301 ABC"), ("Mia Daems", "Mia Daemsen"), ("043 600 0000", "43600")],
)
def test_another_name_or_number_is_another(typed: str, written: str) -> None:
    assert not Wording.of(typed).is_in(written)


@pytest.mark.parametrize("typed", ["", " \n ", "ab", "\n".join(f"naam{number}" for number in range(MOST_STRINGS + 1))])
def test_nothing_too_much_and_too_short_are_no_words_to_look_for(typed: str) -> None:
    with pytest.raises(TooShort):
        Wording.of(typed)


def test_of_a_cell_with_parts_only_the_name_goes() -> None:
    cell = {"wie": ["Mia Daems", 3, None], "Mia Daems": "bij Mia Daems thuis", "rest": {"wat": "een bank"}}
    assert cut_out(cell, Wording.of("Mia Daems").cuts(cell)) == {
        "wie": [REMOVED, 3, None], REMOVED: f"bij {REMOVED} thuis", "rest": {"wat": "een bank"},
    }  # fmt: skip
