"""The standard texts a new installation starts with, all to be changed or thrown away."""

from initiatives.models import StandardText

# name, text, the actions it is for
TEXTS = (
    (
        "Wij hebben nog even nodig",
        "Wij zijn nog bezig met uw idee. Wij wachten op antwoord van een collega.\n"
        "U hoeft nu niets te doen. Wij bellen u als wij meer weten.",
        ("message_resident", "heartbeat_message", "extend_term"),
    ),
    (
        "Wilt u ons bellen?",
        "Wij willen graag met u praten over uw idee. Wij konden u niet bereiken.\n"
        "Wilt u ons bellen? Het nummer staat onder aan dit bericht.",
        ("message_resident",),
    ),
    (
        "Vraag: waar precies?",
        "Waar moet het precies komen? Een straat en een huisnummer in de buurt is genoeg. Een foto helpt ook.",
        ("request_info",),
    ),
    (
        "Vraag: wie doet mee?",
        "Wie doet er met u mee? En wat doen die mensen? Namen hoeven niet.",
        ("request_info",),
    ),
    (
        "Wachten op het seizoen",
        "Dit werk kan niet in de winter. In het voorjaar kijken wij er samen met u naar.",
        ("hold",),
    ),
    (
        "Nee, maar samen verder kijken",
        "Uw contactpersoon denkt graag met u mee over een andere plek of een ander plan. Bel gerust voor een gesprek.",
        ("reject",),
    ),
)


def fill_texts() -> None:
    """All of them, where there is no text at all yet: what was thrown away does not come back."""
    if StandardText.objects.exists():
        return
    StandardText.objects.bulk_create(
        StandardText(title=title, text=text, actions=list(actions)) for title, text, actions in TEXTS
    )
