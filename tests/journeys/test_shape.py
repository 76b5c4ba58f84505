"""A page that axe may pass over: one that has no piece of its own, wherever it comes from and whatever it says."""

import pytest

from tests.journeys.shape import pieces_of

PAGE = (
    '<main><h1>Werk</h1><ul><li><a href="/werk/1/" id="a">Lees</a></li></ul>'
    '<input value="ja" aria-label="naam"><br><img src="/x.png" alt="kaart"></main>'
)
LINE = '<li><a href="/werk/2/" id="a">Meer</a></li>'


@pytest.mark.parametrize(("what", "instead"), [("Lees", "Meer lezen"), ("/werk/1/", "/werk/2/"), ('"ja"', '"nee"')])
def test_other_words_make_no_other_page(what: str, instead: str) -> None:
    assert pieces_of(PAGE.replace(what, instead)) == pieces_of(PAGE)


def test_one_line_more_of_the_same_is_no_other_page_but_an_id_that_is_there_twice_is() -> None:
    longer = PAGE.replace("</ul>", LINE.replace(' id="a"', "") + LINE.replace(' id="a"', "") + "</ul>")
    shorter = PAGE.replace("</ul>", LINE.replace(' id="a"', "") + "</ul>")
    assert pieces_of(longer) == pieces_of(shorter)
    assert pieces_of(PAGE.replace("</ul>", LINE + "</ul>")) > pieces_of(PAGE)


@pytest.mark.parametrize(
    ("what", "instead"),
    [
        ('"/werk/1/"', '""'), ('id="a"', 'id="b"'), ('"naam"', '""'), ('"kaart"', '""'), (' alt="kaart"', ""),
        ("main>", "div>"), (' id="a"', ' id="a" class="grey"'), ("h1>", "h3>"), ("<ul>", "<ol>"), ("<li>", "<li><b>"),
        ("</h1>", "</h1><h3>Later</h3>"), ("<br>", "<nav></nav>"), ("<br>", "words"),
    ],
)  # fmt: skip
def test_what_a_page_is_made_of_makes_another(what: str, instead: str) -> None:
    assert not pieces_of(PAGE.replace(what, instead)) <= pieces_of(PAGE)


@pytest.mark.parametrize("words", ["", " \n"])
def test_what_has_no_words_is_another_thing_than_what_has(words: str) -> None:
    assert not pieces_of(PAGE.replace("Lees", words)) <= pieces_of(PAGE)
