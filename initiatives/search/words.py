"""Dutch words: how they are cut, folded and stemmed, and when two of them mean the same to who searches."""

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import OSA
from snowballstemmer.dutch_stemmer import DutchStemmer

LONGEST_WORD = 60
SHORTEST_PREFIX = 3
# A part of three letters (pad, bos, bus) only counts at the very end, after at least four others.
SHORTEST_PART = 4
SHORTEST_COMPOUND = 7
# What may follow the last part of a compound, and what may join two parts.
ENDINGS = ("", "e", "s", "en", "je", "jes", "tje", "tjes", "pje", "pjes")
JOINTS = ("", "s", "e", "en", "er")
# Words that say nothing about what an idea is about.
STOP_WORDS = frozenset((
    "aan", "al", "alle", "als", "ander", "andere", "bij", "daar", "dan", "dat", "de", "deze", "die", "dit", "door",
    "een", "elke", "en", "er", "geen", "had", "heb", "hebben", "heeft", "het", "hier", "hun", "iets", "ik", "in",
    "is", "je", "kan", "kunnen", "maar", "me", "meer", "men", "met", "mijn", "moet", "na", "naar", "niet", "nog",
    "nu", "of", "om", "omdat", "onder", "ons", "onze", "ook", "op", "over", "per", "samen", "te", "tegen", "ten",
    "ter", "tot", "u", "uit", "uw", "van", "veel", "voor", "waar", "wat", "we", "weer", "wel", "wie", "wij", "willen",
    "wil", "worden", "wordt", "zal", "ze", "zelf", "zich", "zij", "zijn", "zo", "zonder", "zou",
))  # fmt: skip


def fold(text: str) -> str:
    """Small letters without accents; the index folds in the same way."""
    if text.isascii():
        return text.casefold()
    plain = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()


def words_in(text: str) -> list[str]:
    """The words, folded, each once, in the order in which they stand."""
    found = (word[:LONGEST_WORD] for word in re.findall(r"[^\W_]+", fold(text)))
    return list(dict.fromkeys(found))


def telling(words: list[str]) -> list[str]:
    """Without the words that say nothing, unless there are no others."""
    return [word for word in words if len(word) > 1 and word not in STOP_WORDS] or words


@lru_cache(maxsize=65_536)
def keys_of(word: str) -> frozenset[str]:
    """What inflected forms have in common: the stem, and the word without its plural (paden, pad)."""
    if not word.isalpha():
        return frozenset((word.lstrip("0") or word,))
    # A stemmer remembers the word in hand, so no two threads may share one.
    keys = {DutchStemmer().stemWord(word)}
    if word.endswith("en") and len(word) >= SHORTEST_PART + 1:
        keys.add(word.removesuffix("en"))
    return frozenset(keys)


@lru_cache(maxsize=4096)
def needles_of(word: str) -> frozenset[str]:
    """What may stand as a part inside a longer word."""
    return frozenset(form for form in (word, *keys_of(word)) if len(form) >= SHORTEST_PREFIX and form.isalpha())


@lru_cache(maxsize=65_536)
def is_same(asked: str, word: str) -> bool:
    """The same word in another form, a longer word that begins with it, or a compound with it as a part."""
    if asked == word or keys_of(asked) & keys_of(word):
        return True
    if not asked.isalpha():
        return False
    if len(asked) >= SHORTEST_PREFIX and word.startswith(asked):
        return True
    return any(_is_part(needle, word) for needle in needles_of(asked))


@lru_cache(maxsize=65_536)
def is_alike(one: str, other: str) -> bool:
    """The same word, or one is a part of the other."""
    return is_same(one, other) or is_same(other, one)


def _is_part(needle: str, word: str) -> bool:
    """At the beginning of the word, or further on where what is left and right can be parts as well."""
    if len(needle) < SHORTEST_PART:
        return word.endswith(needle) and len(word) >= len(needle) + SHORTEST_PART
    at = word.find(needle)
    if at <= 0:
        return at == 0
    rest = word[at + len(needle) :]
    return at >= SHORTEST_PREFIX and (rest in ENDINGS or len(rest) >= SHORTEST_PREFIX)


def is_slip(asked: str, word: str) -> bool:
    """One slip of the finger away, two in a long word."""
    forms = (word, *keys_of(word))
    return any(_is_close(mine, form) for mine in (asked, *keys_of(asked)) for form in forms)


def _is_close(asked: str, form: str) -> bool:
    """In short words the first letter is always right, or every word would be near another."""
    if len(asked) < SHORTEST_PART or not asked.isalpha() or (len(asked) == SHORTEST_PART and asked[0] != form[0]):
        return False
    slips = 1 if len(asked) < 2 * SHORTEST_PART else 2
    return OSA.distance(asked, form, score_cutoff=slips) <= slips


def halves_of(word: str) -> list[tuple[str, str]]:
    """Every way to cut a compound in two (verkeer-s-veiligheid); most mean nothing and are found nowhere."""
    if len(word) < SHORTEST_COMPOUND or not word.isalpha():
        return []
    cuts = []
    for at in range(SHORTEST_PREFIX, len(word) - SHORTEST_PREFIX + 1):
        first, second = word[:at], word[at:]
        firsts = (first.removesuffix(joint) for joint in JOINTS if first.endswith(joint))
        cuts += [(part, second) for part in firsts if len(part) >= SHORTEST_PREFIX]
    return [cut for cut in cuts if not STOP_WORDS & set(cut)]
