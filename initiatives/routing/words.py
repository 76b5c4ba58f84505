"""What a Dutch text says: its words, their stems, the parts of compounds, and which keywords are in it."""

import re
from collections.abc import Collection, Iterable
from functools import lru_cache

import snowballstemmer

# Words that say nothing about a subject; names of months and the like may stay, they tell no domains apart.
_EMPTY = """
aan al alle alleen alles als altijd ander andere anders beetje ben bij binnen blijf blijft blijven buiten daar
daarom dan dat deze die dit doe doen doet door door een eens eigen elk elkaar elke en er eraan erg ervan even
gaan gaat geeft geen gemeente gemeenten geven goed graag had hadden heb hebben heeft heel heen het hele hem
hen hier hij hoe hun idee iedere iedereen iemand iets ik in initiatief inwoner inwoners is ja jaar je jij jou
jullie kan kern komen komt krijgen kun kunnen laat laten maak maakt maar maken mag makkelijk me mee meer men
mensen met mij mijn moet moeten mogen na naar naast neem nemen net niet niets nieuw nieuwe nodig nog nu of om
ons onze onder ook op open over plan plek project samen staan staat te tegen ten ter terug tijd tijdens toch
toe tot tussen uit van vaak vanaf vanuit veel via voor voorbeeld vooral waar waarom wanneer want waren was wat
we weer wel welke werd wie wij wil willen wilt word worden wordt zal ze zelf zelfs zich zien zij zijn zo zodat
zonder zou zullen the of and for
"""
EMPTY = frozenset(_EMPTY.split())
SHORTEST_WORD, SHORTEST_PART = 3, 4
# A short keyword must stand alone or close a compound ("fietspad"); a longer one may also open it; a long one
# may stand anywhere.
SHORT_KEYWORD, LONG_KEYWORD = 3, 5
_stemmer = snowballstemmer.stemmer("dutch")


@lru_cache(maxsize=50_000)
def stem_of(word: str) -> str:
    """The stem; deterministic, and remembered because towns use the same words over and over."""
    return str(_stemmer.stemWord(word))


def words_of(*texts: str) -> tuple[str, ...]:
    """The words that say something, each once, in the order in which they stand."""
    found = re.findall(r"[a-zà-ÿ]+", " ".join(texts).lower().replace("’", " "))
    return tuple(dict.fromkeys(word for word in found if len(word) >= SHORTEST_WORD and word not in EMPTY))


def clues_in(words: Iterable[str], known: Collection[str]) -> dict[str, str]:
    """Each stem and each known part of a compound, with the word it was found in."""
    found: dict[str, str] = {}
    for word in words:
        stem = stem_of(word)
        for clue in (stem, *parts_of(stem, known)):
            found.setdefault(clue, word)
    return found


def parts_of(stem: str, known: Collection[str]) -> list[str]:
    """The known words a compound begins or ends with: “buurttuin” holds “tuin”."""
    heads = (stem[:i] for i in range(SHORTEST_PART, len(stem) - 2))
    tails = (stem[i:] for i in range(3, len(stem) - SHORTEST_PART + 1))
    return [part for part in (*heads, *tails) if part in known]


def keywords_of(text: str) -> tuple[str, ...]:
    """The keywords of a domain as somebody typed them: separated by commas or lines, each once."""
    typed = (re.sub(r"\s+", " ", part).strip().lower() for part in re.split(r"[,;\n]", text))
    return tuple(dict.fromkeys(part for part in typed if part))


def find_keyword(keyword: str, words: Iterable[str], text: str) -> str | None:
    """The word in which this keyword is found, None when it is not there."""
    if " " in keyword:
        return keyword if keyword in text else None
    return next((word for word in words if _is_in(keyword, word)), None)


def _is_in(keyword: str, word: str) -> bool:
    """Whether this word is, or is made with, this keyword."""
    if keyword == word or keyword == stem_of(word):
        return True
    if len(keyword) <= SHORT_KEYWORD:
        return word.endswith(keyword) and len(word) > len(keyword) + 2
    if len(keyword) < LONG_KEYWORD:
        return word.startswith(keyword) or word.endswith(keyword)
    return keyword in word
