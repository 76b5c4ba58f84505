"""Finding the words a letter is written in, and filling in what stands between [brackets]."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django_stubs_ext import StrPromise

from initiatives.letters.facts import Facts
from initiatives.models import LetterTemplate
from initiatives.models.choices import Level
from kernen.kept import Kept


@dataclass(frozen=True, kw_only=True)
class Placeholder:
    """A word between brackets, what it stands for, and where that comes from."""

    name: str
    label: StrPromise
    value: Callable[[Facts], str]

    @property
    def token(self) -> str:
        """As it is typed."""
        return f"[{self.name}]"


# The same in every language, so that a text can be copied from one to the other.
PLACEHOLDERS = (
    Placeholder(name="naam", label=_("naam van de bewoner"), value=lambda facts: facts.name),
    Placeholder(name="bericht", label=_("wat er is gebeurd"), value=lambda facts: facts.sentence),
    Placeholder(name="nummer", label=_("nummer van het idee"), value=lambda facts: facts.reference),
    Placeholder(name="titel", label=_("titel van het idee"), value=lambda facts: facts.title),
    Placeholder(name="stand", label=_("hoe het ervoor staat"), value=lambda facts: facts.label),
    Placeholder(name="aan de beurt", label=_("wie aan de beurt is"), value=lambda facts: facts.turn),
    Placeholder(name="volgende datum", label=_("de dag waarop er iets gebeurt"), value=lambda facts: facts.next_date),
    Placeholder(name="wat moet u doen", label=_("wat de bewoner moet doen"), value=lambda facts: facts.to_do),
    Placeholder(name="contactpersoon", label=_("wie de bewoner kan bellen"), value=lambda facts: facts.contact),
    Placeholder(name="telefoon", label=_("telefoon van de contactpersoon"), value=lambda facts: facts.phone),
    Placeholder(name="uren", label=_("wanneer die bereikbaar is"), value=lambda facts: facts.hours),
    Placeholder(name="gemeente", label=_("naam van de gemeente"), value=lambda facts: facts.municipality),
    Placeholder(name="adres van de site", label=_("waar de bewoner zelf kijkt"), value=lambda facts: facts.site),
)
NAMED = {placeholder.name: placeholder for placeholder in PLACEHOLDERS}
# Without this one a letter does not say why it was written.
NEWS = NAMED["bericht"]
BRACKETS = re.compile(r"\[([^\[\]]*)\]")
WORDS_OF = {Level.PLAIN: "letters/resident.txt", Level.SHORT: "letters/resident_short.txt"}


# The municipality's own words, written in beheer.
kept_templates = Kept(lambda: list(LetterTemplate.objects.all()))


def default_body(*, language: str, level: str) -> str:
    """Our own words, with their placeholders still in them."""
    with override(language):
        return render_to_string(WORDS_OF[Level(level)]).strip() + "\n"


def find_body(*, action: str, domain: int | None, language: str, level: str) -> str:
    """The most particular words for this step and domain: the municipality's own, else ours."""
    own = [
        row
        for row in kept_templates()
        if (row.language, row.level) == (language, level)
        and row.action in (action, "")
        and row.domain_id in (None, domain)
    ]
    if not own:
        return default_body(language=language, level=level)
    return max(own, key=lambda row: (bool(row.action), row.domain_id is not None)).body


def fill(body: str, facts: Facts) -> str:
    """The letter: each placeholder once, never again inside what was filled in; a line with only empty ones goes."""
    lines = (_fill_line(line, facts) for line in body.replace("\r\n", "\n").split("\n"))
    letter = "\n".join(line for line in lines if line is not None)
    return re.sub(r"\n{3,}", "\n\n", letter)


def _fill_line(line: str, facts: Facts) -> str | None:
    """One line, or None where it has nothing to say."""
    values = [placeholder.value(facts) for placeholder in _placeholders_in(line)]
    if values and not any(values):
        return None
    return BRACKETS.sub(lambda found: _value(found, facts), line)


def _placeholders_in(text: str) -> list[Placeholder]:
    """Those we know."""
    return [NAMED[name] for name in map(_name, BRACKETS.findall(text)) if name in NAMED]


def _value(found: re.Match[str], facts: Facts) -> str:
    """What is filled in; what we do not know stays as it was typed."""
    known = NAMED.get(_name(found.group(1)))
    return known.value(facts) if known else found.group(0)


def _name(typed: str) -> str:
    """Capitals and spaces do not matter."""
    return " ".join(typed.lower().split())


def complaints_about(body: str) -> list[StrPromise | str]:
    """What is wrong with a text somebody typed, a sentence each; empty when it can be used."""
    unknown = [f"[{typed}]" for typed in BRACKETS.findall(body) if _name(typed) not in NAMED]
    found: list[StrPromise | str] = []
    if unknown:
        found.append(_("Dit invulwoord kennen wij niet: %s. Kies een woord uit de lijst.") % ", ".join(unknown))
    rest = BRACKETS.sub("", body)
    if "[" in rest or "]" in rest:
        found.append(_("Er staat een haakje [ of ] te veel. Zet om elk invulwoord twee haakjes."))
    if NEWS not in _placeholders_in(body):
        found.append(_("Zet [bericht] in de tekst. Anders leest de bewoner niet wat er is gebeurd."))
    return found
