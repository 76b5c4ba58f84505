"""What each language makes of the texts a resident can read: what is missing, and a command that adds what is new."""

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import django
import polib

from burgerkracht.languages import written_texts
from tests.house.places import ROOT, shown
from tests.house.resident_texts import PLACES, Said, resident_texts

LOCALE = ROOT / "locale"


def faults(file: Path) -> list[str]:
    """What is missing in one translation, or cannot be right."""
    entries = {(entry.msgid, entry.msgctxt or ""): entry for entry in polib.pofile(str(file)) if not entry.obsolete}
    missing = [f"missing: {text} ({said[0].where})" for (text, context), said in resident_texts().items()
               if (text, context) not in entries]  # fmt: skip
    gone = [f"not said any more: {text}" for text, context in entries if (text, context) not in resident_texts()]
    return missing + gone + [fault for entry in entries.values() for fault in _faults_of(entry)]


def _faults_of(entry: polib.POEntry) -> Iterator[str]:
    """What is wrong with one translation."""
    if entry.fuzzy:
        yield f"marked as a guess: {entry.msgid}"
    said = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
    for text in said:
        if not text:
            yield f"not translated: {entry.msgid}"
        elif sorted(PLACES.findall(text)) != sorted(PLACES.findall(entry.msgid_plural or entry.msgid)):
            yield f"other placeholders: {entry.msgid}"
        elif _edges(text) != _edges(entry.msgid):
            yield f"another space or line at the edge: {entry.msgid}"


def _edges(text: str) -> tuple[bool, ...]:
    """Whether it begins and ends with white space, which glues sentences together."""
    return text[:1].isspace(), text[-1:].isspace()


def update(file: Path) -> None:
    """Add what is new, empty and to be translated; put what is said no more at the end, where nothing reads it."""
    texts = polib.pofile(str(file), wrapwidth=110)
    for entry in texts:
        entry.obsolete = (entry.msgid, entry.msgctxt or "") not in resident_texts()
    for (text, context), said in resident_texts().items():
        entry = texts.find(text, msgctxt=context or False, include_obsolete_entries=True) or _new(texts, said[0])
        entry.obsolete = False
        entry.occurrences = [(where, "") for where in sorted({each.where for each in said})]
        entry.flags = ["python-format"] if PLACES.search(text) else []
    texts.sort(key=lambda entry: (entry.obsolete, entry.occurrences))
    # In one go: somebody may be reading it.
    whole = file.with_suffix(".new")
    texts.save(str(whole))
    whole.replace(file)


def _new(texts: polib.POFile, said: Said) -> polib.POEntry:
    """A text nobody translated yet."""
    entry = polib.POEntry(msgid=said.text, msgctxt=said.context or None)
    if said.plural:
        entry.msgid_plural = said.plural
        forms = re.search(r"nplurals=(\d+)", texts.metadata.get("Plural-Forms", ""))
        entry.msgstr_plural = dict.fromkeys(range(int(forms.group(1)) if forms else 2), "")
    texts.append(entry)
    return entry


def main() -> int:
    """`python -m tests.house.translations`, with --update to add what is new to every translation file."""
    parser = argparse.ArgumentParser(description="Is alles wat bewoners lezen vertaald?")
    parser.add_argument("--update", action="store_true", help="zet nieuwe teksten in de vertaalbestanden")
    wanted = parser.parse_args()
    django.setup()
    for file in written_texts(LOCALE) if wanted.update else []:
        update(file)
    found = [f"{shown(file)}: {fault}" for file in written_texts(LOCALE) for fault in faults(file)]
    sys.stdout.writelines(f"{line}\n" for line in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
