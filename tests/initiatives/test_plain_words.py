"""Hints on plain language: what a colleague is offered while writing to residents, and that it never stops them."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.letters.plain import LONGEST_TEXT, MOST_HINTS, Hint, Kind, first_hints, hints


def found(text: str) -> list[tuple[Kind, tuple[str, ...]]]:
    return [(hint.kind, hint.words) for hint in hints(text)]


def of_kind(kind: Kind, text: str) -> list[tuple[str, ...]]:
    return [hint.words for hint in hints(text) if hint.kind == kind]


# ---- hard words ----------------------------------------------------------------------------------------


def test_officer_who_writes_ambtelijk_is_offered_a_plain_word() -> None:
    assert hints("Derhalve bellen wij u.") == [
        Hint(
            kind=Kind.HARD_WORD,
            words=("derhalve",),
            says="“derhalve” is een moeilijk woord. Gewoner is: daarom, of dus.",
        )
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Wij zoeken draagvlak.", "draagvlak"),
        ("U dient te bellen.", "u dient"),
        ("Wij bellen m.b.t. uw idee.", "m.b.t"),
        ("Dat doen wij d.m.v. een brief.", "d.m.v"),
        ("Wij maken het met inachtneming van de regels.", "met inachtneming van"),
        ("INDIEN u wilt.", "indien"),
        ("Wij hebben het gerealiseerd.", "gerealiseerd"),
        ("De niet-ontvankelijke, eh, niet-ontvankelijk.", "niet-ontvankelijk"),
    ],
)
def test_a_hard_word_is_known_however_it_is_bent(text: str, words: str) -> None:
    assert of_kind(Kind.HARD_WORD, text) == [(words,)]


@pytest.mark.parametrize("text", ["De termijnbal.", "Mitsubishi.", "Wij gaan over de brug.", "Het dorp Indienheide."])
def test_a_word_that_only_holds_a_hard_one_is_left_alone(text: str) -> None:
    assert of_kind(Kind.HARD_WORD, text) == []


def test_a_hard_word_said_twice_is_one_hint() -> None:
    assert of_kind(Kind.HARD_WORD, "Echter, het is echter zo.") == [("echter",)]


# ---- sentences -----------------------------------------------------------------------------------------

FIFTEEN = "een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien"


@pytest.mark.parametrize(("text", "long"), [(FIFTEEN, 0), (f"{FIFTEEN} zestien", 1), (f"{FIFTEEN}. {FIFTEEN}!", 0)])
def test_a_sentence_may_have_fifteen_words(text: str, long: int) -> None:
    assert len(of_kind(Kind.LONG_SENTENCE, text)) == long


@pytest.mark.parametrize(
    "unfinished",
    ["bijv.", "o.a.", "nr. 3", "dhr. Jansen", "St. Gerlach", "Houthem-St. Gerlach", "€ 1.500", "10.30 uur", "J.P. Coen",
     "3,5 meter", "www.valkenburg.nl", "mia@dorp.nl", "enz. en zo", "m.b.t. dit", "06-11.22.33"],
)  # fmt: skip
def test_a_dot_that_ends_no_sentence_does_not_hide_a_long_one(unfinished: str) -> None:
    before, after = "een twee drie vier vijf zes", "acht negen tien elf twaalf dertien veertien vijftien zestien"

    assert len(of_kind(Kind.LONG_SENTENCE, f"{before} {unfinished} {after}")) == 1


@pytest.mark.parametrize("end", [". ", "! ", "? ", ": ", "\n", "... ", "… ", ".) ", ".” ", " enz. Dan ", " in 2026. "])
def test_after_the_end_of_a_sentence_counting_starts_again(end: str) -> None:
    half = "een twee drie vier vijf zes zeven acht negen tien"

    assert of_kind(Kind.LONG_SENTENCE, f"{half}{end}{half}") == []


# ---- who does it ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("Uw idee wordt morgen bekeken.", ("wordt", "bekeken")),
        ("U hoort het als het besproken wordt.", ("wordt", "besproken")),
        ("De bank is door de buurt gemaakt.", ("is", "gemaakt")),
        ("Het plan kan worden goedgekeurd.", ("worden", "goedgekeurd")),
        ("De weg werd aangelegd.", ("werd", "aangelegd")),
        ("Er wordt geld gegeven.", ("wordt", "gegeven")),
        ("De straat wordt in mei verbreed.", ("wordt", "verbreed")),
        ("Het wordt onderzocht.", ("wordt", "onderzocht")),
    ],
)
def test_a_sentence_in_which_nobody_does_it_is_seen(text: str, verbs: tuple[str, str]) -> None:
    assert found(text) == [(Kind.PASSIVE, verbs)]


@pytest.mark.parametrize(
    "text",
    [
        "Het wordt mooi.",
        "De dag wordt bekend.",
        "Het pad wordt breder en de gemeente betaalt het.",
        "Als het later wordt, vertelt de medewerker het u.",
        "Uw idee is gestopt.",
        "Wij zijn door het dorp naar u op weg.",
        "Het is door de regen te nat.",
        "Het geld wordt een feest.",
        "Het wordt een gesprek met de gemeente.",
        "Het wordt tijd om te beginnen.",
        "De groep is gegroeid.",
        "Het wordt voor alle verenigingen een mooi jaar.",
    ],
)
def test_who_says_how_things_are_hears_nothing(text: str) -> None:
    assert found(text) == []


# ---- the rest ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "words"), [("Neem JE kaart mee.", "je"), ("Wat vind jij?", "jij")])
def test_residents_are_not_called_je(text: str, words: str) -> None:
    assert of_kind(Kind.INFORMAL, text) == [(words,)]


def test_who_shouts_is_told_so() -> None:
    assert of_kind(Kind.CAPITALS, "LET OP: de GGD belt u over VAG-2026-0042. BELANGRIJK.") == [
        ("LET",), ("BELANGRIJK",),
    ]  # fmt: skip


def test_one_very_long_word_is_no_matter_and_two_are() -> None:
    one = "De gemeenteraadsvergadering van Berg, met Burgemeesterstraatfeest."

    assert found(one) == []
    assert of_kind(Kind.LONG_WORDS, f"{one} En de ontwikkelingsmaatschappij.") == [
        ("gemeenteraadsvergadering", "ontwikkelingsmaatschappij")
    ]


def test_a_plain_letter_has_no_hints() -> None:
    text = (
        "Beste mevrouw Janssen,\n\nWij hebben uw idee gelezen. Een bank bij de kapel, dat lijkt ons leuk."
        " Op 3 december om 19.30 uur praten wij erover, in het dorpshuis. De gemeente heeft € 1.500.\n"
        "Kunt u niet? Bel dan 043 600 12 34.\n\nMet vriendelijke groet,\ngemeente Valkenburg aan de Geul"
    )

    assert hints(text) == []


@given(st.text(max_size=3000))
def test_any_text_gives_hints_and_never_an_error(text: str) -> None:
    assert all(hint.says and hint.words for hint in hints(text))
    assert first_hints(text) == [hint.says for hint in hints(text)[:MOST_HINTS]]


PIECES = st.sampled_from(
    [
        "wordt ",
        "gemaakt",
        "de ",
        "door ",
        "is ",
        "je ",
        "LET ",
        "OP ",
        ". ",
        ", ",
        "\n",
        "m.b.t.",
        "in het kader ",
        "St. ",
    ]
)


@given(st.lists(PIECES, max_size=200).map("".join))
def test_any_heap_of_words_it_knows_gives_no_error_either(text: str) -> None:
    assert len(set(hints(text))) == len(hints(text))


@pytest.mark.parametrize(
    "piece",
    ["a", "a.", "a'", "wordt ", "wordt gemaakt ", "is ", "gemaakt is ", "is door ", "ge", ". ", "dient ", "LET "],
)
def test_a_text_of_ten_thousand_signs_costs_no_time(piece: str) -> None:
    text = (piece * LONGEST_TEXT)[:LONGEST_TEXT]
    start = time.perf_counter()

    hints(text)

    # It takes some 20 ms; a search that goes back and forth would take minutes.
    assert time.perf_counter() - start < 1.0
