"""What this municipality calls things: its own words, and ours where it has none."""

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
