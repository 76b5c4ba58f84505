"""Finding the passive voice in a Dutch sentence: "wordt … bekeken", "is door … gemaakt"."""

import re
from collections.abc import Iterator, Sequence

BECOMES = frozenset(("word", "wordt", "worden", "werd", "werden", "geworden"))
IS = frozenset(("is", "zijn", "was", "waren", "ben", "bent"))
BY = "door"
# Here a new clause begins, with a verb of its own.
JOINS = "en maar want of dus omdat als dat die wat zodat terwijl wanneer voordat nadat totdat hoe"
# After these comes a noun ("het gesprek", "geen geld"), or an infinitive ("om te betalen").
BEFORE_OTHERS = "de het een uw ons onze deze die dit dat geen alle veel meer te zijn haar hun mijn elk elke iedere"
OF_TWO = """aan af achter bij binnen door goed in klaar los mee na neer om onder op open over samen terug toe uit vast
    vol voor weg"""
PARTICIPLE = re.compile(
    rf"(?:{'|'.join(OF_TWO.split())})?(?:ge\w{{2,24}}(?:d|t|en)|(?:be|ver|ont|her|er)\w{{2,24}}(?:d|en|[kfsxp]t|cht))"
    r"|onderzocht|onderhouden|ondersteund|ondertekend|overlegd|overwogen|voltooid|voltrokken"
)
# They look like participles and are none, or say how something is: bekend, gezond.
NO_PARTICIPLES = """
    geld gebied geluid geduld gezond gebed gebit gewicht gezicht gerecht gedicht gevecht gebouwen gesprekken gemeenten
    gedachten gevolgen gezinnen gebeden gebieden geluiden gelden bekend beroemd vertrouwd geschikt bereid gewend geboren
    verkouden besmet bericht berichten besluiten bedrijven beelden beesten bergen beleid beneden verleden bovendien
    verstand verband verbanden verkeerd afgelopen gerust bezoeken beroepen gewoonten geliefd
"""
_JOINS, _BEFORE, _NONE = (frozenset(words.split()) for words in (JOINS, BEFORE_OTHERS, NO_PARTICIPLES))


def passives_in(words: Sequence[tuple[str, int]]) -> Iterator[tuple[str, str]]:
    """The verb pairs of a sentence in which nobody acts; a word comes with the number of its clause."""
    for clause in _clauses(words):
        if pair := _pair_in(clause):
            yield pair


def _clauses(words: Sequence[tuple[str, int]]) -> Iterator[list[str]]:
    """The parts of a sentence that have a verb of their own."""
    part: list[str] = []
    number = 0
    for word, clause in words:
        if clause != number or word in _JOINS:
            yield part
            part, number = [], clause
        part.append(word)
    yield part


def _pair_in(clause: list[str]) -> tuple[str, str] | None:
    """ "wordt morgen bekeken", "bekeken wordt", and "is door de buurt gemaakt"; all in one walk over the words."""
    done = [at for at in range(len(clause)) if _is_participle(clause, at)]
    last = done[-1] if done else -1
    last_by = max((at for at in range(last) if clause[at] == BY), default=-1)
    for at, word in enumerate(clause):
        if word in BECOMES and at and _looks_done(clause[at - 1]):
            return word, clause[at - 1]
        if at < last and (word in BECOMES or (word in IS and at < last_by)):
            return word, next(clause[place] for place in done if place > at)
    return None


def _is_participle(clause: list[str], at: int) -> bool:
    """Whether the word at this place is one; behind "de" or "te" it is a noun or an infinitive."""
    return not (at and clause[at - 1] in _BEFORE) and _looks_done(clause[at])


def _looks_done(word: str) -> bool:
    """Whether a word has the shape of a participle."""
    if word in _NONE or word.endswith(("ingen", "heden")):
        return False
    return bool(PARTICIPLE.fullmatch(word))
