"""Two pages that axe may take for one: only when they differ in words and addresses alone."""

import pytest

from tests.journeys.conftest import shape_of

PAGE = (
    '<main><a href="/werk/1/" id="a">Lees</a><input value="ja" aria-label="naam"><img src="/x.png" alt="kaart"></main>'
)


@pytest.mark.parametrize(("what", "instead"), [("Lees", "Meer lezen"), ("/werk/1/", "/werk/2/"), ('"ja"', '"nee"')])
def test_other_words_make_no_other_page(what: str, instead: str) -> None:
    assert shape_of(PAGE.replace(what, instead)) == shape_of(PAGE)


@pytest.mark.parametrize(
    ("what", "instead"),
    [
        ("Lees", ""), ("Lees", " \n"), ('"/werk/1/"', '""'), ('id="a"', 'id="b"'), ('"naam"', '""'), ('"kaart"', '""'),
        (' alt="kaart"', ""), ("<main>", "<div>"), (' id="a"', ' id="a" class="grey"'),
    ],
)  # fmt: skip
def test_what_a_page_is_made_of_makes_another(what: str, instead: str) -> None:
    assert shape_of(PAGE.replace(what, instead)) != shape_of(PAGE)
