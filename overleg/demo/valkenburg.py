"""The meetings of Valkenburg: groups of the sources; what is said there are examples, without names of people."""

from overleg.demo.script import WORRIED, Answer, Coming, Demo, Neighbours, Noted, Past, Promise, Said

HEALTHY = "Gezond idee van een inwoner buiten het kernoverleg"
DEMO = Demo(
    past=Past(
        group="Kernoverleg Berg en Terblijt",
        ago=5,
        place="Dorpshuis in Vilt (voorbeeld)",
        present=11,
        note="Voorbeeld van een verslag.",
        said=(
            Said(
                about=HEALTHY,
                opinion=WORRIED,
                concerns="De route langs de weg is smal.\nWie loopt mee als het donker is?",
                note="Een goed idee. De groep hoopt dat ook mensen meelopen die nu weinig buiten komen.",
                promises=(Promise(what="De route nalopen", who="de gemeente", ahead=14),),
            ),
            Said(
                about="Oversteek bij de school (voorbeeld)",
                note="Bij slecht weer is het druk met auto’s. De ouders willen graag meedenken.",
                promises=(Promise(what="De ouders om een verslag vragen", who="voorzitter kernoverleg", ago=2),),
            ),
            Said(about="Moestuin achter het dorpshuis (voorbeeld)", note="Er is plek. Wie zorgt voor water?"),
            Said(title="Sleutels van het dorpshuis (voorbeeld)", note="Het beheer houdt een lijst bij."),
        ),
    ),
    coming=(
        Coming(
            group="Dorpsraad Sibbe-IJzeren",
            ahead=6,
            place="Gemeenschapshuis (voorbeeld)",
            points=("Rondvraag",),
        ),
        Coming(group="De Heerlijkheid", ahead=13, place="Dorpshuis (voorbeeld)"),
        Coming(group="Werkgroep Leefbaarheid", ahead=27, place="Gemeentehuis (voorbeeld)", has_agenda=False),
    ),
    noted=(
        Noted(
            about="Hondenlosloopveld (voorbeeld)",
            noted_as="decided",
            note="Openbare ruimte houdt de leiding. De twee kernen krijgen samen één antwoord.",
            what="Een veld zoeken dat van de gemeente is",
            who="lead_officer",
            ahead=14,
        ),
        Noted(
            about="Beweegroute langs het dorp (voorbeeld)",
            noted_as="noted",
            note="De groep kan bijna alleen verder. Volgende keer opnieuw.",
        ),
    ),
    marked="Jeu-de-boulesbaan (voorbeeld)",
    wishes={
        "sibbe-ijzeren": ("Een plek om elkaar te ontmoeten (voorbeeld)", "Minder hard rijden in de kern (voorbeeld)"),
        "schin-op-geul": ("Een veilig fietspad", "Licht bij het dorpshuis (voorbeeld)"),
        "broekhem": ("Een plein met meer planten (voorbeeld)",),
    },
    neighbours=Neighbours(
        about=HEALTHY,
        answers=(
            Answer(answer="for", ago=5, why="Dan kom ik ook eens buiten."),
            Answer(answer="for", ago=5),
            Answer(answer="for", ago=4, why="Fijn dat het niets kost."),
            Answer(answer="neutral", ago=4),
            Answer(answer="for", ago=4),
            Answer(answer="against", ago=3, why="Het is al druk op het pad."),
            Answer(answer="for", ago=3),
            Answer(answer="for", ago=3, why="Ik loop graag mee."),
            Answer(answer="neutral", ago=2),
            Answer(answer="for", ago=2),
            Answer(answer="for", ago=1, why="Liever overdag dan in de avond."),
            Answer(answer="against", ago=1),
        ),
        entry={
            "way": "list", "place": "Lijst in het dorpshuis (voorbeeld)", "votes_for": 14, "votes_against": 2,
            "votes_neutral": 3, "reached": 25,
        },
        concern="Er is zorg over de drukte op het pad.",
        answered="De groep loopt op een stil uur en is nooit groter dan twaalf mensen.",
    ),
)  # fmt: skip
