"""Whoever reads another language reads all of it: every text a resident can see is translated, and can be."""

import re
from html.parser import HTMLParser
from pathlib import Path

import polib
import pytest
from django.template.base import Node, TextNode
from django.template.loader import get_template

from burgerkracht.languages import written_texts
from tests.house import resident_texts as texts
from tests.house import translations
from tests.house.places import ROOT, lines_with, shown

# Read aloud or shown as they stand in the source.
TOLD = {"aria-label", "alt", "title", "placeholder", "content"}
# A name, classes, what is filled in later, and what stands in a meta tag for machines.
NOT_DUTCH = re.compile(
    r"Burgerkracht|\bbk-[\w-]+|\[[^\]]+\]|width=device-width, initial-scale=1|noindex|no-referrer|telephone=no"
)


@pytest.mark.parametrize("file", written_texts(translations.LOCALE), ids=lambda file: file.parent.parent.name)
def test_every_text_a_resident_can_read_is_translated(file: Path) -> None:
    assert translations.faults(file) == []


def test_the_texts_of_pages_letters_and_steps_are_all_found() -> None:
    found = {text for text, _context in texts.resident_texts()}
    for text in (
        "Naar de inhoud", "Heeft u een idee voor uw %(place)s?", "Bekijk mijn idee", "Beste %(name)s,",
        "Wij praten met u over uw idee", "Dit is geregeld: %s.", "Deze pagina is er niet", "dorp", "Ontvangen op %s.",
    ):  # fmt: skip
        assert text in found
    assert "Teruggeven" not in found


def entry(said: str, text: str = "Op %(day)s belt u %(who)s.", *flags: str) -> polib.POEntry:
    return polib.POEntry(msgid=text, msgstr=said, flags=list(flags))


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        (entry(""), "not translated"),
        (entry("On %(day)s you call %(who)s.", "Op %(day)s belt u %(who)s.", "fuzzy"), "marked as a guess"),
        (entry("On %(dag)s you call %(who)s."), "other placeholders"),
        (entry("Until %s you can object.", " Tot %s kunt u bezwaar maken."), "another space or line at the edge"),
    ],
)
def test_a_translation_that_cannot_be_right_is_seen(wrong: polib.POEntry, fault: str) -> None:
    assert [found.partition(":")[0] for found in translations._faults_of(wrong)] == [fault]


def test_update_keeps_what_was_translated_and_adds_what_is_new(tmp_path: Path) -> None:
    file = tmp_path / "django.po"
    old = polib.POFile(wrapwidth=110)
    old.append(polib.POEntry(msgid="Bel", msgstr="Call"))
    old.append(polib.POEntry(msgid="Dit zeggen wij niet meer", msgstr="We do not say this any more"))
    old.save(str(file))
    translations.update(file)
    translations.update(file)
    now = {found.msgid: found for found in polib.pofile(str(file))}
    assert (now["Bel"].msgstr, now["Bel"].obsolete) == ("Call", False)
    assert now["Dit zeggen wij niet meer"].obsolete
    assert (now["Naar de inhoud"].msgstr, now["Naar de inhoud"].occurrences[0][0]) == ("", "templates/base.html")
    assert "not translated: Naar de inhoud" in translations.faults(file)


# ---- nothing stands in a page that nobody can translate ---------------------------------------------------


class Reader(HTMLParser):
    """Reads a page as it stands in the source."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if name in TOLD]


def bare_texts(nodes: list[Node]) -> list[str]:
    """Words between the tags that no translation reaches."""
    reader = Reader()
    reader.feed("".join(node.s if isinstance(node, TextNode) else "" for node in nodes))
    reader.close()
    said = (text.strip() for text in reader.found)
    return [text for text in said if re.search(r"[^\W\d_]{2,}", NOT_DUTCH.sub("", text))]


def nodes_of(file: Path) -> list[Node]:
    name = str(file.relative_to(ROOT / "templates"))
    return list(texts.nodes_of(get_template(name).template))  # type: ignore[attr-defined]


def test_no_page_for_residents_has_words_outside_the_translation() -> None:
    bare = {shown(file): bare_texts(nodes_of(file)) for file in texts.resident_templates()}
    assert {file: found for file, found in bare.items() if found} == {}


def test_bare_words_are_seen() -> None:
    assert bare_texts([TextNode('<p title="Uw idee">Bel ons <b>Burgerkracht</b></p>')]) == ["Uw idee", "Bel ons"]


# ---- a page can run the other way -------------------------------------------------------------------------

# A side of the page by its own name; where text begins and ends depends on the language.
ONE_SIDED = (
    r"(margin|padding|border|inset)-(left|right)\b|(^|[\s;{])(left|right|float)\s*:|text-align:\s*(left|right)"
    r"|(padding|margin|border-width):\s*[\w.-]+\s+(?P<one>[\w.-]+)\s+[\w.-]+\s+(?!(?P=one)\s*[;}])[\w.-]+\s*[;}]"
)


def test_no_style_knows_left_from_right() -> None:
    assert lines_with(ONE_SIDED, iter(sorted((ROOT / "assets" / "css").glob("*.css")))) == []


@pytest.mark.parametrize(
    ("line", "one_sided"),
    [
        ("a { margin-left: 1rem; }", True),
        ("a { text-align: right; }", True),
        ("a { padding: 0 0 1.5rem 1.25rem; }", True),
        ("a { padding: 0 1rem 1.5rem 1rem; }", False),
        ("a { margin-inline-start: 1rem; text-align: end; }", False),
    ],
)
def test_a_one_sided_style_is_recognised(line: str, one_sided: bool) -> None:
    assert bool(re.search(ONE_SIDED, line)) == one_sided
