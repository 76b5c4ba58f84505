"""What this municipality calls things: its own words, and ours where it has none."""

import re
from collections.abc import Mapping
from functools import partial

from kernen.models import Word
from kernen.models.municipality import WordKey

OURS = {
    WordKey.KERN: ("kern", "kernen", "de"),
    WordKey.KERN_B1: ("dorp", "dorpen", "het"),
    WordKey.KERNOVERLEG: ("kernoverleg", "kernoverleggen", "het"),
    WordKey.EXTERNAL_COORDINATOR: ("externe coördinator", "externe coördinatoren", "de"),
    WordKey.INTERNAL_COORDINATOR: ("interne coördinator", "interne coördinatoren", "de"),
    WordKey.BELEIDSMEDEWERKER: ("beleidsmedewerker", "beleidsmedewerkers", "de"),
    WordKey.KERNAMBTENAAR: ("kernambtenaar", "kernambtenaren", "de"),
    WordKey.DECIDER: ("beslisser", "beslissers", "de"),
    WordKey.MANAGER: ("manager", "managers", "de"),
    WordKey.FUNCTIONAL_ADMIN: ("functioneel beheerder", "functioneel beheerders", "de"),
    WordKey.GGD_ADVISER: ("GGD-adviseur", "GGD-adviseurs", "de"),
}


def words() -> dict[str, Word]:
    """A word for every `WordKey`; one query."""
    mine = {word.key: word for word in Word.objects.all()}
    return {
        key.value: mine.get(key.value) or Word(key=key.value, singular=singular, plural=plural, article=article)
        for key, (singular, plural, article) in OURS.items()
    }


# The longest first, so that "kernoverleg" is not read as a "kern".
SAID = (
    WordKey.KERNOVERLEG, WordKey.KERNAMBTENAAR, WordKey.KERN, WordKey.EXTERNAL_COORDINATOR,
    WordKey.INTERNAL_COORDINATOR, WordKey.BELEIDSMEDEWERKER,
)  # fmt: skip
THIS = {"de": "deze", "het": "dit"}


def say_here(text: str, called: Mapping[str, Word]) -> str:
    """A text of ours in the words of this municipality, article and all: 'het kernoverleg' → 'de wijkraad'."""
    for key in SAID:
        ours, plural, _article = OURS[key]
        word = called[key]
        if word.singular != ours:
            text = re.sub(rf"\b((?:de|het|deze|dit) )?{ours}\b", partial(_swap, word=word), text, flags=re.IGNORECASE)
            text = re.sub(rf"\b{plural}\b", word.plural, text)
    return text


def _swap(found: re.Match[str], *, word: Word) -> str:
    """One occurrence, with the article that goes with the word and the capital it had."""
    before = (found.group(1) or "").strip()
    article = "" if not before else word.article if before.lower() in THIS else THIS[word.article]
    said = f"{article} {word.singular}".strip()
    return said[:1].upper() + said[1:] if found.group(0)[0].isupper() else said
