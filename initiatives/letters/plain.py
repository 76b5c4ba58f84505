"""Plain language: what in a text is hard to read for residents, and how it could be said; only ever a hint."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from django.utils.translation import gettext as _

from initiatives.letters.hard_words import PHRASES
from initiatives.letters.passive import passives_in

LONGEST_SENTENCE = 15
LONGEST_WORD = 15
# More than one very long word makes a text heavy; a single one is often a name for something.
LONG_WORDS_ALLOWED = 1
# Five capitals may still be an abbreviation.
SHOUTED = 6
LONGEST_TEXT = 10_000
# What one reads beside a field; more would be a scolding.
MOST_HINTS = 5

# A word, an amount, a time, an address: what is written without a space counts once.
SCAN = re.compile(r"(?P<word>\w+(?:[.'’@/:&-]+\w+)*)|(?P<end>[.!?…:]+|\n)|(?P<pause>[,;()–—])")
_SHORT = "ca bijv bv dhr mevr mw mr dr drs ing ir st nr nrs tel art blz max min incl excl evt resp jl mln vgl zgn afd"
SHORT = frozenset(_SHORT.split())
# These also end a sentence: then a capital follows.
SHORT_AT_THE_END = frozenset(("enz", "etc"))
INFORMAL = frozenset(("je", "jij", "jou", "jouw", "jullie", "jezelf"))
LONG_BUT_KNOWN = frozenset(("burgerservicenummer", "burgemeester-en-wethouders", "verantwoordelijk"))


class Kind(StrEnum):
    """What makes it hard."""

    LONG_SENTENCE = "long_sentence"
    HARD_WORD = "hard_word"
    PASSIVE = "passive"
    LONG_WORDS = "long_words"
    CAPITALS = "capitals"
    INFORMAL = "informal"


@dataclass(frozen=True, kw_only=True)
class Hint:
    """One friendly remark: what kind, the words it is about, and what to do."""

    kind: Kind
    words: tuple[str, ...]
    says: str


@dataclass(frozen=True, kw_only=True)
class Word:
    """A word as written, and the clause it stands in."""

    text: str
    clause: int

    @property
    def low(self) -> str:
        """As the lists have it."""
        return self.text.lower()


def hints(text: str) -> list[Hint]:
    """Everything in this text that could be plainer, in reading order, nothing twice; never raises."""
    spoken = list(_sentences(text))
    found = [hint for sentence in spoken for hint in _in_sentence(sentence)]
    return list(dict.fromkeys([*found, *_long_words(spoken)]))


def first_hints(text: str) -> list[str]:
    """The few sentences that stand beside a field."""
    return [hint.says for hint in hints(text[:LONGEST_TEXT])[:MOST_HINTS]]


def _sentences(text: str) -> Iterator[list[Word]]:
    """The words of each sentence; the dot of an abbreviation, an amount or a time ends nothing."""
    sentence: list[Word] = []
    clause, last_end = 0, -1
    for match in SCAN.finditer(text):
        if match["word"]:
            sentence.append(Word(text=match["word"], clause=clause))
            last_end = match.end()
        elif match["pause"]:
            clause += 1
        elif not (match["end"] == "." and match.start() == last_end and _is_short(sentence[-1:], text, match.end())):
            yield sentence
            sentence = []
    yield sentence


def _is_short(last: list[Word], text: str, after: int) -> bool:
    """Whether the word before a dot is an abbreviation in the middle of a sentence."""
    parts = re.split(r"[.-]", last[0].low) if last else [""]
    if parts[-1] in SHORT_AT_THE_END:
        return not text[after : after + 20].lstrip()[:1].isupper()
    return parts[-1] in SHORT or (parts[-1].isalpha() and all(len(part) == 1 for part in parts))


def _in_sentence(sentence: list[Word]) -> Iterator[Hint]:
    """What is hard in one sentence."""
    if len(sentence) > LONGEST_SENTENCE:
        start = " ".join(word.text for word in sentence[:4])
        says = _("De zin “%(start)s …” heeft %(count)s woorden. Maak er twee van.")
        yield Hint(kind=Kind.LONG_SENTENCE, words=(start,), says=says % {"start": start, "count": len(sentence)})
    yield from _hard_words(sentence)
    yield from _passives(sentence)
    yield from _shouting(sentence)
    for word in sentence:
        if word.low in INFORMAL:
            says = _("Wij zeggen “u” tegen bewoners. Hier staat “%s”.") % word.low
            yield Hint(kind=Kind.INFORMAL, words=(word.low,), says=says)


def _hard_words(sentence: list[Word]) -> Iterator[Hint]:
    """Words that have a plain brother; of two that overlap the longer phrase."""
    lows = [word.low for word in sentence]
    place = 0
    while place < len(lows):
        length = 1
        for words, plain in PHRASES.get(lows[place], ()):
            length = len(words)
            if tuple(lows[place : place + length]) == words:
                said = " ".join(words)
                says = _("“%(hard)s” is een moeilijk woord. Gewoner is: %(plain)s.") % {"hard": said, "plain": plain}
                yield Hint(kind=Kind.HARD_WORD, words=(said,), says=says)
                break
        else:
            length = 1
        place += length


def _passives(sentence: list[Word]) -> Iterator[Hint]:
    """Sentences in which nobody does it."""
    for pair in passives_in([(word.low, word.clause) for word in sentence]):
        says = _("Wie doet het? Schrijf niet “%s”, maar begin met “wij”, “u” of wie het doet.") % " … ".join(pair)
        yield Hint(kind=Kind.PASSIVE, words=pair, says=says)


def _shouting(sentence: list[Word]) -> Iterator[Hint]:
    """Whole words in capitals: one of six letters, or two in a row; GGD and WMO are names."""
    for word, following in pairwise([*sentence, Word(text="", clause=-1)]):
        pair = _is_big(following) and word.clause == following.clause
        if _is_big(word) and (pair or len(word.text) >= SHOUTED):
            says = _("Met hoofdletters lijkt het of u roept: “%s”. Gewone letters lezen prettiger.") % word.text
            yield Hint(kind=Kind.CAPITALS, words=(word.text,), says=says)


def _is_big(word: Word) -> bool:
    """More than one letter, all of them capitals."""
    return len(word.text) > 1 and word.text.isalpha() and word.text.isupper()


def _long_words(spoken: list[list[Word]]) -> Iterator[Hint]:
    """Several very long words in one text; names of people and places do not count."""
    long = dict.fromkeys(
        word.low
        for sentence in spoken
        for place, word in enumerate(sentence)
        if word.text.isalpha() and len(word.text) > LONGEST_WORD and not (place and word.text.istitle())
    )
    words = tuple(word for word in long if word not in LONG_BUT_KNOWN)
    if len(words) > LONG_WORDS_ALLOWED:
        shown = ", ".join(f"“{word}”" for word in words[:3])
        yield Hint(kind=Kind.LONG_WORDS, words=words, says=_("Dit zijn lange woorden: %s. Kan het korter?") % shown)
