"""The meetings of Alblasserdam: the wijkkerngroep of the source; what is said there are examples, without names."""

from overleg.demo.script import Answer, Coming, Demo, Neighbours, Noted, Past, Promise, Said

STREET = "Projectgroep herinrichting van de buurt"
DEMO = Demo(
    past=Past(
        group="Wijkkerngroep Kinderdijk",
        ago=4,
        place="Wijkgebouw (voorbeeld)",
        present=9,
        note="Voorbeeld van een verslag.",
        said=(
            Said(
                about="Digitaal archief van de wijk",
                note="De eerste foto’s staan erin. De groep zoekt iemand die helpt met scannen.",
                promises=(Promise(what="Een oproep in de wijkkrant", who="voorzitter wijkkerngroep", ago=1),),
            ),
            Said(
                about="Vraag en aanbod van vrijwilligers samen matchen",
                note="De groep wil klein beginnen.",
                promises=(Promise(what="Laten zien hoe het werkt", who="de gemeente", ahead=14),),
            ),
            Said(title="Bijeenkomst van het hele netwerk (voorbeeld)", note="In het voorjaar, op een avond."),
        ),
    ),
    coming=(
        Coming(
            group="Wijkkerngroep Kinderdijk", ahead=6, place="Wijkgebouw (voorbeeld)", points=("Rondvraag",)
        ),
    ),
    noted=(
        Noted(
            about="Beter samenwerken rond dementie",
            noted_as="decided",
            note="Welzijn en gezondheid maken samen één voorstel.",
            what="Een overleg plannen",
            who="internal_coordinator",
            ahead=14,
        ),
        Noted(
            about="Vraag en aanbod van vrijwilligers samen matchen",
            noted_as="noted",
            note="Niets overnemen wat vrijwilligers zelf doen.",
        ),
    ),
    marked=STREET,
    wishes={
        "kinderdijk": ("Een lijst van alles wat er in de wijk is", "Een ruimte voor de jeugd (voorbeeld)"),
        "souburgh": ("Meer plek om te spelen (voorbeeld)",),
        "blokweer": ("Een bankje langs het water (voorbeeld)",),
    },
    neighbours=Neighbours(
        about=STREET,
        answers=(
            Answer(answer="for", ago=3, why="Eindelijk groen in de straat."),
            Answer(answer="for", ago=3),
            Answer(answer="against", ago=3, why="Waar zet ik mijn auto?"),
            Answer(answer="neutral", ago=3),
            Answer(answer="for", ago=2),
            Answer(answer="for", ago=2, why="De kinderen spelen nu tussen de auto’s."),
            Answer(answer="against", ago=2),
            Answer(answer="for", ago=2),
            Answer(answer="neutral", ago=1),
            Answer(answer="for", ago=1),
            Answer(answer="for", ago=1),
            Answer(answer="against", ago=1, why="Ik wil eerst de schets zien."),
        ),
        entry={
            "way": "door_to_door", "place": "De even kant van de straat (voorbeeld)", "votes_for": 11,
            "votes_against": 6, "votes_neutral": 2, "reached": 24,
        },
        concern="Er is zorg over het aantal plaatsen om te parkeren.",
        answered="In elke schets blijft het aantal plaatsen bijna gelijk. Wij tellen opnieuw.",
    ),
)  # fmt: skip
