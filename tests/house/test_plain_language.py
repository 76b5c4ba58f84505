"""Everything a resident can read is plain: short sentences, plain words, who does it, and "u"."""

import re

import pytest

from initiatives.letters.hard_words import PHRASES
from initiatives.letters.plain import hints
from tests.house.resident_texts import resident_texts

# What is filled in counts as one word: a day, a number, a name.
FILLED_IN = re.compile(r"%(?:\(\w+\))?[sdi]")
# What residents never see, though it stands in a file that also holds a text of theirs.
FOR_COLLEAGUES = (
    "initiatives/forms/act.py", "initiatives/forms/edit.py", "templates/initiatives/assign.html",
    "templates/initiatives/edit.html",
)  # fmt: skip
A_STATUS = "the label of a status as colleagues read it; residents read its public label"
A_ROLE = "a role or a turn as colleagues read it; a municipality may call it otherwise"
A_TASK = "what a colleague reads of a task"
A_FORM = "a label or box in which colleagues type"
# What may stay as it is, each with the reason why.
ALLOWED: dict[str, str] = {
    "Toegewezen": A_STATUS,
    "Draagvlakpeiling": A_STATUS,
    "Aangehouden": A_STATUS,
    "Doorverwezen": A_STATUS,
    "beleidsmedewerker": A_ROLE,
    "beleidsmedewerkers": A_ROLE,
    "initiatiefnemer": A_ROLE,
    "initiatiefnemer en trekker": A_ROLE,
    "wie de voorwaarden moet regelen": A_ROLE,
    "De bewoner wil gebeld worden": A_TASK,
    "De bewoner wil gebeld worden.": A_TASK,
    "De bewoner beantwoordt de twee vragen van de evaluatie op de eigen pagina.": A_TASK,
    "Dit kenmerk kennen wij niet. Kies een initiatief of typ een kenmerk.": A_FORM,
    "Kenmerk": A_FORM,
    "Of het kenmerk": A_FORM,
    "Zoek of spring naar kenmerk": A_FORM,
}


def remarks(text: str) -> list[str]:
    """What the checker would say to somebody who typed this."""
    return [hint.says for hint in hints(FILLED_IN.sub("Vilt", text))]


def test_every_text_for_residents_is_plain() -> None:
    found = {
        text: (said[0].where, remarks(each))
        for (text, _context), said in resident_texts().items()
        for each in filter(None, (text, said[0].plural))
        if text not in ALLOWED and not all(place.where in FOR_COLLEAGUES for place in said) and remarks(each)
    }
    assert found == {}


def test_nothing_is_allowed_that_is_not_said_or_not_hard() -> None:
    said = {text for text, _context in resident_texts()}
    assert [text for text in ALLOWED if text not in said or not remarks(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "Uw aanvraag wordt door ons in behandeling genomen.",
        "Wij zijn %(name)s en wij willen u graag zo snel als het kan iets vertellen over uw idee.",
        "Derhalve zoeken wij draagvlak.",
        "Kom je ook?",
    ],
)
def test_a_text_that_is_not_plain_is_seen(text: str) -> None:
    assert len(remarks(text)) > 0


def test_what_is_filled_in_is_one_word() -> None:
    assert remarks("Bel ons voor %(day)s om %(time)s uur op %(number)s, of mail %(email)s. Dat mag ook later.") == []


def test_no_plain_word_is_itself_a_hard_one() -> None:
    plain = {plain for phrases in PHRASES.values() for _words, plain in phrases}
    assert {text: remarks(text) for text in plain if remarks(text)} == {}


def test_every_form_of_a_hard_word_stands_in_the_list_once() -> None:
    forms = [" ".join(words) for phrases in PHRASES.values() for words, _plain in phrases]
    assert sorted({form for form in forms if forms.count(form) > 1}) == []
