"""Dutch of which ideas are made: enough different words that an index of them is as large as in earnest."""

from random import Random

# Once in so many ideas, spread over all years; in three of ten; and only in the oldest two of a hundred.
RARE, COMMON, OLDEST = "zwaluwtil", "groen", "jubileumboom"
RARE_EVERY, FEWEST_RARE, COMMON_SHARE, OLDEST_SHARE = 2_000, 3, 0.3, 0.02

FIRST = """
aard ambacht appel avond bad bak ballon band bank basis beek bejaarden berg bewaar beweeg bier bij blad bloem boeren
boerderij bomen boom boot bos brand brood brug buiten burgers bus buur carnaval concert cultuur dag dans deel dieren
dijk dorp drempel droog duif eet energie erf evenement familie feest fiets film fruit fanfare gast gebouw
gemeenschap geluid gezondheid gras grond haag hal handel haven heem heg heide helling herfst hof honden hout huis
hulp hut imker insecten jeugd jongeren kade kaart kapel kastanje keramiek kerk kern kersen keuken kinder klas klei
kleding klim klooster koffie koken kruiden kruis kunst laan land lantaarn leer leef lees lente licht linden loop
maai maan markt mergel midden mobiliteit molen moes monument muur muziek natuur nieuwjaar noten oever ouderen
paarden pad park peren picknick plein pluk pomp poort praat puin raad regen reis rij ring rivier roei rolstoel
rondweg rozen rust schaats schaduw schans school schuur schommel senioren sier skate sneeuw soep sport spoor spreek
stal station steen stil straat strooi struik tegel tennis terras theater toer toneel trap trek tuin uitzicht vaar
vecht veer verkeer verenigings verhalen vijver vlinder voedsel voet vogel volks voor vriend vuur wacht wand wandel
warmte wasser water weg wei wens werk west wijn wild wilgen wind winkel winter woon zaad zand zaal zang zee zit
zomer zon zorg zuid zwem
""".split()  # noqa: SIM905
LAST = """
akker avond baan bak bank bende beplanting berg bescherming beurs boek boom bord bos brug budget café centrum
circuit club coach collectief commissie concert cursus dag dak dienst eiland excursie feest festival fonds gaard
galerij gang gids groep hal haard heg helling hoek hof hok honk huis hut initiatief kaart kamer kar kast kern keuken
kring kunst laan lab lamp lijn lokaal loket lus maaltijd markt middag monument muur nest netwerk opleiding oven paal
pad paneel park perk plaats plan plek plein poort post prijs project punt quiz rand ren rek route ruimte scherm
school schuur spel spoor stal station steiger stoel straat strook tafel team tent terrein terras tocht toernooi
toestel toren trap tuin uitleen veld vereniging verhaal vijver vitrine voorstelling wal wand weg week weide werf
werkplaats wijzer winkel zaal zone
""".split()  # noqa: SIM905
PLACES = """
bij de kapel
achter het dorpshuis
aan de Geul
op het plein
naast de school
langs het oude spoor
bij de voetbalvelden
in de Kerkstraat
op de hoek van de Molenweg
bij het verzorgingshuis
onder de linden
aan de rand van het bos
bij de bushalte
in het parkje
achter de kerk
bij de oude pastorie
langs de beek
op het grasveld
bij de supermarkt
in de Nieuwstraat
""".strip().splitlines()
WANTS = """
Buren willen samen een {thing} maken {place}.
Wij missen in het dorp een {thing} voor jong en oud.
Een groep bewoners wil het {thing} {place} opknappen en daarna zelf bijhouden.
De vereniging zoekt een plek voor een {thing} {place}.
Op verzoek van veel bewoners: een {thing} {place}, met een {other} ernaast.
Het oude {thing} {place} krijgt een nieuwe bestemming als {other}.
""".strip().splitlines()
TELLS = """
Er is {place} nu niets te doen en het is er kaal.
Twaalf gezinnen uit de straat doen mee en hebben al vaker iets samen gedaan.
Kinderen spelen nu op de weg, en dat is gevaarlijk.
Ouderen komen er graag, maar kunnen nergens zitten.
Wij hebben gedacht aan een {thing} van hout, met een {other} erbij.
De eigenaar van de grond vindt het goed als de gemeente ook ja zegt.
In het voorjaar willen wij beginnen, als de grond droog is.
Een aannemer uit het dorp geeft het materiaal voor de helft van de prijs.
Het {other} van vroeger is afgebroken en daar praat iedereen nog over.
Op de bijeenkomst van vorige maand waren dertig mensen, en bijna iedereen was voor.
Voor het onderhoud is een ploeg van zes vrijwilligers gevonden.
Er ligt een leiding in de grond; dat moet iemand nakijken.
Mensen met een rolstoel moeten er ook bij kunnen.
De school wil er les geven over planten en dieren.
""".strip().splitlines()
AIMS = (
    "Elkaar vaker ontmoeten.", "Een veilige plek voor kinderen.", "Minder eenzaamheid in de straat.",
    "Meer bloemen, bijen en vogels.", "Een plek om trots op te zijn.", "Samen bewegen, ook als dat moeilijk gaat.",
)  # fmt: skip
COMMON_AIM = f"Een dorp met meer {COMMON}, waar het in de zomer koel blijft."
OLDEST_TRIED = f"In het feestjaar is er een {OLDEST} geplant; daarna bleef het stil."
EFFORT = ("Wij doen het werk zelf.", "Elk huis helpt een dag mee.", "De vereniging houdt het bij.", "")
GIVEN = """
Mia Jan Piet Annie Sjef Truus Wim Lies Harrie Els Toon Ria Fatima Mohamed Ahmed Aylin Emre Noor Daan Sanne Lotte
Bram Eva Thijs Femke Ruud Ine Jo Leny Math Bertha Huub Tiny Kees Greet Sjaak Corrie Ali Samira Yusuf Zofia Piotr
Marek Anna Lucas Julia Finn Sophie Milan Iris Jeroen Marieke Bas Linda Guus Hennie Nel Frans Wies Lei
""".split()  # noqa: SIM905
FAMILY = """
Daems Janssen Peeters Smeets Hendriks Claessens Driessen Willems Jacobs Vroemen Habets Erens Curfs Bemelmans
Packbier Lemmens Odekerken Heusschen Pluijmaekers Quaden Schurgers Vluggen Starmans Kicken Weerts Ubachs Jongen
Meertens Bruls Crutzen Bakker Visser Mulder Meijer Dekker Dijkstra Bos Vos Peters Brouwer Yilmaz Kaya Demir Amrani
Bakkali Haddad Nowak Kowalski
""".split()  # noqa: SIM905
STREETS = ("Kerkstraat", "Molenweg", "Dorpsstraat", "Schoolstraat", "Bergweg", "Nieuwstraat", "Kapelweg", "Beekstraat")


def thing(chance: Random) -> str:
    """What an idea is about: one word out of tens of thousands, some of them heard often and most hardly ever."""
    return FIRST[int(len(FIRST) * chance.random() ** 2)] + LAST[int(len(LAST) * chance.random() ** 2)]


def person(chance: Random) -> str:
    """Somebody's name."""
    return f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}"


def story(chance: Random, about: str, other: str, place: str) -> str:
    """Three to six sentences."""
    said = chance.sample(TELLS, chance.randint(3, 6))
    return " ".join(sentence.format(thing=about, other=other, place=place) for sentence in said)


def rare_every(many: int) -> int:
    """In which ideas the rare word stands: one in so many."""
    return max(1, min(RARE_EVERY, many // FEWEST_RARE))


def oldest_of(many: int) -> int:
    """How many are the oldest."""
    return max(1, round(many * OLDEST_SHARE))
