"""What this municipality calls things: its own words, and ours where it has none."""

import re
from collections.abc import Mapping
from functools import partial

from django.conf import settings
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from kernen.kept import Kept
from kernen.models import Word
from kernen.models.municipality import WordKey

OURS = {
    WordKey.KERN: (gettext_noop("kern"), gettext_noop("kernen"), "de"),
    WordKey.KERN_B1: (gettext_noop("dorp"), gettext_noop("dorpen"), "het"),
    WordKey.KERNOVERLEG: (gettext_noop("kernoverleg"), gettext_noop("kernoverleggen"), "het"),
    WordKey.EXTERNAL_COORDINATOR: (gettext_noop("externe coördinator"), gettext_noop("externe coördinatoren"), "de"),
    WordKey.INTERNAL_COORDINATOR: (gettext_noop("interne coördinator"), gettext_noop("interne coördinatoren"), "de"),
    WordKey.BELEIDSMEDEWERKER: (gettext_noop("beleidsmedewerker"), gettext_noop("beleidsmedewerkers"), "de"),
    WordKey.KERNAMBTENAAR: (gettext_noop("kernambtenaar"), gettext_noop("kernambtenaren"), "de"),
    WordKey.DECIDER: (gettext_noop("beslisser"), gettext_noop("beslissers"), "de"),
    WordKey.MANAGER: (gettext_noop("manager"), gettext_noop("managers"), "de"),
    WordKey.FUNCTIONAL_ADMIN: (gettext_noop("functioneel beheerder"), gettext_noop("functioneel beheerders"), "de"),
    WordKey.GGD_ADVISER: (gettext_noop("GGD-adviseur"), gettext_noop("GGD-adviseurs"), "de"),
}
# What residents read instead, where the municipality has no word of its own.
PLAIN = OURS | {
    WordKey.KERNOVERLEG: (gettext_noop("bewonersgroep"), gettext_noop("bewonersgroepen"), "de"),
    WordKey.EXTERNAL_COORDINATOR: (
        gettext_noop("coördinator Burgerkracht"), gettext_noop("coördinatoren Burgerkracht"), "de",
    ),
    WordKey.INTERNAL_COORDINATOR: (
        gettext_noop("coördinator op het gemeentehuis"), gettext_noop("coördinatoren op het gemeentehuis"), "de",
    ),
    WordKey.BELEIDSMEDEWERKER: (
        gettext_noop("medewerker van de gemeente"), gettext_noop("medewerkers van de gemeente"), "de",
    ),
    WordKey.KERNAMBTENAAR: (
        gettext_noop("vaste ambtenaar van uw dorp"), gettext_noop("vaste ambtenaren van uw dorp"), "de",
    ),
}  # fmt: skip


# The municipality's own, by key.
kept_words = Kept(lambda: {word.key: word for word in Word.objects.all()})


def words() -> dict[str, Word]:
    """A word for every `WordKey`. The municipality's own words are Dutch, so only Dutch pages say them."""
    return _called(OURS)


def words_for_residents() -> dict[str, Word]:
    """The same as residents read them."""
    return _called(PLAIN)


def _called(ours: Mapping[WordKey, tuple[str, str, str]]) -> dict[str, Word]:
    """The municipality's own words, and these where it has none."""
    in_dutch = (get_language() or settings.LANGUAGE_CODE) == settings.LANGUAGE_CODE
    mine = kept_words() if in_dutch else {}
    return {
        key.value: mine.get(key.value) or Word(key=key.value, singular=_(singular), plural=_(plural), article=article)
        for key, (singular, plural, article) in ours.items()
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
