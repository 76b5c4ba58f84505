"""The strings that point to one person, as a pattern that finds them however they were written, and cuts them out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import quote

from django.utils.translation import gettext as _

# What takes the place of a name in a text that stays.
REMOVED = "[naam verwijderd]"
SHORTEST = 3
MOST_STRINGS = 60
DUTCH_NUMBER = re.compile(r"^(?:\+|00)31|^0(?!0)")
# Between the words of a name: a space, a new line, as JSON and web addresses write them, and folded lines of calendars.
GAP = r"(?:\s|\\[nrt]|\+|%20|%0A)+"
Cut = tuple[int, int, int]


class TooShort(ValueError):
    """A string so short that half the town would answer to it."""


@dataclass(frozen=True, kw_only=True)
class Wording:
    """Everything that points to one person: names, addresses, numbers, references."""

    strings: tuple[str, ...]

    @classmethod
    def of(cls, typed: str) -> "Wording":
        """One string a line; raises TooShort where there is none, too many, or one is too short to look for."""
        strings = tuple(dict.fromkeys(" ".join(line.split()) for line in typed.splitlines() if line.strip()))
        if not strings or len(strings) > MOST_STRINGS:
            raise TooShort(_("Schrijf op elke regel één gegeven, hooguit %s.") % MOST_STRINGS)
        for string in strings:
            if sum(sign.isalnum() for sign in string) < SHORTEST:
                raise TooShort(_("“%s” is te kort om naar te zoeken.") % string)
        return cls(strings=strings)

    @cached_property
    def patterns(self) -> tuple[str, ...]:
        """One regular expression for each string, in words that Python and both databases read."""
        return tuple(pattern_of(string) for string in self.strings)

    @cached_property
    def _anywhere(self) -> re.Pattern[str]:
        """Longest first, so that of a whole name nothing is left; never the middle of another word."""
        longest = sorted(self.patterns, key=len, reverse=True)
        return re.compile(r"(?<![^\W_])(?:" + "|".join(longest) + r")(?![^\W_])", re.IGNORECASE)

    def is_in(self, text: str) -> bool:
        """Whether any of it stands here; lines that a calendar folded are read as one."""
        return bool(self._anywhere.search(text) or self._anywhere.search(text.replace("\r\n ", "")))

    def cuts(self, value: Any) -> list[Cut]:
        """Where in a cell: (the how many-th text in it, from, to). A plain text is one text, JSON holds more."""
        return [
            (number, hit.start(), hit.end())
            for number, text in enumerate(texts_in(value))
            for hit in self._anywhere.finditer(text)
        ]

    def is_all_of(self, text: str) -> bool:
        """Whether nothing else stands here."""
        return bool(self._anywhere.fullmatch(text.strip()))


def pattern_of(string: str) -> str:
    """One string; a telephone number with whatever signs between its digits, with or without the country."""
    digits = re.sub(r"[\s().\-/]", "", string)
    if re.fullmatch(r"\+?\d{6,15}", digits):
        between = r"[-\s()./]*"
        core = DUTCH_NUMBER.sub("", digits)
        country = rf"(?:(?:\+|00|%2B)?31{between})?(?:\(?0\)?)?{between}" if core != digits else r"\+?"
        return country + between.join(core.lstrip("+"))
    if postcode := re.fullmatch(r"(\d{4})\s?([A-Za-z]{2})", string):
        return rf"{postcode[1]}(?:{GAP})?{postcode[2]}"
    return GAP.join("".join(map(_sign, word)) for word in string.split())


def _sign(sign: str) -> str:
    """One sign, as it is, as JSON escapes it, or as a web address does."""
    if sign.isascii() and sign.isalnum():
        return sign
    written = {sign, sign.lower(), sign.upper()}
    if not sign.isascii():
        written |= {f"\\u{ord(one):04x}" for one in list(written) if len(one) == 1}
    written |= {quote(one, safe="") for one in list(written) if not one.startswith("\\u")}
    return "(?:" + "|".join(sorted(map(re.escape, written))) + ")"


def texts_in(value: Any) -> Iterator[str]:
    """Every text in a cell, in an order that stays the same; the names in JSON too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, part in value.items():
            yield str(name)
            yield from texts_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts_in(part)


def cut_out(value: Any, cuts: Sequence[Cut]) -> Any:
    """The same cell with `REMOVED` in these places."""
    where: dict[int, list[tuple[int, int]]] = {}
    for number, start, end in cuts:
        where.setdefault(number, []).append((start, end))
    counted = iter(range(10**9))
    return _without(value, where, counted)


def _without(value: Any, where: dict[int, list[tuple[int, int]]], counted: Iterator[int]) -> Any:
    """One part of a cell, walked as `texts_in` walks it."""
    if isinstance(value, str):
        for start, end in sorted(where.get(next(counted), ()), reverse=True):
            value = value[:start] + REMOVED + value[end:]
        return value
    if isinstance(value, dict):
        return {_without(str(name), where, counted): _without(part, where, counted) for name, part in value.items()}
    if isinstance(value, list):
        return [_without(part, where, counted) for part in value]
    return value
