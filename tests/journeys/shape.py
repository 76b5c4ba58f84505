"""What a page is made of, in pieces: axe looks only at a page that has a piece it never saw."""

import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise

# Axe looks at what a page is made of, not at what it says: with other words or another address in it, it is the
# same page. What of those is empty stays empty, and names that belong together stay as they are.
SAYS = frozenset({"href", "action", "value", "src", "datetime", "content", "nonce", "maxlength", "min", "max"})
VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
HEADING = re.compile(r"h[1-6]", re.ASCII)
LANDMARKS = frozenset({"header", "nav", "main", "aside", "footer", "section", "form"})


def pieces_of(html: str) -> frozenset[str]:
    """Every element with all it stands in, and what counts for a page as a whole: each step from one heading to the
    next, and ids and landmarks that are there twice.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    steps = (f"{one} then {other}" for one, other in pairwise(("", *reader.headings)))
    twice = (f"twice {name}" for name, number in Counter(reader.unique).items() if number > 1)
    return frozenset((*reader.found, *steps, *twice))


class _Reader(HTMLParser):
    """Goes through a page as a browser wrote it down."""

    def __init__(self) -> None:
        super().__init__()
        # Of what is open: its tag, where it stands, and whether it has words of its own.
        self.path: list[tuple[str, str, set[str]]] = []
        self.found: set[str] = set()
        self.headings: list[str] = []
        # Ids, and landmarks by all they say.
        self.unique: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if ("type", "hidden") in attrs:
            return  # Nobody sees or hears it.
        said = f"{tag} {sorted((name, _kept(name, value or '')) for name, value in attrs)}"
        here = f"{self.path[-1][1] if self.path else ''}>{said}"
        self.unique += [value for name, value in attrs if name == "id" and value]
        if HEADING.fullmatch(tag):
            self.headings.append(tag)
        if tag in LANDMARKS:
            self.unique.append(said)
        self.path.append((tag, here, set()))
        if tag in VOID:
            self._leave()

    def handle_endtag(self, tag: str) -> None:
        while self.path and self._leave() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip() and self.path:
            self.path[-1][2].add("words")

    def close(self) -> None:
        super().close()
        self.handle_endtag("")

    def _leave(self) -> str:
        """What has no words of its own is another piece than what has."""
        tag, here, words = self.path.pop()
        self.found.add(f"{here} {'with' if words else 'without'} words")
        return tag


def _kept(name: str, value: str) -> str:
    """Of an address or a number only whether there is one."""
    return "…" if name in SAYS and value else value
